import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Entry, Parameters } from '../operation';
import { typedNumbers } from './phone/list';
import { internationalNumber } from './phone/number';
import type { Home } from './phone/dialling';
import { LETTERS, segments, type Segments } from './segments';
import { tidied } from './typing';
import { written } from './written';
import { say, type Text } from '../language/say';

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
		'Text of the SMS. One SMS holds 160 Latin or 70 Cyrillic characters; a longer text is sent, and paid for, as several.',
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
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sender…',
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. MyShop' },
	],
});

/** What the label of a sender says that is of no use yet. */
export const NOT_APPROVED: Text = 'not approved yet';

/** The note below a sender that was picked although it is not approved yet. @param consequence what then happens, as a sentence */
export const notApprovedNotice = (consequence: Text): INodeProperties => ({
	displayName: say('This name is not approved yet. {consequence}', { consequence: say(consequence) }),
	name: 'senderNotice',
	type: 'notice',
	default: '',
	// The picker keeps the label of what was picked; n8n's type for conditions wants a text to match.
	displayOptions: { show: { '/from.cachedResultName': [{ _cnd: { regex: say(NOT_APPROVED) } }] } },
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
		'Refuse texts that need more SMS parts than this, before anything is sent',
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
	eachRecipient(parameters, (typed) => internationalNumber(typed, home, parameters.label(toField.name)), MISTAKES.nobody);

/**
 * The recipients of one item, each once, for vendors that write to more than phone numbers.
 * @param read makes the vendor's form of what was typed, or throws an `InputError`, which then stands in its place
 * @param none the mistake of naming nobody
 * @throws {InputError} when there is no recipient at all
 */
export function eachRecipient(
	parameters: Parameters,
	read: (typed: string) => string,
	none: Mistake,
): Array<string | InputError> {
	const label = parameters.label(toField.name);
	const typed = typedNumbers(parameters.get(toField.name), label);
	if (typed.length === 0) throw InputError.of(label, none);
	return eachOnce(typed.map((one) => (one instanceof InputError ? one : attempt(() => read(one)))));
}

/** Each recipient once, in their order; an error is only the same as an error. */
export const eachOnce = (all: Array<string | InputError>): Array<string | InputError> =>
	all.length < 2 ? all : [...new Map(all.map((one) => [keyOf(one), one])).values()];

const keyOf = (one: string | InputError): string => (typeof one === 'string' ? one : JSON.stringify([one.to, one.message]));

function attempt<V>(make: () => V): V | InputError {
	try {
		return make();
	} catch (error) {
		return error as InputError;
	}
}

const MISTAKES = {
	nobody: { what: 'is empty', remedy: 'Enter at least one phone number.' },
	empty: { what: 'is empty', remedy: 'Enter a text.' },
	tooLongForUser: { what: 'needs {parts} SMS {parts|part|parts} ({letters}), the option "Maximum Parts" allows {allowed}', remedy: 'Shorten the text.' },
	tooLongForVendor: { what: 'needs {parts} SMS {parts|part|parts} ({letters}), the vendor takes at most {allowed}', remedy: 'Shorten the text.' },
} satisfies Record<string, Mistake>;

/**
 * The text of one item.
 * @param most how many parts the vendor takes
 * @param count how the vendor's parts are counted, where it sends the text in another form
 * @throws {InputError} when it is empty, or needs more parts than the vendor or the user allows
 */
export function messageText(parameters: Parameters, most: number, count: (text: string) => Pick<Segments, 'parts' | 'encoding'> = segments): string {
	const label = parameters.label(messageField.name);
	const text = written(parameters.get(messageField.name), label).toWellFormed();
	if (text === '') throw InputError.of(label, MISTAKES.empty);

	const { parts, encoding } = count(text);
	const wished = parameters.number(maximumPartsOption.name) ?? most;
	const allowed = Math.min(most, wished);
	if (parts > allowed) {
		throw InputError.of(label, wished < most ? MISTAKES.tooLongForUser : MISTAKES.tooLongForVendor, { parts, letters: say(LETTERS[encoding]), allowed });
	}
	return text;
}
