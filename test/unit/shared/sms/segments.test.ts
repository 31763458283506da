import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { segments } from '../../../../nodes/shared/sms/segments.ts';

/** The default alphabet of 3GPP TS 23.038, row by row of its table, without the escape. */
const BASIC = [
	'@£$¥èéùìòÇ\nØø\rÅå',
	'\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039eÆæßÉ',
	' !"#¤%&\'()*+,-./',
	'0123456789:;<=>?',
	'¡ABCDEFGHIJKLMNO',
	'PQRSTUVWXYZÄÖÑÜ§',
	'¿abcdefghijklmno',
	'pqrstuvwxyzäöñüà',
].join('');
const EXTENDED = '\f^{}\\[~]|€';

const basicText = (constraints: fc.StringConstraints) => fc.string({ unit: fc.constantFrom(...BASIC), ...constraints });
const anyText = fc.oneof(
	basicText({ maxLength: 400 }),
	fc.string({ unit: fc.constantFrom(...BASIC, ...EXTENDED), maxLength: 400 }),
	fc.string({ unit: fc.constantFrom('я', 'a', '😀', '€'), maxLength: 200 }),
	fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('encoding', () => {
	test('the whole GSM alphabet goes as GSM-7, one septet a character, two for the extension', () => {
		expect(BASIC).toHaveLength(127);
		expect(segments(BASIC)).toEqual({ encoding: 'GSM-7', units: 127, parts: 1 });
		expect(segments(EXTENDED)).toEqual({ encoding: 'GSM-7', units: 20, parts: 1 });
	});

	const others = ['я', 'ў', 'ç', '’', '«', '\t', '\u00a0', '₽', '😀', '\ud83d'];

	test.each(others)('%j makes the whole text UCS-2', (character) => {
		expect(segments(`Hi${character}`)).toEqual({ encoding: 'UCS-2', units: 2 + character.length, parts: 1 });
	});

	test('an extension character inside a Russian text is one unit like any other', () => {
		expect(segments('10 €, да')).toMatchObject({ encoding: 'UCS-2', units: 8 });
	});
});

describe('parts', () => {
	test.each([
		[0, 0], [1, 1], [160, 1], [161, 2], [306, 2], [307, 3], [459, 3], [460, 4], [1224, 8], [1225, 9],
	])('%i Latin letters are %i parts', (length, parts) => {
		expect(segments('a'.repeat(length)).parts).toBe(parts);
	});

	test.each([
		[1, 1], [70, 1], [71, 2], [134, 2], [135, 3], [536, 8], [537, 9],
	])('%i Russian letters are %i parts', (length, parts) => {
		expect(segments('ж'.repeat(length)).parts).toBe(parts);
	});

	test('80 euro signs fill one part, 81 need two', () => {
		expect(segments('€'.repeat(80))).toMatchObject({ units: 160, parts: 1 });
		expect(segments('€'.repeat(81))).toMatchObject({ units: 162, parts: 2 });
	});

	test('an extension pair is not split: 153 is odd, so each part of euro signs stays one septet short', () => {
		expect(segments('€'.repeat(152)).parts).toBe(2);
		expect(segments('€'.repeat(153)).parts).toBe(3);
	});

	test('an extension pair at a border moves on whole', () => {
		expect(segments(`${'a'.repeat(151)}€${'a'.repeat(153)}`).parts).toBe(2);
		expect(segments(`${'a'.repeat(152)}€${'a'.repeat(151)}`).parts).toBe(2);
		expect(segments(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({ units: 306, parts: 3 });
	});

	test('a surrogate pair is not split either', () => {
		expect(segments('😀'.repeat(35))).toMatchObject({ units: 70, parts: 1 });
		expect(segments('😀'.repeat(66)).parts).toBe(2);
		expect(segments('😀'.repeat(67))).toMatchObject({ units: 134, parts: 3 });
		expect(segments(`${'я'.repeat(66)}😀${'я'.repeat(65)}`).parts).toBe(2);
		expect(segments(`${'я'.repeat(66)}😀${'я'.repeat(66)}`)).toMatchObject({ units: 134, parts: 3 });
	});
});

describe('properties', () => {
	test('n basic characters over 160 take ceil(n / 153) parts', () => {
		fc.assert(
			fc.property(basicText({ minLength: 161, maxLength: 1300 }), (text) => {
				expect(segments(text)).toEqual({ encoding: 'GSM-7', units: text.length, parts: Math.ceil(text.length / 153) });
			}),
		);
	});

	test('appending never makes a text cheaper', () => {
		fc.assert(
			fc.property(anyText, anyText, (text, more) => {
				expect(segments(text + more).parts).toBeGreaterThanOrEqual(segments(text).parts);
			}),
		);
	});

	test('the parts hold the text, and one part fewer would not', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const { encoding, units, parts } = segments(text);
				const [single, joined] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
				if (units <= single) expect(parts).toBe(units === 0 ? 0 : 1);
				else {
					expect(parts * joined).toBeGreaterThanOrEqual(units);
					expect((parts - 1) * (joined - 1)).toBeLessThan(units);
				}
			}),
		);
	});
});
