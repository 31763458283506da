import { InputError, type Mistake } from '../../../shared/errors';
import { tidied } from '../../../shared/sms/typing';
import type { Text } from '../../../shared/language/say';

const MISTAKES = {
	prefix: { what: 'begins with {prefix}, which SMSC takes for a command', remedy: 'Begin the text with something else.' },
	parameters: { what: 'has a line of three tildes, after which SMSC reads parameters', remedy: 'Remove that line.' },
} satisfies Record<string, Mistake>;

/** Prefixes that turn an SMS into something else (known from a public client). */
const PREFIX = /^__(?:CALL|VIBER|SOC|PING|HLR)__/i;

/** Line breaks, and what stands for one in a `list`. */
const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]|\\n/;

/**
 * Refuses a text that SMSC would not deliver as it is written, but carry out.
 * @param label the label of the field, for the error
 * @throws {InputError} when it begins with a prefix of the vendor's, or holds the line that precedes parameters
 */
export function checkedText(text: string, label: Text = 'Message'): string {
	const [prefix] = (text.includes('__') && PREFIX.exec(tidied(text))) || [];
	if (prefix !== undefined) throw InputError.of(label, MISTAKES.prefix, { prefix });
	if (text.includes('~~~') && text.split(LINE_BREAK).some((line) => tidied(line) === '~~~')) throw InputError.of(label, MISTAKES.parameters);
	return text;
}
