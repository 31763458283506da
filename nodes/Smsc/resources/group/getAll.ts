import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { asText, filled } from '../../../shared/transport/replies';
import { call, lists } from '../../vendor';

/** The groups of contacts (phones.php with get_group=1, known from public sources). */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contact groups',
	description: 'Get the groups of your contacts; their IDs go into the field "Contact Groups" of a send',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => call('phones', [['get_group', '1']]),
	unpack: lists(
		({ id, name, num, type }) =>
			filled({ id: asText(id), name: asText(name), number: asText(num), type: KINDS[asText(type) ?? ''] ?? asText(type) }),
		limited,
	),
};

const KINDS: Record<string, string> = { 0: 'phones', 1: 'emails' };
