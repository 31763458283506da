import type { IDataObject } from 'n8n-workflow';

import { grouped } from '../grouped';
import { MOST_FIELDS } from './push';

/** An encoding of texts, both ways. */
export interface Encoding {
	decode(bytes: Uint8Array): string;
	/** Nothing where the encoding has no sign for a part of the text. */
	encode(text: string): Buffer | undefined;
}

const UTF_8: Encoding = {
	decode: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
	encode: (text) => Buffer.from(text, 'utf8'),
};

/** An encoding with one byte for each sign; nothing for any other. */
function singleByte(name: string): Encoding | undefined {
	const decoder = new TextDecoder(name);
	const signs = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
	const bytes = new Map(signs.map((sign, byte) => [sign, byte]));
	if (bytes.size !== 256) return undefined;
	return {
		decode: (some) => Array.from(some, (byte) => signs[byte]).join(''),
		encode: (text) => {
			const found = Array.from(text, (sign) => bytes.get(sign));
			return found.some((byte) => byte === undefined) ? undefined : Buffer.from(found as number[]);
		},
	};
}

/** The encoding of a name such as `windows-1251`; nothing for names that nobody knows, and for those with several bytes a sign. */
export function encodingNamed(name: string): Encoding | undefined {
	try {
		const { encoding } = new TextDecoder(name.trim());
		return encoding === 'utf-8' ? UTF_8 : singleByte(encoding);
	} catch {
		return undefined;
	}
}

const fits = (encoding: Encoding, bytes: Buffer): boolean => encoding.encode(encoding.decode(bytes))?.equals(bytes) === true;

/**
 * The encoding of bytes: the declared one, else UTF-8, else the one that is left; each only where the bytes can be in it.
 * @param declared its name, if the sender gives one
 * @param otherwise the name of what bytes are in that are no UTF-8
 */
export function encodingOf(bytes: Buffer, declared: string | undefined, otherwise: string): Encoding {
	const candidates = [declared ? encodingNamed(declared) : undefined, UTF_8, encodingNamed(otherwise)];
	return candidates.find((one) => one !== undefined && fits(one, bytes)) ?? UTF_8;
}

/** The encodings that a text may have been signed in: the one that it came in, and those that it is in where nobody says so. */
export const signingEncodings = (encoding: Encoding, otherwise: string): Encoding[] =>
	[encoding, UTF_8, encodingNamed(otherwise)].filter((one) => one !== undefined);

/** One name and one value of a form, as the bytes that they stand for. */
type Pair = [name: Buffer, value: Buffer];

/** The pairs of a form or of a query, of which nothing is decoded but its percent signs. */
export function pairsOf(form: Buffer): Pair[] {
	return form
		.toString('latin1')
		.split('&', MOST_FIELDS)
		.filter((part) => part !== '')
		.map((part) => {
			const [, name, value = ''] = /^([^=]*)=?(.*)$/s.exec(part) as unknown as [string, string, string];
			return [unescaped(name), unescaped(value)];
		});
}

const unescaped = (text: string): Buffer =>
	Buffer.from(
		text.replaceAll('+', ' ').replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))),
		'latin1',
	);

/** All values of a form together, to tell their encoding. */
export const valuesOf = (pairs: Pair[]): Buffer => Buffer.concat(pairs.flat());

/** The fields of a form as texts; a name that comes several times has a list. */
export function fieldsIn(pairs: Pair[], { decode }: Encoding): IDataObject {
	const fields = grouped(pairs.map((pair) => pair.map(decode)), ([name]) => name);
	const valueOf = ([[, first], ...others]: string[][]) => (others.length === 0 ? first : [first, ...others.map(([, value]) => value)]);
	return Object.fromEntries([...fields].map(([name, named]) => [name, valueOf(named)]));
}
