import { describe, expect, test } from 'vitest';

import { InputError } from '../../../../nodes/shared/errors.ts';
import type { Vendor } from '../../../../nodes/shared/operation.ts';
import { plainParameters } from '../../../../nodes/shared/parameters/parameters.ts';
import { engineOptions, runSettings } from '../../../../nodes/shared/engine/runSettings.ts';
import { toy } from '../toy.ts';

const vendor = { concurrency: 3, pause: 70 } as Vendor;
const options = engineOptions(toy({ isFinal: () => true, reconcile: { operation: toy(), entry: () => undefined } }));

const settingsOf = (values: Record<string, unknown>) => runSettings(plainParameters({ fields: [], options }, values), vendor);
const batching = (batch: object) => settingsOf({ batching: { batch } });

describe('runSettings', () => {
	test('without options: the vendor’s pace, a minute for an answer, no waiting', () => {
		const expected = { concurrency: 3, pause: 70, maxPerRequest: undefined, timeout: 60_000, longestWait: 0, checksUnclear: true, limits: {} };
		expect(settingsOf({})).toEqual(expected);
		expect(runSettings(undefined, vendor)).toEqual(expected);
	});

	test('the user’s own', () => {
		const batch = { requestsAtOnce: 5, pause: 200, entriesPerRequest: 10 };
		expect(batching(batch)).toMatchObject({ concurrency: 5, pause: 200, maxPerRequest: 10 });
		expect(settingsOf({ timeout: 5 })).toMatchObject({ timeout: 5000 });
		expect(settingsOf({ waitUntilFinal: true, longestWait: 2 })).toMatchObject({ longestWait: 120_000 });
		expect(settingsOf({ waitUntilFinal: true })).toMatchObject({ longestWait: 300_000 });
		expect(settingsOf({ waitUntilFinal: true, longestWait: 0 })).toMatchObject({ longestWait: 0 });
		expect(settingsOf({ waitUntilFinal: false, longestWait: 2 })).toMatchObject({ longestWait: 0 });
	});

	test('an unclear send is looked up unless the user switches that off, in whatever spelling', () => {
		expect(settingsOf({}).checksUnclear).toBe(true);
		for (const off of [false, 'false', 0, '0', 'no', 'off']) expect(settingsOf({ checkUnclear: off }).checksUnclear).toBe(false);
	});

	test('0, as the editor fills it in, means the default of a batch', () => {
		const batch = { requestsAtOnce: 0, pause: 0, entriesPerRequest: 0 };
		expect(batching(batch)).toMatchObject({ concurrency: 3, pause: 70, maxPerRequest: undefined });
	});

	test.each([-1, 0.5, 'many', {}, [3], true, '1e3', '0x10', Infinity])('%j out of an expression is an error', (value) => {
		for (const name of ['requestsAtOnce', 'pause', 'entriesPerRequest']) {
			expect(() => batching({ [name]: value })).toThrow(InputError);
		}
	});

	test.each([0, -1, 'soon', 1e12, Infinity, '1e3'])('a time-out of %j is an error', (timeout) => {
		expect(() => settingsOf({ timeout })).toThrow(/^Timeout \(Seconds\): is/);
	});

	test('a time-out is one that timers can count, and whole milliseconds', () => {
		for (const timeout of [3600, 0.001, 4.35, '12']) {
			expect(() => AbortSignal.timeout(settingsOf({ timeout }).timeout)).not.toThrow();
		}
	});
});
