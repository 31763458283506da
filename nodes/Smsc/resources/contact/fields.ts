import type { INodeProperties } from 'n8n-workflow';

import type { FormFields, Parameters } from '../../../shared/operation';
import { oneNumber } from '../../../shared/sms/entries';
import { mailAddress } from '../../../shared/sms/mail';
import { textOption, type RowEntry } from '../options';
import type { Text } from '../../../shared/language/say';

export const contactField: INodeProperties = {
	displayName: 'Phone or Email',
	name: 'contact',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +7 999 999 99 99',
	description: 'Phone number or e-mail address by which the contact is kept',
};

/** The entry of an operation on one contact, kept by number or address; the vendor's parameter is the first of `more`. */
export function contactEntry(parameters: Parameters, more: FormFields = []): RowEntry {
	const [name, to] = addressOf(parameters.get('contact'), contactField.displayName);
	return { to, more: [[name, to], ...more] };
}

/** @throws {InputError} when it is neither a number nor one address */
export function addressOf(value: unknown, label: Text): ['phone' | 'mail', string] {
	const isMail = typeof value === 'string' && value.includes('@');
	return isMail ? ['mail', mailAddress(value, label)] : ['phone', oneNumber(value, 'RU', label)];
}

/** What a contact may have; the options are named like the vendor's parameters. */
export const contactOptions: INodeProperties[] = [
	textOption('Name', 'name', 'Name as you call the contact', 'e.g. Anna'),
	textOption('First Name', 'fnm', 'First name'),
	textOption('Middle Name', 'mnm', 'Middle name'),
	textOption('Last Name', 'lnm', 'Last name'),
	textOption('Birthday', 'bd', 'Day of birth, with a year of four digits', 'e.g. 31.12.1990'),
	textOption('Group ID', 'grp', 'ID of the group that the contact belongs to', 'e.g. 1'),
	textOption('Tags', 'tags', 'Words that describe the contact, separated by commas'),
	textOption('Comment', 'cmt', 'A note that only you see'),
	textOption('Own ID', 'myid', 'Number of the contact in a system of yours'),
];

export const CONTACT_OPTIONS = contactOptions.map(({ name }) => name);
