import { describe, expect, test } from 'vitest';

import type { Vendor } from '../../../../nodes/shared/operation.ts';
import { runSettings } from '../../../../nodes/shared/engine/runSettings.ts';

const vendor = { concurrency: 3, pause: 70 } as Vendor;

const settingsOf = (options: Record<string, unknown>) =>
	runSettings({ get: () => undefined, option: (name) => options[name], zone: 'UTC', now: 0 }, vendor);
const batching = (batch: object) => settingsOf({ batching: { batch } });

describe('runSettings', () => {
	test('without options: the vendor’s pace, a minute for an answer, no waiting', () => {
		expect(settingsOf({})).toMatchObject({ concurrency: 3, pause: 70, maxPerRequest: undefined, timeout: 60_000, longestWait: 0 });
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

	test('an unclear send is looked up unless the user switches that off', () => {
		expect(settingsOf({}).checksUnclear).toBe(true);
		expect(settingsOf({ checkUnclear: false }).checksUnclear).toBe(false);
	});

	test('0, as the editor fills it in, means the default', () => {
		const batch = { requestsAtOnce: 0, pause: 0, entriesPerRequest: 0 };
		expect(batching(batch)).toMatchObject({ concurrency: 3, pause: 70, maxPerRequest: undefined });
		expect(settingsOf({ timeout: 0 }).timeout).toBe(60_000);
	});

	test.each([NaN, -1, 0.0001, 'many', '', null, {}])('%j out of an expression cannot stop or race a run', (value) => {
		const { concurrency, pause, maxPerRequest } = batching({ requestsAtOnce: value, pause: value, entriesPerRequest: value });
		expect({ concurrency, pause, maxPerRequest }).toEqual({ concurrency: 3, pause: 70, maxPerRequest: undefined });
		const { timeout, longestWait } = settingsOf({ timeout: value, waitUntilFinal: true, longestWait: value });
		expect(timeout).toBe(60_000);
		expect(longestWait).toBeGreaterThanOrEqual(0);
	});

	test('a time-out is one that timers can count, and whole milliseconds', () => {
		for (const timeout of [1e12, Infinity, 0.0015, 4.35]) {
			expect(() => AbortSignal.timeout(settingsOf({ timeout }).timeout)).not.toThrow();
			expect(settingsOf({ timeout }).timeout).toBeLessThan(2 ** 31);
		}
	});
});
