import { listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { names } from '../../lists';
import { get } from '../../vendor';

/** Viber names with their ids (getVibernames; known by name only, any list of names is read). */
export const getSenders: Operation<ListEntry> = {
	value: 'getSenders',
	name: 'Get Senders',
	action: 'Get the Viber senders',
	description: 'Get the Viber names of the account with their IDs',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => get('getVibernames'),
	unpack: names,
};
