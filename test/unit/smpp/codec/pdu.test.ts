/** PDUs as octets: against octets written out by hand from the specification, and back again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { COMMANDS, type Command, type Field } from '../../../../smpp/protocol/codec/commands.ts';
import { decode, encode, LAST_SEQUENCE, type AnyPdu, type Draft } from '../../../../smpp/protocol/codec/pdu.ts';
import { TLVS, type Tlvs } from '../../../../smpp/protocol/codec/tlvs.ts';
import '../../../support/seed.ts';

const hex = (octets: unknown): string => (octets as Buffer).toString('hex');

const text = (max: number) => fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: max - 1 });
const octets = (max: number) => fc.uint8Array({ maxLength: max }).map((array) => Buffer.from(array));

const valueOf = (field: Field): fc.Arbitrary<unknown> => {
	if (field.kind === 'number') return fc.nat(255);
	return field.kind === 'text' ? text(field.max) : octets(254);
};

const tlvs: fc.Arbitrary<Tlvs> = fc.record(
	Object.fromEntries(
		Object.entries(TLVS).map(([name, { kind }]) => [
			name,
			kind === 'text' ? text(60) : kind === 'octets' ? octets(300) : fc.nat(256 ** kind - 1),
		]),
	) as never,
	{ requiredKeys: [] },
);

/** Any PDU that may be written. */
export const drafts: fc.Arbitrary<Draft<Command>> = fc.constantFrom(...(Object.keys(COMMANDS) as Command[])).chain((command) =>
	fc.record({
		command: fc.constant(command),
		status: fc.nat(0xffffffff),
		body: fc.record(Object.fromEntries(COMMANDS[command].fields.map((field) => [field.name, valueOf(field)]))),
		tlvs,
		others: fc.array(fc.record({ tag: fc.integer({ min: 0x1400, max: 0x3fff }), value: octets(40) }), { maxLength: 3 }),
	}),
) as never;

test('a bind as the specification writes it', () => {
	const frame = encode({ command: 'bind_transceiver', body: { system_id: 'shop', password: 'secret', interface_version: 0x34 } }, 1);
	expect(hex(frame)).toBe('00000021' + '00000009' + '00000000' + '00000001' + '73686f7000' + '73656372657400' + '00' + '34' + '00' + '00' + '00');
});

test('a submit_sm with a payload as the specification writes it', () => {
	const body = { source_addr_ton: 5, source_addr: 'Shop', dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '375291234567', registered_delivery: 1, data_coding: 8 };
	const frame = encode({ command: 'submit_sm', body, tlvs: { message_payload: Buffer.from([0x04, 0x22]) } }, 7);
	expect(hex(frame)).toBe(
		'00000037' + '00000004' + '00000000' + '00000007' + '00' + '0500' + '53686f7000' + '0101' + '33373532393132333435363700' +
			'00' + '00' + '00' + '00' + '00' + '01' + '00' + '08' + '00' + '00' + '0424' + '0002' + '0422',
	);
});

test('what is written is read as the same, whatever it is', () => {
	fc.assert(
		fc.property(drafts, fc.integer({ min: 1, max: LAST_SEQUENCE }), (draft, sequence) => {
			const read = decode(encode(draft, sequence) as Buffer) as AnyPdu;
			expect({ ...read, others: read.others.map(({ tag, value }) => ({ tag, value })) }).toEqual({ ...draft, sequence });
		}),
		{ numRuns: 300 },
	);
});

