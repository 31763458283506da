import { ALPHABETS, type AlphabetName } from './alphabets';

/** What the SMSC means by data_coding 0, its "default alphabet": usually GSM, and nothing in the protocol tells. */
export type DefaultAlphabet = 'gsm' | 'ascii' | 'latin1';

/** The alphabets in which texts are sent. */
export type SentAlphabet = DefaultAlphabet | 'ucs2';

/** The data_coding of an alphabet that is not the default one (5.2.19). */
const CODINGS: Record<Exclude<SentAlphabet, 'gsm'>, number> = { ascii: 0x01, latin1: 0x03, ucs2: 0x08 };

/** Shown at once and not kept: the GSM general group with class 0. */
const FLASH = 0x10;

/**
 * The data_coding for a text. GSM goes only under 0, for no other value means it.
 * @param isFlash only with the default alphabet and UCS-2
 */
export function dataCoding(alphabet: SentAlphabet, defaultAlphabet: DefaultAlphabet, isFlash: boolean): number {
	const coding = alphabet === defaultAlphabet || alphabet === 'gsm' ? 0 : CODINGS[alphabet];
	return isFlash ? coding | FLASH : coding;
}

/** How user data are read: an alphabet, or none for binary data. */
export type Reading = AlphabetName | 'binary';

/** The simple values; alphabets that are not read (Japanese, Hebrew, pictograms, Korean) count as binary. */
const SIMPLE: Record<number, Reading> = {
	0x01: 'ascii',
	0x02: 'binary',
	0x03: 'latin1',
	0x04: 'binary',
	0x05: 'binary',
	0x06: 'cyrillic',
	0x07: 'binary',
	0x08: 'ucs2',
	0x09: 'binary',
	0x0a: 'binary',
	0x0d: 'binary',
	0x0e: 'binary',
};

const COMPRESSED = 0x20;

/**
 * How the octets under a data_coding are read: by its groups (5.2.19 and 3GPP TS 23.038, 4), since a careless mask of
 * the low bits would take flash messages for something else.
 */
export function readingOf(coding: number, defaultAlphabet: DefaultAlphabet): Reading {
	if (coding <= 0x0f) return SIMPLE[coding] ?? defaultAlphabet;
	if (coding <= 0x7f) {
		if (coding & COMPRESSED) return 'binary';
		return ([defaultAlphabet, 'binary', 'ucs2'] as const)[(coding >> 2) & 3] ?? defaultAlphabet;
	}
	if (coding >= 0xf0) return (coding & 0x04) === 0 ? defaultAlphabet : 'binary';
	// Message waiting indications: 0xE0 holds UCS-2, the others the default alphabet.
	return coding >= 0xe0 ? 'ucs2' : defaultAlphabet;
}

/** A text as it was sent; for binary data, its octets in hexadecimal digits. Never throws. */
export function textOf(octets: Buffer, reading: Reading): string {
	return reading === 'binary' ? octets.toString('hex') : ALPHABETS[reading].decode(octets);
}
