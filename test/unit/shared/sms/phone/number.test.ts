import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { InputError } from '../../../../../nodes/shared/errors.ts';
import { typedNumbers } from '../../../../../nodes/shared/sms/phone/list.ts';
import { internationalNumber } from '../../../../../nodes/shared/sms/phone/number.ts';
import type { Home } from '../../../../../nodes/shared/sms/phone/dialling.ts';
import { SHAPES } from '../../../../../nodes/shared/sms/phone/shapes.ts';

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
		['+84912345678', '84912345678'],
		['0084912345678', '84912345678'],
		// the trunk prefix 8 behind a plus or 00, and standing apart
		['+8 925 507 06 02', '79255070602'],
		['+89255070602', '79255070602'],
		['+8 (029) 689-00-43', '375296890043'],
		['+8 (495) 123-45-67', '74951234567'],
		['8 (4912) 34-56-78', '74912345678'],
		['8-491-234-56-78', '74912345678'],
		['88005553535', '78005553535'],
		['88612123456', '78612123456'],
		['8 029/689-00-43', '375296890043'],
		// the international prefix of the region
		['8-10-375-29-689-00-43', '375296890043'],
		['810375296890043', '375296890043'],
		['8~10 375 29 689 00 43', '375296890043'],
		['+8 10 375 29 689 00 43', '375296890043'],
		['8 10 7 925 507 06 02', '79255070602'],
		['8 10 49 1512 3456789', '4915123456789'],
		// a zero that is dialled within the country only
		['+44 (0)7911 123456', '447911123456'],
		['+44 07911 123456', '447911123456'],
		['+375 029 689 00 43', '375296890043'],
		['+375 (0)29 689 00 43', '375296890043'],
		['+375 80 29 689 00 43', '375296890043'],
		['+49 0151 23456789', '4915123456789'],
		['+49 (0) 151 23456789', '4915123456789'],
		['+39 06 1234567', '39061234567'],
		['+225 07 12 34 56 78', '2250712345678'],
		// spreadsheets and addresses
		['998901234567.0', '998901234567'],
		['998901234567,0', '998901234567'],
		['79255070602.00', '79255070602'],
		['7.9255070602E+10', '79255070602'],
		['7,9255070602E+10', '79255070602'],
		["'+375296890043", '375296890043'],
		['tel:+7-925-507-06-02', '79255070602'],
		['(+375) 29 689-00-43', '375296890043'],
		['+ 7 925 507 06 02', '79255070602'],
		['+49 30/1234567', '49301234567'],
		// invisible characters, blanks, dashes and digits of other scripts
		['\u2068+375 29 689-00-43\u2069', '375296890043'],
		['\u200e+7\u034f925\u180e507\ufe0f06\u206402', '79255070602'],
		['+7925\u{e0020}5070602\u{e007f}', '79255070602'],
		['+7925\u{e0100}5070602\u061c', '79255070602'],
		['+7\u2003925\u3000507\u202f06\u280002', '79255070602'],
		['+7 925\u2014507\ufe5806\u221202', '79255070602'],
		['＋７（９２５）５０７－０６－０２', '79255070602'],
		['٣٧٥٢٩٦٨٩٠٠٤٣', '375296890043'],
		['۳۷۵۲۹۶۸۹۰۰۴۳', '375296890043'],
		// other countries, by their own lengths
		['+380 44 123 4567', '380441234567'],
		['+998 90 123 45 67', '998901234567'],
		['+374 91 123456', '37491123456'],
		['+996 700 123456', '996700123456'],
		['+370 612 34567', '37061234567'],
		['+65 8123 4567', '6581234567'],
		['+683 4002', '6834002'],
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
		['+', 'is not a phone number'],
		['+7 925 507 06 02 (Anna)', 'is not a phone number'],
		['G1', 'is not a phone number'],
		['text 5', 'is not a phone number'],
		['1 or 2', 'is not a phone number'],
		['NaN', 'is not a phone number'],
		// extensions
		['79255070602 ext 5', 'has an extension'],
		['+7 495 123-45-67 доб. 12', 'has an extension'],
		['+7 495 123-45-67 (доб. 12)', 'has an extension'],
		['+7 495 123-45-67 вн. 12', 'has an extension'],
		['+7 495 123-45-67 #12', 'has an extension'],
		['+7 495 123-45-67 x12', 'has an extension'],
		['+74951234567;ext=12', 'has an extension'],
		['8(495)1234567/123', 'has 14 digits; with 8 in front'],
		['+49 30 1234567/89', 'goes on after a complete number'],
		['+49 30 1234567 (12)', 'goes on after a complete number'],
		// two numbers in one place
		['89255070602/89255070603', 'more than one number'],
		['89255070602 89255070603', 'more than one number'],
		['89255070602\u00a089255070603', 'more than one number'],
		['+375296890043 +375296890044', 'more than one number'],
		['+375296890043+375296890044', 'more than one number'],
		['1234567 7654321', 'more than one number'],
		['375296890043\t375296890044', 'more than one number'],
		// two meanings
		['84912345678', 'may mean +84912345678 or +74912345678'],
		['84951234567', 'may mean +84951234567 or +74951234567'],
		['88632123456', 'may mean +88632123456 or +78632123456'],
		['+39 (0)6 1234567', 'may mean +39061234567 or +3961234567'],
		// numbers that a spreadsheet has spoilt
		['7,92551E+10', 'is a rounded number'],
		['7.92551E+10', 'is a rounded number'],
		['1e+21', 'is a rounded number'],
		['79255070602.5', 'with a fraction'],
		['7925507060.2', 'with a fraction'],
		['-79255070602', 'a negative number'],
		// lengths and codes
		['8 925 507 06 022', 'has 12 digits; with 8 in front'],
		['8 925 507 06 0', 'is too short'],
		['8 8029 689 00 43', 'has 12 digits; with 8 in front'],
		['+7 8 925 507 06 02', 'has 12 digits; numbers of +7 have 11'],
		['+999 12345678', 'begins with no country code'],
		['+380 44 123 456 78', 'has 13 digits; numbers of +380 have 12'],
		['+998 90 123 45 6', 'has 11 digits; numbers of +998 have 12'],
		['+44 7911 1234567', 'has 13 digits; numbers of +44 have 11 or 12'],
		['+1 415 555 267', 'has 10 digits; numbers of +1 have 11'],
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

