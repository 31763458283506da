import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { rowEntry, type RowEntry } from '../options';
import { idField } from './fields';

/** Stops a mailing (jobs.php with cancel=1, known from public sources). */
export const cancel: Operation<RowEntry> = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a mailing',
	description: 'Stop a mailing; what has been sent stays sent',
	effect: 'write',
	fields: [idField],
	entries: (parameters) => [rowEntry(parameters, idField)],
	pack: ([{ to }]) => call('jobs', [['cancel', '1'], ['id', to]]),
	unpack: changes(({ to }) => ({ id: to, success: true })),
};
