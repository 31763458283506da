/** Shorter values would blank out ordinary words and ids. */
const SHORTEST = 4;

const BLANK = '•••';

/** The ways in which a value may be quoted: as it is, in a URL, and in PHP's JSON. */
const spellings = (value: string): string[] => [value, encodeURIComponent(value), value.replaceAll('/', '\\/')];

/**
 * A function that blanks out secrets in any text or structure: a vendor's answer may quote the request that caused it.
 */
export function redactor(secrets: readonly string[]): <V>(value: V) => V {
	const quoted = [...new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(spellings))];

	const redact = (value: unknown): unknown => {
		if (typeof value === 'string') return quoted.reduce((text, secret) => text.replaceAll(secret, BLANK), value);
		if (Array.isArray(value)) return value.map(redact);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redact(key), redact(inner)]));
	};
	return redact as <V>(value: V) => V;
}
