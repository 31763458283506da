import { InputError, type Mistake } from '../../../shared/errors';
import type { FormFields, Operation, Parameters } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { optionFields, textOption, type RowEntry } from '../options';
import { CONTACT_OPTIONS, addressOf, contactEntry, contactField, contactOptions } from './fields';

const MISTAKES = {
	nothingToChange: { what: 'holds nothing to change', remedy: 'Add what is to change.' },
} satisfies Record<string, Mistake>;

const NEW_ADDRESS = textOption('New Phone or Email', 'newContact', 'Phone number or e-mail address from now on');

/** Changes a contact (phones.php with chg=1, known from public sources). */
export const update: Operation<RowEntry> = {
	value: 'update',
	name: 'Update',
	action: 'Update a contact',
	description: 'Change a contact; what is not set stays as it is',
	effect: 'write',
	fields: [contactField],
	options: [NEW_ADDRESS, ...contactOptions],
	entries: (parameters) => {
		const more = [...newAddress(parameters), ...optionFields(parameters, CONTACT_OPTIONS)];
		if (more.length === 0) throw InputError.of('Options', MISTAKES.nothingToChange);
		return [contactEntry(parameters, more)];
	},
	pack: ([{ more }]) => call('phones', [['chg', '1'], ...more]),
	unpack: changes(({ to }) => ({ contact: to, success: true })),
};

function newAddress(parameters: Parameters): FormFields {
	const value = parameters.get('newContact');
	if (value === undefined || value === '') return [];
	const [name, to] = addressOf(value, NEW_ADDRESS.displayName);
	return [[`new_${name}`, to]];
}
