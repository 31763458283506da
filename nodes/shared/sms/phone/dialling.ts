import { abroad, distinct, isLikely } from './countries';
import { digitsIn } from './notation';

/**
 * The country whose short forms of a number a vendor's users mean. Some vendors of Russia get numbers without their plus,
 * and may put right what looks like such a short form.
 */
export type Home = 'BY' | 'RU' | 'RU without plus';

/** What was typed, taken apart: nothing is understood yet. */
export interface Typed {
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

/** Shorter numbers without `+` may lack their country code. */
export const SHORTEST_BARE = 11;

/** What was typed, taken apart. @param bare without notation, and without a flaw in its signs */
export function takenApart(bare: string): Typed {
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
export function readingsOf({ digits, isExplicit, hasLoneEight, hasZeroHint }: Typed, home: Home): string[] {
	const dialled = DIALLED.filter(({ pattern }) => pattern.test(digits)).flatMap(({ international }) => abroad(international(digits)));
	if (hasLoneEight) return distinct(dialled);

	const international = isExplicit || digits.length >= SHORTEST_BARE ? abroad(digits, hasZeroHint) : [];
	if (isExplicit) return international.length > 0 ? international : distinct(dialled);

	const local = LOCAL.filter(({ pattern, homes }) => pattern.test(digits) && homes?.includes(home)).map((form) => form.international(digits));
	const rivals = dialled.length === 0 ? international : international.filter((number) => number === digits && isLikely(number));
	return distinct([...rivals, ...dialled, ...local]);
}
