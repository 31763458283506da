/**
 * The vendor's guard: it refuses a request that is identical to one of the last minute (document, code 9). The simulator compares
 * whole requests, ids too, so these tests prove what the node's own id leaves of the guard, and what the id is still good for.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { createSmsc } from '../../simulators/smsc/index.ts';
import { Simulated } from '../../support/simulated.ts';
import { runNode, type RunOptions } from '../../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '79999999999';
const OTHER = '79261112233';
const MINUTE = 60_000;

/** The beginning of a minute. */
const NOON = Date.UTC(2026, 6, 1, 12);

let smsc: Simulated;

beforeAll(async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	smsc = new Simulated(await createSmsc());
});
beforeEach(async () => {
	vi.setSystemTime(NOON);
	await smsc.reset();
});
afterAll(async () => {
	vi.useRealTimers();
	await smsc.close();
});

const at = (seconds: number) => vi.setSystemTime(NOON + seconds * 1000);

const run = (operation: string, parameters: Json = {}, options: Partial<RunOptions> = {}) => {
	const [resource, value] = operation.split('.');
	return runNode('smsc', {
		credentials: { smscApi: { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url } },
		onError: 'continueRegularOutput',
		...options,
		parameters: { resource, operation: value, ...parameters },
	});
};

const send = (parameters: Json = {}, options: Partial<RunOptions> = {}) => run('message.send', { to: PHONE, message: 'Hello!', ...parameters }, options);
const named = (value: string) => ({ __rl: true, mode: 'name', value });
const EACH = { to: '={{ $json.to }}', message: '={{ $json.text }}' };
const REPEATED = { details: { code: '9', outcome: 'refused', meaning: 'the same request came less than a minute ago' } };
const file = (data: string) => [{ data: { data: Buffer.from(data).toString('base64'), mimeType: 'audio/mpeg', fileName: 'a.mp3' } }];

const SENDS: Array<[what: string, operation: string, parameters: Json, options?: Partial<RunOptions>]> = [
	['an SMS', 'message.send', { to: PHONE, message: 'Hello!' }],
	['an SMS to several', 'message.send', { to: [PHONE, OTHER], message: 'Hello!' }],
	['a list', 'message.send', EACH, { items: [{ to: PHONE, text: 'a' }, { to: OTHER, text: 'b' }] }],
	['a scheduled one', 'message.send', { to: PHONE, message: 'x', options: { sendAt: '2026-07-02T10:00:00Z' } }],
	['a flash SMS', 'message.send', { to: PHONE, message: 'x', channel: 'flash' }],
	['an e-mail', 'message.send', { to: 'a@example.com', message: 'x', subject: 's', from: named('b@example.com'), channel: 'email' }],
	['a Viber message', 'message.send', { to: PHONE, message: 'x', channel: 'viber' }],
	['a call', 'message.send', { to: PHONE, message: 'x', channel: 'call' }],
	['a call with a file', 'message.send', { to: PHONE, message: '', channel: 'call', binaryFields: 'data' }, { binary: file('a sound of some length') }],
	['an ID of the user’s own', 'message.send', { to: PHONE, message: 'x', options: { messageId: '77' } }],
	['an HLR lookup', 'number.lookup', { to: PHONE }],
	['a ping', 'number.ping', { to: PHONE }],
	['a call with a code', 'verification.callCode', { phone: PHONE }],
];

describe.each(SENDS)('%s', (_what, operation, parameters, options) => {
	test('is taken once within a minute, and again after it', async () => {
		const first = await run(operation, parameters, options);
		const received = (await smsc.messages()).length;
		expect(first.items.every((item) => !('error' in item))).toBe(true);
		at(59);
		const second = await run(operation, parameters, options);
		expect(second.items).toMatchObject(first.items.map(() => REPEATED));
		expect(await smsc.messages()).toHaveLength(received);
		at(61);
		const third = await run(operation, parameters, options);
		expect(third.items.every((item) => !('error' in item))).toBe(true);
		expect(await smsc.messages()).toHaveLength(2 * received);
		if (!parameters.options?.messageId) expect(third.items[0].id).not.toBe(first.items[0].id);
	});
});

test('whatever differs makes another request with another id', async () => {
	const others: Json[] = [
		{},
		{ message: 'Hello' },
		{ to: OTHER },
		{ to: [PHONE, OTHER] },
		{ from: named('ivan') },
		{ channel: 'flash' },
		{ options: { validity: '2' } },
		{ options: { sendAt: '2026-07-02T10:00:00Z' } },
		{ options: { sendAt: '2026-07-02T10:00:01Z' } },
	];
	const ids = [];
	for (const other of others) ids.push((await send(other)).items[0].id);
	expect(new Set(ids).size).toBe(others.length);
	expect(ids).not.toContain(undefined);
});

