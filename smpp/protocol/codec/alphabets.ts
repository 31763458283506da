import { GSM_BASIC, GSM_EXTENDED } from '../../../nodes/shared/sms/segments';

/** A text that an alphabet cannot hold: its first such character. */
export interface Unencodable {
	unencodable: string;
}

/** A way to write texts in octets. */
export interface Alphabet {
	/** How it is called where users choose it. */
	name: string;
	/** The octets of one character; nothing where the alphabet lacks it. */
	octetsOf(character: string): readonly number[] | undefined;
	/** The octets of a text at once, where that can be done; nothing where it has to be gone through. */
	octetsOfAll?(text: string): Buffer | undefined;
	/** Never throws: what is no character of the alphabet becomes U+FFFD. */
	decode(octets: Buffer): string;
}

const ESCAPE = 0x1b;
const REPLACEMENT = '\ufffd';

/** The characters of the default alphabet by their codes (3GPP TS 23.038, 6.2.1); the escape has no character. */
const BASIC = [...GSM_BASIC.slice(0, ESCAPE), REPLACEMENT, ...GSM_BASIC.slice(ESCAPE)];

/** Codes of the extension table (6.2.1.1), in the order of the characters. */
const EXTENDED_CODES = [0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65];

const TO_GSM = new Map<string, readonly number[]>([
	...BASIC.map((character, code): [string, number[]] => [character, [code]]).filter(([character]) => character !== REPLACEMENT),
	...[...GSM_EXTENDED].map((character, index): [string, number[]] => [character, [ESCAPE, EXTENDED_CODES[index]]]),
]);
const FROM_EXTENDED = new Map([...GSM_EXTENDED].map((character, index) => [EXTENDED_CODES[index], character]));

/** GSM 03.38, one septet per octet, as it travels over SMPP. */
const gsm: Alphabet = {
	name: 'GSM',
	octetsOf: (character) => TO_GSM.get(character),
	decode: (octets) => {
		let text = '';
		for (let place = 0; place < octets.length; place++) {
			const isPair = octets[place] === ESCAPE && place + 1 < octets.length;
			// A code that the extension table lacks is shown as the same code of the basic table (6.2.1.1).
			text += isPair ? (FROM_EXTENDED.get(octets[++place]) ?? BASIC[octets[place]] ?? REPLACEMENT) : (BASIC[octets[place]] ?? REPLACEMENT);
		}
		return text;
	},
};

/** A printable character, or one that makes lines. */
const isPrintable = (code: number): boolean => (code >= 0x20 && code !== 0x7f) || code === 0x0a || code === 0x0d;

const ascii: Alphabet = {
	name: 'ASCII',
	octetsOf: (character) => {
		const code = character.codePointAt(0) as number;
		return code < 0x7f && isPrintable(code) ? [code] : undefined;
	},
	decode: (octets) => Array.from(octets, (code) => (code < 0x80 ? String.fromCharCode(code) : REPLACEMENT)).join(''),
};

const latin1: Alphabet = {
	name: 'Latin-1',
	octetsOf: (character) => {
		const code = character.codePointAt(0) as number;
		return code <= 0xff && isPrintable(code) && !(code >= 0x80 && code < 0xa0) ? [code] : undefined;
	},
	decode: (octets) => octets.toString('latin1'),
};

/** UTF-16, big endian: UCS-2 with the surrogate pairs that phones take for emoji. */
const ucs2: Alphabet = {
	name: 'Unicode',
	octetsOf: (character) => {
		const [first, second] = [character.charCodeAt(0), character.charCodeAt(1)];
		if (character.length === 2) return [first >> 8, first & 0xff, second >> 8, second & 0xff];
		const isHalf = first >= 0xd800 && first <= 0xdfff;
		return isHalf ? undefined : [first >> 8, first & 0xff];
	},
	octetsOfAll: (text) => (text.isWellFormed() ? Buffer.from(text, 'utf16le').swap16() : undefined),
	decode: (octets) => {
		const even = Buffer.from(octets.subarray(0, octets.length & ~1)).swap16();
		return even.toString('utf16le').replace(/^\ufeff/, '') + (octets.length % 2 === 0 ? '' : REPLACEMENT);
	},
};

/** ISO 8859-5, which few gateways use: Cyrillic from 0xA1 on, in Unicode's order. */
const cyrillic: Alphabet = {
	name: 'Cyrillic (ISO 8859-5)',
	octetsOf: () => undefined,
	decode: (octets) => Array.from(octets, cyrillicCharacter).join(''),
};

function cyrillicCharacter(code: number): string {
	if (code === 0xf0) return '№';
	if (code === 0xfd) return '§';
	return String.fromCharCode(code > 0xa0 && code !== 0xad ? code + 0x360 : code);
}

/** The alphabets by their names in settings. */
export const ALPHABETS = { gsm, ascii, latin1, ucs2, cyrillic } satisfies Record<string, Alphabet>;

export type AlphabetName = keyof typeof ALPHABETS;

/** The octets of each character of a text, or the first character that cannot be written. */
export function characters(text: string, alphabet: AlphabetName): Array<readonly number[]> | Unencodable {
	const written: Array<readonly number[]> = [];
	for (const character of text) {
		const octets = ALPHABETS[alphabet].octetsOf(character);
		if (!octets) return { unencodable: character };
		written.push(octets);
	}
	return written;
}

/** The octets of a text, or the first character that cannot be written. */
export function octetsOf(text: string, alphabet: AlphabetName): Buffer | Unencodable {
	const { octetsOfAll }: Alphabet = ALPHABETS[alphabet];
	const atOnce = octetsOfAll?.(text);
	if (atOnce) return atOnce;
	const written = characters(text, alphabet);
	return Array.isArray(written) ? Buffer.from(written.flat()) : written;
}

/** Whether an alphabet holds a text. */
export function holds(alphabet: AlphabetName, text: string): boolean {
	for (const character of text) {
		if (!ALPHABETS[alphabet].octetsOf(character)) return false;
	}
	return true;
}
