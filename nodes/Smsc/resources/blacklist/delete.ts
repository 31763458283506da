import { phoneEntry, phoneField, type PhoneEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';

/** Takes a number off the blacklist (phones.php with del_black=1, known from public sources). */
export const remove: Operation<PhoneEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Remove a number from the blacklist',
	description: 'Remove a number, so that it can get messages again',
	effect: 'write',
	fields: [phoneField],
	entries: (parameters) => [phoneEntry(parameters, 'RU')],
	pack: ([{ to }]) => call('phones', [['del_black', '1'], ['phone', to]]),
	unpack: changes(({ to }) => ({ phone: to, success: true })),
};
