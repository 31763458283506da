import type { INodeProperties } from 'n8n-workflow';

import { messageResult, type Status } from '../../../shared/sms/status';
import { dryRunOption, recipientsOf, rehearsed, toField } from '../../../shared/sms/message';
import { done, type Entry, type FormFields, type Operation } from '../../../shared/operation';
import { asNumber, asText } from '../../../shared/transport/replies';
import { STATUSES } from '../../codes';
import { tracedCall } from '../../reference';
import { MAX_PER_REQUEST, call, wired } from '../../vendor';
import { receipts } from '../message/receipts';

interface NumberEntry extends Entry {
	to: string;
}

const fields: INodeProperties[] = [
	{ ...toField, displayName: 'Phone Numbers', description: 'Number to ask about in the international form. Several may be separated by commas, or given as an array.' },
];

const ACCEPTED: { status: Status; text?: string } = { status: 'queued' };

const REHEARSAL: { status: Status; text?: string } = { status: 'unknown', text: 'Dry run: nothing was sent' };

/** Requests about numbers go by send.php; their results come by its status, later. */
const request = (flag: FormFields[number], words: Pick<Operation, 'value' | 'name' | 'action' | 'description'>): Operation<NumberEntry> => ({
	...words,
	effect: 'write',
	fields,
	options: [dryRunOption('Whether to ask for the price only: no number is asked about, nothing is paid')],
	maxPerRequest: MAX_PER_REQUEST,
	batchKey: ({ dryRun }) => (dryRun ? 'cost' : ''),
	conflictKey: ({ to }) => to,
	entries: (parameters) => rehearsed(recipientsOf(parameters, 'RU').map((to) => (typeof to === 'string' ? { to } : to)), parameters),
	pack: (entries) => {
		const form: FormFields = [['op', '1'], ['err', '1'], flag, ['phones', entries.map(({ to }) => wired(to)).join(',')]];
		return entries[0].dryRun ? call('send', [...form, ['cost', '1']]) : tracedCall(form);
	},
	unpack: (reply, entries) =>
		receipts(reply, entries, ({ to, dryRun }, [row = {}], { id, answer }) => {
			const vendorStatus = asText(row.status);
			const { status, text } = dryRun ? REHEARSAL : (STATUSES[vendorStatus ?? ''] ?? ACCEPTED);
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
