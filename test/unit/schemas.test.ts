/** What the editor promises of an output before the first run is what comes out (`npm run schemas`). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { outputs } from '../../tools/schemas/outputs.mjs';
import { misfits, schemaOf } from '../../tools/schemas/schema.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The columns that every vendor's results have in common, as the docs promise them. */
const ORDER = 'id to status isFinal sendAt parts partIds cost currency vendorStatus vendorStatusText sentAt deliveredAt'.split(' ');

/** Whether these are the columns of a message, its price or its state; the answer to an approval begins with n8n's own column. */
const speaksOfMessages = (names: string[]): boolean =>
	names.includes('to') && ['status', 'parts', 'cost'].some((name) => names.includes(name)) && !names.includes('data');

const all = await outputs();

describe.each(all)('$vendor, $resource.$operation', ({ home, resource, operation, results }) => {
	const path = join(root, home, '__schema__', 'v1.0.0', resource, `${operation}.json`);

	test('everything that came out is in its schema, in one order with every vendor', () => {
		expect(existsSync(path)).toBe(true);
		const schema = JSON.parse(readFileSync(path, 'utf8'));
		for (const names of [schema.properties, ...results].map((one) => Object.keys(one)).filter(speaksOfMessages)) {
			const promised = names.filter((name) => ORDER.includes(name));
			expect(names.slice(0, promised.length)).toEqual(ORDER.filter((name) => names.includes(name)));
		}
		expect(results).not.toEqual([]);
		expect(results.flatMap((result) => misfits(result, schema))).toEqual([]);
	});
});

/** Vendors whose answers name a cost without its currency, which no document of theirs tells. */
const SILENT = ['RocketSms', 'Smsc', 'SmsBy campaign'];

test('a cost comes with its currency, right behind it', () => {
	const priced = all.flatMap(({ vendor, resource, results }) => results.filter((one) => 'cost' in one).map((one) => ({ vendor, resource, names: Object.keys(one) })));
	const bare = priced.filter(({ names }) => names[names.indexOf('cost') + 1] !== 'currency');
	const told = new Set(bare.map(({ vendor, resource }) => (SILENT.includes(vendor) ? vendor : `${vendor} ${resource}`)));
	expect([...told].sort()).toEqual([...SILENT].sort());
});

test('a schema fits what it was made of, and notices another field and another type', () => {
	const json = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.array(fc.record({ a: fc.boolean() })), fc.constant(null)));
	fc.assert(
		fc.property(json, (value) => {
			const schema = schemaOf([value]);
			expect(misfits(value, schema)).toEqual([]);
			expect(misfits({ ...value, another: 1 }, { ...schema, properties: { ...schema.properties, another: { type: 'string' } } })).toEqual([
				'$.another is number, not string',
			]);
		}),
	);
	expect(misfits({ more: 1 }, { type: 'object', properties: {} })).toEqual(['$.more is not in the schema']);
});
