import type { IDataObject } from 'n8n-workflow';

import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { FormFields, Operation } from '../../../shared/operation';
import { asNumber, asText, filled } from '../../../shared/transport/replies';
import { call, lists, pair, rowsOf } from '../../vendor';
import { optionFields, textOption } from '../options';

interface ContactsEntry extends ListEntry {
	filters: FormFields;
	/** The last contact that has been seen (`int_id`). */
	after?: string;
}

/** Contacts in pages (phones.php with get=1, known from public sources). The size of a page is not known. */
export const getAll: Operation<ContactsEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'Get your contacts, all or those of a group',
	effect: 'read',
	fields: listFields,
	options: [
		textOption('Group ID', 'grp', 'Only contacts of this group', 'e.g. 1'),
		textOption('Search', 'search', 'Only contacts that hold this text', 'e.g. Anna'),
	],
	entries: (parameters) =>
		listEntries(parameters).map((entry) => ({ ...entry, filters: optionFields(parameters, ['grp', 'search']) })),
	pack: ([{ filters, after }]) => call('phones', [['get', '1'], ...filters, ...pair('after_id', after)]),
	unpack: lists(contactRow, (rows, entry) => limited(rows.filter(isNew(entry)), entry)),
	next: (entry, { raw }) => {
		const rows = rowsOf(raw);
		const after = asText(rows.at(-1)?.int_id);
		const limit = entry.limit === undefined ? undefined : entry.limit - rows.length;
		return after === undefined || after === entry.after || limit === 0 ? undefined : { ...entry, limit, after };
	},
};

/** Rows that an earlier page has shown are passed over, in case a server does not know the parameter. */
function isNew({ after }: ContactsEntry) {
	return ({ int_id: id }: IDataObject): boolean => after === undefined || !((asNumber(id) ?? Number.NaN) <= Number(after));
}

/** Readable names for the vendor's; whatever else a row holds comes along in the raw output. */
const NAMES: Array<[field: string, name: string]> = [
	['int_id', 'id'],
	['phone', 'phone'],
	['mail', 'email'],
	['name', 'name'],
	['lnm', 'lastName'],
	['fnm', 'firstName'],
	['mnm', 'middleName'],
	['bd', 'birthday'],
	['grp', 'groupId'],
	['cmt', 'comment'],
	['myid', 'ownId'],
	['tags', 'tags'],
];

function contactRow(row: IDataObject): IDataObject {
	return filled(Object.fromEntries(NAMES.map(([field, name]) => [name, asText(row[field])])));
}
