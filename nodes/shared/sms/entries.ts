import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors';
import type { Entry, Parameters } from '../operation';
import { internationalNumber, typedNumbers, type Home } from './phone';

/** A message, list or check that is spoken of by the vendor's id. */
export interface IdEntry extends Entry {
	to: string;
	/** Whose message it is, where the item says so. */
	recipient?: string;
}

/** Whose message the item's data name, for vendors whose states do not. Not for people: they see it in the result. */
const recipientField: INodeProperties = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'hidden',
	default: '={{ $json.to ?? $json.phone }}',
};

/** The fields of a status operation whose vendor may not say whose message it was. */
export const idsFields = (placeholder: string): INodeProperties[] => [idsField(placeholder), recipientField];

/** An id with the recipient that the item's data name, where the item asks about one message only and names one phone. */
export function withRecipient(entries: Array<IdEntry | InputError>, parameters: Parameters, home: Home): Array<IdEntry | InputError> {
	const [entry, ...others] = entries;
	const recipient = phoneIn(parameters.get(recipientField.name), home);
	if (others.length > 0 || entry instanceof InputError || recipient === undefined) return entries;
	return [{ ...entry, recipient }];
}

/** A phone number in the international form; nothing where it is none, for nothing depends on it. */
function phoneIn(value: unknown, home: Home): string | undefined {
	const [typed, ...others] = typedNumbers(value);
	if (typeof typed !== 'string' || others.length > 0) return undefined;
	try {
		return internationalNumber(typed, home);
	} catch {
		return undefined;
	}
}

/** The ids' field of a status operation. */
export const idsField = (placeholder: string): INodeProperties => ({
	displayName: 'Message IDs',
	name: 'ids',
	type: 'string',
	required: true,
	default: '',
	placeholder,
	description: 'ID that a send returned. Several may be separated by commas, or given as an array.',
});

/**
 * The ids of one item: one, several separated by commas or spaces, or an array; each once.
 * @throws {InputError} when there is none
 */
export function idEntries(parameters: Parameters): IdEntry[] {
	const value = parameters.get('ids');
	const typed = (Array.isArray(value) ? value : String(value ?? '').split(/[\s,;]+/)).map((id) => String(id).trim());
	const ids = [...new Set(typed)].filter((id) => id !== '');
	if (ids.length === 0) throw new InputError('Message IDs', 'is empty', 'Enter the ID that a send returned.');
	return ids.map((to) => ({ to }));
}

/** The single entry of an operation that asks one thing per item. */
export const singleEntry = (): Entry[] => [{}];

/**
 * The value of a required text field.
 * @throws {InputError} when it is empty or no text
 */
export function required(parameters: Parameters, name: string, label: string): string {
	const value = parameters.get(name) ?? '';
	if (typeof value === 'object') throw new InputError(label, 'is not a text', 'Pick one field of the data.');
	const text = String(value).trim();
	if (text === '') throw new InputError(label, 'is empty', 'Enter a value.');
	return text;
}

/** The field of an operation on one phone number. */
export const phoneField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +7 925 507 06 02',
	description: 'Phone number in the international form',
};

/** One phone number, as an entry. */
export interface PhoneEntry extends Entry {
	to: string;
}

/** @throws {InputError} when it is empty or not a number */
export const phoneEntry = (parameters: Parameters, home: Home): PhoneEntry => ({
	to: internationalNumber(required(parameters, 'phone', phoneField.displayName), home, phoneField.displayName),
});
