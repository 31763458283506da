import { InputError } from '../../errors';
import { tidied } from '../typing';
import { codeOf } from './countries';
import { SHORTEST_BARE } from './dialling';
import { MISTAKES } from './mistakes';
import { ROUNDED, digitsIn, isPlain, withoutNotation } from './notation';
import { objectError } from './objects';
import type { Text } from '../../language/say';

/** A piece of a list that belongs to the number before it. */
const CONTINUES = /^(?:доб|вн|ext|isub|phone-context|#)/iu;

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
export function typedNumbers(value: unknown, label: Text = 'To'): Array<string | InputError> {
	if (!Array.isArray(value)) return value === undefined || value === null ? [] : reunited(numbersIn(value, label));
	const all = elementsOf(value).flatMap((one, index) => {
		const numbers = one === undefined || one === null ? [] : numbersIn(one, label, '[0]');
		return numbers.length > 0 ? numbers : [InputError.of(label, MISTAKES.nothing, { place: index + 1 })];
	});
	return reunited(all);
}

/**
 * The same, where one mistake spoils all.
 * @throws {InputError} the first of them
 */
export const allTyped = (value: unknown, label: Text): string[] =>
	typedNumbers(value, label).map((one) => {
		if (one instanceof InputError) throw one;
		return one;
	});

function numbersIn(one: unknown, label: Text, place = ''): Array<string | InputError> {
	if (typeof one === 'boolean') return [InputError.of(label, MISTAKES.flag, { typed: String(one) })];
	if (typeof one === 'object') return [objectError(one as object, label, place)];
	const typed = String(one);
	if (isPlain(typed)) return [typed];
	const text = tidied(typed);
	return (DECIMAL.test(text) && withoutNotation(text) !== text) || ROUNDED.test(text) ? [text] : split(typed);
}

/** A whole number as spreadsheets write it, maybe with a comma that separates nothing. */
const DECIMAL = /^\+?[\d ]{1,20}[.,]\d{1,20}(?:e\+?\d{1,3})?$/i;

/**
 * What a separator has cut from its number is put back, so that the number is refused as a whole: an extension, or a
 * country code, without which the rest may be somebody else's number.
 */
function reunited(parts: Array<string | InputError>): Array<string | InputError> {
	const whole: Array<string | InputError> = [];
	for (const part of parts) {
		const before = whole.at(-1);
		if (typeof before === 'string' && typeof part === 'string' && isTorn(before, part)) whole[whole.length - 1] = `${before};${part}`;
		else whole.push(part);
	}
	return whole;
}

const isTorn = (before: string, part: string): boolean => CONTINUES.test(part) || (isCode(before) && !isComplete(part));

/** Whether it is a country code and nothing else. */
function isCode(part: string): boolean {
	const [, code] = /^\(?(?:\+|00)? ?(\d{1,3})\)?$/.exec(tidied(part)) ?? [];
	return code !== undefined && codeOf(code) === code;
}

/** Whether a number has a country code of its own. */
const isComplete = (part: string): boolean => /^\W*\+/.test(tidied(part)) || digitsIn(tidied(part)).length >= SHORTEST_BARE;

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
