import { required } from '../../../shared/sms/entries';
import type { FormFields, Operation } from '../../../shared/operation';
import { call, confirms } from '../../vendor';
import { changedFields, textOption } from '../options';
import { senderNameField, type SenderEntry } from './name';

const OPTIONS = [
	textOption('Comment', 'cmt', 'What the name is for', 'e.g. order messages of our shop'),
	textOption('Site', 'site', 'Website of the company', 'e.g. https://example.com'),
	textOption('Taxpayer Number (INN)', 'inn', 'Taxpayer number of the company'),
];

/** Changes what is told of a sender name (senders.php with chg=1, known from public sources). */
export const update: Operation<SenderEntry & { more: FormFields }> = {
	value: 'update',
	name: 'Update',
	action: 'Update a sender',
	description: 'Change what SMSC and the operators are told of a sender name; the name itself stays',
	effect: 'write',
	fields: [senderNameField],
	options: OPTIONS,
	entries: (parameters) => [
		{ name: required(parameters, 'name', senderNameField.displayName), more: changedFields(parameters, OPTIONS.map(({ name }) => name)) },
	],
	pack: ([{ name, more }]) => call('senders', [['chg', '1'], ['sender', name], ...more]),
	unpack: confirms(({ name }) => ({ name, success: true })),
};
