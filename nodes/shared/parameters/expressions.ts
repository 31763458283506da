import { formula } from './formulas';
import { UNSURE, isPlain, path, type Reading } from './paths';

/**
 * Reads a parameter without n8n's expression engine where that is certain to give the same: constants, and templates
 * whose expressions are plain paths into `$json` or simple formulas over such. An expression costs n8n half a millisecond
 * and blocks it meanwhile; these cost next to nothing. Returns nothing for what must be left to n8n, such as resource
 * locators.
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
	const pieces = text.split(/\{\{(.*?)\}\}/su);
	const reads = pieces.map((piece, index) => (index % 2 === 1 ? (path(piece) ?? formula(piece)) : () => piece));
	if (pieces.some((piece, index) => (index % 2 === 0 ? /\{\{|\}\}|\\/ : /\\[{}]/).test(piece))) return undefined;
	if (reads.some((read) => read === undefined)) return undefined;
	if (pieces.length === 3 && pieces[0] === '' && pieces[2] === '') return reads[1];
	return (json) => {
		const values = reads.map((read) => (read as Reading)(json));
		return values.every(isPlain) ? values.map((value) => value ?? '').join('') : UNSURE;
	};
}
