import { InputError, type Mistake, type Values } from '../errors';
import { SHAPES, STARTS_LIKE_TRUNK } from './phoneShapes';
import { tidied } from './typing';

/**
 * The country whose short forms of a number a vendor's users mean. Some vendors of Russia get numbers without their plus,
 * and may put right what looks like such a short form.
 */
export type Home = 'BY' | 'RU' | 'RU without plus';

const INTERNATIONAL = 'Use the international form, e.g. +375 29 689 00 43 or +7 925 507 06 02.';

const SEPARATE = 'Separate several numbers by commas, and leave extensions out.';

const MISTAKES = {
	noNumber: { what: '"{typed}" is not a phone number', remedy: INTERNATIONAL },
	extension: { what: '"{typed}" has an extension, which no SMS can reach', remedy: 'Leave the extension out.' },
	several: { what: '"{typed}" holds more than one number', remedy: SEPARATE },
	continued: { what: '"{typed}" goes on after a complete number', remedy: SEPARATE },
	rounded: {
		what: '"{typed}" is a rounded number: the spreadsheet has lost its last digits',
		remedy: 'Give the column the format "Text", and enter the number again.',
	},
	fraction: { what: '"{typed}" is a number with a fraction', remedy: INTERNATIONAL },
	negative: { what: '"{typed}" is a negative number', remedy: INTERNATIONAL },
	twoMeanings: { what: '"{typed}" may mean +{one} or +{other}', remedy: 'Put + and the country code in front.' },
	likeShort: {
		what: '"{typed}" goes to this vendor without its plus, and may be taken for +{other}',
		remedy: 'Send to this number by a vendor that takes the plus.',
	},
	noCode: { what: '"{typed}" lacks the country code', remedy: INTERNATIONAL },
	short: { what: '"{typed}" is too short, or lacks the country code', remedy: `Check the number. ${INTERNATIONAL}` },
	noLength: { what: '"{typed}" has {digits} digits; a phone number has 7 to 15', remedy: INTERNATIONAL },
	trunkLength: { what: '"{typed}" has {digits} digits; with 8 in front, numbers of Russia and Kazakhstan have 11', remedy: INTERNATIONAL },
	unknownCode: { what: '"{typed}" begins with no country code', remedy: INTERNATIONAL },
	length: { what: '"{typed}" has {digits} digits; numbers of +{code} have {lengths}', remedy: INTERNATIONAL },
	object: {
		what: 'is an object with the fields {fields}',
		remedy: 'Pick the field that holds the number: put {path} behind the expression, e.g. {{ $json.phone{path} }}.',
	},
	noField: { what: 'is an object without a number in it', remedy: 'Pick a field that holds a phone number.' },
	nothing: { what: 'is a list whose entry {place} is empty', remedy: 'Fill the number in, or leave empty entries out of the list: .filter(Boolean) does so.' },
	flag: { what: 'is {typed}, not a phone number', remedy: INTERNATIONAL },
} satisfies Record<string, Mistake>;

/** Nothing longer is a number, however it is written. */
const LONGEST_TYPED = 100;

/** How much of what was typed an error quotes, in characters. */
const QUOTED = 80;

const quoted = (typed: string): string => (typed.length > QUOTED ? `${typed.slice(0, QUOTED)}…` : typed);

/** What was typed, taken apart: nothing is understood yet. */
interface Typed {
	/** The digits without `+` or `00`. */
	digits: string;
	/** Whether `+` or `00` says that a country code comes first. */
	isExplicit: boolean;
	/** Whether an 8 stands apart in front: no country code is 8, so it is dialled before a number. */
	hasLoneEight: boolean;
	/** Whether a 0 stands in brackets, as in +44 (0)7911: dialled within the country only. */
	hasZeroHint: boolean;
}

/** One way to understand digits: the international number that they then are. */
interface Form {
	pattern: RegExp;
	international: (digits: string) => string;
	homes?: Home[];
}

