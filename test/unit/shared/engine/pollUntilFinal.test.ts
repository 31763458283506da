import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Accepted, Outcome } from '../../../../nodes/shared/operation.ts';
import { pollUntilFinal } from '../../../../nodes/shared/engine/pollUntilFinal.ts';
import { Line, named, problem, refused, reply, toy } from '../toy.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;
const state = (status: string): Accepted => ({ outcome: 'accepted', results: [{ status }], raw: {} });
const asking = toy({ effect: 'read', maxPerRequest: 10, isFinal: ({ results }) => results[0].status === 'delivered' });

async function wait(line: Line, outcomes: Outcome[], longestWait: number, operation = asking, signal?: AbortSignal) {
	const entries = named(...outcomes.map((_, index) => String(index)));
	const settings = { concurrency: 1, pause: 0, stopsAtFailure: true, signal };
	const end = pollUntilFinal(operation, entries, outcomes, line, settings, longestWait);
	await vi.runAllTimersAsync();
	return (await end).map((outcome) => (outcome.outcome === 'accepted' ? outcome.results[0].status : outcome.outcome));
}

describe('pollUntilFinal', () => {
	test('asks only for those that are still open, until all are final', async () => {
		const line = new Line((names, turn) => reply(names.map((_, place) => state(turn + place >= 1 ? 'delivered' : 'sent'))));
		const outcomes = [state('sent'), state('delivered'), refused('recipient'), state('queued')];
		expect(await wait(line, outcomes, 5 * MINUTE)).toEqual(['delivered', 'delivered', 'refused', 'delivered']);
		expect(line.asked).toEqual([['0', '3'], ['0']]);
	});

	test('asks with growing pauses up to a minute, and once more at the end of its time', async () => {
		const line = new Line((names) => reply(names.map(() => state('sent'))));
		expect(await wait(line, [state('sent')], 5 * MINUTE)).toEqual(['sent']);
		const gaps = line.starts.map((start, place) => start - (line.starts[place - 1] ?? 0));
		expect(gaps.slice(0, 3)).toEqual([3000, 4500, 6750]);
		expect(Math.max(...gaps)).toBe(MINUTE);
		expect(line.starts.at(-1)).toBe(5 * MINUTE);
	});

	test('a question that fails leaves the last known state and does not end the waiting', async () => {
		const line = new Line((_names, turn) => (turn < 4 ? { problem: problem('unclear') } : reply([state('delivered')])));
		expect(await wait(line, [state('sent')], 5 * MINUTE)).toEqual(['delivered']);

		const down = new Line(() => ({ problem: problem('unclear') }));
		expect(await wait(down, [state('sent')], MINUTE)).toEqual(['sent']);
	});

	test('a question that fails does not keep the others from being asked', async () => {
		const line = new Line((names) => (names[0] === '0' ? { problem: problem('recipient') } : reply([state('delivered')])));
		expect(await wait(line, [state('sent'), state('sent')], MINUTE, { ...asking, maxPerRequest: 1 })).toEqual(['sent', 'delivered']);
	});

	test('an operation that must not be asked too often is waited for longer', async () => {
		const line = new Line((names) => reply(names.map(() => state('delivered'))));
		await wait(line, [state('sent'), state('sent')], MINUTE, { ...asking, minPollInterval: (entries) => entries * 10_000 });
		expect(line.starts).toEqual([20_000]);
	});

	test('no time to wait, nothing open or a stopped run: no question', async () => {
		const line = new Line();
		await wait(line, [state('sent')], 0);
		await wait(line, [state('delivered'), refused('recipient')], MINUTE);
		await wait(line, [state('sent')], MINUTE, asking, AbortSignal.abort());
		expect(line.asked).toEqual([]);
	});
});
