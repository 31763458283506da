/** What the state of a message settles, once its sending was left unclear. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { reconcile } from '../../../../nodes/shared/engine/reconcile.ts';
import { done, type Outcome } from '../../../../nodes/shared/operation.ts';
import { Line, named, toy, unknown } from '../toy.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
	['queued', { outcome: 'accepted' }],
	['delivered', { outcome: 'accepted' }],
	['failed', { outcome: 'refused', problem: { code: '24', vendorText: 'Not enough money' }, id: '7' }],
	['expired', { outcome: 'refused', id: '7' }],
	['unknown', { outcome: 'unknown', id: '7' }],
])('%s', async (status, settled) => {
	const state = { id: '7', status, vendorStatus: '24', vendorStatusText: 'Not enough money' };
	const read = toy({ effect: 'read', unpack: () => [done([state], state)] });
	const send = toy({ reconcile: { operation: read, entry: ({ to }, id) => ({ to, id }) as { to?: string } } });
	const noted: Outcome[] = [];
	const outcomes = reconcile(send, named('a'), [{ ...unknown('unclear'), id: '7' }], new Line(), {
		concurrency: 1,
		pause: 0,
		stopsAtFailure: false,
		onOutcome: (_, outcome) => noted.push(outcome),
	});
	await vi.runAllTimersAsync();
	expect(await outcomes).toMatchObject([settled]);
	expect(noted).toMatchObject(status === 'unknown' ? [] : [settled]);
});
