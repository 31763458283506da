import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { asText, filled } from '../../../shared/transport/replies';
import { call, lists } from '../../vendor';

/** Registered sender names (senders.php, known from public sources); only the name itself is certain. */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many senders',
	description: 'Get the sender names of the account',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => call('senders', [['get', '1']]),
	unpack: lists(({ sender, id, cmt }) => filled({ name: asText(sender), id: asText(id), comment: asText(cmt) }), limited),
};