/**
 * How people dial within the region. Belarus dials 8 0 before the area code and Russia 8; Russian area codes begin with
 * 3, 4, 7, 8 or 9. Both dial 8 10 before the code of another country.
 */
const DIALLED: Form[] = [
	{ pattern: /^80[1-4]\d{8}$/, international: (digits) => `375${digits.slice(2)}` },
	{ pattern: /^8[34789]\d{9}$/, international: (digits) => `7${digits.slice(1)}` },
	{ pattern: /^810[1-9]\d{6,14}$/, international: (digits) => digits.slice(3) },
];

/** Numbers without any code, which only make sense at home. */
const LOCAL: Form[] = [
	{ pattern: /^(25|29|33|44)\d{7}$/, international: (digits) => `375${digits}`, homes: ['BY'] },
	{ pattern: /^9\d{9}$/, international: (digits) => `7${digits}`, homes: ['RU', 'RU without plus'] },
];

/** What is a number of another country with its plus, and without it a short form of Russia: 8, or no code at all. */
const LIKE_SHORT = /^(?:8\d|9)\d{9}$/;

/** Shorter numbers without `+` may lack their country code. */
const SHORTEST_BARE = 11;

/** Words, signs and parameters (RFC 3966) that announce an extension. */
const EXTENSION = /(?:доб|вн|ext|isub|[#хx])[\p{L}.:=)\s]{0,12}\d/iu;

/** A piece of a list that belongs to the number before it. */
const CONTINUES = /^(?:доб|вн|ext|isub|phone-context|#)/iu;

/**
 * A phone number in the international form, digits only. Spaces, dashes, dots, brackets and invisible characters are
 * ignored; `+`, `00`, 8~10 and the trunk prefixes of Belarus and Russia are understood, and a 0 that a country dials
 * only within itself is left out. Lengths are checked by country. Whatever could mean two numbers is an error.
 * @param label the label of the field, for the error
 * @throws {InputError} when the number is not one, or is ambiguous
 */
export function internationalNumber(typed: string, home: Home, label = 'To'): string {
	const text = tidied(typed);
	const fail = (mistake: Mistake, values: Values = {}): never => {
		throw InputError.of(label, mistake, { typed: quoted(text), ...values }, text);
	};
	const bare = withoutNotation(text);
	const wrong = flawOf(bare);
	if (wrong) return fail(wrong);

	const parts = takenApart(bare);
	const readings = readingsOf(parts, home);
	if (readings.length > 1) return fail(MISTAKES.twoMeanings, { one: readings[0], other: readings[1] });
	if (readings.length === 0) {
		const several = pieces(bare, /[\s/|]+/).filter((piece) => isWhole(piece, home)).length > 1;
		return several ? fail(MISTAKES.several) : fail(...reasonFor(parts));
	}
	if (goesOn(bare, home)) return fail(MISTAKES.continued);
	const [number] = readings;
	if (home === 'RU without plus' && LIKE_SHORT.test(number)) return fail(MISTAKES.likeShort, { other: `7${number.slice(-10)}` });
	return number;
}

/** Without what programs put around a number: Excel's apostrophe, `tel:`, and the fraction or exponent of a whole number. */
function withoutNotation(text: string): string {
	const bare = text.replace(/^['’]/, '').replace(/^tel:/i, '').trim();
	const [, whole] = /^(\+?\d{7,15})[.,]0{1,9}$/.exec(bare) ?? [];
	return whole ?? withoutExponent(bare);
}

/** A number as 7.9255070602E+10, where all digits are there; other numbers with an exponent stay as they are. */
function withoutExponent(bare: string): string {
	const [, first, rest = '', exponent] = /^(\d)(?:[.,](\d{1,20}))?e\+?(\d{1,2})$/i.exec(bare) ?? [];
	return first !== undefined && rest.length === Number(exponent) ? `${first}${rest}` : bare;
}

const ROUNDED = /^\d(?:[.,]\d{1,20})?e\+?\d{1,3}$/i;

/** What is wrong with the signs between the digits, if anything is. */
function flawOf(bare: string): Mistake | undefined {
	if (bare.length > LONGEST_TYPED) return MISTAKES.noNumber;
	const row = FLAWS.find(([has]) => has(bare));
	return row?.[1];
}

const FLAWS: Array<[has: (bare: string) => boolean, Mistake]> = [
	[(bare) => ROUNDED.test(bare), MISTAKES.rounded],
	[(bare) => /^\d{9,}[.,]\d+$/.test(bare), MISTAKES.fraction],
	[(bare) => /^-\d+$/.test(bare), MISTAKES.negative],
	[(bare) => /\d/.test(bare.slice(0, Math.max(bare.search(EXTENSION), 0))), MISTAKES.extension],
	[(bare) => !/^[\s+().\-/]*\d[\s\d+().\-/]*$/.test(bare.replace(/^(\+?8)~(?=10)/, '$1-')), MISTAKES.noNumber],
	[(bare) => pieces(bare, /\s+|(?=\+)/).filter((piece) => digitsIn(piece).length >= 7).length > 1, MISTAKES.several],
	[(bare) => !/^[^\d+]*\+?[^+]*$/.test(bare), MISTAKES.noNumber],
];

const pieces = (bare: string, separator: RegExp): string[] => bare.split(separator).filter((piece) => /\d/.test(piece));

const digitsIn = (text: string): string => text.replace(/\D/g, '');

function takenApart(bare: string): Typed {
	const start = bare.replace(/^[^\d+]+/, '');
	const all = digitsIn(bare);
	const isExplicit = start.startsWith('+') || all.startsWith('00');
	return {
		digits: isExplicit ? all.replace(/^00/, '') : all,
		isExplicit,
		hasLoneEight: /^\+?[\s(]*8\D/.test(start),
		hasZeroHint: /\(\s?0\s?\)/.test(bare),
	};
}

/** Every number that this may be. With a `+`, only what is no international number is taken for a dialled one. */
function readingsOf({ digits, isExplicit, hasLoneEight, hasZeroHint }: Typed, home: Home): string[] {
	const dialled = DIALLED.filter(({ pattern }) => pattern.test(digits)).flatMap(({ international }) => abroad(international(digits)));
	if (hasLoneEight) return distinct(dialled);

	const international = isExplicit || digits.length >= SHORTEST_BARE ? abroad(digits, hasZeroHint) : [];
	if (isExplicit) return international.length > 0 ? international : distinct(dialled);

	const local = LOCAL.filter(({ pattern, homes }) => pattern.test(digits) && homes?.includes(home)).map((form) => form.international(digits));
	const rivals = dialled.length === 0 ? international : international.filter((number) => number === digits && isLikely(number));
	return distinct([...rivals, ...dialled, ...local]);
}

const distinct = (numbers: string[]): string[] => [...new Set(numbers)];

/** Whether digits that look dialled are as well the number of another country, by its first digits there. */
function isLikely(number: string): boolean {
	const code = codeOf(number) ?? '';
	return (STARTS_LIKE_TRUNK[code] ?? '').split(' ').includes(number.slice(code.length, code.length + 2));
}

/** What is dialled within a country in front of a number, where it is more than a 0. */
const TRUNKS: Record<string, RegExp> = { '375': /^80?(?=\d{9}$)|^0/ };

/**
 * The possible numbers behind a country code. A 0 that is only dialled within the country is left out, unless the length
 * speaks against it; where a country's own numbers may begin with 0, a 0 in brackets may mean either.
 */
function abroad(digits: string, hasZeroHint = false): string[] {
	const code = codeOf(digits);
	if (code === undefined) return [];
	const inner = `${code}${digits.slice(code.length).replace(TRUNKS[code] ?? /^0/, '')}`;
	if (SHAPES[code].startsWith('0 ')) return [inner, digits].filter(isPossible).slice(0, 1);
	return distinct(hasZeroHint ? [digits, inner] : [digits]).filter(isPossible);
}

/** The calling code that a number begins with. Codes have one to three digits, and none begins like another. */
const codeOf = (number: string): string | undefined =>
	[1, 2, 3].map((length) => number.slice(0, length)).find((code) => Object.hasOwn(SHAPES, code));

const LENGTHS = new Map<string, ReadonlySet<number>>();

/** How long the numbers of a calling code may be, without the code. */
function lengthsOf(code: string): ReadonlySet<number> {
	const known = LENGTHS.get(code) ?? new Set(SHAPES[code].replace(/^0 /, '').split(',').flatMap(range));
	LENGTHS.set(code, known);
	return known;
}

function range(text: string): number[] {
	const [from, to = from] = text.split('-').map(Number);
	return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function isPossible(number: string): boolean {
	const code = codeOf(number);
	return number.length >= 7 && number.length <= 15 && code !== undefined && lengthsOf(code).has(number.length - code.length);
}

/** Whether a piece is a number by itself. */
const isWhole = (piece: string, home: Home): boolean =>
	flawOf(piece) === undefined && readingsOf(takenApart(piece), home).length > 0;

/** Whether what stands before a slash, or before brackets at the end, is a whole number already. */
function goesOn(bare: string, home: Home): boolean {
	const bracket = /\d\s?\(\d+\)$/.test(bare) ? bare.lastIndexOf('(') : -1;
	return [bare.indexOf('/'), bare.lastIndexOf('/'), bracket].some((at) => at > 0 && isWhole(bare.slice(0, at), home));
}

/** Why digits are no number, as precisely as can be said. */
function reasonFor({ digits, isExplicit, hasLoneEight }: Typed): [Mistake, Values?] {
	const values = { digits: digits.length };
	const code = codeOf(digits);
	if (digits.startsWith('0')) return [MISTAKES.noCode];
	if (digits.length < SHORTEST_BARE && !isExplicit) return [MISTAKES.short];
	if (digits.length < 7 || digits.length > 15) return [MISTAKES.noLength, values];
	if (hasLoneEight || /^8[3-9]/.test(digits)) return [MISTAKES.trunkLength, values];
	if (code === undefined) return [MISTAKES.unknownCode];
	const lengths = [...lengthsOf(code)].map((length) => length + code.length).filter((length) => length <= 15);
	return [MISTAKES.length, { ...values, code, lengths: spoken(lengths) }];
}

/** E.g. "12", "10 or 12", "7 to 15". */
function spoken(lengths: number[]): string {
	const [first, last] = [lengths[0], lengths[lengths.length - 1]];
	if (lengths.length > 2 && last - first === lengths.length - 1) return `${first} to ${last}`;
	return lengths.length === 1 ? String(first) : `${lengths.slice(0, -1).join(', ')} or ${last}`;
}

/**
 * What a list field holds: one thing, several separated by commas, semicolons or line breaks, a number instead of a
 * string, or an array of all these.
 */
export const listed = (value: unknown): string[] => elementsOf(value).flatMap((one) => (one === undefined || one === null ? [] : split(String(one))));

/**
 * The numbers that a "To" field holds, as `listed` does. Nothing is judged yet, but what cannot be a number, or would
 * lose somebody without a word, stands in its place as an error: an object, a flag, an empty entry of an array.
 * @param label the label of the field, for the error
 */
export function typedNumbers(value: unknown, label = 'To'): Array<string | InputError> {
	if (!Array.isArray(value)) return value === undefined || value === null ? [] : numbersIn(value, label);
	return elementsOf(value).flatMap((one, index) => {
		const numbers = one === undefined || one === null ? [] : numbersIn(one, label, '[0]');
		return numbers.length > 0 ? numbers : [InputError.of(label, MISTAKES.nothing, { place: index + 1 })];
	});
}

/**
 * The same, where one mistake spoils all.
 * @throws {InputError} the first of them
 */
export const allTyped = (value: unknown, label: string): string[] =>
	typedNumbers(value, label).map((one) => {
		if (one instanceof InputError) throw one;
		return one;
	});

function numbersIn(one: unknown, label: string, place = ''): Array<string | InputError> {
	if (typeof one === 'boolean') return [InputError.of(label, MISTAKES.flag, { typed: String(one) })];
	if (typeof one === 'object') return [objectError(one as object, label, place)];
	const text = tidied(String(one));
	return (DECIMAL.test(text) && withoutNotation(text) !== text) || ROUNDED.test(text) ? [text] : reunited(split(String(one)));
}

/** A whole number as spreadsheets write it, maybe with a comma that separates nothing. */
const DECIMAL = /^\+?\d{1,15}[.,]\d{1,20}(?:e\+?\d{1,3})?$/i;

/** Extensions that a separator has cut from their number are put back, so that the number is refused as a whole. */
function reunited(parts: string[]): string[] {
	const whole: string[] = [];
	for (const part of parts) {
		if (whole.length > 0 && CONTINUES.test(part)) whole[whole.length - 1] += `;${part}`;
		else whole.push(part);
	}
	return whole;
}

/** Names of fields that CRMs keep a number in, e.g. Bitrix24's `[{ VALUE, VALUE_TYPE }]` and amoCRM's `{ value }`. */
const NUMBER_FIELD = /^(value|phone|phone_?number|number|tel|mobile)$/i;

function objectError(one: object, label: string, place: string): InputError {
	const path = pathIn(one);
	if (path === undefined) return InputError.of(label, MISTAKES.noField);
	return InputError.of(label, MISTAKES.object, { fields: quoted(Object.keys(one).join(', ')), path: `${place}${path}` });
}

/** How deep a CRM hides a number in an object. */
const DEEPEST = 4;

/** The way to the field that holds the number, e.g. `.values[0].value`; by its name, or else by what stands in it. */
function pathIn(one: unknown, depth = 0): string | undefined {
	if (typeof one !== 'object' || one === null || depth > DEEPEST) return undefined;
	const entries = Object.entries(one).slice(0, 50).filter(([name]) => /^\w{1,60}$/.test(name));
	const holds = ([, value]: [string, unknown]) => digitsIn(tidied(String(value)).slice(0, LONGEST_TYPED)).length >= 7;
	const plain = entries.filter(([, value]) => typeof value === 'string' || typeof value === 'number').filter(holds);
	const own = plain.find(([name]) => NUMBER_FIELD.test(name)) ?? plain[0];
	if (own) return Array.isArray(one) ? `[${own[0]}]` : `.${own[0]}`;
	const [inner] = entries.flatMap(([name, value]) => {
		const path = pathIn(value, depth + 1);
		return path === undefined ? [] : [`${Array.isArray(one) ? `[${name}]` : `.${name}`}${path}`];
	});
	return inner;
}

/** The elements of an array, however deep, in their order; anything else is its own only element. */
export function elementsOf(value: unknown): unknown[] {
	const found: unknown[] = [];
	const waiting: unknown[] = [value];
	while (waiting.length > 0) {
		const one = waiting.pop();
		if (!Array.isArray(one)) found.push(one);
		else for (let index = one.length - 1; index >= 0; index -= 1) waiting.push(one[index]);
	}
	return found;
}

/** Separators of a list: commas and semicolons of any script, and line breaks. */
const split = (text: string): string[] =>
	text.split(/[,;\n\r\v\f\u0085\u2028\u2029\uff0c\uff1b\u060c\u061b\u3001]+/).map((part) => part.trim()).filter((part) => tidied(part) !== '');
