/** Delivery receipts as gateways really write them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { convertId, idAlternatives } from '../../../../smpp/protocol/codec/messageIds.ts';
import { isReceipt, readReceipt, readReceiptText, receiptAlphabet, type Receipt } from '../../../../smpp/protocol/codec/receipt.ts';
import { absoluteTime, isoOf, relativeTime } from '../../../../smpp/protocol/codec/times.ts';
import '../../../support/seed.ts';

const STANDARD = 'id:AB01 sub:001 dlvrd:001 submit date:2611270540 done date:2611270541 stat:DELIVRD err:000 text:Your order';
const WHOLE: Receipt = {
	id: 'AB01',
	state: 'DELIVERED',
	stateText: 'DELIVRD',
	error: '000',
	submitted: '2026-11-27T05:40:00',
	done: '2026-11-27T05:41:00',
	text: 'Your order',
};

describe('the text form', () => {
	test.each<[string, string, Receipt]>([
		['as the specification has it', STANDARD, WHOLE],
		['other capitals', STANDARD.replace('text:', 'Text:').replace('stat:', 'Stat:').replace('id:', 'ID:'), WHOLE],
		['seconds, and codes of other lengths', 'id:1 submit date:261127054059 done date:20261127054101 stat:UNDELIV err:000B', { id: '1', state: 'UNDELIVERABLE', stateText: 'UNDELIV', error: '000B', submitted: '2026-11-27T05:40:59', done: '2026-11-27T05:41:01' }],
		['four digits of the year, no seconds', 'id:1 done date:202611270541 stat:DELIVRD', { id: '1', state: 'DELIVERED', stateText: 'DELIVRD', done: '2026-11-27T05:41:00' }],
		['no counts', 'id:9d5f3f5e-8f0e-4f5e-9d5f-3f5e8f0e4f5e stat:EXPIRED', { id: '9d5f3f5e-8f0e-4f5e-9d5f-3f5e8f0e4f5e', state: 'EXPIRED', stateText: 'EXPIRED' }],
		['no label of the state', 'id:77 sub:001 dlvrd:001 DELIVRD err:000', { id: '77', state: 'DELIVERED', stateText: 'DELIVRD', error: '000' }],
		['a state of the vendor', 'id:77 stat:BLACKLIST err:5', { id: '77', stateText: 'BLACKLIST', error: '5' }],
		['FAILED', 'id:77 stat:FAILED err:5', { id: '77', state: 'FAILED', stateText: 'FAILED', error: '5' }],
		['zeros for a date, and one that is none', 'id:1 submit date:0000000000 done date:2613990000 stat:DELIVRD', { id: '1', state: 'DELIVERED', stateText: 'DELIVRD' }],
		['the quoted text looks like a receipt', 'id:1 stat:DELIVRD text:id:2 stat:REJECTD', { id: '1', state: 'DELIVERED', stateText: 'DELIVRD', text: 'id:2 stat:REJECTD' }],
		['empty values', 'id: sub:001 stat: err: text:', {}],
		['blanks behind colons', 'id: 12 stat: DELIVRD', { id: '12', state: 'DELIVERED', stateText: 'DELIVRD' }],
		['an ordinary text', 'Please call me, my identity:card is lost', {}],
		['nothing', '', {}],
	])('%s', (_, text, receipt) => expect(readReceiptText(text)).toEqual(receipt));

	test('nothing that comes makes it throw, and no text takes long', () => {
		const words = fc.constantFrom('id:', 'stat:', ' ', 'text:', 'submit date:', '2611270540', 'DELIVRD', '\n', 'err', ':', '\ud83d', '__proto__:', 'constructor:');
		fc.assert(fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 60 }), (parts) => typeof readReceiptText(parts.join('')) === 'object'));
		expect(readReceiptText('id:'.repeat(100_000))).toBeTypeOf('object');
		expect(readReceiptText(' '.repeat(1_000_000))).toEqual({});
	});
});

describe('parameters and text together', () => {
	test('parameters come first, the text adds', () => {
		expect(readReceipt({ receipted_message_id: 'CAFE', message_state: 5 }, STANDARD)).toEqual({ ...WHOLE, id: 'CAFE', state: 'UNDELIVERABLE', stateText: 'UNDELIVERABLE' });
	});
	test('parameters alone', () => {
		expect(readReceipt({ receipted_message_id: 'CAFE', message_state: 2, network_error_code: Buffer.from([3, 0, 21]) }, '')).toEqual({ id: 'CAFE', state: 'DELIVERED', stateText: 'DELIVERED', error: '21' });
	});
	test.each([0, 7])('the text knows better than a parameter of %i, which is how some leave it out', (message_state) => {
		expect(readReceipt({ message_state }, STANDARD)).toEqual(WHOLE);
		expect(readReceipt({ message_state }, 'id:1 stat:NOROUTE')).toEqual({ id: '1', stateText: 'NOROUTE' });
		expect(readReceipt({ message_state }, 'id:1')).toMatchObject({ state: message_state === 0 ? 'SCHEDULED' : 'UNKNOWN' });
	});
	test('a number without a meaning', () => expect(readReceipt({ message_state: 77 }, '')).toEqual({ stateText: '77' }));
});

describe('what is a receipt', () => {
	test.each<[string, number, string, boolean, boolean]>([
		['class 4', 0x04, '', false, true],
		['class 4 with other bits', 0x47, '', false, true],
		['intermediate', 0x20, '', false, true],
		['an incoming SMS', 0x00, STANDARD, false, false],
		['one by its text, where the user wants that', 0x00, STANDARD, true, true],
		['a message about ids', 0x00, 'my id:5 is lost', true, false],
	])('%s', (_, esm, text, byText, expected) => expect(isReceipt(esm, {}, text, byText)).toBe(expected));
	test('the id as a parameter', () => expect(isReceipt(0, { receipted_message_id: 'x' }, '', false)).toBe(true));

	test('ASCII under a data_coding that says otherwise', () => {
		expect(receiptAlphabet(Buffer.from(STANDARD))).toBe('latin1');
		expect(receiptAlphabet(Buffer.from('id:1', 'utf16le').swap16())).toBeUndefined();
	});
});

describe('ids', () => {
	test('hexadecimal and decimal, without losing digits', () => {
		expect(convertId('812FC7470000001B', 'hexToDecimal')).toBe('9308878062554710043');
		expect(convertId('9308878062554710043', 'decimalToHex')).toBe('812FC7470000001B');
	});
	test.each(['9d5f3f5e-8f0e', 'MSG1', ''])('%j is left as it is', (id) => {
		expect(convertId(id, 'hexToDecimal')).toBe(id);
		expect(convertId(id, 'decimalToHex')).toBe(id);
	});
	test('other spellings', () => {
		expect(idAlternatives('1eedf843')).toEqual(expect.arrayContaining(['1EEDF843', '518912067']));
		expect(idAlternatives('518912067')).toEqual(expect.arrayContaining(['1EEDF843', '1eedf843']));
		expect(idAlternatives('0000012345')).toEqual(expect.arrayContaining(['12345', '3039']));
		expect(idAlternatives('9D5F-x')).toEqual(['9d5f-x', '9D5F-X']);
	});
	test('either side finds the other', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 10n, max: 2n ** 64n }), (number) => {
				const hex = number.toString(16);
				expect(idAlternatives(hex)).toContain(number.toString());
				expect(idAlternatives(number.toString())).toContain(hex);
			}),
		);
		expect(idAlternatives('9'.repeat(60_000)).length).toBeLessThan(5);
	});
});

describe('times', () => {
	test('one day from now, and a moment in UTC', () => {
		expect(relativeTime(1440)).toBe('000001000000000R');
		expect(relativeTime(61)).toBe('000000010100000R');
		expect(absoluteTime(Date.UTC(2026, 10, 27, 5, 40, 59, 300))).toBe('261127054059300+');
	});
	test('times of the SMSC', () => {
		expect(isoOf('261127084100012+')).toBe('2026-11-27T05:41:00.000Z');
		expect(isoOf('261127024100012-')).toBe('2026-11-27T05:41:00.000Z');
		for (const none of ['', '000001000000000R', '261399054100000+', '2611270541']) expect(isoOf(none)).toBeUndefined();
	});
	test('a moment comes back as it was, to a tenth of a second', () => {
		fc.assert(
			fc.property(fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) }), (moment) => {
				expect(Date.parse(isoOf(absoluteTime(moment))!)).toBe(Math.floor(moment / 100) * 100);
			}),
		);
	});
});
