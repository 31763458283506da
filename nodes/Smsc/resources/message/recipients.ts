import { InputError } from '../../../shared/errors';
import { eachRecipient, limitsRecipients, maximumRecipientsOption } from '../../../shared/sms/message';
import type { Parameters } from '../../../shared/operation';
import { internationalNumber } from '../../../shared/sms/phone';
import type { Channel } from './channels';

const GROUP = /^G\d+$/i;
/** Nothing after the last dot is a dot, so that the dots need not be tried one after another. */
const MAIL = /^[^\s@:;,|]+@[^\s@:;,|]+\.[^\s@:;,|.]+$/;
const TELEGRAM = /^(#\d+|@?[a-z]\w{3,})$/i;

const READERS: Record<Channel['recipients'], (typed: string) => string> = {
	phone: (typed) => (GROUP.test(typed) ? typed.toUpperCase() : internationalNumber(typed, 'RU')),
	mail: (typed) => {
		if (MAIL.test(typed)) return typed;
		throw new InputError('To', `"${typed}" is not an e-mail address`, 'Enter an address such as anna@example.com.', typed);
	},
	telegram: (typed) => (TELEGRAM.test(typed) ? typed : internationalNumber(typed, 'RU')),
};

const REMEDIES: Record<Channel['recipients'], string> = {
	phone: 'Enter at least one phone number.',
	mail: 'Enter at least one e-mail address.',
	telegram: 'Enter at least one phone number or Telegram name.',
};

/**
 * The recipients of one item, as its channel knows them.
 * @throws {InputError} when a group is named although the user limits how many may be texted: nobody knows its size
 */
export function recipientsOf(parameters: Parameters, { recipients }: Channel): Array<string | InputError> {
	const all = eachRecipient(parameters, READERS[recipients], REMEDIES[recipients]);
	const group = limitsRecipients(parameters) ? all.find((to) => typeof to === 'string' && isGroup(to)) : undefined;
	if (group === undefined) return all;
	const why = `names the group ${String(group)}, which the option "${maximumRecipientsOption.displayName}" does not allow`;
	throw new InputError('To', why, 'Name the numbers themselves.');
}

/** Whether a recipient stands for many: a group of contacts. */
export const isGroup = (to: string): boolean => GROUP.test(to);

/** A recipient whose kind is not known any more, as a status is asked for: a number where it looks like one. */
export const anyRecipient = (typed: string): string =>
	MAIL.test(typed) || TELEGRAM.test(typed) ? typed : internationalNumber(typed, 'RU');
