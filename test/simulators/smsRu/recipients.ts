import { textParam, type Form } from '../kit/form.ts';

/** One message asked for: to whom, as written and in digits, and what. */
export interface Entry {
	/** The key of this message in a JSON answer. */
	key: string;
	/** Digits with the country code; undefined if that is no phone number. */
	phone?: string;
	text: string;
}

const MAX_ENTRIES = 100;
const NO_RECIPIENT = 202;
const NO_TEXT = 203;
const NOT_UTF8 = 212;
const TOO_MANY = 213;

/**
 * The messages of a send or of a price question, or the code that refuses them all: `to` with `msg` (or its alias `text`),
 * `to[number]=text`, `multi[number]=text`.
 *
 * The text of 213 speaks of 5000 numbers, but the parameters `to` and `multi` are documented with 100: the stricter one holds.
 * Without any text, or in another encoding than UTF-8, the request as such is wrong; one empty text among several is that message's
 * own mistake.
 */
export function readEntries(params: Form): Entry[] | number {
	const entries = [...listed(params), ...mapped(params.to), ...mapped(params.multi)];
	if (entries.length === 0) return NO_RECIPIENT;
	if (entries.length > MAX_ENTRIES) return TOO_MANY;
	if (entries.some(({ text }) => !text.isWellFormed())) return NOT_UTF8;
	if (typeof params.to === 'string' && entries.every(({ text }) => text === '')) return NO_TEXT;
	return entries;
}

/**
 * Digits with the country code, or undefined. Russians also write 8 or nothing instead of 7; that the answer is keyed with
 * the 7 added is public knowledge, not documented.
 */
export function readPhone(written: string): string | undefined {
	const digits = written.replace(/[\s()+.-]/g, '');
	const phone = digits.replace(/^8(?=\d{10}$)/, '7').replace(/^9\d{9}$/, '7$&');
	return /^(7\d{10}|(?!7)[1-9]\d{9,14})$/.test(phone) ? phone : undefined;
}

// A number that is listed twice is two messages: a PHP loop over the exploded list sends both. Only the JSON answer,
// an array keyed by number, shows the last of them.
function listed(params: Form): Entry[] {
	const text = textParam(params, 'msg') || textParam(params, 'text');
	return textParam(params, 'to')
		.split(',')
		.filter((written) => written.trim() !== '')
		.map((written) => entry(written, text));
}

function mapped(map: Form[string] | undefined): Entry[] {
	if (typeof map !== 'object') return [];
	return Object.entries(map).map(([written, text]) => entry(written, typeof text === 'string' ? text : ''));
}

function entry(written: string, text: string): Entry {
	const phone = readPhone(written);
	return { key: phone ?? written.trim(), phone, text };
}
