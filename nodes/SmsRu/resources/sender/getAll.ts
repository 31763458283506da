import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { answers, call, listOf } from '../../vendor';

/** Approved sender names (my/senders; known from public code). The key is missing where there are none. */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many senders',
	description: 'Get the approved sender names of the account',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => call('/my/senders'),
	unpack: answers(({ senders }, entry) => limited(listOf(senders).map((name) => ({ name })), entry)),
};
