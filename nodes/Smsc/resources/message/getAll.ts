import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { listEntries, listFields, limited, type ListEntry } from '../../../shared/sms/lists';
import type { FormFields, Operation } from '../../../shared/operation';
import { asNumber, asText } from '../../../shared/transport/replies';
import { call, lists, pair, rowsOf } from '../../vendor';
import { periodOf, periodOptions } from '../days';
import { anyRecipients } from './recipients';
import { errorIn, stateIn } from './states';

/** Rows per page. */
const PAGE = 1000;

interface HistoryEntry extends ListEntry {
	filters: FormFields;
	/** The oldest row that has been seen (`int_id`). */
	before?: string;
}

const options: INodeProperties[] = [
	...periodOptions,
	{
		displayName: 'Recipients',
		name: 'recipients',
		type: 'string',
		default: '',
		placeholder: 'e.g. +7 999 999 99 99',
		description: 'Only messages to these numbers or addresses, separated by commas',
	},
	{
		displayName: 'Channel',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'Email', value: '8' },
			{ name: 'SMS and Other Messages to Phones', value: '0' },
		],
		default: '0',
		description: 'Whether to return e-mails or messages to phones',
	},
];

/** Sent messages, newest first, in pages (get.php with get_messages=1, known from public sources). */
export const getAll: Operation<HistoryEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many sent messages',
	description: 'Get the messages that were sent, newest first, at most six months back',
	effect: 'read',
	fields: listFields,
	options,
	entries: (parameters) => {
		const recipients = anyRecipients(parameters.get('recipients'), 'Recipients');
		const format = asText(parameters.get('format')) ?? '0';
		const filters: FormFields = [
			...periodOf(parameters),
			...pair(format === '8' ? 'email' : 'phone', recipients.join(',')),
			...pair('format', format === '8' ? '8' : undefined),
		];
		return listEntries(parameters).map((entry) => ({ ...entry, filters }));
	},
	pack: ([entry]) =>
		call('get', [['get_messages', '1'], ...entry.filters, ['cnt', String(pageOf(entry))], ...pair('prev_id', entry.before)]),
	unpack: lists(historyRow, (rows, entry) => limited(rows.filter(isOlder(entry)), entry)),
	next: (entry, { raw }) => {
		const rows = rowsOf(raw);
		const before = asText(rows.at(-1)?.int_id);
		const limit = entry.limit === undefined ? undefined : entry.limit - rows.length;
		const isOver = rows.length < pageOf(entry) || before === undefined || before === entry.before || limit === 0;
		return isOver ? undefined : { ...entry, limit, before };
	},
};

/** Rows that an earlier page has shown are passed over, in case a server does not know the parameter. */
function isOlder({ before }: HistoryEntry) {
	return ({ int_id: id }: IDataObject): boolean => before === undefined || !((asNumber(id) ?? Number.NaN) >= Number(before));
}

const pageOf = ({ limit = PAGE }: HistoryEntry): number => Math.min(limit, PAGE);

function historyRow(row: IDataObject): IDataObject {
	return {
		...stateIn(row, asText(row.id) ?? '', asText(row.phone) ?? ''),
		...errorIn(row),
		from: asText(row.sender_id) ?? '',
		text: asText(row.message) ?? '',
	};
}
