import type { IDataObject } from 'n8n-workflow';

/** The value of a parameter for one item's data, or `UNSURE` where only n8n's own evaluation can tell. */
export type Reading = (json: IDataObject) => unknown;

/** n8n must be asked. */
export const UNSURE = Symbol('unsure');

/** A path into `$json` and nothing else: names after dots, quoted keys or indexes in brackets. */
const PATH = /^\s*\$json((?:\s*\??\.\s*[\p{L}_$][\p{L}\p{N}_$]*|\s*(?:\?\.)?\[\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|\d+)\s*\])*)\s*$/u;
const STEP = /\.\s*([\p{L}_$][\p{L}\p{N}_$]*)|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/gu;

/**
 * What a plain path leads to; nothing for any other code.
 * @param broken the value where the path ends early. JavaScript then gives up the whole expression, which n8n takes for
 * undefined: right for a path alone, but not for one in a formula.
 */
export function path(code: string, broken: unknown = undefined): Reading | undefined {
	const steps = PATH.exec(code)?.[1];
	if (steps === undefined) return undefined;
	const keys = [...steps.matchAll(STEP)].map(([, name, double, single, index]) => name ?? double ?? single ?? index);
	return keys.some((key) => key in Object.prototype) ? undefined : (json) => follow(json, keys, broken);
}

/** Follows own properties only; what a value inherits (a method, a length, a prototype) is for n8n to judge. */
function follow(json: IDataObject, keys: string[], broken: unknown): unknown {
	let value: unknown = json;
	for (const key of keys) {
		if (value === undefined || value === null) return broken;
		if (typeof value !== 'object' || (Array.isArray(value) && !/^\d+$/.test(key))) return UNSURE;
		value = Object.hasOwn(value, key) ? (value as IDataObject)[key] : undefined;
	}
	return typeof value === 'object' && value !== null ? UNSURE : value;
}

/** Whether n8n shows it in a text as it is. */
export const isPlain = (value: unknown): boolean =>
	value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value);
