import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import type { RowEntry } from '../options';
import { emailOptions, idField, mailingEntry } from './fields';

/** Stops a mailing (jobs.php with cancel=1, known from public sources). */
export const cancel: Operation<RowEntry> = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a mailing',
	description: 'Stop a mailing; what has been sent stays sent',
	effect: 'write',
	fields: [idField],
	options: emailOptions,
	entries: (parameters) => [mailingEntry(parameters)],
	pack: ([{ to, more }]) => call('jobs', [['cancel', '1'], ['id', to], ...more]),
	unpack: changes(({ to }) => ({ id: to, success: true })),
};
