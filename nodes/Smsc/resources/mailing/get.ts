import type { Operation } from '../../../shared/operation';
import { answerIn, call, done, isError, refusal, rowsOf } from '../../vendor';
import { rowEntry, type RowEntry } from '../options';
import { idField } from './fields';
import { mailingRow } from './row';

/** One mailing (jobs.php with get=1, known from public sources). */
export const get: Operation<RowEntry> = {
	value: 'get',
	name: 'Get',
	action: 'Get a mailing',
	description: 'Get one mailing by its ID',
	effect: 'read',
	fields: [idField],
	entries: (parameters) => [rowEntry(parameters, idField)],
	pack: ([{ to }]) => call('jobs', [['get', '1'], ['id', to]]),
	unpack: (reply, entries) => {
		const answer = answerIn(reply);
		const rows = rowsOf(answer);
		return entries.map(() => (isError(answer) ? refusal(answer) : done(rows.map(mailingRow), rows)));
	},
};
