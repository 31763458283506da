import type { Operation } from '../../../shared/operation';
import { call, makes } from '../../vendor';
import { optionFields, type RowEntry } from '../options';
import { CONTACT_OPTIONS, contactEntry, contactField, contactOptions } from './fields';

/** Saves a contact (phones.php with add=1, known from public sources). */
export const create: Operation<RowEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact',
	description: 'Save a contact',
	effect: 'write',
	fields: [contactField],
	options: contactOptions,
	entries: (parameters) => [contactEntry(parameters, optionFields(parameters, CONTACT_OPTIONS))],
	pack: ([{ more }]) => call('phones', [['add', '1'], ...more]),
	unpack: makes(({ to }) => ({ contact: to, success: true })),
};
