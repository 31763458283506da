import { InputError } from '../../errors';
import { tidied } from '../typing';
import { MISTAKES, quoted } from './mistakes';
import { LONGEST_TYPED, digitsIn } from './notation';
import type { Text } from '../../language/say';

/** Names of fields that CRMs keep a number in, e.g. Bitrix24's `[{ VALUE, VALUE_TYPE }]` and amoCRM's `{ value }`. */
const NUMBER_FIELD = /^(value|phone|phone_?number|number|tel|mobile)$/i;

export function objectError(one: object, label: Text, place: string): InputError {
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
