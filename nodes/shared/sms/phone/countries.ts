import { SHAPES, STARTS_LIKE_TRUNK } from './shapes';

/** The calling code that a number begins with. Codes have one to three digits, and none begins like another. */
export function codeOf(number: string): string | undefined {
	for (let length = 1; length <= 3; length++) {
		const code = number.slice(0, length);
		if (Object.hasOwn(SHAPES, code)) return code;
	}
	return undefined;
}

const LENGTHS = new Map<string, ReadonlySet<number>>();

/** How long the numbers of a calling code may be, without the code. */
export function lengthsOf(code: string): ReadonlySet<number> {
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

/** What is dialled within a country in front of a number, where it is more than a 0. */
const TRUNKS: Record<string, RegExp> = { '375': /^80?(?=\d{9}$)|^0/ };

/**
 * The possible numbers behind a country code. A 0 that is only dialled within the country is left out, unless the length
 * speaks against it; where a country's own numbers may begin with 0, a 0 in brackets may mean either.
 */
export function abroad(digits: string, hasZeroHint = false): string[] {
	const code = codeOf(digits);
	if (code === undefined) return [];
	const inner = `${code}${digits.slice(code.length).replace(TRUNKS[code] ?? /^0/, '')}`;
	if (SHAPES[code].startsWith('0 ')) return [inner, digits].filter(isPossible).slice(0, 1);
	return distinct(hasZeroHint ? [digits, inner] : [digits]).filter(isPossible);
}

/**
 * The number that digits are which can be nothing else, as most can: they begin with a country code, and nothing before or
 * behind it may be dialled only.
 */
export function certain(typed: string): string | undefined {
	const [, digits] = /^\+?([1-79]\d{10,14})$/.exec(typed) ?? [];
	if (digits === undefined || !isPossible(digits)) return undefined;
	return digits[codeOf(digits)?.length ?? 0] === '0' ? undefined : digits;
}

/** Whether digits that look dialled are as well the number of another country, by its first digits there. */
export function isLikely(number: string): boolean {
	const code = codeOf(number) ?? '';
	return (STARTS_LIKE_TRUNK[code] ?? '').split(' ').includes(number.slice(code.length, code.length + 2));
}

/** Each number once. */
export const distinct = (numbers: string[]): string[] => [...new Set(numbers)];
