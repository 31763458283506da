import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Entry, Parameters } from '../operation';
import { eachOnce } from './message';
import { allTyped, elementsOf, typedNumbers } from './phone/list';
import { internationalNumber } from './phone/number';
import type { Home } from './phone/dialling';
import { tidied } from './typing';
import { trimmed } from './written';
import type { Text } from '../language/say';

/** A message, list or check that is spoken of by the vendor's id. */
export interface IdEntry extends Entry {
	to: string;
	/** Whose message it is, where the item says so. */
	recipient?: string;
}

/** Whose message the item's data name, for vendors whose states do not. Not for people: they see it in the result. */
export const recipientField: INodeProperties = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'hidden',
	default: '={{ $json.to ?? $json.phone }}',
};

/** The fields of a status operation whose vendor may not say whose message it was. */
export const idsFields = (placeholder: string): INodeProperties[] => [idsField(placeholder), recipientField];

/**
 * An id with the recipient that the item's data name, where the item asks about one message only and names one phone.
 * @param homes where its short form may be meant; it must be the same number in each
 */
export function withRecipient<T extends IdEntry>(entries: Array<T | InputError>, parameters: Parameters, ...homes: Home[]): Array<T | InputError> {
	const [entry, ...others] = entries;
	const recipient = phoneIn(parameters.get(recipientField.name), homes);
	if (others.length > 0 || entry instanceof InputError || recipient === undefined) return entries;
	return [{ ...entry, recipient }];
}

/** A phone number in the international form; nothing where it is none, for nothing depends on it. */
function phoneIn(value: unknown, homes: Home[]): string | undefined {
	const [typed, ...others] = typedNumbers(value);
	if (typeof typed !== 'string' || others.length > 0) return undefined;
	try {
		const [number, ...different] = new Set(homes.map((home) => internationalNumber(typed, home)));
		return different.length > 0 ? undefined : number;
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

const MISTAKES = {
	none: { what: 'is empty', remedy: 'Enter the ID that a send returned.' },
	nothing: { what: 'is a list whose entry {place} is empty', remedy: 'Fill the ID in, or leave empty entries out of the list: .filter(Boolean) does so.' },
	noNumber: { what: 'is empty', remedy: 'Enter a phone number.' },
	noValue: { what: 'is empty', remedy: 'Enter a value.' },
} satisfies Record<string, Mistake>;

/**
 * The ids that a field holds: one, several separated by commas, semicolons or white space, or an array of them.
 * What cannot be one stands in its place as an error.
 * @param label the label of the field, for the error
 * @throws {InputError} when there is none
 */
export function typedIds(value: unknown, label: Text): Array<string | InputError> {
	const ids = elementsOf(value).flatMap((one, index): Array<string | InputError> => {
		try {
			const found = tidied(trimmed(one, label)).split(/[ ,;]+/).filter((id) => id !== '');
			return found.length > 0 || !Array.isArray(value) ? found : [InputError.of(label, MISTAKES.nothing, { place: index + 1 })];
		} catch (error) {
			return [error as InputError];
		}
	});
	if (ids.length === 0) throw InputError.of(label, MISTAKES.none);
	return ids;
}

/**
 * The ids of one item, each once.
 * @param check gives the error for what is no id of the vendor's, or the entry itself; without it, anything may be one
 * @throws {InputError} when there is none
 */
export function idEntries(parameters: Parameters, check: (entry: IdEntry) => IdEntry | InputError = (entry) => entry): Array<IdEntry | InputError> {
	return eachOnce(typedIds(parameters.get('ids'), parameters.label('ids'))).map((to) => (typeof to === 'string' ? check({ to }) : to));
}

/** The single entry of an operation that asks one thing per item. */
export const singleEntry = (): Entry[] => [{}];

/**
 * The value of a required text field.
 * @throws {InputError} when it is empty or no text
 */
export function required(parameters: Parameters, name: string, label: Text): string {
	const text = parameters.text(name);
	if (text === '') throw InputError.of(label, MISTAKES.noValue);
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

/** @throws {InputError} when it is empty, not a number, or more than one */
export const phoneEntry = (parameters: Parameters, home: Home): PhoneEntry => ({
	to: oneNumber(parameters.get(phoneField.name), home, phoneField.displayName),
});

/**
 * The one number of a field, in the international form.
 * @param label the label of the field, for the error
 * @throws {InputError} when it is empty, not a number, or more than one
 */
export function oneNumber(value: unknown, home: Home, label: Text): string {
	const typed = allTyped(value, label);
	if (typed.length === 0) throw InputError.of(label, MISTAKES.noNumber);
	return internationalNumber(typed.join(', '), home, label);
}
