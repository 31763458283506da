/** Shorter values would blank out ordinary words and ids. */
const SHORTEST = 4;

const BLANK = '•••';

/** The ways in which a value may be quoted: as it is, in a URL, in a form, in a page, and in JSON, JavaScript's or PHP's. */
function spellings(value: string): string[] {
	const json = JSON.stringify(value).slice(1, -1);
	const slashed = json.replaceAll('/', '\\/');
	const form = new URLSearchParams({ '': value }).toString().slice(1);
	return [value, encodeURIComponent(value), form, inHtml(value), json, slashed, inAscii(json), inAscii(slashed)];
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' };

const inHtml = (value: string): string => value.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

const inAscii = (json: string): string =>
	json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A secret may begin another: blanked out first, it would leave the rest of the longer one. */
const longestFirst = (a: string, b: string): number => b.length - a.length;

/**
 * A function that blanks out secrets in any text or structure: a vendor's answer may quote the request that caused it.
 */
export function redactor(secrets: readonly string[]): <V>(value: V) => V {
	const quoted = [...new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(spellings))].sort(longestFirst);

	const redact = (value: unknown): unknown => {
		if (typeof value === 'string') return quoted.reduce((text, secret) => text.replaceAll(secret, BLANK), value);
		if (Array.isArray(value)) return value.map(redact);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redact(key), redact(inner)]));
	};
	return redact as <V>(value: V) => V;
}
