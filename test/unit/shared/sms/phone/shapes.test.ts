import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';

import { digitsOf } from '../../../../../tools/shapes/digits.mjs';
import { shapesSource } from '../../../../../tools/phoneShapes.mjs';
import { internationalNumber } from '../../../../../nodes/shared/sms/phone/number.ts';
import { SHAPES } from '../../../../../nodes/shared/sms/phone/shapes.ts';

test('the table is what the metadata of libphonenumber-js gives', () => {
	const checkedIn = readFileSync(new URL('../../../../../nodes/shared/sms/phone/shapes.ts', import.meta.url), 'utf8');
	expect(checkedIn).toBe(shapesSource());
});

test('the example of every country is a number, with the plus and in its international form', () => {
	const require = createRequire(import.meta.url);
	const examples = Object.entries(require('libphonenumber-js/examples.mobile.json') as Record<string, string>);
	const { default: parse } = require('libphonenumber-js/max') as { default: (text: string, country: string) => { number: string; formatInternational(): string; getURI(): string } };
	expect(examples.length).toBeGreaterThan(200);
	for (const [country, national] of examples) {
		const number = parse(national, country);
		for (const typed of [number.number, number.formatInternational(), number.getURI(), number.number.replace('+', '00')]) {
			expect(`${country} ${internationalNumber(typed, 'BY')}`).toBe(`${country} ${number.number.slice(1)}`);
		}
	}
});

test('no calling code begins like another', () => {
	const codes = Object.keys(SHAPES);
	expect(codes.filter((code) => codes.some((other) => other !== code && other.startsWith(code)))).toEqual([]);
	expect(codes.every((code) => /^[1-9]\d{0,2}$/.test(code))).toBe(true);
});

describe('what a pattern of the metadata matches', () => {
	const told = (pattern: string, depth: number) => digitsOf(pattern, depth).map(({ start, length }) => `${start}/${length}`).sort();

	test.each<[string, number, string[]]>([
		['12', 1, ['1/2']],
		['[13-5]\\d', 1, ['1/2', '3/2', '4/2', '5/2']],
		['1(?:2|34)', 2, ['12/2', '13/3']],
		['1\\d{2,3}', 1, ['1/3', '1/4']],
		['12?', 2, ['1/1', '12/2']],
		['(?:1[24]|3){2}', 2, ['12/3', '12/4', '14/3', '14/4', '31/3', '33/2']],
	])('%s', (pattern, depth, expected) => {
		expect(told(pattern, depth)).toEqual(expected);
	});

	test('anything else is not guessed at', () => {
		expect(() => digitsOf('1.', 1)).toThrow('unknown');
		expect(() => digitsOf('1(?=2)', 1)).toThrow('unknown');
	});
});
