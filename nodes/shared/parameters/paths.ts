import type { IDataObject } from 'n8n-workflow';

import type { Token } from './tokens';

/** The value of a parameter for one item's data, or `UNSURE` where only n8n's own evaluation can tell. */
export type Reading = (json: IDataObject) => unknown;

/** n8n must be asked. */
export const UNSURE = Symbol('unsure');

/** A path into `$json`: its keys, and the place of the first token after it. */
export interface Path {
	keys: string[];
	end: number;
}

/** Names that n8n refuses to read, in whatever object they are (n8n-workflow 2.41). */
const REFUSED = new Set([
	...['prototype', 'getPrototypeOf', 'setPrototypeOf', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors', 'defineProperty'],
	...['defineProperties', 'mainModule', 'binding', '_linkedBinding', '_load', 'prepareStackTrace', 'caller', 'callee', 'arguments'],
	...['getBuiltinModule', 'dlopen', 'execve', 'loadEnvFile', '$'],
]);

/**
 * The path that begins at a token `$json`: names after dots, quoted keys or indexes in brackets, up to where a method is
 * called or something else stands. Nothing where one of its keys is not the data's own business.
 */
export function pathAt(tokens: Token[], start: number): Path | undefined {
	const keys: string[] = [];
	let end = start + 1;
	for (let step = stepAt(tokens, end); step; step = stepAt(tokens, end)) {
		keys.push(step.key);
		end += step.length;
	}
	return keys.some((key) => key in Object.prototype || REFUSED.has(key)) ? undefined : { keys, end };
}

/** `["a"]` has three tokens, `?.["a"]` four, `.a` two. */
function stepAt(tokens: Token[], place: number): { key: string; length: number } | undefined {
	const isSign = (offset: number, ...signs: string[]) =>
		tokens[place + offset]?.kind === 'sign' && signs.includes(tokens[place + offset].text);
	if (isSign(0, '.', '?.') && tokens[place + 1]?.kind === 'name') {
		return isSign(2, '(') ? undefined : { key: tokens[place + 1].text, length: 2 };
	}
	const open = isSign(0, '?.') ? 1 : 0;
	const key = isSign(open, '[') && isSign(open + 2, ']') ? keyOf(tokens[place + open + 1]) : undefined;
	return key === undefined ? undefined : { key, length: open + 3 };
}

/** A quoted key, or an index. */
function keyOf({ kind, text, value }: Token): string | undefined {
	if (kind === 'text') return String(value);
	return kind === 'number' && Number.isInteger(value) && String(value) === text ? text : undefined;
}

/**
 * What the keys lead to.
 * @param broken the value where the path ends early. JavaScript then gives up the whole expression, which n8n takes for
 * undefined: right for a path alone, but not for one in a formula.
 */
export const following =
	(keys: string[], broken: unknown): Reading =>
	(json) => {
		let value: unknown = json;
		for (const key of keys) {
			if (value === undefined || value === null) return broken;
			if (!hasOwnDataOnly(value) || (Array.isArray(value) && !INDEX.test(key))) return UNSURE;
			value = Object.hasOwn(value, key) ? (value as IDataObject)[key] : undefined;
		}
		return isPlain(value) ? value : UNSURE;
	};

const INDEX = /^(?:0|[1-9]\d*)$/;

/** What a value inherits (a method, a length) is for n8n to judge, and so is what a class has made. */
function hasOwnDataOnly(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

/** Whether n8n shows it in a text as it is. */
export const isPlain = (value: unknown): boolean =>
	value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value);
