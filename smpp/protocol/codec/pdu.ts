import { COMMANDS, commandOf, isResponse, type Body, type Command, type Field } from './commands';
import { Octets } from './octets';
import { LONGEST_TLV, TLVS, readTlvs, tlvOctets, tlvValue, type OtherTlv, type TlvName, type Tlvs } from './tlvs';

/** Octets of the header: length, command, status, sequence number (3.2). */
export const HEADER = 16;

/** The longest PDU that is read or written: a message_payload of 64 KB with everything around it. */
export const LONGEST_PDU = 68_000;

/** The largest sequence number (5.1.4). */
export const LAST_SEQUENCE = 0x7fffffff;

/** One PDU, as a value. */
export interface Pdu<C extends Command = Command> {
	command: C;
	/** 0 in requests; in responses what the other side says of the request. */
	status: number;
	sequence: number;
	body: Body<C>;
	tlvs: Tlvs;
	/** Optional parameters under their numbers, e.g. a vendor's own. */
	others: OtherTlv[];
	/** Fields that did not come, of a response whose body was left out or cut short: the body has them empty, or 0. */
	absent?: string[];
}

/** Any PDU, told apart by its command. */
export type AnyPdu = { [C in Command]: Pdu<C> }[Command];

/** The header of a PDU whose body is not understood. */
export interface Header {
	id: number;
	status: number;
	sequence: number;
}

/** Why a PDU that came is none: what is wrong with it, and where. */
export interface Malformed {
	malformed: 'unknown command' | 'cut short' | 'text without end';
	header: Header;
	command?: Command;
	field?: string;
}

/** Why a PDU cannot be written: the field, and what is wrong with its value. */
export interface Unwritable {
	unwritable: 'not a number of one octet' | 'too long' | 'holds other characters than printable ASCII' | 'does not fit the parameter' | 'no header';
	field: string;
	/** How many octets it may have, where it is too long. */
	most?: number;
}

/** The header of a frame of at least 16 octets. */
export const headerOf = (frame: Buffer): Header => ({
	id: frame.readUInt32BE(4),
	status: frame.readUInt32BE(8),
	sequence: frame.readUInt32BE(12),
});

/**
 * Reads one PDU. Lenient where gateways are known to be careless and nothing can be mistaken: a response may lack its
 * body, a response's last text its NUL, optional parameters are read as far as they are whole. Never throws.
 * @param frame one whole PDU: as many octets as its length says
 */
export function decode(frame: Buffer): AnyPdu | Malformed {
	const header = headerOf(frame);
	const command = commandOf(header.id);
	if (!command) return { malformed: 'unknown command', header };
	const lenient = isResponse(command);
	const body: Record<string, number | string | Buffer> = {};
	const missing: string[] = [];
	let place = HEADER;

	for (const field of COMMANDS[command].fields as readonly Field[]) {
		const isAbsent = place >= frame.length && lenient;
		if (isAbsent) missing.push(field.name);
		const read = isAbsent ? absent(field, place) : readField(frame, place, field, lenient);
		if (typeof read === 'string') return { malformed: read, header, command, field: field.name };
		body[field.name] = read.value;
		place = read.end;
	}
	const { tlvs, others } = readTlvs(frame, place);
	const absence = missing.length > 0 ? { absent: missing } : {};
	return { command, status: header.status, sequence: header.sequence, body, tlvs, others, ...absence } as AnyPdu;
}

interface Read {
	value: number | string | Buffer;
	end: number;
}

const ABSENT = { number: 0, text: '', octets: Buffer.alloc(0) } as const;

const absent = ({ kind }: Field, end: number): Read => ({ value: ABSENT[kind], end });

function readField(frame: Buffer, place: number, field: Field, lenient: boolean): Read | Malformed['malformed'] {
	if (place >= frame.length) return 'cut short';
	if (field.kind === 'number') return { value: frame[place], end: place + 1 };
	if (field.kind === 'octets') {
		const end = place + 1 + frame[place];
		return end > frame.length ? 'cut short' : { value: frame.subarray(place + 1, end), end };
	}
	const nul = frame.indexOf(0, place);
	if (nul < 0 && !lenient) return 'text without end';
	const end = nul < 0 ? frame.length : nul;
	return { value: frame.toString('latin1', place, end), end: end + 1 };
}

/** What a PDU may be made of: absent fields are empty or 0. */
export type Draft<C extends Command> = { command: C; status?: number; body?: Partial<Body<C>>; tlvs?: Tlvs; others?: OtherTlv[] };

/**
 * Writes one PDU. Strict: texts are ASCII without NUL and fit their fields, so that no value can run into the next field.
 * @returns the octets, or why there are none
 */
export function encode<C extends Command>(draft: Draft<C>, sequence: number): Buffer | Unwritable {
	const { command, status = 0, body = {}, tlvs = {}, others = [] } = draft;
	if (!isUnsigned(status, 0xffffffff)) return { unwritable: 'no header', field: 'command_status' };
	if (!isUnsigned(sequence, 0xffffffff)) return { unwritable: 'no header', field: 'sequence_number' };
	const octets = new Octets();
	octets.skip(HEADER);
	const values = body as Record<string, unknown>;

	for (const field of COMMANDS[command].fields as readonly Field[]) {
		const wrong = writeField(octets, field, values[field.name] ?? ABSENT[field.kind]);
		if (wrong) return wrong;
	}
	for (const [name, value] of Object.entries(tlvs)) {
		if (value === undefined) continue;
		const own = Object.hasOwn(TLVS, name) ? tlvValue(name as TlvName, value) : undefined;
		if (!own) return { unwritable: 'does not fit the parameter', field: name };
		octets.write(tlvOctets({ tag: TLVS[name as TlvName].tag, value: own }));
	}
	for (const { tag, value } of others) {
		const fits = isUnsigned(tag, 0xffff) && value.length <= LONGEST_TLV;
		if (!fits) return { unwritable: 'does not fit the parameter', field: `TLV ${tag}` };
		octets.write(tlvOctets({ tag, value }));
	}

	const frame = octets.whole();
	if (frame.length > LONGEST_PDU) return { unwritable: 'too long', field: 'the PDU', most: LONGEST_PDU };
	frame.writeUInt32BE(frame.length, 0);
	frame.writeUInt32BE(COMMANDS[command].id, 4);
	frame.writeUInt32BE(status, 8);
	frame.writeUInt32BE(sequence, 12);
	return frame;
}

/** Longest short_message: its length is told in one octet, and 255 is not used (5.2.22). */
export const LONGEST_SHORT_MESSAGE = 254;

/** @returns why a value cannot be written, where that is so */
function writeField(octets: Octets, field: Field, value: unknown): Unwritable | undefined {
	const { name } = field;
	if (field.kind === 'number') {
		if (!isUnsigned(value, 0xff)) return { unwritable: 'not a number of one octet', field: name };
		octets.byte(value as number);
		return undefined;
	}
	if (field.kind === 'octets') {
		const own = value as Buffer;
		if (own.length > LONGEST_SHORT_MESSAGE) return { unwritable: 'too long', field: name, most: LONGEST_SHORT_MESSAGE };
		octets.byte(own.length);
		octets.write(own);
		return undefined;
	}
	const text = String(value);
	if (!/^[ -~]*$/.test(text)) return { unwritable: 'holds other characters than printable ASCII', field: name };
	if (text.length >= field.max) return { unwritable: 'too long', field: name, most: field.max - 1 };
	octets.text(`${text}\0`);
	return undefined;
}

const isUnsigned = (value: unknown, most: number): boolean =>
	typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
