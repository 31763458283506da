/** "Maximum Messages per Run" and "per Day", judged by what the phones have received. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { causeOf, detailed } from '../support/abilities.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { retryNode, runNode, type RunOptions } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const RETRIES = { maxTries: 3, waitBetweenTries: 1 };

let workflows = 0;

describe.each(VENDORS)('$name', ({ type, credentialType, credential, parameters, numbers, refusedNumber }) => {
	let sms: Simulated;
	let workflow: string;
	beforeAll(async () => {
		sms = new Simulated(await simulators[type]());
	});
	beforeEach(async () => {
		workflow = `limits ${++workflows}`;
		await sms.reset();
		await sms.set({ balance: 1000 });
	});
	afterAll(async () => await sms.close());

	const [A, B, C] = numbers;
	const optionsOf = (to: Array<string | string[]>, options: Json, rest: Partial<RunOptions> = {}): RunOptions => ({
		parameters: { ...parameters, options },
		items: to.map((one, index) => ({ to: one, text: `Sale ${index}` })),
		credentials: { [credentialType]: { ...credential(sms.account), baseUrl: sms.url } },
		workflow,
		...rest,
	});
	const send = async (to: Array<string | string[]>, options: Json, rest?: Partial<RunOptions>) => await runNode(type, optionsOf(to, options, rest));
	const count = async () => (await sms.messages()).length;

	describe('per run', () => {
		const limit = (maximumMessagesPerRun: unknown) => ({ maximumMessagesPerRun });

		test('all items together: with one too many, nobody is texted, and the error says what to do', async () => {
			const { error } = await send([[A, B], C], limit(2));
			expect(error?.message).toContain('this run has 3 messages to send, and the option "Maximum Messages per Run" allows 2');
			expect(error?.description).toContain('None of them was sent. If all are meant, raise the option');
			expect(error?.failure).toEqual(causeOf('quota-exhausted'));
			expect((await sms.requests()).count).toBe(0);
		});

		test.each(['continueRegularOutput', 'continueErrorOutput'] as const)('%s: each recipient is an error of its own', async (onError) => {
			const { items, failed } = await send([[A, B], C], limit(2), { onError, retries: RETRIES });
			const details = { outcome: 'not tried' };
			const said = onError === 'continueErrorOutput' ? detailed(details) : { details };
			expect([...items, ...failed]).toMatchObject([A, B, C].map((to) => ({ error: expect.stringContaining(to), ...said })));
			expect((await sms.requests()).count).toBe(0);
		});

		test('as many as are allowed are sent', async () => {
			await send([A, B, C], limit(3));
			expect(await count()).toBe(3);
		});

		test('a loop gone wild: the count spans the passes of one execution', async () => {
			// Vendors have guards of their own against the same text.
			const loop = { ...optionsOf([A], limit(2), { passes: 5 }), parameters: { ...parameters, message: '=Sale {{ $runIndex }}', options: limit(2) } };
			const { error, status } = await runNode(type, loop);
			expect(status).toBe('error');
			expect(error?.message).toContain('after 2 before');
			expect(await count()).toBe(2);
			await send([B], limit(2));
			expect(await count()).toBe(3);
		});

		test('neither tries nor "Retry execution" count anybody twice', async () => {
			const first = await send([A, refusedNumber], limit(2), { retries: RETRIES });
			expect(first.status).toBe('error');
			expect(await sms.perPhone()).toEqual({ [A]: 1 });
			await retryNode(type, first, optionsOf([A, refusedNumber], limit(2)));
			const edited = { ...optionsOf([], limit(2)), parameters: { ...parameters, to: `={{ $json.to === "${A}" ? $json.to : "${B}" }}`, options: limit(2) } };
			expect((await retryNode(type, first, edited)).status).toBe('success');
			expect(await sms.perPhone()).toEqual({ [A]: 1, [B]: 1 });
		});

		test.each([0, 'many', ''])('a limit of "%s" is a mistake, not the end of the guard', async (value) => {
			const { error } = await send([A], limit(value));
			expect(error?.message).toMatch(/^Maximum Messages per Run: is (0|many|empty)/);
			expect(await count()).toBe(0);
		});
	});

	describe('per day', () => {
		const limit = (maximumMessagesPerDay: number) => ({ maximumMessagesPerDay });

		test('executions add up, and the one that would be too much sends nothing', async () => {
			const { staticData } = await send([A, B], limit(3));
			expect(staticData).toMatchObject({ 'node:SMS': { messagesToday: { count: 2 } } });
			// Another process has read what n8n saved of the first.
			workflow = `${workflow}, other process`;
			const { error } = await send([A, C], limit(3), { staticData });
			expect(error?.message).toContain('this run has 2 messages to send, 2 went or may have gone today, and the option "Maximum Messages per Day" allows 3');
			expect(error?.description).toMatch(/The count starts anew on \d{4}-\d\d-\d\d 00:00 \(/);
			expect(await count()).toBe(2);
			await send([C], limit(3), { staticData });
			expect(await count()).toBe(3);
		});

		test('yesterday’s do not count', async () => {
			const staticData = { 'node:SMS': { messagesToday: { day: '2026-01-01', count: 1000 } } };
			await send([A], limit(1), { staticData });
			expect(await count()).toBe(1);
		});

		test('what the vendor refused gives its place back; what is unclear keeps it, also in a run that fails', async () => {
			const refused = await send([A, refusedNumber], limit(5), { onError: 'continueRegularOutput' });
			expect(refused.staticData).toMatchObject({ 'node:SMS': { messagesToday: { count: 1 } } });
			await sms.fault({ fault: 'resetAfterRead', times: 9 });
			const { status, staticData } = await send([B], { ...limit(5), checkUnclear: false });
			expect(status).toBe('error');
			expect(staticData).toMatchObject({ 'node:SMS': { messagesToday: { count: 2 } } });
		});

		test('tries of a run do not count anybody twice', async () => {
			const { staticData } = await send([A, refusedNumber], limit(2), { retries: RETRIES });
			expect(staticData).toMatchObject({ 'node:SMS': { messagesToday: { count: 1 } } });
		});
	});
});

test('SMSC: a group of contacts is more than any limit, for nobody knows its size; a rehearsal is no message', async () => {
	const sms = new Simulated(await simulators.smsc());
	const { credential } = VENDORS.filter(({ type }) => type === 'smsc')[0];
	const send = async (parameters: Json) =>
		await runNode('smsc', {
			parameters: { resource: 'message', operation: 'send', message: 'Sale', ...parameters },
			credentials: { smscApi: { ...credential(sms.account), baseUrl: sms.url } },
		});
	for (const option of ['maximumMessagesPerRun', 'maximumMessagesPerDay']) {
		const { error } = await send({ sendTo: 'groups', groups: '1', options: { [option]: 9 } });
		expect(error?.message).toMatch(/names the group G1, which the option "Maximum Messages per (Run|Day)" does not allow/);
	}
	expect((await sms.requests()).count).toBe(0);
	expect(await send({ to: '79261112233, 79261112234', options: { dryRun: true, maximumMessagesPerRun: 1 } })).toMatchObject({ status: 'success' });
	await sms.close();
});

test('"Send and Wait for Approval" counts as a message', async () => {
	const sms = new Simulated(await simulators.smsRu());
	const { credential } = VENDORS.filter(({ type }) => type === 'smsRu')[0];
	const { error } = await runNode('smsRu', {
		parameters: { resource: 'message', operation: 'sendAndWait', to: '79261112233', message: 'May we?', options: { maximumMessagesPerDay: 1 } },
		credentials: { smsRuApi: { ...credential(sms.account), baseUrl: sms.url } },
		workflow: 'approvals',
		staticData: { 'node:SMS': { messagesToday: { day: new Date().toLocaleDateString('sv', { timeZone: 'America/New_York' }), count: 1 } } },
	});
	expect(error?.message).toContain('"Maximum Messages per Day" allows 1');
	expect(await sms.messages()).toEqual([]);
	await sms.close();
});
