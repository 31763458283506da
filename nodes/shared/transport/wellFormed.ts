/**
 * A value whose texts hold no half of a surrogate pair, such as the half of an emoji that cutting a text leaves: vendors
 * refuse a whole request for one, or garble it. Each half becomes U+FFFD. The very same value where there is none.
 */
export function wellFormed<V>(value: V): V {
	return isWellFormed(value) ? value : (repaired(value) as V);
}

function isWellFormed(value: unknown): boolean {
	if (typeof value === 'string') return value.isWellFormed();
	if (typeof value !== 'object' || value === null) return true;
	if (Array.isArray(value)) return value.every(isWellFormed);
	return Object.keys(value).every((key) => key.isWellFormed() && isWellFormed(value[key as keyof typeof value]));
}

function repaired(value: unknown): unknown {
	if (typeof value === 'string') return value.toWellFormed();
	if (Array.isArray(value)) return value.map(repaired);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), repaired(inner)]));
}
