/** SMPP against octets that nobody should send: nothing throws, no session goes deaf, no message gets another one's verdict. */
import { expect, test } from 'vitest';

import { COMMANDS, commandOf, type Command } from '../../smpp/protocol/codec/commands.ts';
import { decode, encode, type AnyPdu } from '../../smpp/protocol/codec/pdu.ts';
import { openSession } from '../../smpp/protocol/session/open.ts';
import type { Session } from '../../smpp/protocol/session/session.ts';
import { readIncoming, type Incoming } from '../../smpp/nodes/Smpp/trigger/incoming.ts';
import { ID, Peer, deliverBody, gateway, pdu, tlv, type Connection } from '../support/smpp/peer.ts';
import { settingsFor } from '../support/smpp/settings.ts';

/** How many PDUs; five times as many as there are replies for each vendor. */
const CASES = Number(process.env.FUZZ_CASES ?? 20_000) * 5;

/** Random numbers that are the same each time (mulberry32). @returns whole numbers below `most` */
function randomFrom(seed: number): (most: number) => number {
	let state = seed;
	return (most) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return (((mixed ^ (mixed >>> 14)) >>> 0) % most) >>> 0;
	};
}

const RECEIPTS = ['id:AB01 sub:001 dlvrd:001 submit date:2611270540 done date:2611270541 stat:DELIVRD err:000 text:x', 'id: stat:', 'DELIVRD', 'text:id:1'];

/** A PDU as somebody may send it. */
function sound(random: (most: number) => number): Buffer {
	const text = Buffer.from(RECEIPTS[random(RECEIPTS.length)]);
	const tlvs = [tlv(0x1e, 'AB01\0'), tlv(0x427, '\x02'), tlv(0x424, text), tlv(0x20c, '\0\x01'), tlv(0x20e, '\x02'), tlv(0x20f, '\x01'), tlv(0x2000, '1.5')];
	const extra = Buffer.concat(tlvs.filter(() => random(3) === 0));
	const sequence = 0x40000000 + random(1000);
	switch (random(6)) {
		case 0:
			return pdu(ID.submit + 0x80000000, sequence, { status: random(2) * 0x58, body: 'AB01\0' });
		case 1:
			return pdu(ID.data, sequence, { body: Buffer.concat([Buffer.from('\0\x01\x01375\0\x05\0Shop\0\x04\0\0', 'latin1'), extra]) });
		case 2:
			return pdu(ID.enquire, sequence);
		case 3:
			return pdu(random(0x200), sequence, { body: Buffer.alloc(random(60), random(256)) });
		default: {
			const header = random(2) === 0 ? Buffer.from([5, 0, 3, random(256), random(4), random(4)]) : Buffer.alloc(0);
			return pdu(ID.deliver, sequence, { body: deliverBody({ esm: random(256), coding: random(256), text: Buffer.concat([header, text]).subarray(0, 255), tlvs: extra }) });
		}
	}
}

/** The same with octets changed, cut off or put in; its length is always right, so that the next one can be found. */
function mutated(random: (most: number) => number): Buffer {
	let octets = Buffer.from(sound(random));
	for (let times = random(4); times > 0; times--) {
		const place = 16 + random(Math.max(1, octets.length - 16));
		if (random(3) === 0) octets = octets.subarray(0, place);
		else if (random(2) === 0) octets = Buffer.concat([octets.subarray(0, place), Buffer.alloc(random(20), random(256)), octets.subarray(place)]);
		else if (place < octets.length) octets[place] = random(256);
	}
	if (random(10) === 0) octets.writeUInt32BE(random(2) === 0 ? random(0xffffffff) : [...Object.values(COMMANDS)][random(22)].id, 4);
	octets = Buffer.from(octets);
	octets.writeUInt32BE(octets.length, 0);
	return octets;
}

const settings = { defaultAlphabet: 'gsm', idFormat: 'hexToDecimal', byText: true, momentOf: () => undefined, receivedAt: '' } as const;

test(`${CASES} PDUs are read or named as malformed, and what was read is written again`, () => {
	const random = randomFrom(20_261_127);
	let malformed = 0;
	for (let count = 0; count < CASES; count++) {
		const octets = mutated(random);
		const read = decode(octets);
		if ('malformed' in read) {
			malformed++;
			continue;
		}
		if (read.command === 'deliver_sm' || read.command === 'data_sm') expect(readIncoming(read as Incoming, settings)).toBeTypeOf('object');
		const again = encode(read as never, read.sequence);
		if (Buffer.isBuffer(again)) {
			const { command, body } = decode(again) as AnyPdu;
			expect({ command, body }).toEqual({ command: read.command, body: read.body });
		}
	}
	expect(malformed).toBeGreaterThan(CASES / 50);
	expect(malformed).toBeLessThan(CASES / 1.5);
});

/** What ends a session, as it should: those are tried one by one elsewhere. */
const ENDS: Command[] = ['unbind', 'generic_nack'];

const isHarmless = (octets: Buffer): boolean => !ENDS.includes(commandOf(octets.readUInt32BE(4)) as Command);

const split = (stream: Buffer, size: number): Buffer[] =>
	Array.from({ length: Math.ceil(stream.length / size) }, (_, index) => stream.subarray(index * size, (index + 1) * size));

/** Writes a stream in pieces, without piling it up. */
async function pour(connection: Connection, pieces: Buffer[]): Promise<void> {
	for (const piece of pieces) {
		if (!connection.socket.write(piece)) await new Promise((resolve) => connection.socket.once('drain', resolve));
	}
}

test.each([
	['in single octets', 1],
	['in pieces of seven octets', 7],
	['in lumps', 60_000],
])('a session that gets them %s stays awake, and its messages get their own answers', async (_, size) => {
	const random = randomFrom(size);
	const peer = await Peer.listen(gateway());
	let delivered = 0;
	const session = (await openSession(settingsFor(peer.port), { deliver: async () => void delivered++ })) as Session;
	const connection = await peer.connection(0);
	let sent = 0;
	for (let done = 0; done < CASES; ) {
		const lump: Buffer[] = [];
		while (lump.length < Math.min(500, CASES - done)) lump.push(mutated(random));
		done += lump.length;
		await pour(connection, split(Buffer.concat(lump.filter(isHarmless)), size));
		const ending = await session.request({ command: 'submit_sm', body: { destination_addr: '375291234567', short_message: Buffer.from('Hi') } });
		expect(ending).toMatchObject({ ended: 'answered', answer: { body: { message_id: `m${++sent}` } } });
		connection.forget();
	}
	expect(delivered).toBeGreaterThan(CASES / 10);
	await session.close();
	await peer.close();
});
