import { listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { names } from '../../lists';
import { post } from '../../vendor';

/**
 * Contact lists (getSubscriberLists). The document names the call without its version or answer: version 2 is that of
 * its neighbours on the vendor's pages, and any list of names is read.
 */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contact lists',
	description: 'Get the contact lists of the account with their IDs',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => post('getSubscriberLists', [], 'v2'),
	unpack: names,
};
