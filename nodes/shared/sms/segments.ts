import type { Text } from '../language/say';

/** How a text travels: its encoding, its length in that encoding's units, and how many SMS parts are paid for. */
export interface Segments {
	encoding: 'GSM-7' | 'UCS-2';
	units: number;
	parts: number;
}

export const GSM_BASIC =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** These take two septets. */
export const GSM_EXTENDED = '\f^{}\\[~]|€';

const BASIC = new Set(GSM_BASIC);
const EXTENDED = new Set(GSM_EXTENDED);

/** What people call the letters of each encoding. */
export const LETTERS: Record<Segments['encoding'], Text> = { 'GSM-7': 'Latin letters', 'UCS-2': 'Cyrillic or special characters' };

/** Units that fit into a text of one part, and into each part of a longer one. */
export const SIZES = {
	'GSM-7': { single: 160, joined: 153 },
	'UCS-2': { single: 70, joined: 67 },
} as const;

/**
 * Counts the SMS parts of a text by 3GPP TS 23.038: 160 septets alone or 153 per joined part, 70 or 67 UTF-16 units
 * as soon as one character is outside the GSM alphabet. Extension characters take two septets and surrogate pairs two
 * units; neither is split between two parts, so a part may stay one short.
 */
export function segments(text: string): Segments {
	const encoding = isGsm(text) ? 'GSM-7' : 'UCS-2';
	const units = encoding === 'GSM-7' ? septets(text) : text.length;
	return { encoding, units, parts: units <= SIZES[encoding].single ? Math.min(units, 1) : joinedParts(text, encoding) };
}

function isGsm(text: string): boolean {
	for (const character of text) {
		if (!BASIC.has(character) && !EXTENDED.has(character)) return false;
	}
	return true;
}

function septets(text: string): number {
	let units = text.length;
	for (const character of text) {
		if (EXTENDED.has(character)) units++;
	}
	return units;
}

function joinedParts(text: string, encoding: Segments['encoding']): number {
	const widthOf = WIDTHS[encoding];
	let parts = 1;
	let filled = 0;
	for (const character of text) {
		const width = widthOf(character);
		if (filled + width > SIZES[encoding].joined) {
			parts++;
			filled = 0;
		}
		filled += width;
	}
	return parts;
}

/** Units of a character. */
const WIDTHS: Record<Segments['encoding'], (character: string) => number> = {
	'GSM-7': (character) => (EXTENDED.has(character) ? 2 : 1),
	'UCS-2': ({ length }) => length,
};
