import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Entry, Parameters } from '../operation';
import { internationalNumber, typedNumbers, type Home } from './phone';
import { segments } from './segments';
import { tidied } from './typing';
import { written } from './written';

/** The recipients' field of every send. */
export const toField: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +7 925 507 06 02',
	description:
		'Phone number of the recipient in the international form. Several may be separated by commas, or given as an array.',
};

/** The text field of every send. */
export const messageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Your order is ready',
	description:
		'Text of the SMS. One part holds 160 Latin or 70 Cyrillic characters; a longer text is sent, and paid for, in several parts.',
};

/** The sender's field of every send: picked from the account, or typed. */
export const senderField = (searchListMethod: string, description: string): INodeProperties => ({
	displayName: 'Sender',
	name: 'from',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description,
	modes: [
		{
			displayName: 'From Account',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sender…',
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. MyShop' },
	],
});

/** The sender as it was meant: an invisible character makes it another name. '' where none is chosen. */
export const senderName = (parameters: Parameters): string => tidied(parameters.text('from'));

/** The option that refuses texts which would cost more parts than intended. */
export const maximumPartsOption: INodeProperties = {
	displayName: 'Maximum Parts',
	name: 'maximumParts',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'Whether a text is short enough is checked before sending: one that needs more SMS parts than this is an error',
};

/** The option that refuses more recipients than intended; the engine offers it with every send. */
export const maximumRecipientsOption: INodeProperties = {
	displayName: 'Maximum Recipients',
	name: 'maximumRecipients',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'Whether an input item names few enough recipients is checked before sending: more than this is an error. Keeps an AI agent, or a list in the wrong field, from texting a crowd.',
};

/** The option that rehearses a send by the vendor's own test mode. */
export const dryRunOption = (description: string): INodeProperties => ({
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description,
});

/** The entries as rehearsals, where the option "Dry Run" is on. */
export function rehearsed<T extends Entry>(entries: Array<T | InputError>, parameters: Parameters): Array<T | InputError> {
	if (!parameters.flag('dryRun')) return entries;
	return entries.map((one) => (one instanceof InputError ? one : { ...one, dryRun: true }));
}

/**
 * The recipients of one item, in the international form, each number once. A wrong number is returned in its place as
 * an error, so that the others can be served.
 * @throws {InputError} when there is no recipient at all
 */
export const recipientsOf = (parameters: Parameters, home: Home): Array<string | InputError> =>
	eachRecipient(parameters, (typed) => internationalNumber(typed, home), 'Enter at least one phone number.');

/**
 * The recipients of one item, each once, for vendors that write to more than phone numbers.
 * @param read makes the vendor's form of what was typed, or throws an `InputError`, which then stands in its place
 * @param remedy what to do when there is none
 * @throws {InputError} when there is no recipient at all
 */
export function eachRecipient(
	parameters: Parameters,
	read: (typed: string) => string,
	remedy: string,
): Array<string | InputError> {
	const typed = typedNumbers(parameters.get('to'));
	if (typed.length === 0) throw new InputError('To', 'is empty', remedy);
	return eachOnce(typed.map((one) => (one instanceof InputError ? one : attempt(() => read(one)))));
}

/** Each recipient once, in their order; an error is only the same as an error. */
export const eachOnce = (all: Array<string | InputError>): Array<string | InputError> => [...new Map(all.map((one) => [keyOf(one), one])).values()];

const keyOf = (one: string | InputError): string => (typeof one === 'string' ? one : JSON.stringify([one.to, one.message]));

function attempt<V>(make: () => V): V | InputError {
	try {
		return make();
	} catch (error) {
		return error as InputError;
	}
}

const MISTAKES = {
	empty: { what: 'is empty', remedy: 'Enter a text.' },
	tooLongForUser: { what: 'needs {parts} SMS parts ({encoding}), the option "Maximum Parts" allows {allowed}', remedy: 'Shorten the text.' },
	tooLongForVendor: { what: 'needs {parts} SMS parts ({encoding}), the vendor takes at most {allowed}', remedy: 'Shorten the text.' },
	crowd: { what: 'has {count} recipients, the option "Maximum Recipients" allows {allowed}', remedy: 'Name fewer recipients.' },
} satisfies Record<string, Mistake>;

/**
 * The text of one item.
 * @param most how many parts the vendor takes
 * @param asSent what the vendor makes of it before sending, e.g. transliteration; only for counting
 * @throws {InputError} when it is empty, or needs more parts than the vendor or the user allows
 */
export function messageText(parameters: Parameters, most: number, asSent: (text: string) => string = (text) => text): string {
	const label = parameters.label(messageField.name);
	const text = written(parameters.get(messageField.name), label).toWellFormed();
	if (text === '') throw InputError.of(label, MISTAKES.empty);

	const { parts, encoding } = segments(asSent(text));
	const wished = parameters.number(maximumPartsOption.name) ?? most;
	const allowed = Math.min(most, wished);
	if (parts > allowed) {
		throw InputError.of(label, wished < most ? MISTAKES.tooLongForUser : MISTAKES.tooLongForVendor, { parts, encoding, allowed });
	}
	return text;
}

/** @throws {InputError} when one item has more recipients than the user allows */
export function checkRecipients(parameters: Parameters, count: number): void {
	const allowed = parameters.number(maximumRecipientsOption.name) ?? Infinity;
	if (count > allowed) throw InputError.of(parameters.label(toField.name), MISTAKES.crowd, { count, allowed });
}

/** Whether the user has set a limit to the recipients of an item. */
export const limitsRecipients = (parameters: Parameters): boolean => parameters.number(maximumRecipientsOption.name) !== undefined;
