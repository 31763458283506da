import type { IDataObject } from 'n8n-workflow';

/** The value of a parameter for one item's data, or `UNSURE` where only n8n's own evaluation can tell. */
export type Reading = (json: IDataObject) => unknown;

/** n8n must be asked. */
export const UNSURE = Symbol('unsure');

/** A path into `$json` and nothing else: names after dots, quoted keys or indexes in brackets. */
const PATH = /^\s*\$json((?:\s*\??\.\s*[\p{L}_$][\p{L}\p{N}_$]*|\s*(?:\?\.)?\[\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|\d+)\s*\])*)\s*$/u;
const STEP = /\.\s*([\p{L}_$][\p{L}\p{N}_$]*)|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/gu;

/**
 * Reads a parameter without n8n's expression engine where that is certain to give the same: constants, and templates
 * whose expressions are plain paths into `$json`. An expression costs n8n half a millisecond and blocks it meanwhile; a
 * path costs next to nothing. Returns nothing for what must be left to n8n, such as resource locators.
 */
export function reading(raw: unknown): Reading | undefined {
	if (typeof raw === 'string') return raw.startsWith('=') ? template(raw.slice(1)) : () => raw;
	if (typeof raw !== 'object' || raw === null) return () => raw;
	if ('__rl' in raw) return undefined;
	const inner = Object.entries(raw).map(([key, value]) => [key, reading(value)] as const);
	if (inner.some(([, read]) => read === undefined)) return undefined;
	return (json) => {
		const values = inner.map(([key, read]) => [key, (read as Reading)(json)] as const);
		if (values.some(([, value]) => value === UNSURE)) return UNSURE;
		return Array.isArray(raw) ? values.map(([, value]) => value) : Object.fromEntries(values);
	};
}

/** A text with `{{ … }}` in it; one alone keeps its type, several or with text around them make a text. */
function template(text: string): Reading | undefined {
	if (text.includes('\\')) return undefined;
	const pieces = text.split(/\{\{(.*?)\}\}/su);
	const reads = pieces.map((piece, index) => (index % 2 === 1 ? path(piece) : () => piece));
	if (pieces.some((piece, index) => index % 2 === 0 && /\{\{|\}\}/.test(piece))) return undefined;
	if (reads.some((read) => read === undefined)) return undefined;
	if (pieces.length === 3 && pieces[0] === '' && pieces[2] === '') return reads[1];
	return (json) => {
		const values = reads.map((read) => (read as Reading)(json));
		return values.every(isPlain) ? values.map((value) => value ?? '').join('') : UNSURE;
	};
}

const isPlain = (value: unknown): boolean =>
	value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value);

function path(code: string): Reading | undefined {
	const steps = PATH.exec(code)?.[1];
	if (steps === undefined) return undefined;
	const keys = [...steps.matchAll(STEP)].map(([, name, double, single, index]) => name ?? double ?? single ?? index);
	return keys.some((key) => key in Object.prototype) ? undefined : (json) => follow(json, keys);
}

/** Follows own properties only; what a value inherits (a method, a length, a prototype) is for n8n to judge. */
function follow(json: IDataObject, keys: string[]): unknown {
	let value: unknown = json;
	for (const key of keys) {
		if (value === undefined || value === null) return undefined;
		if (typeof value !== 'object' || (Array.isArray(value) && !/^\d+$/.test(key))) return UNSURE;
		value = Object.hasOwn(value, key) ? (value as IDataObject)[key] : undefined;
	}
	return typeof value === 'object' && value !== null ? UNSURE : value;
}
