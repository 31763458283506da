/** Which entries may share a request. */
export interface Sharing<T> {
	maxPerRequest: number;
	batchKey?: (entry: T) => string;
	conflictKey?: (entry: T) => string;
}

/**
 * Sorts entries into requests: in their order, each into the first request that may still take it. Returns the indexes
 * of the entries of each request.
 */
export function batches<T>(entries: readonly T[], { maxPerRequest, batchKey, conflictKey }: Sharing<T>): number[][] {
	const all: number[][] = [];
	const families = new Map<string, { open: number[][]; next: Map<string, number>; first: number }>();

	entries.forEach((entry, index) => {
		const name = batchKey?.(entry) ?? '';
		const family = families.get(name) ?? { open: [], next: new Map<string, number>(), first: 0 };
		families.set(name, family);

		const value = conflictKey?.(entry);
		const place = Math.max(family.first, (value !== undefined && family.next.get(value)) || 0);
		if (!family.open[place]) {
			family.open[place] = [];
			all.push(family.open[place]);
		}
		family.open[place].push(index);
		if (value !== undefined) family.next.set(value, place + 1);
		while (family.open[family.first]?.length >= maxPerRequest) family.first++;
	});
	return all;
}