describe('nothing runs into the next field', () => {
	test.each([
		['a NUL', 'Shop\0\x05'],
		['a letter whose low octet is NUL', 'ShopĀevil'],
		['Cyrillic', 'Магазин'],
		['a line break', 'Shop\n'],
		['a letter beyond ASCII', 'Café'],
	])('%s in a sender is no sender', (_, source_addr) => {
		expect(encode({ command: 'submit_sm', body: { source_addr } }, 1)).toEqual({
			unwritable: 'holds other characters than printable ASCII',
			field: 'source_addr',
		});
	});

	test('a text that is longer than its field, by one', () => {
		expect(encode({ command: 'submit_sm', body: { source_addr: 'x'.repeat(20) } }, 1)).toBeInstanceOf(Buffer);
		expect(encode({ command: 'submit_sm', body: { source_addr: 'x'.repeat(21) } }, 1)).toEqual({ unwritable: 'too long', field: 'source_addr', most: 20 });
	});

	test.each([
		['a short message of 255 octets', { body: { short_message: Buffer.alloc(255) } }, 'short_message'],
		['a number beyond an octet', { body: { data_coding: 256 } }, 'data_coding'],
		['a part of a number', { body: { data_coding: 1.5 } }, 'data_coding'],
		['a parameter that is too large', { tlvs: { sar_msg_ref_num: 65536 } }, 'sar_msg_ref_num'],
		['a payload beyond 64 KB', { tlvs: { message_payload: Buffer.alloc(65_536) } }, 'message_payload'],
		['a parameter nobody knows', { tlvs: { evil: 1 } }, 'evil'],
	])('%s', (_, draft, field) => {
		expect(encode({ command: 'submit_sm', ...draft } as Draft<'submit_sm'>, 1)).toMatchObject({ field });
	});
});

describe('what comes', () => {
	const frame = (id: number, body: string, status = 0): Buffer => {
		const octets = Buffer.from(body.replaceAll(' ', ''), 'hex');
		const header = Buffer.alloc(16);
		[16 + octets.length, id, status, 9].forEach((value, index) => header.writeUInt32BE(value, index * 4));
		return Buffer.concat([header, octets]);
	};
	const DELIVER = '00 0101 333735 00 0500 53686f70 00 04 0000 00 00 00 00 00 00';

	test('an answer without its body, as many gateways refuse', () => {
		expect(decode(frame(0x80000004, '', 0x58))).toMatchObject({ command: 'submit_sm_resp', status: 0x58, body: { message_id: '' } });
		expect(decode(frame(0x80000009, '', 0x0e))).toMatchObject({ command: 'bind_transceiver_resp', status: 0x0e });
		expect(decode(frame(0x80000003, '61'))).toMatchObject({ body: { message_id: 'a', message_state: 0 }, absent: ['final_date', 'message_state', 'error_code'] });
		expect(decode(frame(0x80000003, '6100 00 02 00'))).not.toHaveProperty('absent');
	});

	test('an id without its NUL', () => {
		expect(decode(frame(0x80000004, '414230 31'))).toMatchObject({ body: { message_id: 'AB01' } });
	});

	test('a receipt with a parameter without NUL, a stray octet and a cut parameter: what is whole counts', () => {
		const pdu = decode(frame(5, `${DELIVER} 00 001e 0004 41423031 0427 0001 02 1403 0002 aabb 0424 00ff 61`)) as AnyPdu;
		expect(pdu).toMatchObject({ command: 'deliver_sm', body: { source_addr: '375', esm_class: 4 }, tlvs: { receipted_message_id: 'AB01', message_state: 2 } });
		expect(pdu.others).toEqual([{ tag: 0x1403, value: Buffer.from('aabb', 'hex') }]);
	});

	test('a number in an unexpected length is kept as it is', () => {
		expect(decode(frame(5, `${DELIVER} 00 0427 0002 0002`))).toMatchObject({ tlvs: {}, others: [{ tag: 0x427 }] });
	});

	test.each([
		['a command nobody knows', frame(0x12345, ''), { malformed: 'unknown command' }],
		['a message that ends before its text', frame(5, `${DELIVER} 05 4142`), { malformed: 'cut short', field: 'short_message' }],
		['a message that ends in a number', frame(5, '00 01'), { malformed: 'cut short', field: 'source_addr_npi' }],
		['a text that never ends', frame(5, '00 0101 333735'), { malformed: 'text without end', field: 'source_addr' }],
		['a request without a body', frame(5, ''), { malformed: 'cut short', field: 'service_type' }],
	])('%s', (_, octets, expected) => {
		expect(decode(octets)).toMatchObject({ ...expected, header: { sequence: 9 } });
	});
});
