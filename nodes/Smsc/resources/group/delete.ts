import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { rowEntry, type RowEntry } from '../options';
import { idField } from './fields';

/** Deletes a group of contacts (phones.php with del_group=1, known from public sources). */
export const remove: Operation<RowEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact group',
	description: 'Delete a group of contacts',
	effect: 'write',
	fields: [idField],
	entries: (parameters) => [rowEntry(parameters, idField)],
	pack: ([{ to }]) => call('phones', [['del_group', '1'], ['grp', to]]),
	unpack: changes(({ to }) => ({ id: to, success: true })),
};
