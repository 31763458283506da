import type { IDataObject } from 'n8n-workflow';

import { isoTime } from '../../../shared/sms/dates';
import { messageResult, type Status } from '../../../shared/sms/status';
import { doneWith, type Accepted, type Operation } from '../../../shared/operation';
import { asNumber, asText, withAnswer, without } from '../../../shared/transport/replies';
import { STATUSES } from '../../codes';
import { MAX_PER_REQUEST } from '../../vendor';
import { messageFields } from './fields';
import { getStatus } from './getStatus';
import type { SentEntry } from './ids';
import { sendOptions } from './options';
import { messageEntries, sendCall, sharing, type MessageEntry } from './entries';
import { receipts, type Receipt } from './receipts';
import { rowsProblem, type Row } from './rowProblem';
import { isGroup } from './recipients';
import { settingsOf } from './settings';

/** Sends messages of every channel (send.php, official): one text to many, or a `list` with a text for each. */
export const send: Operation<MessageEntry> = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS or another message',
	description: 'Send an SMS, or a message by another channel, to one or more recipients',
	effect: 'write',
	isSend: true,
	fields: messageFields,
	options: sendOptions,
	maxPerRequest: MAX_PER_REQUEST,
	...sharing,
	entries: (parameters) => messageEntries(parameters, parameters.once(settingsOf)),
	pack: sendCall,
	unpack: (reply, entries) => receipts(reply, entries, accepted),
	reconcile: { operation: getStatus, entry: question },
};

/** An id may stand for earlier messages too unless we made it or the user vouches for it; a group is no recipient. Neither proves anything. */
function question({ to, settings, hasUniqueId }: MessageEntry, id: string): SentEntry | undefined {
	const isDoubtful = !hasUniqueId && settings.some(([name]) => name === 'id');
	return isDoubtful || isGroup(to) ? undefined : { to, id };
}

function accepted(entry: MessageEntry, rows: Row[], receipt: Receipt): Accepted {
	const { answer } = receipt;
	const recipients = isGroup(entry.to) ? rows : rows.slice(0, 1);
	const results = recipients.length > 0 ? recipients.map((row) => resultOf(entry, row, receipt)) : [resultOf(entry, {}, receipt)];
	return doneWith(results, () => {
		const whole = without(answer, 'phones', 'errors');
		const raw = recipients.length > 0 ? recipients.map((row) => withAnswer(row, whole)) : [whole];
		return isGroup(entry.to) ? raw : raw[0];
	});
}

function resultOf(entry: MessageEntry, row: Row, { id, answer }: Receipt): IDataObject {
	const { to, parts, dryRun, schedule } = entry;
	const vendorStatus = asText(row.status);
	const cost = asNumber(row.cost) ?? (row.phone === undefined ? asNumber(answer.cost) : undefined);
	const balance = dryRun ? undefined : asNumber(answer.balance);
	const code = asText(answer.code);
	return {
		...messageResult({
			id,
			to: isGroup(to) ? (asText(row.phone) ?? to) : to,
			status: statusOf(entry, row),
			sendAt: dryRun || schedule.moment === undefined ? undefined : isoTime(schedule.moment),
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
function statusOf({ dryRun, schedule: { moment, fixed } }: MessageEntry, row: Row): Status {
	if (dryRun) return 'unknown';
	if (rowsProblem([row])) return 'failed';
	const isLater = moment !== undefined || fixed?.some(([, value]) => value.startsWith('+'));
	return isLater ? 'scheduled' : (STATUSES[asText(row.status) ?? '']?.status ?? 'queued');
}
