import { required } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { rowEntry, type RowEntry } from '../options';
import { idField, nameField } from './fields';

/** Renames a group of contacts (phones.php with chg_group=1, known from public sources). */
export const update: Operation<RowEntry> = {
	value: 'update',
	name: 'Update',
	action: 'Update a contact group',
	description: 'Rename a group of contacts',
	effect: 'write',
	fields: [idField, nameField],
	entries: (parameters) => [rowEntry(parameters, idField, [['name', required(parameters, 'name', nameField.displayName)]])],
	pack: ([{ to, more }]) => call('phones', [['chg_group', '1'], ['grp', to], ...more]),
	unpack: changes(({ to }) => ({ id: to, success: true })),
};
