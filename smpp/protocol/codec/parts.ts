import { ALPHABETS, characters, octetsOf, type AlphabetName, type Unencodable } from './alphabets';

/** How a text that is longer than one SMS travels. */
export type LongMessages = 'udh' | 'udh16' | 'sar' | 'payload';

/** Octets of user data in one SMS: 140, which hold 160 septets. */
const SINGLE = { septets: 160, octets: 140 } as const;

/** What the header of a part takes of it, in septets and in octets. */
const HEADERS: Record<Exclude<LongMessages, 'payload'>, { septets: number; octets: number }> = {
	udh: { septets: 7, octets: 6 },
	udh16: { septets: 8, octets: 7 },
	// The SMSC makes a header of the parameters, usually the short one.
	sar: { septets: 7, octets: 6 },
};

/** Parts that a text can have: their number is told in one octet. */
export const MOST_PARTS = 255;

/** A text in the octets of its parts. */
export interface Parts {
	parts: Buffer[];
}

/** Too many parts. */
export interface TooLong {
	parts: number;
}

/**
 * A text cut into parts, none of which begins or ends in the middle of a character.
 * @param way how longer texts travel; `payload` leaves the cutting to the SMSC
 */
export function cut(text: string, alphabet: AlphabetName, way: LongMessages): Parts | Unencodable | TooLong {
	const whole = octetsOf(text, alphabet);
	if (!Buffer.isBuffer(whole)) return whole;
	const unit = alphabet === 'ucs2' || alphabet === 'latin1' ? 'octets' : 'septets';
	const length = alphabet === 'ascii' ? sum(septets(text)) : whole.length;
	if (way === 'payload' || length <= SINGLE[unit]) return { parts: [whole] };

	const written = characters(text, alphabet) as Array<readonly number[]>;
	const widths = alphabet === 'ascii' ? septets(text) : written.map((octets) => octets.length);
	const room = SINGLE[unit] - HEADERS[way][unit];
	const parts: number[][] = [[]];
	let filled = 0;
	written.forEach((octets, index) => {
		if (filled + widths[index] > room) {
			parts.push([]);
			filled = 0;
		}
		parts[parts.length - 1].push(...octets);
		filled += widths[index];
	});
	return parts.length > MOST_PARTS ? { parts: parts.length } : { parts: parts.map((octets) => Buffer.from(octets)) };
}

const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The width of each character once the SMSC has made GSM of it. */
const septets = (text: string): number[] => [...text].map((character) => ALPHABETS.gsm.octetsOf(character)?.length ?? 1);

/** Where a part belongs. */
export interface Place {
	/** The same in all parts of a message. */
	reference: number;
	total: number;
	/** From 1. */
	number: number;
}

/** The user data header of a part (3GPP TS 23.040, 9.2.3.24.1 and .8). */
export function partHeader({ reference, total, number }: Place, way: 'udh' | 'udh16'): Buffer {
	if (way === 'udh') return Buffer.from([0x05, 0x00, 0x03, reference & 0xff, total, number]);
	return Buffer.from([0x06, 0x08, 0x04, (reference >> 8) & 0xff, reference & 0xff, total, number]);
}

/** User data without its header, and where it belongs; a header that is no header is taken for text. */
export interface UserData {
	text: Buffer;
	place?: Place;
}

/** Takes the header off user data that begin with one. Never throws. */
export function withoutHeader(octets: Buffer): UserData {
	const end = octets.length > 0 ? 1 + octets[0] : 0;
	if (end === 0 || end > octets.length) return { text: octets };
	let place: Place | undefined;
	for (let start = 1; start + 2 <= end; start += 2 + octets[start + 1]) {
		const element = octets.subarray(start, start + 2 + octets[start + 1]);
		if (start + element.length > end) break;
		place ??= placeIn(element);
	}
	return { text: octets.subarray(end), ...(place ? { place } : {}) };
}

function placeIn(element: Buffer): Place | undefined {
	const [id, length] = element;
	if (element.length !== 2 + length) return undefined;
	if (id === 0x00 && length === 3) return validPlace(element[2], element[3], element[4]);
	if (id === 0x08 && length === 4) return validPlace(element.readUInt16BE(2), element[4], element[5]);
	return undefined;
}

/** A place, if it can be one. */
export const validPlace = (reference: number, total: number, number: number): Place | undefined =>
	total >= 1 && number >= 1 && number <= total ? { reference, total, number } : undefined;
