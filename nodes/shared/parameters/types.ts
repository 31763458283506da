import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';

const MISTAKES = {
	empty: { what: 'is empty', remedy: 'Correct the expression, or remove the option.' },
	nothing: { what: 'is empty', remedy: 'Correct the expression.' },
	notFlag: { what: 'is "{value}", which is neither yes nor no', remedy: 'Use true or false.' },
	notNumber: { what: 'is {value}', remedy: 'Enter a number.' },
	notWhole: { what: 'is {value}', remedy: 'Enter a whole number.' },
	below: { what: 'is {value}', remedy: 'Enter a number from {least}.' },
	notBetween: { what: 'is {value}', remedy: 'Enter a number from {least} to {most}.' },
	wholeBelow: { what: 'is {value}', remedy: 'Enter a whole number from {least}.' },
	wholeNotBetween: { what: 'is {value}', remedy: 'Enter a whole number from {least} to {most}.' },
	notChoice: { what: 'is "{value}", which is none of its choices', remedy: 'Use one of: {choices}.' },
} satisfies Record<string, Mistake>;

/** Values of expressions as errors quote them: short, and never `[object Object]`. */
const quoted = (value: unknown): string => (typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value)).slice(0, 100);

/** The error for an option that was added although its expression gives nothing. */
export const emptyOption = ({ displayName }: INodeProperties): InputError => InputError.of(displayName, MISTAKES.empty);

/** The error for a flag, number or choice whose expression gives nothing: its default may be what the user least wants. */
export const emptyField = ({ displayName }: INodeProperties): InputError => InputError.of(displayName, MISTAKES.nothing);

const FLAGS = new Map([
	...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
	...['false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);

function flag(value: unknown, { displayName }: INodeProperties): boolean {
	const known = typeof value === 'object' ? undefined : FLAGS.get(String(value).trim().toLowerCase());
	if (known !== undefined) return known;
	throw InputError.of(displayName, MISTAKES.notFlag, { value: quoted(value) });
}

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

function number(value: unknown, { displayName, typeOptions = {} }: INodeProperties): number {
	const { minValue: least = -Infinity, maxValue: most = Infinity, numberPrecision = 0 } = typeOptions;
	const isWhole = numberPrecision === 0;
	const isNumber = typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value.trim()));
	const read = Number(value);
	if (isNumber && Number.isFinite(read) && read >= least && read <= most && (!isWhole || Number.isSafeInteger(read))) return read;
	throw InputError.of(displayName, mistakenNumber(isWhole, least, most), { value: quoted(value), least, most });
}

function mistakenNumber(isWhole: boolean, least: number, most: number): Mistake {
	if (least === -Infinity) return isWhole ? MISTAKES.notWhole : MISTAKES.notNumber;
	if (most === Infinity) return isWhole ? MISTAKES.wholeBelow : MISTAKES.below;
	return isWhole ? MISTAKES.wholeNotBetween : MISTAKES.notBetween;
}

function choice(value: unknown, { displayName, options = [] }: INodeProperties): unknown {
	const choices = options.map((option) => (option as INodePropertyOptions).value);
	const known = choices.find((one) => typeof value !== 'object' && String(one) === String(value).trim());
	if (known !== undefined || choices.length === 0) return known ?? value;
	throw InputError.of(displayName, MISTAKES.notChoice, { value: quoted(value), choices: choices.join(', ') });
}

const READERS: Record<string, (value: unknown, field: INodeProperties) => unknown> = { boolean: flag, number, options: choice };

/** Whether a field's value is read by a type of its own; all others are texts, or what their operation makes of them. */
export const isTyped = ({ type }: INodeProperties): boolean => Object.hasOwn(READERS, type);

/**
 * A value by the type of its field: yes or no, a number within the declared bounds, or one of the choices.
 * @throws {InputError} for any other value
 */
export const typedValue = (value: unknown, field: INodeProperties): unknown => (isTyped(field) ? READERS[field.type](value, field) : value);
