import { InputError, type Mistake } from '../../errors';
import { say, type Text, type Values } from '../../language/say';
import { tidied } from '../typing';
import { certain, codeOf, lengthsOf } from './countries';
import { MISTAKES, quoted } from './mistakes';
import { flawOf, pieces, withoutNotation } from './notation';
import { SHORTEST_BARE, readingsOf, takenApart, type Home, type Typed } from './dialling';

/** What is a number of another country with its plus, and without it a short form of Russia: 8, or no code at all. */
const LIKE_SHORT = /^(?:8\d|9)\d{9}$/;

/**
 * A phone number in the international form, digits only. Spaces, dashes, dots, brackets and invisible characters are
 * ignored; `+`, `00`, 8~10 and the trunk prefixes of Belarus and Russia are understood, and a 0 that a country dials
 * only within itself is left out. Lengths are checked by country. Whatever could mean two numbers is an error.
 * @param label the label of the field, for the error
 * @throws {InputError} when the number is not one, or is ambiguous
 */
export function internationalNumber(typed: string, home: Home, label: Text = 'To'): string {
	const sure = certain(typed);
	if (sure !== undefined) return sure;
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
	if (lengths.length > 2 && last - first === lengths.length - 1) return say('{first} to {last}', { first, last });
	return lengths.length === 1 ? String(first) : say('{others} or {last}', { others: lengths.slice(0, -1).join(', '), last });
}
