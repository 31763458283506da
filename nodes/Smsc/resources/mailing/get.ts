import { done, type Operation } from '../../../shared/operation';
import { answerIn, call, isError, refusal, rowsOf } from '../../vendor';
import type { RowEntry } from '../options';
import { emailOptions, idField, mailingEntry } from './fields';
import { mailingRow } from './row';

/** One mailing (jobs.php with get=1, known from public sources). */
export const get: Operation<RowEntry> = {
	value: 'get',
	name: 'Get',
	action: 'Get a mailing',
	description: 'Get one mailing by its ID',
	effect: 'read',
	fields: [idField],
	options: emailOptions,
	entries: (parameters) => [mailingEntry(parameters)],
	pack: ([{ to, more }]) => call('jobs', [['get', '1'], ['id', to], ...more]),
	unpack: (reply, entries) => {
		const answer = answerIn(reply);
		const rows = rowsOf(answer);
		return entries.map(() => (isError(answer) ? refusal(answer) : done(rows.map(mailingRow), rows)));
	},
};
