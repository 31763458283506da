import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { batches } from '../../../../nodes/shared/engine/batches.ts';

interface Item {
	family: string;
	value: string;
}

const items = fc.array(
	fc.record({ family: fc.constantFrom('a', 'b', 'c'), value: fc.constantFrom('1', '2', '3', '4', '5') }),
	{ maxLength: 120 },
);
const most = fc.integer({ min: 1, max: 9 });

const together = ({ family }: Item) => family;
const apart = ({ value }: Item) => value;

const increasing = (numbers: number[]) => numbers.every((one, place) => place === 0 || one > numbers[place - 1]);

test('entries are cut in their order into requests of the size asked for', () => {
	expect(batches([...'abcdefg'], { maxPerRequest: 3 })).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
	expect(batches([], { maxPerRequest: 3 })).toEqual([]);
	expect(batches(['only'], { maxPerRequest: 100 })).toEqual([[0]]);
});

test('entries of two kinds fill requests of their own', () => {
	expect(batches([...'xyxyx'], { maxPerRequest: 2, batchKey: (entry) => entry })).toEqual([[0, 2], [1, 3], [4]]);
});

test('a number that comes twice goes into the next request, and the others close the gap', () => {
	expect(batches([...'aabcb'], { maxPerRequest: 3, conflictKey: (entry) => entry })).toEqual([[0, 2, 3], [1, 4]]);
});

describe('properties', () => {
	test('every entry goes out exactly once, in its order, and never more than fit', () => {
		fc.assert(
			fc.property(items, most, fc.boolean(), fc.boolean(), (entries, size, sorts, splits) => {
				const plan = batches(entries, { maxPerRequest: size, ...(sorts ? { batchKey: together } : {}), ...(splits ? { conflictKey: apart } : {}) });
				expect(plan.flat().sort((a, b) => a - b)).toEqual(entries.map((_, index) => index));
				for (const batch of plan) {
					expect(batch.length).toBeGreaterThan(0);
					expect(batch.length).toBeLessThanOrEqual(size);
					expect(increasing(batch)).toBe(true);
				}
				expect(increasing(plan.map(([first]) => first))).toBe(true);
			}),
		);
	});

	test('only one family shares a request, and no value stands in it twice', () => {
		fc.assert(
			fc.property(items, most, (entries, size) => {
				for (const batch of batches(entries, { maxPerRequest: size, batchKey: together, conflictKey: apart })) {
					expect(new Set(batch.map((index) => entries[index].family)).size).toBe(1);
					expect(new Set(batch.map((index) => entries[index].value)).size).toBe(batch.length);
				}
			}),
		);
	});

	test('no request more than needed, where nothing must be kept apart', () => {
		fc.assert(
			fc.property(items, most, (entries, size) => {
				const counts = Map.groupBy(entries, together).values();
				const needed = [...counts].reduce((sum, { length }) => sum + Math.ceil(length / size), 0);
				expect(batches(entries, { maxPerRequest: size, batchKey: together })).toHaveLength(needed);
			}),
		);
	});

	test('texts to one number follow one another in their order', () => {
		fc.assert(
			fc.property(items, most, (entries, size) => {
				const plan = batches(entries, { maxPerRequest: size, conflictKey: apart });
				for (const value of new Set(entries.map(apart))) {
					const sent = plan.flatMap((batch) => batch.filter((index) => entries[index].value === value));
					expect(increasing(sent)).toBe(true);
				}
			}),
		);
	});
});

test('10,000 texts to one number, and 10,000 that mostly collide, do not take quadratic time', { timeout: 60_000 }, () => {
	const toOne = Array.from({ length: 10_000 }, () => 'one');
	expect(batches(toOne, { maxPerRequest: 100, conflictKey: (entry) => entry })).toHaveLength(10_000);
	const mixed = Array.from({ length: 10_000 }, (_, index) => (index % 2 ? 'one' : String(index)));
	expect(batches(mixed, { maxPerRequest: 100, conflictKey: (entry) => entry })).toHaveLength(5000);
});