test('files of other contents make other messages, also at the same place of another run', async () => {
	const call = { message: '', channel: 'call', binaryFields: 'data' };
	const [first, second] = [await send(call, { binary: file('a first sound') }), await send(call, { binary: file('a second sound') })];
	expect(second.items[0].id).not.toBe(first.items[0].id);
	expect(await smsc.messages()).toHaveLength(2);
});

describe('equal items of one run', () => {
	const items = [{ to: PHONE, text: 'a' }, { to: PHONE, text: 'a' }];

	test('are one message: the second is told as refused', async () => {
		const result = await send(EACH, { items });
		expect(result.items).toMatchObject([{ to: PHONE, status: 'queued' }, REPEATED]);
		expect(await smsc.perPhone()).toEqual({ [PHONE]: 1 });
	});

	test('the first was lost before it arrived: the message of the second does not count for both', async () => {
		await smsc.fault({ fault: 'resetAfterRead', processed: false });
		const result = await send(EACH, { items });
		expect(result.items).toMatchObject([{ details: { outcome: 'unknown' } }, { to: PHONE, status: 'queued' }]);
		expect(await smsc.messages()).toHaveLength(1);
	});

	test('the answers to both were lost: the one message is told once', async () => {
		await smsc.fault({ fault: 'resetAfterRead', times: 2 });
		const result = await send(EACH, { items });
		expect(await smsc.messages()).toHaveLength(1);
		expect(result.items.filter((item) => !('error' in item))).toMatchObject([{ to: PHONE }]);
		expect(result.items.filter((item) => 'error' in item)).toMatchObject([{ details: { outcome: 'unknown' } }]);
	});

	test('the answer to the first was lost, the second was refused: the truth is found', async () => {
		await smsc.fault({ fault: 'resetAfterRead', processed: true });
		const result = await send(EACH, { items });
		expect(result.items).toMatchObject([{ to: PHONE, id: (await smsc.messages())[0].id }, REPEATED]);
	});
});

describe('Check Before Giving Up', () => {
	test.each(SENDS.filter(([what, operation]) => operation === 'message.send' && !what.includes('own')))('finds %s that was taken', async (_what, operation, parameters, options) => {
		await smsc.fault({ fault: 'resetAfterRead', processed: true });
		const { items } = await run(operation, parameters, options);
		const received = await smsc.messages();
		expect(items).toMatchObject(received.map(({ id, to }) => ({ id, to })));
	});

	test('does not take an earlier message for this one', async () => {
		await send();
		at(61);
		await smsc.fault({ fault: 'resetAfterRead', processed: false });
		expect((await send()).items).toMatchObject([{ details: { outcome: 'unknown' } }]);
		expect(await smsc.messages()).toHaveLength(1);
	});

	test('a lost answer and a second run within the minute make one message', async () => {
		await smsc.fault({ fault: 'resetAfterRead', processed: true });
		const [first, second] = [await send({ options: { checkUnclear: false } }), await send()];
		expect(first.items).toMatchObject([{ details: { outcome: 'unknown' } }]);
		expect(second.items).toMatchObject([REPEATED]);
		expect(await smsc.messages()).toHaveLength(1);
	});
});

test('equal runs at once make one message', async () => {
	const results = await Promise.all(Array.from({ length: 8 }, () => send()));
	const outcomes = results.map(({ items: [item] }) => ('error' in item ? (item.details as Json).code : item.status));
	expect(outcomes.filter((one) => one === 'queued')).toHaveLength(1);
	expect(outcomes.filter((one) => one === '9')).toHaveLength(7);
	expect(await smsc.perPhone()).toEqual({ [PHONE]: 1 });
});

test('a retry of a run is not refused by its own first try', async () => {
	const items = [{ to: '70000000248', text: 'b' }, { to: PHONE, text: 'a' }];
	const result = await send(EACH, { items, retries: { maxTries: 3, waitBetweenTries: 10 } });
	expect(result.items).toMatchObject([{ details: { outcome: 'refused', to: '70000000248' } }, { to: PHONE, status: 'queued' }]);
});

test('a question for the price has no id, keeps to the vendor’s five a minute, and hinders no send', async () => {
	for (let asked = 0; asked < 5; asked++) expect((await send({ options: { dryRun: true } })).items).toMatchObject([{ cost: 1.4 }]);
	expect((await send()).items).toMatchObject([{ status: 'queued' }]);
	expect((await run('message.getCost', { to: OTHER, message: 'x' })).items).toMatchObject([{ cost: 1.4 }]);
	expect(await smsc.messages()).toHaveLength(1);
	vi.setSystemTime(NOON + MINUTE);
	expect((await send({ options: { dryRun: true } })).items).toMatchObject([{ cost: 1.4 }]);
});
