import { formula } from './formulas';
import { UNSURE, isPlain, type Reading } from './paths';

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

/** n8n refuses a template that has this anywhere, in its text, too. */
const FORBIDDEN = /\.\s*constructor/;

/** Braces or their escapes, whose meaning depends on what stands around them. */
const BRACES = /\{\{|\}\}|\\/;
const ESCAPED_BRACE = /\\[{}]/;

/** A text with `{{ … }}` in it; one alone keeps its type, several or with text around them make a text. */
function template(text: string): Reading | undefined {
	const pieces = piecesOf(text);
	if (!pieces || FORBIDDEN.test(text)) return undefined;
	if (pieces.some((piece, index) => (isCode(index) ? ESCAPED_BRACE : BRACES).test(piece))) return undefined;
	const reads: Reading[] = [];
	for (const [index, piece] of pieces.entries()) {
		const read = isCode(index) ? formula(piece) : () => piece;
		if (!read) return undefined;
		reads.push(read);
	}
	return pieces.length === 3 && pieces[0] === '' && pieces[2] === '' ? reads[1] : joined(reads);
}

const isCode = (index: number): boolean => index % 2 === 1;

/** Texts and codes in turns; nothing where a code has no end. */
function piecesOf(text: string): string[] | undefined {
	const pieces: string[] = [];
	let place = 0;
	for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', place)) {
		const close = text.indexOf('}}', open + 2);
		if (close < 0) return undefined;
		pieces.push(text.slice(place, open), text.slice(open + 2, close));
		place = close + 2;
	}
	return [...pieces, text.slice(place)];
}

const joined =
	(reads: Reading[]): Reading =>
	(json) => {
		let text = '';
		for (const read of reads) {
			const value = read(json);
			if (!isPlain(value)) return UNSURE;
			// What is nothing, or no number although it should be one, leaves no trace in a text.
			if (value !== undefined && value !== null && !Number.isNaN(value)) text += String(value);
		}
		return text;
	};
