/** A vendor that is like none of the others: other methods, headers, XML, a token that expires, jobs, other countries. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ICredentialType, INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { compile, filesOn } from '../support/example.ts';
import { credentialTypes, nodeTypes, retryNode, runNode, type RunOptions } from '../support/workflow.ts';
import { ACCOUNT, CaravanServer, NOWHERE } from './caravan.kit.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const OUT = fileURLToPath(new URL('../../.cache/newVendor2/', import.meta.url));
const ALMATY = '77012345678';
const TASHKENT = '998901234567';

const server = new CaravanServer();
let complaints: string[];

beforeAll(async () => {
	complaints = compile(filesOn('docs/adding-a-vendor-2.md'), OUT);
	const load = createRequire(import.meta.url);
	const { Caravan } = load(join(OUT, 'nodes/Caravan/Caravan.node.js')) as { Caravan: new () => INodeType };
	const { CaravanApi } = load(join(OUT, 'credentials/CaravanApi.credentials.js')) as { CaravanApi: new () => ICredentialType };
	nodeTypes.set('caravan', new Caravan());
	credentialTypes.set('caravanApi', new CaravanApi());
	await server.open();
}, 60_000);
beforeEach(() => server.reset());
afterAll(() => server.close());

/** A stored credential, as n8n keeps it between runs. */
const stored = (more: Json = {}) => ({ caravanApi: { ...ACCOUNT, baseUrl: server.url, ...more } });

const options = (resource: string, operation: string, parameters: Json, more: Partial<RunOptions> = {}): RunOptions => ({
	credentials: stored(),
	onError: 'continueRegularOutput',
	...more,
	parameters: { resource, operation, ...parameters },
});
const run = async (...all: Parameters<typeof options>) => await runNode('caravan', options(...all));

const EACH = { to: '={{ $json.to }}', message: '={{ $json.text }}' };
const crowd = (count: number) => Array.from({ length: count }, (_, index) => ({ to: `7701${1_000_000 + index}`, text: `To ${index}` }));
const perPhone = () => Object.values(Object.groupBy(server.received, ({ to }) => to)).map((all) => all!.length);

test('the example compiles', () => expect(complaints).toEqual([]));

