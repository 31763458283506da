import { listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { names } from '../../lists';
import { get } from '../../vendor';

/** Alpha names with their ids (getAlphanames; known from the vendor's public pages and libraries). */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many senders',
	description: 'Get the approved sender names (alpha names) of the account with their IDs',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => get('getAlphanames'),
	unpack: names,
};
