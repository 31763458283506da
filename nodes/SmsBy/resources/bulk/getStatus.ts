import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { messageResult } from '../../../shared/sms/status';
import { InputError, type Mistake } from '../../../shared/errors';
import { phoneEntry, required } from '../../../shared/sms/entries';
import { tidied } from '../../../shared/sms/typing';
import { done, type Entry, type Operation, type Parameters, type Verdict } from '../../../shared/operation';
import { isObject, asText } from '../../../shared/transport/replies';
import { failedState, takenState } from '../../bulkStates';
import { idOf, post, verdicts, unexpected } from '../../vendor';
import { phoneField } from '../fields';

const MISTAKES = {
	noId: { what: '"{id}" is not the ID of a bulk mailing', remedy: 'Use the ID that "Bulk: Send" returned, e.g. cc9c8043-8caf-11ef-b035-9e8f47954dec.' },
} satisfies Record<string, Mistake>;

/** A bulk, or what it says of one number. */
interface BulkEntry extends Entry {
	uuid: string;
	phone?: string;
}

const MAX_PER_REQUEST = 10_000;

const fields: INodeProperties[] = [
	{
		displayName: 'Bulk ID',
		name: 'uuid',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. cc9c8043-8caf-11ef-b035-9e8f47954dec',
		description: 'ID that "Bulk: Send" returned (uuid)',
	},
	{
		...phoneField,
		required: false,
		description: 'Only the outcome for this number. Empty means all numbers of the bulk.',
	},
];

/** The messages of a bulk (statusBulkSms). Items that ask for numbers of the same bulk share one request. */
export const getStatus: Operation<BulkEntry> = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a bulk mailing',
	description: 'Get the delivery status of the messages of a bulk mailing, one item per message',
	effect: 'read',
	fields,
	maxPerRequest: MAX_PER_REQUEST,
	batchKey: ({ uuid }) => uuid,
	entries: (parameters) => [bulkEntry(parameters)],
	pack: ([{ uuid }]) => post('statusBulkSms', [['uuid', uuid]]),
	unpack: (reply, entries) => {
		let messages: IDataObject[] | undefined;
		return verdicts(
			reply,
			entries,
			(answer, entry) => {
				if (!Array.isArray(answer) || !answer.every(isObject)) throw unexpected(reply);
				messages ??= answer.flatMap((mailing) => messagesOf(mailing, entry.uuid));
				return outcomesFor(entry, messages, answer);
			},
			{ open: (answer) => answer },
		);
	},
	isFinal: ({ results }) => results.length > 0 && results.every(({ isFinal }) => isFinal === true),
};

function bulkEntry(parameters: Parameters): BulkEntry {
	const uuid = tidied(required(parameters, 'uuid', 'Bulk ID'));
	if (!idOf(uuid)) throw InputError.of('Bulk ID', MISTAKES.noId, { id: uuid });
	if (parameters.text('phone') === '') return { to: uuid, uuid };
	const { to } = phoneEntry(parameters, 'BY');
	return { to, uuid, phone: to };
}

function outcomesFor({ phone, uuid }: BulkEntry, messages: IDataObject[], answer: IDataObject[]): Verdict {
	if (phone === undefined) return done(messages, answer);
	const own = messages.filter(({ to }) => to === phone);
	if (own.length > 0) return done(own, answer);
	const missing = messageResult({ id: '', to: phone, status: 'unknown', vendorStatusText: 'Not in the report of this bulk' });
	return done([{ ...missing, bulkId: uuid }], answer);
}

/**
 * The messages of one mailing. `success` holds those that were taken. The document promises errors too, but does not
 * show where: whatever else is a list in a mailing, or a text called `error`, is told as failed.
 */
function messagesOf(mailing: IDataObject, uuid: string): IDataObject[] {
	const about = { bulkId: uuid, campaignId: asText(mailing.message_id) ?? null, mailing: asText(mailing.name) ?? '' };
	return Object.entries(mailing).flatMap(([key, value]) => {
		const rows: unknown[] = Array.isArray(value) ? value : key === 'error' && value ? [value] : [];
		return rows.map((row) => ({ ...messageResult(key === 'success' ? takenState(row) : failedState(row)), ...about }));
	});
}
