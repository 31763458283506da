import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { FormFields, Operation } from '../../../shared/operation';
import { call, lists } from '../../vendor';
import { periodOf, periodOptions } from '../days';
import { emailForm, emailOptions } from './fields';
import { mailingRow } from './row';

interface MailingsEntry extends ListEntry {
	period: FormFields;
}

/** Mailings of a period (jobs.php with get_all=1, known from public sources). */
export const getAll: Operation<MailingsEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many mailings',
	description: 'Get the mailings of the account',
	effect: 'read',
	fields: listFields,
	options: [...periodOptions, ...emailOptions],
	entries: (parameters) =>
		listEntries(parameters).map((entry) => ({
			...entry,
			period: [
				...periodOf(parameters),
				...emailForm(parameters),
			],
		})),
	pack: ([{ period }]) => call('jobs', [['get_all', '1'], ...period]),
	unpack: lists(mailingRow, limited),
};
