import type { IDataObject } from 'n8n-workflow';

import { messageResult, type Status } from '../../../shared/sms/status';
import type { Accepted, Operation } from '../../../shared/operation';
import { numberOf, textOf } from '../../../shared/transport/replies';
import { STATUSES } from '../../codes';
import { MOST_PER_REQUEST, done } from '../../vendor';
import { messageFields } from './fields';
import { getStatus } from './getStatus';
import type { MessageEntry } from './ids';
import { sendOptions } from './options';
import { parcelsOf, sendCall, sharing, type Parcel } from './parcels';
import { receipts, rowProblem, type Receipt, type Row } from './receipts';
import { isGroup } from './recipients';
import { settingsOf } from './settings';

/** Sends messages of every channel (send.php, official): one text to many, or a `list` with a text for each. */
export const send: Operation<Parcel> = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS or another message',
	description: 'Send an SMS, or a message by another channel, to one or more recipients',
	effect: 'write',
	isSend: true,
	fields: messageFields,
	options: sendOptions,
	most: MOST_PER_REQUEST,
	...sharing,
	entries: (parameters) => parcelsOf(parameters, settingsOf(parameters)),
	pack: sendCall,
	unpack: (reply, entries) => receipts(reply, entries, accepted),
	trace: { operation: getStatus, entry: question },
};

/** An id of the user's own may stand for earlier messages too, and a group is no recipient: neither proves anything. */
function question({ to, settings }: Parcel, id: string): MessageEntry | undefined {
	const isOwn = settings.some(([name]) => name === 'id');
	return isOwn || isGroup(to) ? undefined : { to, id };
}

function accepted(parcel: Parcel, rows: Row[], receipt: Receipt): Accepted {
	const { answer } = receipt;
	const recipients = isGroup(parcel.to) ? rows : rows.slice(0, 1);
	const results = recipients.length > 0 ? recipients.map((row) => resultOf(parcel, row, receipt)) : [resultOf(parcel, {}, receipt)];
	const whole = Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'phones' && name !== 'errors'));
	const raw = recipients.length > 0 ? recipients.map((row) => ({ ...whole, ...prefixed(row) })) : [whole];
	return done(results, isGroup(parcel.to) ? raw : raw[0]);
}

/** A row beside the answer's own fields: both have a cost. */
const prefixed = ({ cost, ...row }: Row): IDataObject => ({ ...row, ...(cost === undefined ? {} : { phone_cost: cost }) });

function resultOf(parcel: Parcel, row: Row, { id, answer }: Receipt): IDataObject {
	const { to, parts, dryRun } = parcel;
	const vendorStatus = textOf(row.status);
	const cost = numberOf(row.cost) ?? (row.phone === undefined ? numberOf(answer.cost) : undefined);
	const balance = dryRun ? undefined : numberOf(answer.balance);
	const code = textOf(answer.code);
	return {
		...messageResult({
			id,
			to: isGroup(to) ? (textOf(row.phone) ?? to) : to,
			status: statusOf(parcel, row),
			parts,
			cost,
			vendorStatus,
			vendorStatusText: dryRun ? 'Dry run: nothing was sent' : STATUSES[vendorStatus ?? '']?.text,
		}),
		...(balance === undefined ? {} : { balance }),
		...(code === undefined ? {} : { code }),
	};
}

/** Right after a send, a message waits; only a group can hold somebody who was refused. */
function statusOf({ dryRun, schedule: { moment, fixed } }: Parcel, row: Row): Status {
	if (dryRun) return 'unknown';
	if (rowProblem(row)) return 'failed';
	const isLater = moment !== undefined ? moment > Date.now() : fixed?.some(([, value]) => value.startsWith('+'));
	return isLater ? 'scheduled' : (STATUSES[textOf(row.status) ?? '']?.status ?? 'queued');
}
