/** What the editor promises of an output before the first run is what comes out (`npm run schemas`). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { outputs } from '../../tools/schemas/outputs.mjs';
import { misfits, schemaOf } from '../../tools/schemas/schema.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe.each(await outputs())('$vendor, $resource.$operation', ({ home, resource, operation, results }) => {
	const path = join(root, home, '__schema__', 'v1.0.0', resource, `${operation}.json`);

	test('everything that came out is in its schema', () => {
		expect(existsSync(path)).toBe(true);
		const schema = JSON.parse(readFileSync(path, 'utf8'));
		expect(results).not.toEqual([]);
		expect(results.flatMap((result) => misfits(result, schema))).toEqual([]);
	});
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