test('texts arrive as they were written, urgent ones in a job of their own, by PUT with XML and headers', async () => {
	const texts = ['Заказ <1024> & "готов"', "]]> it's\r\n\tready  ", '😀 &amp; &#10;'];
	const items = texts.map((text, index) => ({ to: [ALMATY, TASHKENT, '8 701 111 22 33'][index], text, urgent: index === 1 }));
	const { items: results, pairs } = await run('message', 'send', { ...EACH, from: { __rl: true, mode: 'name', value: 'Ко&"' }, options: { urgent: '={{ $json.urgent }}' } }, { items });

	expect(server.received).toEqual([
		{ to: ALMATY, text: texts[0], from: 'Ко&"', priority: 'normal' },
		{ to: '77011112233', text: texts[2], from: 'Ко&"', priority: 'normal' },
		{ to: TASHKENT, text: texts[1], from: 'Ко&"', priority: 'high' },
	]);
	expect(results.map(({ id, to, status, outcome }) => [String(id).replace(/\d+\//, '*/'), to, status, outcome])).toEqual([
		['j-*/1', ALMATY, 'queued', 'accepted'],
		['j-*/1', TASHKENT, 'queued', 'accepted'],
		['j-*/2', '77011112233', 'queued', 'accepted'],
	]);
	expect(pairs).toEqual([0, 1, 2]);
	expect(server.calls).toEqual(['POST /v2/login 200', 'PUT /v2/jobs 202', 'PUT /v2/jobs 202']);
});

test.each([
	['+7 (701) 234-56-78', ALMATY],
	['8 701 234 56 78', ALMATY],
	['701 234 56 78', ALMATY],
	['00 7 701 2345678', ALMATY],
	['+998 90 123-45-67', TASHKENT],
	['90 123 45 67', TASHKENT],
	['+7 925 507 06 02', undefined],
	['+375 29 689 00 43', undefined],
	['anna', undefined],
])('the number %s', async (to, expected) => {
	const { items } = await run('message', 'send', { to, message: 'x' });
	expect(server.received.map((message) => message.to)).toEqual(expected ? [expected] : []);
	if (!expected) expect(items).toMatchObject([{ error: `To: "${to}" is no number of Kazakhstan or Uzbekistan` }]);
});

test('a text that XML cannot hold is a mistake, not a request', async () => {
	const { items } = await run('message', 'send', { to: ALMATY, message: 'a\u0001b' });
	expect(items).toMatchObject([{ error: 'Message: contains a control character, which Caravan cannot take' }]);
	expect(server.calls).toEqual([]);
});

describe('the token', () => {
	test('is renewed when it expires in the middle of a run: everybody is texted once, and n8n keeps the new one', async () => {
		server.callsPerToken = 2;
		const credentials = stored();
		const { items } = await run('message', 'send', EACH, { items: crowd(450), credentials });

		expect(items.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(450);
		expect(perPhone()).toEqual(Array(450).fill(1));
		expect(server.count('PUT /v2/jobs 202')).toBe(5);
		expect(server.count('PUT /v2/jobs 401')).toBe(2);
		expect(credentials.caravanApi).toMatchObject({ sessionToken: server.tokens[2] });

		server.callsPerToken = Infinity;
		expect((await run('account', 'getBalance', {}, { credentials })).items).toEqual([{ balance: 1200.5, currency: 'KZT' }]);
		expect(server.tokens).toHaveLength(3);
	});

	test('that is refused although it is new is a wrong credential: the run ends, and everybody is told', async () => {
		server.callsPerToken = 0;
		const { items } = await run('message', 'send', EACH, { items: crowd(150) });
		expect(server.received).toEqual([]);
		expect(server.count('PUT /v2/jobs 401')).toBe(2);
		expect(items[0]).toMatchObject({ error: expect.stringContaining('does not accept the credential') });
		expect(items.map(({ details }) => (details as Json).outcome)).toEqual([...Array(100).fill('refused'), ...Array(50).fill('not tried')]);
	});

	test('that nobody gets for a wrong password: refused, with the code of the login', async () => {
		const { items, stored: all } = await run('message', 'send', EACH, { items: crowd(2), credentials: stored({ password: 'wrong-password-1' }) });
		expect(items).toMatchObject(Array(2).fill({ details: { outcome: 'refused', code: '10', meaning: expect.stringContaining('its login failed') } }));
		expect(server.calls).toEqual(['POST /v2/login 403']);
		expect(JSON.stringify(all)).not.toContain('wrong-password-1');
	});

	test.each<[string, CaravanServer['loginFault']]>([
		['breaks', (response) => response.destroy()],
		['answers with HTTP 500', (response) => response.writeHead(500).end()],
		['answers with a page', (response) => response.writeHead(200).end('<html>')],
		['names no token', (response) => response.writeHead(200).end('<session/>')],
	])('whose login %s: nothing was sent, so a retry sends it', async (_how, fault) => {
		server.loginFault = fault;
		const wanted = options('message', 'send', EACH, { items: crowd(2), onError: undefined });
		const first = await runNode('caravan', wanted);
		expect(first.error?.message).toContain('Caravan refused 77011000000: its login failed');
		expect(server.received).toEqual([]);

		server.loginFault = undefined;
		const { items } = await retryNode('caravan', first, wanted);
		expect(items).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
		expect(perPhone()).toEqual([1, 1]);
	});

	test.each(['raw', 'simplified'])('is shown nowhere, though the vendor quotes it and it was fetched during the run (output %s)', async (output) => {
		server.quotes = true;
		server.callsPerToken = 1;
		const { items, stored: all } = await run('message', 'send', { ...EACH, output }, { items: crowd(250) });
		expect(items[0]).toMatchObject({ error: expect.stringContaining('not enough money'), details: { vendorText: 'no money for Bearer •••' } });
		expect(server.tokens.length).toBeGreaterThan(1);
		for (const token of server.tokens) expect(JSON.stringify(all)).not.toContain(token);
	});
});

describe('a job', () => {
	const WAIT = { options: { waitUntilFinal: true } };

	test('is followed until it is done, in one request for all its messages; the token may expire meanwhile', async () => {
		server.looksAtWork = 1;
		server.callsPerToken = 2;
		const items = [ALMATY, TASHKENT, NOWHERE].map((to) => ({ to, text: 'Ready' }));
		const { items: results } = await run('message', 'send', { ...EACH, ...WAIT }, { items });
		expect(results).toMatchObject([
			{ to: ALMATY, status: 'delivered', isFinal: true, cost: 14.5, currency: 'KZT', outcome: 'accepted' },
			{ to: TASHKENT, status: 'delivered', isFinal: true },
			{ to: NOWHERE, status: 'failed', isFinal: true, vendorStatusText: 'Not taken by the operator' },
		]);
		expect(perPhone()).toEqual([1, 1, 1]);
		expect(server.calls.filter((call) => call.startsWith('GET')).map((call) => call.slice(-3))).toEqual(['200', '401', '200']);
	});

	test('that is still at work when the time is over keeps its last state', async () => {
		server.looksAtWork = 99;
		const { items } = await run('message', 'send', { to: ALMATY, message: 'x', options: { ...WAIT.options, longestWait: 0.005 } });
		expect(items).toMatchObject([{ to: ALMATY, status: 'queued', isFinal: false, vendorStatus: 'working' }]);
		expect(perPhone()).toEqual([1]);
	});

	test('is asked about by its IDs, and cancelled by DELETE without a body', async () => {
		const sent = await run('message', 'send', { to: [ALMATY, NOWHERE], message: 'x' });
		const ids = sent.items.map(({ id }) => String(id));
		const { items } = await run('message', 'getStatus', { ids });
		expect(items).toMatchObject([{ id: ids[0], status: 'delivered' }, { id: ids[1], status: 'failed' }]);

		const jobId = ids[0].split('/')[0];
		expect((await run('job', 'cancel', { jobId })).items).toEqual([{ id: jobId, cancelled: true }]);
		expect((await run('job', 'cancel', { jobId })).items).toMatchObject([{ error: `Caravan refused ${jobId}: no job has this ID (13)` }]);
	});
});
