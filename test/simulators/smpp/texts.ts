import { GSM_BASIC, GSM_EXTENDED } from '../kit/parts.ts';
import { Refusal, STATUS } from './octets.ts';

/** Places of the extension table (3GPP TS 23.038, 6.2.1.1), in the order of `GSM_EXTENDED`. */
const EXTENDED_AT = [0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65];
const ESCAPE = 0x1b;

/** The basic table has the escape in the place of `ESCAPE`, which no character has. */
const BASIC = [...GSM_BASIC].toSpliced(ESCAPE, 0, '');
const EXTENDED = new Map(EXTENDED_AT.map((place, index) => [place, [...GSM_EXTENDED][index]]));

function gsm(octets: Buffer): string {
	let text = '';
	for (let place = 0; place < octets.length; place++) {
		if (octets[place] > 0x7f) throw new Refusal(STATUS.submitFailed);
		text += octets[place] === ESCAPE ? (EXTENDED.get(octets[++place]) ?? ' ') : BASIC[octets[place]];
	}
	return text;
}

const ucs2 = (octets: Buffer): string => {
	if (octets.length % 2 !== 0) throw new Refusal(STATUS.wrongLength);
	return Buffer.from(octets).swap16().toString('utf16le');
};

/** Alphabets by data_coding without its class bits (5.2.19). */
const READERS: Record<number, (octets: Buffer) => string> = { 0x00: gsm, 0x10: gsm, 0x03: (octets) => octets.toString('latin1'), 0x08: ucs2, 0x18: ucs2 };

/** A text as a phone shows it. @throws {Refusal} for an alphabet that it does not know, and octets that are none of it */
export function shown(octets: Buffer, coding: number): string {
	const reader = READERS[coding];
	if (!reader) throw new Refusal(STATUS.coding);
	return reader(octets);
}

/** The place of a part, by its header (3GPP TS 23.040, 9.2.3.24.1). */
export interface Place {
	reference: number;
	total: number;
	number: number;
}

/** User data without their header. @throws {Refusal} for a header that is none, or has no place in it */
export function withoutHeader(data: Buffer): { text: Buffer; place: Place } {
	const length = data[0] + 1;
	const header = data.subarray(0, length);
	const isShort = header.length === 6 && header[1] === 0 && header[2] === 3;
	const isLong = header.length === 7 && header[1] === 8 && header[2] === 4;
	if (!isShort && !isLong) throw new Refusal(STATUS.esmClass);
	const [total, number] = header.subarray(-2);
	if (total < 1 || number < 1 || number > total) throw new Refusal(STATUS.esmClass);
	return { text: data.subarray(length), place: { reference: isShort ? header[3] : header.readUInt16BE(3), total, number } };
}

/** An incoming text as the parts that deliver it: in UCS-2, each behind a header where there are several. */
export function incomingParts(text: string, reference: number): Buffer[] {
	const octets = Buffer.from(text, 'utf16le').swap16();
	if (octets.length <= 140) return [octets];
	const size = 134;
	const total = Math.ceil(octets.length / size);
	return Array.from({ length: total }, (_, index) =>
		Buffer.concat([Buffer.from([5, 0, 3, reference & 0xff, total, index + 1]), octets.subarray(index * size, (index + 1) * size)]),
	);
}
