import { phoneField } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { answers, call } from '../../vendor';
import { stopEntry, type StopEntry } from './entry';

/** Puts a number on the stop list (stoplist/add; known from public code). */
export const create: Operation<StopEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Add a number to the stop list',
	description: 'Add a number that must not get any messages',
	effect: 'write',
	fields: [
		phoneField,
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			placeholder: 'e.g. asked not to be disturbed',
			description: 'Why the number is on the list; only you see it',
		},
	],
	entries: (parameters) => [stopEntry(parameters)],
	pack: ([{ to, note }]) => call('/stoplist/add', [['stoplist_phone', to], ['stoplist_text', note]]),
	unpack: answers((_answer, { to, note }) => [{ phone: to, note, success: true }]),
};