describe('numbers that are short forms of Russia without their plus', () => {
	test.each([
		['+84 912 345 678', '84912345678', '74912345678'],
		['+84951234567', '84951234567', '74951234567'],
		['+852 9123 4567', '85291234567', '75291234567'],
		['85291234567', '85291234567', '75291234567'],
		['00 853 6612 3456', '85366123456', '75366123456'],
		['+855 12 345 678', '85512345678', '75512345678'],
		['+81 3-1234-5678', '81312345678', '71312345678'],
		['+961 3 123 456', '9613123456', '79613123456'],
		['+960 771 2345', '9607712345', '79607712345'],
		['+95 9 123 4567', '9591234567', '79591234567'],
	])('%j is %s with its plus, and may be taken for +%s without', (typed, number, other) => {
		for (const home of HOMES) expect(internationalNumber(typed, home)).toBe(number);
		expect(errorOf(typed, 'RU without plus').message).toContain(`may be taken for +${other}`);
	});

	test.each([
		['8 916 111-22-33', '79161112233'],
		['916 111-22-33', '79161112233'],
		['+8 925 507 06 02', '79255070602'],
		['8 029 689-00-43', '375296890043'],
		['+81 90-1234-5678', '819012345678'],
		['+86 138 0013 8000', '8613800138000'],
		['+65 8123 4567', '6581234567'],
		['+992 917 12 3456', '992917123456'],
		['+993 65 123456', '99365123456'],
	])('%j is %s with or without its plus', (typed, number) => {
		expect(internationalNumber(typed, 'RU without plus')).toBe(number);
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

describe('large and hostile input', () => {
	const LONG = 100_000;
	const units = ['+', '(', ')', '8', '8 ', '8/', '(0)', '.', ',', '-', ' ', '\n', ' \n', '\u200b', 'x', 'доб', '#1', 'e+1', '+7', '٣', '1,0', ';ext=', "'"];

	test.each(units)('a text of 100,000 characters made of %j is judged in no time', (unit) => {
		const typed = unit.repeat(LONG / unit.length);
		expect(() => internationalNumber(typed, 'RU')).toThrow(InputError);
		expect(() => internationalNumber(`${typed}!`, 'BY')).toThrow(InputError);
		expect(Array.isArray(typedNumbers(typed))).toBe(true);
	});

	test('an array of 300,000 numbers, or one as deep, is read to its end', () => {
		expect(typedNumbers(Array(300_000).fill(79255070602))).toHaveLength(300_000);
		let deep: unknown = '79255070602';
		for (let depth = 0; depth < LONG; depth += 1) deep = [deep];
		expect(typedNumbers(deep)).toEqual(['79255070602']);
	});
});

/** What is made of a number: itself, or the words of its error without the number. */
const understood = (typed: string, home: Home): string => {
	try {
		return internationalNumber(typed, home);
	} catch (error) {
		return (error as InputError).message.replace(/"[^"]*"/, '');
	}
};

test('plain digits mean the same as digits with a space between them', () => {
	const number = fc.tuple(fc.constantFrom('', '+'), fc.constantFrom('', ...Object.keys(SHAPES)), fc.stringMatching(/^[08]{0,2}\d{5,12}$/), fc.nat(3));
	fc.assert(
		fc.property(number, fc.constantFrom<Home>('BY', 'RU', 'RU without plus'), ([plus, code, rest, place], home) => {
			// Digits apart in front may be a trunk prefix, so the space stands near the end.
			const spaced = `${plus}${code}${rest.slice(0, -place - 1)} ${rest.slice(-place - 1)}`;
			expect(understood(`${plus}${code}${rest}`, home)).toBe(understood(spaced, home));
		}),
		{ numRuns: 5_000 },
	);
});
