import type { INodeProperties } from 'n8n-workflow';

import { listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import { done, type Operation } from '../../../shared/operation';
import { asNumber, asText } from '../../../shared/transport/replies';
import { list } from '../../lists';
import { timeOf } from '../../times';
import { get } from '../../vendor';

interface HistoryEntry extends ListEntry {
	type: string;
}

const typeField: INodeProperties = {
	displayName: 'Made By',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'API', value: 'API', description: 'Programs, such as this node' },
		{ name: 'API or Website', value: 'all' },
		{ name: 'Website', value: 'WEB', description: 'People in the SMS.by account' },
	],
	default: 'all',
	description: 'Which mailings to return',
};

const NOTHING_FOUND = 406;

const mailings = list<HistoryEntry>((row) => ({
	id: asText(row.id) ?? null,
	name: asText(row.name) ?? '',
	type: asText(row.type) ?? '',
	status: asText(row.status) ?? '',
	sender: asText(row.alphaname) ?? '',
	recipients: asNumber(row.count_phones) ?? null,
	delivered: asNumber(row.sms_delivered) ?? null,
	parts: asNumber(row.parts) ?? null,
	cost: asNumber(row.cost) ?? null,
	createdAt: timeOf(row.d_create) ?? null,
	scheduledAt: timeOf(row.d_schedule) ?? null,
}));

/** All mailings of the account (getSMSMessages), which has no pages. HTTP 406 means that there are none. */
export const getHistory: Operation<HistoryEntry> = {
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the history of mailings',
	description: 'Get all mailings of the account with their counts and costs',
	effect: 'read',
	fields: [typeField, ...listFields],
	entries: (parameters) => [{ ...listEntries(parameters)[0], type: String(parameters.get('type') ?? 'all') }],
	pack: ([{ type }]) => get('getSMSMessages', type === 'all' ? {} : { type }),
	unpack: (reply, entries) => (reply.status === NOTHING_FOUND ? entries.map(() => done([], [])) : mailings(reply, entries)),
};
