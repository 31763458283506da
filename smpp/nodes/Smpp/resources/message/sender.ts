import { InputError, type Mistake } from '../../../../../nodes/shared/errors';
import type { Parameters } from '../../../../../nodes/shared/operation';
import { internationalNumber } from '../../../../../nodes/shared/sms/phone/number';
import type { Home } from '../../../../../nodes/shared/sms/phone/dialling';
import { asText } from '../../../../../nodes/shared/transport/replies';

const LABEL = 'Sender';

/** Characters of a name that a phone can show (3GPP TS 23.040, 9.1.2.5: eleven septets of seven bits). */
const LONGEST_NAME = 11;

/** Digits of a number that the field carries (SMPP 3.4, 5.2.8: 21 octets with the NUL). */
const LONGEST_NUMBER = 20;

const MISTAKES = {
	notText: { what: 'is not a text', remedy: 'Pick one field of the data.' },
	characters: { what: '"{from}" holds "{character}", which SMPP cannot carry', remedy: 'Use Latin letters, digits and common characters, as the sender is registered with the provider.' },
	nameTooLong: { what: '"{from}" has {length} characters; a sender name has at most {most}', remedy: 'Use the name as it is registered with the provider.' },
	numberTooLong: { what: '"{from}" has {length} digits; a number has at most {most}', remedy: 'Check the number.' },
} satisfies Record<string, Mistake>;

/**
 * The sender: a name, a number or a short code; empty for the account's own.
 * @throws {InputError} when the field cannot carry it
 */
export function senderOf(parameters: Parameters): string {
	const value = parameters.get('from') ?? '';
	if (asText(value) === undefined) throw InputError.of(LABEL, MISTAKES.notText);
	const typed = String(value).trim();
	const from = /^\+[\d\s()-]+$/.test(typed) ? typed.replace(/\D/g, '') : typed;
	const wrong = /[^ -~]/u.exec(from);
	if (wrong) throw InputError.of(LABEL, MISTAKES.characters, { from, character: wrong[0] });
	const isNumber = /^\d+$/.test(from);
	const most = isNumber ? LONGEST_NUMBER : LONGEST_NAME;
	if (from.length > most) throw InputError.of(LABEL, isNumber ? MISTAKES.numberTooLong : MISTAKES.nameTooLong, { from, length: from.length, most });
	return from;
}

/**
 * A recipient in the international form. Where the provider is not at home in one country, only what is the same number
 * wherever it is typed is one.
 * @throws {InputError}
 */
export function recipientOf(typed: string, home: Home | undefined): string {
	if (home) return internationalNumber(typed, home);
	internationalNumber(typed, 'BY');
	return internationalNumber(typed, 'RU');
}
