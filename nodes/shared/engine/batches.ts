/** Which entries may share a request. */
export interface Sharing<T> {
	most: number;
	together?: (entry: T) => string;
	apart?: (entry: T) => string;
}

/**
 * Sorts entries into requests: in their order, each into the first request that may still take it. Returns the indexes
 * of the entries of each request.
 */
export function batches<T>(entries: readonly T[], { most, together, apart }: Sharing<T>): number[][] {
	const all: number[][] = [];
	const families = new Map<string, { open: number[][]; next: Map<string, number>; first: number }>();

	entries.forEach((entry, index) => {
		const name = together?.(entry) ?? '';
		const family = families.get(name) ?? { open: [], next: new Map<string, number>(), first: 0 };
		families.set(name, family);

		const value = apart?.(entry);
		const place = Math.max(family.first, (value !== undefined && family.next.get(value)) || 0);
		if (!family.open[place]) {
			family.open[place] = [];
			all.push(family.open[place]);
		}
		family.open[place].push(index);
		if (value !== undefined) family.next.set(value, place + 1);
		while (family.open[family.first]?.length >= most) family.first++;
	});
	return all;
}
