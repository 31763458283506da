import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { rowEntry, type RowEntry } from '../options';
import { idField } from './fields';

/** Deletes a mailing (jobs.php with del=1, known from public sources). */
export const remove: Operation<RowEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a mailing',
	description: 'Delete a mailing of the account',
	effect: 'write',
	fields: [idField],
	entries: (parameters) => [rowEntry(parameters, idField)],
	pack: ([{ to }]) => call('jobs', [['del', '1'], ['id', to]]),
	unpack: changes(({ to }) => ({ id: to, success: true })),
};
