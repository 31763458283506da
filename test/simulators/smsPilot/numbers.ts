import type { NumberNote } from '../kit/phonePage.ts';
import type { Stage } from '../kit/phones.ts';
import { CODE_TEXTS } from './codes.ts';

/** A number with a fixed character, so that a test or a person can provoke any answer. */
export interface OddNumber extends NumberNote {
	/** Messages to it are refused with this code. */
	refusal?: number;
	fate?: Stage;
	/** The code that the undelivered message ends with. */
	failure?: number;
}

const REFUSALS = [110, 112, 204, 212, 213, 223, 226, 243];
const FAILURES = [600, 601, 602, 603, 604, 605];

// No Russian operator has the code 000: these reach nobody. Their last three digits are the vendor's code.
const numberFor = (code: number) => `70000000${code}`;

const TABLE: OddNumber[] = [
	...REFUSALS.map((code) => ({ number: numberFor(code), refusal: code, note: `refused with ${code}: ${CODE_TEXTS[code]}` })),
	{ number: '70000000000', fate: 'queued', note: 'accepted, stays new (0) for ever' },
	{ number: '70000000001', fate: 'sent', note: 'accepted, stays at the operator (1) for ever' },
	...FAILURES.map((code): OddNumber => ({
		number: numberFor(code),
		fate: 'undelivered',
		failure: code,
		note: `accepted, never arrives (-1) because of ${code}: ${CODE_TEXTS[code]}`,
	})),
];

export const ODD_NUMBERS: ReadonlyMap<string, OddNumber> = new Map(TABLE.map((odd) => [odd.number, odd]));

/**
 * Digits with the country code, or the code of the refusal. The document's own example has a Russian number that
 * begins with 8.
 */
export function readPhone(written: string): string | number {
	if (written === '') return 108;
	if (!/^\d+$/.test(written)) return 111;
	const phone = written.replace(/^8(?=\d{10}$)/, '7').replace(/^9\d{9}$/, '7$&');
	if (phone.length < 10 || phone.length > 15) return 215;
	return phone.startsWith('7') && phone.length !== 11 ? 215 : phone;
}

const COUNTRIES: Array<[beginning: RegExp, country: string]> = [
	[/^7[67]/, 'KZ'],
	[/^7/, 'RU'],
	[/^375/, 'BY'],
	[/^380/, 'UA'],
];

const OPERATORS: Array<[beginning: RegExp, operator: string]> = [
	[/^79(1|8)/, 'MTS'],
	[/^79(2|3)/, 'MEGAFON'],
	[/^79(0[3569]|6)/, 'BEELINE'],
	[/^79/, 'TELE2'],
];

const found = (table: Array<[RegExp, string]>, phone: string): string =>
	table.find(([beginning]) => beginning.test(phone))?.[1] ?? '';

/** Where a number is at home, as ISO 3166, and its operator; empty where the table does not say. */
export const homeOf = (phone: string) => ({ country: found(COUNTRIES, phone), operator: found(OPERATORS, phone) });
