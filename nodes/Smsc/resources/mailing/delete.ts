import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import type { RowEntry } from '../options';
import { emailOptions, idField, mailingEntry } from './fields';

/** Deletes a mailing (jobs.php with del=1, known from public sources). */
export const remove: Operation<RowEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a mailing',
	description: 'Delete a mailing of the account',
	effect: 'write',
	fields: [idField],
	options: emailOptions,
	entries: (parameters) => [mailingEntry(parameters)],
	pack: ([{ to, more }]) => call('jobs', [['del', '1'], ['id', to], ...more]),
	unpack: changes(({ to }) => ({ id: to, success: true })),
};
