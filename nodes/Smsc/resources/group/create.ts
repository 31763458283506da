import { required } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { call, makes } from '../../vendor';
import { optionFields, textOption, type RowEntry } from '../options';
import { nameField } from './fields';

/** Makes a group of contacts (phones.php with add_group=1, known from public sources). */
export const create: Operation<RowEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact group',
	description: 'Make a group of contacts',
	effect: 'write',
	fields: [nameField],
	options: [
		{
			displayName: 'Holds',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Email Addresses', value: '1' },
				{ name: 'Phone Numbers', value: '0' },
			],
			default: '0',
			description: 'What the contacts of the group have',
		},
		textOption('Number', 'num', 'Number of the group, by which lists are sorted', 'e.g. 5'),
	],
	entries: (parameters) => [{ to: required(parameters, nameField.name, nameField.displayName), more: optionFields(parameters, ['type', 'num']) }],
	pack: ([{ to, more }]) => call('phones', [['add_group', '1'], ['name', to], ...more]),
	unpack: makes(({ to }) => ({ name: to, success: true })),
};
