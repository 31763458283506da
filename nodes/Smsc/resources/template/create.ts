import { required } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { call, makes } from '../../vendor';
import { checkedText } from '../message/commands';
import { optionFields, type RowEntry } from '../options';
import { TEMPLATE_OPTIONS, nameField, templateOptions, textField } from './fields';

/** Saves a message template (templates.php, known from public sources). */
export const create: Operation<RowEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a template',
	description: 'Save a message template',
	effect: 'write',
	fields: [nameField, textField],
	options: templateOptions,
	entries: (parameters) => [
		{
			to: required(parameters, nameField.name, nameField.displayName),
			more: [
				['msg', checkedText(required(parameters, textField.name, textField.displayName), textField.displayName)],
				...optionFields(parameters, TEMPLATE_OPTIONS),
			],
		},
	],
	pack: ([{ to, more }]) => call('templates', [['add', '1'], ['name', to], ...more]),
	unpack: makes(({ to }) => ({ name: to, success: true })),
};
