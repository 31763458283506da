import { InputError } from '../errors';

/** The country whose short forms of a number a vendor's users mean. */
export type Home = 'BY' | 'RU';

interface Form {
	pattern: RegExp;
	international: (digits: string) => string;
	home?: Home;
}

/**
 * Forms in which people type numbers without the country code. Belarus dials 8 0 before the area code and Russia 8;
 * Russian area codes begin with 3, 4, 7, 8 or 9, so the trunk forms are told apart anywhere (what begins with 85 or 86 is
 * a number in Asia). Bare numbers only make sense at home; elsewhere ten digits may be a number without its country code.
 */
const NATIONAL_FORMS: Form[] = [
	{ pattern: /^80[1-4]\d{8}$/, international: (digits) => `375${digits.slice(2)}` },
	{ pattern: /^8[34789]\d{9}$/, international: (digits) => `7${digits.slice(1)}` },
	{ pattern: /^(25|29|33|44)\d{7}$/, international: (digits) => `375${digits}`, home: 'BY' },
	{ pattern: /^9\d{9}$/, international: (digits) => `7${digits}`, home: 'RU' },
];

/** Countries whose numbers have one known length, country code included. */
const LENGTHS: Record<string, number> = { '375': 12, '7': 11 };

const REMEDY = 'Use the international form, e.g. +375 29 689 00 43 or +7 925 507 06 02.';

/**
 * A phone number in the international form, digits only. Spaces, dashes, dots and brackets are ignored, `+`, `00` and
 * the trunk prefixes of Belarus and Russia are understood; whatever could mean two numbers is an error.
 * @param label the label of the field, for the error
 * @throws {InputError} when the number is not one, or is ambiguous
 */
export function internationalNumber(typed: string, home: Home, label = 'To'): string {
	const bare = typed.replace(/[\s().\-/\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '');
	const wrong = (what: string) => new InputError(label, `"${typed.trim()}" ${what}`, REMEDY, typed.trim());
	if (!/^\+?\d+$/.test(bare)) throw wrong('is not a phone number');

	const explicit = /^(\+|00)/.test(bare);
	const digits = bare.replace(/^(\+|00)/, '');
	const form = explicit
		? undefined
		: NATIONAL_FORMS.find(({ pattern, home: only }) => pattern.test(digits) && (!only || only === home));
	const number = form ? form.international(digits) : digits;

	if (number.startsWith('0')) throw wrong('lacks the country code');
	const country = Object.keys(LENGTHS).find((code) => number.startsWith(code));
	if (country && number.length !== LENGTHS[country]) {
		throw wrong(`has ${number.length} digits; numbers of +${country} have ${LENGTHS[country]}`);
	}
	if (number.length < 11 && !explicit) throw wrong('is too short, or lacks the country code');
	if (number.length < 7 || number.length > 15) throw wrong(`has ${number.length} digits; a phone number has 7 to 15`);
	return number;
}

/**
 * The numbers that a "To" field holds: one, several separated by commas, semicolons or line breaks, a number instead of
 * a string, or an array of all these. Nothing is judged yet.
 */
export function typedNumbers(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(typedNumbers);
	if (value === undefined || value === null) return [];
	if (typeof value === 'object') return ['an object'];
	return String(value)
		.split(/[,;\n\r]+/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
