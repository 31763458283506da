import { InputError, type Mistake } from '../errors';
import { isNothing } from './blank';
import type { Text } from '../language/say';

const MISTAKES = {
	notText: { what: 'is not a text', remedy: 'Pick one field of the data.' },
	flag: { what: 'is {value}, not a text', remedy: 'Pick the field that holds the text.' },
	nul: { what: 'contains an invisible character (NUL)', remedy: 'Remove it.' },
	endless: { what: 'is {value}', remedy: 'Correct the expression: it divides by zero, or goes beyond all numbers.' },
	rounded: { what: 'is {value}, a number whose last digits are lost', remedy: 'Hand it on as a text: numbers have 15 digits at most.' },
} satisfies Record<string, Mistake>;

/**
 * A value as it is written, white space and all; '' where it says nothing.
 * @param label the label of the field, for the error
 * @throws {InputError} when it is an object or a list, a yes or no, a number that is not the one that was meant, or holds a NUL
 */
export function written(value: unknown, label: Text): string {
	if (isNothing(value)) return '';
	if (typeof value === 'boolean') throw InputError.of(label, MISTAKES.flag, { value: String(value) });
	if (typeof value === 'object') throw InputError.of(label, MISTAKES.notText);
	if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
		throw InputError.of(label, Number.isFinite(value) ? MISTAKES.rounded : MISTAKES.endless, { value });
	}
	const text = String(value);
	if (text.includes('\0')) throw InputError.of(label, MISTAKES.nul);
	return text;
}

/**
 * A short value as a text without white space around it, e.g. a name or an id.
 * @param label the label of the field, for the error
 * @throws {InputError} as `written` does
 */
export const trimmed = (value: unknown, label: Text): string => written(value, label).trim();
