import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { InputError } from '../../../../nodes/shared/errors.ts';
import { internationalNumber, typedNumbers, type Home } from '../../../../nodes/shared/sms/phone.ts';

const HOMES: Home[] = ['BY', 'RU'];

const errorOf = (typed: string, home: Home = 'RU'): InputError => {
	try {
		internationalNumber(typed, home);
	} catch (error) {
		if (error instanceof InputError) return error;
	}
	throw new Error(`"${typed}" was taken for a number`);
};

describe('forms that people type', () => {
	test.each([
		['+375 29 689-00-43', '375296890043'],
		['+375(29)689.00.43', '375296890043'],
		['375296890043', '375296890043'],
		['00375296890043', '375296890043'],
		['00 375 29 689 00 43', '375296890043'],
		['8 (029) 689-00-43', '375296890043'],
		['80296890043', '375296890043'],
		['8 017 200 00 00', '375172000000'],
		['+7 (925) 507-06-02', '79255070602'],
		['8 (926) 111-22-33', '79261112233'],
		['8-495-123-45-67', '74951234567'],
		['8 800 555 35 35', '78005553535'],
		['8 701 123 45 67', '77011234567'],
		['  79255070602\n', '79255070602'],
		['+7\u00a0925\u00a0507\u201106\u201302', '79255070602'],
		['\u202a+7 925 507 06 02\u202c', '79255070602'],
		['\ufeff+7\u200b925\u00ad5070602', '79255070602'],
		['+1 415 555 26 71', '14155552671'],
		['+44 20 7946 0958', '442079460958'],
		['+84 912 345 678', '84912345678'],
	])('%j is %s anywhere', (typed, number) => {
		for (const home of HOMES) expect(internationalNumber(typed, home)).toBe(number);
	});

	test('a Russian number without any prefix is understood at home only', () => {
		expect(internationalNumber('926 111-22-33', 'RU')).toBe('79261112233');
		expect(errorOf('926 111-22-33', 'BY').message).toContain('lacks the country code');
	});

	test('a Belarusian number without any prefix is understood at home only', () => {
		for (const operator of ['25', '29', '33', '44']) {
			expect(internationalNumber(`${operator} 689-00-43`, 'BY')).toBe(`375${operator}6890043`);
			expect(errorOf(`${operator} 689-00-43`, 'RU').message).toContain('lacks the country code');
		}
		expect(errorOf('171234567', 'BY').message).toContain('lacks the country code');
	});

	test.each(['85221234567', '80812345678'])('%s begins like a trunk prefix, but belongs to no area of ours', (number) => {
		for (const home of HOMES) expect(internationalNumber(number, home)).toBe(number);
	});
});

describe('what is refused', () => {
	test.each([
		['', 'is not a phone number'],
		['Anna', 'is not a phone number'],
		['+7 925 507 06 0O', 'is not a phone number'],
		['7925507++0602', 'is not a phone number'],
		['79255070602 ext 5', 'is not a phone number'],
		['٣٧٥٢٩٦٨٩٠٠٤٣', 'is not a phone number'],
		['029 689 00 43', 'lacks the country code'],
		['+0296890043', 'lacks the country code'],
		['12345', 'is too short'],
		['+12345', 'has 5 digits'],
		['1234567890123456', 'has 16 digits'],
		['+7 925 507 06 0', 'has 10 digits; numbers of +7 have 11'],
		['7 925 507 06 022', 'has 12 digits; numbers of +7 have 11'],
		['+375 29 689 00 4', 'has 11 digits; numbers of +375 have 12'],
		['+375 29 689 00 433', 'has 13 digits; numbers of +375 have 12'],
	])('%j %s', (typed, what) => {
		for (const home of HOMES) expect(errorOf(typed, home).message).toContain(what);
	});

	test('the error names the field, quotes what was typed and says what to type instead', () => {
		const error = errorOf(' +375 29 ');
		expect(error.message).toMatch(/^To: "\+375 29" /);
		expect(error).toMatchObject({ parameter: 'To', to: '+375 29' });
		expect(error.remedy).toContain('+375 29 689 00 43');
		expect(() => internationalNumber('x', 'RU', 'Phone Number')).toThrow(/^Phone Number: /);
	});
});

describe('properties', () => {
	const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
	const noise = fc.constantFrom('', ' ', '-', '(', ')', '.', '\u00a0', '\u2011', '–');
	const ours = fc.oneof(
		digits(9).map((rest) => `375${rest}`),
		digits(9).map((rest) => `79${rest}`),
	);

	test('a number in the international form stays as it is, with + too', () => {
		fc.assert(
			fc.property(ours, fc.constantFrom(...HOMES), (number, home) => {
				expect(internationalNumber(number, home)).toBe(number);
				expect(internationalNumber(`+${number}`, home)).toBe(number);
			}),
		);
	});

	test('whatever is understood is 7 to 15 digits, and means the same with + in front', () => {
		const typed = fc.oneof(fc.stringMatching(/^(\+|00|8|80)?[ ()\d-]{5,18}$/), fc.string());
		fc.assert(
			fc.property(typed, fc.constantFrom(...HOMES), (value, home) => {
				let number: string;
				try {
					number = internationalNumber(value, home);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				expect(number).toMatch(/^[1-9]\d{6,14}$/);
				expect(internationalNumber(`+${number}`, home)).toBe(number);
			}),
			{ numRuns: 2000 },
		);
	});

	test('spaces, dashes, dots and brackets between the digits change nothing', () => {
		fc.assert(
			fc.property(ours, fc.array(noise, { minLength: 12, maxLength: 12 }), (number, between) => {
				const typed = [...number].map((digit, place) => digit + between[place % between.length]).join('');
				expect(internationalNumber(`+${typed}`, 'BY')).toBe(number);
			}),
		);
	});
});

describe('typedNumbers', () => {
	test.each<[unknown, string[]]>([
		['79255070602', ['79255070602']],
		[79255070602, ['79255070602']],
		['79255070602, 74993221627;375296890043\r\n+7 926', ['79255070602', '74993221627', '375296890043', '+7 926']],
		[['79255070602', 74993221627, ['a, b'], null], ['79255070602', '74993221627', 'a', 'b']],
		[' ,;\n, ', []],
		['', []],
		[undefined, []],
		[null, []],
		[[], []],
	])('%j', (value, numbers) => {
		expect(typedNumbers(value)).toEqual(numbers);
	});

	test('any list comes back whole and in its order, whatever separates it', () => {
		const number = fc.stringMatching(/^\+?\d{7,15}$/);
		const separator = fc.constantFrom(',', ';', '\n', '\r\n', ', ', ' ;\n ');
		fc.assert(
			fc.property(fc.array(fc.tuple(number, separator)), (list) => {
				const typed = list.map((pair) => pair.join('')).join('');
				expect(typedNumbers(typed)).toEqual(list.map(([one]) => one));
			}),
		);
	});
});
