import type { INodeProperties } from 'n8n-workflow';

import { messageResult } from '../../../shared/sms/status';
import { recipientsOf, toField } from '../../../shared/sms/message';
import type { Entry, FormFields, Operation } from '../../../shared/operation';
import { asNumber, asText } from '../../../shared/transport/replies';
import { STATUSES } from '../../codes';
import { tracedCall } from '../../reference';
import { MAX_PER_REQUEST, done, wired } from '../../vendor';
import { receipts } from '../message/receipts';

interface NumberEntry extends Entry {
	to: string;
}

const fields: INodeProperties[] = [
	{ ...toField, displayName: 'Phone Numbers', description: 'Number to ask about in the international form. Several may be separated by commas, or given as an array.' },
];

/** Requests about numbers go by send.php; their results come by its status, later. */
const request = (flag: FormFields[number], words: Pick<Operation, 'value' | 'name' | 'action' | 'description'>): Operation<NumberEntry> => ({
	...words,
	effect: 'write',
	fields,
	maxPerRequest: MAX_PER_REQUEST,
	conflictKey: ({ to }) => to,
	entries: (parameters) => recipientsOf(parameters, 'RU').map((to) => (typeof to === 'string' ? { to } : to)),
	pack: (entries) => tracedCall([['op', '1'], ['err', '1'], flag, ['phones', entries.map(({ to }) => wired(to)).join(',')]]),
	unpack: (reply, entries) =>
		receipts(reply, entries, ({ to }, [row = {}], { id, answer }) => {
			const vendorStatus = asText(row.status);
			const { status = 'queued', text } = STATUSES[vendorStatus ?? ''] ?? {};
			const cost = asNumber(row.cost) ?? (entries.length === 1 ? asNumber(answer.cost) : undefined);
			return done([messageResult({ id, to, status, cost, vendorStatus, vendorStatusText: text })], { ...answer, phones: [row] });
		}),
});

/** Asks the operator's register about numbers (HLR, official). */
export const lookup = request(['hlr', '1'], {
	value: 'lookup',
	name: 'Look Up (HLR)',
	action: 'Look up a number',
	description: 'Ask the operator’s register about numbers without writing to them; "Message: Get Status" then tells the result',
});

/** Sends an invisible SMS to see whether numbers can be reached (ping, official). */
export const ping = request(['ping', '1'], {
	value: 'ping',
	name: 'Ping',
	action: 'Ping a number',
	description: 'Send an SMS that the phone does not show, to see whether it can be reached; "Message: Get Status" then tells the result',
});
