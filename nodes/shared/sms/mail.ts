import { InputError, type Mistake } from '../errors';
import type { Text } from '../language/say';
import { tidied } from './typing';

const MISTAKES = {
	notMail: { what: '"{typed}" is not an e-mail address', remedy: 'Enter an address such as anna@example.com.' },
} satisfies Record<string, Mistake>;

/** Nothing after the last dot is a dot, so that the dots need not be tried one after another. */
const MAIL = /^[^\s@:;,|]+@[^\s@:;,|]+\.[^\s@:;,|.]+$/;

/** Whether a text is one e-mail address. */
export const isMailAddress = (text: string): boolean => MAIL.test(text);

/**
 * One e-mail address, without what nobody sees around it.
 * @param label the label of the field, for the error
 * @throws {InputError} when it is none, or several
 */
export function mailAddress(text: string, label: Text = 'To'): string {
	const typed = tidied(text);
	if (isMailAddress(typed)) return typed;
	throw InputError.of(label, MISTAKES.notMail, { typed }, typed);
}
