import { listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { list } from '../../lists';
import { get } from '../../vendor';
import { templateResult } from './template';

/** Code templates (getPasswordObjects; known from the vendor's public pages and libraries). */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many code templates',
	description: 'Get the code templates of the account',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => get('getPasswordObjects'),
	unpack: list(templateResult),
};
