/** Things by a key, in their order, in linear time. `Map.groupBy` does the same, but not in Node 20. */
export function grouped<K, V>(all: Iterable<V>, keyOf: (one: V) => K): Map<K, V[]> {
	const groups = new Map<K, V[]>();
	for (const one of all) {
		const key = keyOf(one);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}
