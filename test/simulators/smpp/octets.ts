/** SMPP 3.4 in octets, from the specification and without the codec of the package. */

export const RESPONSE = 0x80000000;

/** Commands that the simulator knows (5.1.2.1). */
export const COMMANDS = {
	bind_receiver: 0x01,
	bind_transmitter: 0x02,
	query_sm: 0x03,
	submit_sm: 0x04,
	deliver_sm: 0x05,
	unbind: 0x06,
	cancel_sm: 0x08,
	bind_transceiver: 0x09,
	enquire_link: 0x15,
	data_sm: 0x103,
} as const;

export type Command = keyof typeof COMMANDS;

/** Statuses that the simulator gives (5.1.3). */
export const STATUS = {
	ok: 0x00,
	tooLong: 0x01,
	wrongLength: 0x02,
	wrongCommand: 0x03,
	wrongBindState: 0x04,
	alreadyBound: 0x05,
	replaceFlag: 0x13,
	sender: 0x0a,
	recipient: 0x0b,
	unknownId: 0x0c,
	bindFailed: 0x0d,
	password: 0x0e,
	systemId: 0x0f,
	cancelFailed: 0x11,
	submitFailed: 0x45,
	recipientTon: 0x50,
	recipientNpi: 0x51,
	esmClass: 0x43,
	throttled: 0x58,
	schedule: 0x61,
	validity: 0x62,
	tlvs: 0xc0,
	coding: 0x104,
} as const;

/** Ends the reading of a request; it is answered with this status. */
export class Refusal extends Error {
	readonly status: number;

	constructor(status: number) {
		super(`status ${status}`);
		this.status = status;
	}
}

export interface Frame {
	id: number;
	status: number;
	sequence: number;
	body: Buffer;
}

/** The largest PDU that is read; whoever announces a larger one is cut off. */
const LARGEST = 70_000;

/** Whole PDUs from the beginning of a stream, and what is left. @throws {RangeError} when the stream is none of PDUs */
export function frames(stream: Buffer): { whole: Frame[]; rest: Buffer } {
	const whole: Frame[] = [];
	let rest = stream;
	while (rest.length >= 16) {
		const length = rest.readUInt32BE(0);
		if (length < 16 || length > LARGEST) throw new RangeError(`a PDU of ${length} octets`);
		if (rest.length < length) break;
		whole.push({ id: rest.readUInt32BE(4), status: rest.readUInt32BE(8), sequence: rest.readUInt32BE(12), body: rest.subarray(16, length) });
		rest = rest.subarray(length);
	}
	return { whole, rest };
}

/** A PDU as octets. */
export function pdu(id: number, sequence: number, body: Buffer | string = '', status = 0): Buffer {
	const octets = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
	const head = Buffer.alloc(16);
	[16 + octets.length, id, status, sequence].forEach((value, index) => head.writeUInt32BE(value >>> 0, index * 4));
	return Buffer.concat([head, octets]);
}

/** An optional parameter as octets. */
export function tlv(tag: number, value: Buffer | string): Buffer {
	const octets = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
	const head = Buffer.alloc(4);
	head.writeUInt16BE(tag, 0);
	head.writeUInt16BE(octets.length, 2);
	return Buffer.concat([head, octets]);
}

/** Reads a body field by field, as strictly as the specification has it. */
export class Reader {
	#place = 0;
	readonly #body: Buffer;

	constructor(body: Buffer) {
		this.#body = body;
	}

	byte(): number {
		if (this.#place >= this.#body.length) throw new Refusal(STATUS.wrongLength);
		return this.#body[this.#place++];
	}

	octets(length: number): Buffer {
		if (this.#place + length > this.#body.length) throw new Refusal(STATUS.wrongLength);
		return this.#body.subarray(this.#place, (this.#place += length));
	}

	/** @param most octets with the NUL @param status what a longer one, or one of other signs than ASCII's, is refused with */
	text(most: number, status: number = STATUS.wrongLength): string {
		const end = this.#body.indexOf(0, this.#place);
		if (end < 0 || end - this.#place >= most) throw new Refusal(status);
		const read = this.#body.toString('latin1', this.#place, end);
		if (!/^[ -~]*$/.test(read)) throw new Refusal(status);
		this.#place = end + 1;
		return read;
	}

	/** All optional parameters, up to the end of the body. */
	tlvs(): Map<number, Buffer> {
		const found = new Map<number, Buffer>();
		while (this.#place < this.#body.length) {
			const head = this.octets(4);
			found.set(head.readUInt16BE(0), this.octets(head.readUInt16BE(2)));
		}
		return found;
	}
}
