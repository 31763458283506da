import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import type { RowEntry } from '../options';
import { contactEntry, contactField } from './fields';

/** Deletes a contact (phones.php with del=1, known from public sources). */
export const remove: Operation<RowEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact',
	description: 'Delete a contact from all groups',
	effect: 'write',
	fields: [contactField],
	entries: (parameters) => [contactEntry(parameters)],
	pack: ([{ more }]) => call('phones', [['del', '1'], ...more]),
	unpack: changes(({ to }) => ({ contact: to, success: true })),
};
