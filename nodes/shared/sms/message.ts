import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors';
import type { Entry, Parameters } from '../operation';
import { internationalNumber, typedNumbers, type Home } from './phone';
import { segments } from './segments';

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

/** Whose clock "Send At" goes by, where no offset says so. */
export const CLOCK_HINT = 'By the workflow’s clock: Workflow Settings → Timezone. A new n8n is on New York time.';

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
	if (parameters.option('dryRun') !== true) return entries;
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

/**
 * The text of one item.
 * @param most how many parts the vendor takes
 * @param asSent what the vendor makes of it before sending, e.g. transliteration; only for counting
 * @throws {InputError} when it is empty, or needs more parts than the vendor or the user allows
 */
export function messageText(parameters: Parameters, most: number, asSent: (text: string) => string = (text) => text): string {
	const value = parameters.get('message') ?? '';
	if (typeof value === 'object') throw new InputError('Message', 'is not a text', 'Pick one field of the data.');
	const text = String(value);
	if (text.trim() === '') throw new InputError('Message', 'is empty', 'Enter a text.');
	if (text.includes('\0')) throw new InputError('Message', 'contains a NUL character', 'Remove it.');

	const { parts, encoding } = segments(asSent(text));
	const allowed = Math.min(most, maximumParts(parameters) ?? most);
	if (parts > allowed) {
		const why = allowed < most ? 'the option "Maximum Parts" allows' : 'the vendor takes at most';
		throw new InputError('Message', `needs ${parts} SMS parts (${encoding}), ${why} ${allowed}`, 'Shorten the text.');
	}
	return text;
}

const maximumParts = (parameters: Parameters): number | undefined => guard(parameters, maximumPartsOption);

/** @throws {InputError} when one item has more recipients than the user allows */
export function checkRecipients(parameters: Parameters, count: number): void {
	const allowed = guard(parameters, maximumRecipientsOption) ?? Infinity;
	if (count <= allowed) return;
	const why = `has ${count} recipients, the option "${maximumRecipientsOption.displayName}" allows ${allowed}`;
	throw new InputError('To', why, 'Name fewer recipients.');
}

/** Whether the user has set a limit to the recipients of an item. */
export const limitsRecipients = (parameters: Parameters): boolean => guard(parameters, maximumRecipientsOption) !== undefined;

/** @throws {InputError} when it is no number, which would switch the guard off */
function guard(parameters: Parameters, { name, displayName }: INodeProperties): number | undefined {
	const value = parameters.option(name);
	if (value === undefined || Number(value) >= 1) return value === undefined ? undefined : Number(value);
	throw new InputError(displayName, `is ${String(value)}`, 'Enter a number from 1.');
}
