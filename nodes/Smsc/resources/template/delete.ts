import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { rowEntry, type RowEntry } from '../options';
import { idField } from './fields';

/** Deletes a message template (templates.php, known from public sources). */
export const remove: Operation<RowEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a template',
	description: 'Delete a message template of the account',
	effect: 'write',
	fields: [idField],
	entries: (parameters) => [rowEntry(parameters, idField)],
	pack: ([{ to }]) => call('templates', [['del', '1'], ['id', to]]),
	unpack: changes(({ to }) => ({ id: to, success: true })),
};
