import { required } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import type { FormFields, Operation, Parameters } from '../../../shared/operation';
import { call, makes } from '../../vendor';
import { optionFields, textOption } from '../options';
import { senderNameField, type SenderEntry } from './name';

const MISTAKES = {
	notOne: { what: '"{name}" has a form that SMSC does not take', remedy: 'Use up to 11 Latin letters, digits and signs, or up to 15 digits.' },
} satisfies Record<string, Mistake>;

/** Applies for a sender name (senders.php, known from public sources); SMSC decides on it. */
export const create: Operation<SenderEntry & { more: FormFields }> = {
	value: 'create',
	name: 'Create',
	action: 'Request a sender name',
	description: 'Request a sender name; SMSC and the operators decide on it',
	effect: 'write',
	fields: [senderNameField],
	options: [
		textOption('Comment', 'cmt', 'What the name is for', 'e.g. order messages of our shop'),
		textOption('Site', 'site', 'Website of the company', 'e.g. https://example.com'),
		textOption('Taxpayer Number (INN)', 'inn', 'Taxpayer number of the company'),
	],
	entries: (parameters) => [{ name: nameOf(parameters), more: optionFields(parameters, ['cmt', 'site', 'inn']) }],
	pack: ([{ name, more }]) => call('senders', [['add', '1'], ['sender', name], ...more]),
	unpack: makes(({ name }) => ({ name, success: true })),
};

function nameOf(parameters: Parameters): string {
	const name = required(parameters, 'name', senderNameField.displayName);
	if (/^[\x20-\x7e]{1,11}$/.test(name) || /^\d{1,15}$/.test(name)) return name;
	throw InputError.of(senderNameField.displayName, MISTAKES.notOne, { name });
}
