import { phoneEntry, phoneField, type PhoneEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { answers, call } from '../../vendor';

/** Takes a number off the stop list (stoplist/del; known from public code). */
export const remove: Operation<PhoneEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Remove a number from the stop list',
	description: 'Remove a number, so that it can get messages again',
	effect: 'write',
	fields: [phoneField],
	entries: (parameters) => [phoneEntry(parameters, 'RU without plus')],
	pack: ([{ to }]) => call('/stoplist/del', [['stoplist_phone', to]]),
	unpack: answers((_answer, { to }) => [{ phone: to, success: true }]),
};
