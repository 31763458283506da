import type { Mistake } from '../../errors';
import { MISTAKES } from './mistakes';

/** Nothing longer is a number, however it is written. */
export const LONGEST_TYPED = 100;

/** Words, signs and parameters (RFC 3966) that announce an extension. */
const EXTENSION = /(?:доб|вн|ext|isub|[#хx])[\p{L}.:=)\s]{0,12}\d/iu;

/** Without what programs put around a number: Excel's apostrophe, `tel:`, and the fraction or exponent of a whole number. */
export function withoutNotation(text: string): string {
	const bare = text.replace(/^['’]/, '').replace(/^tel:/i, '').trim();
	const [, whole] = /^(\+?\d{7,15}|\d{1,3}(?: \d{3}){2,4})[.,]0{1,9}$/.exec(bare) ?? [];
	return whole ?? withoutExponent(bare);
}

/** A number as 7.9255070602E+10, where all digits are there; other numbers with an exponent stay as they are. */
function withoutExponent(bare: string): string {
	const [, first, rest = '', exponent] = /^(\d)(?:[.,](\d{1,20}))?e\+?(\d{1,2})$/i.exec(bare) ?? [];
	return first !== undefined && rest.length === Number(exponent) ? `${first}${rest}` : bare;
}

/** A number with an exponent; where not all its digits are there, a spreadsheet has rounded it. */
export const ROUNDED = /^\d(?:[.,]\d{1,20})?e\+?\d{1,3}$/i;

/** What is wrong with the signs between the digits, if anything is. */
export function flawOf(bare: string): Mistake | undefined {
	if (bare.length > LONGEST_TYPED) return MISTAKES.noNumber;
	if (isPlain(bare)) return undefined;
	const row = FLAWS.find(([has]) => has(bare));
	return row?.[1];
}

/** Digits, maybe behind a plus, as most numbers are written: there is no sign that could be wrong. */
export const isPlain = (text: string): boolean => /^\+?\d+$/.test(text);

const FLAWS: Array<[has: (bare: string) => boolean, Mistake]> = [
	[(bare) => ROUNDED.test(bare), MISTAKES.rounded],
	[(bare) => /^\d{9,}[.,]\d+$/.test(bare), MISTAKES.fraction],
	[(bare) => /^-\d+$/.test(bare), MISTAKES.negative],
	[(bare) => /^\(?\+?\d{1,5}\)? ?;/.test(bare), MISTAKES.torn],
	[(bare) => /\d/.test(bare.slice(0, Math.max(bare.search(EXTENSION), 0))), MISTAKES.extension],
	[(bare) => !/^[\s+().\-/]*\d[\s\d+().\-/]*$/.test(bare.replace(/^(\+?8)~(?=10)/, '$1-')), MISTAKES.noNumber],
	[(bare) => pieces(bare, /\s+|(?=\+)/).filter((piece) => digitsIn(piece).length >= 7).length > 1, MISTAKES.several],
	[(bare) => !/^[^\d+]*\+?[^+]*$/.test(bare), MISTAKES.noNumber],
];

/** What stands between separators, as far as it has digits. */
export const pieces = (bare: string, separator: RegExp): string[] => bare.split(separator).filter((piece) => /\d/.test(piece));

/** The digits of a text, without anything else. */
export const digitsIn = (text: string): string => text.replace(/\D/g, '');
