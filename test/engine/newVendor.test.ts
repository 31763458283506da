import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ICredentialType, INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { compile, filesOn } from '../support/example.ts';
import { credentialTypes, nodeTypes, runNode, type RunOptions } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const KEY = 'dove-key-1234567890';
const PHONE = '375296890043';
const NOWHERE = '375331234567';
const OUT = fileURLToPath(new URL('../../.cache/newVendor/', import.meta.url));

/** Dovecote as its document says, as far as `docs/adding-a-vendor.md` quotes it. */
const calls: Record<string, (body: Json) => Json> = {
	'/v1/send': ({ messages }) => ({
		results: (messages as Json[]).map(({ to }, index) => (to === NOWHERE ? { error: 4 } : { id: `d-${index + 1}`, state: 'waiting' })),
	}),
	'/v1/states': ({ ids }) => ({
		results: (ids as string[]).map((id) => (id === 'd-1' ? { id, state: 'arrived' } : { error: 5 })),
	}),
	'/v1/balance': () => ({ balance: 12.5, currency: 'BYN' }),
};

const asked: Array<{ path: string; body: Json }> = [];
let server: Server;
let baseUrl: string;
let complaints: string[];

beforeAll(async () => {
	complaints = compile(filesOn('docs/adding-a-vendor.md'), OUT);
	const load = createRequire(import.meta.url);
	const { Dovecote } = load(join(OUT, 'nodes/Dovecote/Dovecote.node.js')) as { Dovecote: new () => INodeType };
	const { DovecoteApi } = load(join(OUT, 'credentials/DovecoteApi.credentials.js')) as { DovecoteApi: new () => ICredentialType };
	nodeTypes.set('dovecote', new Dovecote());
	credentialTypes.set('dovecoteApi', new DovecoteApi());

	server = createServer(async (request, response) => {
		let text = '';
		for await (const chunk of request) text += chunk;
		const { key, ...body } = JSON.parse(text) as Json;
		asked.push({ path: request.url!, body });
		response.end(JSON.stringify(key === KEY ? calls[request.url!](body) : { error: 1 }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
beforeEach(() => void asked.splice(0));
afterAll(() => server.close());

const run = (resource: string, operation: string, parameters: Json = {}, options: Partial<RunOptions> = {}) =>
	runNode('dovecote', {
		credentials: { dovecoteApi: { apiKey: KEY, baseUrl } },
		onError: 'continueRegularOutput',
		...options,
		parameters: { resource, operation, ...parameters },
	});

test('the example compiles', () => expect(complaints).toEqual([]));

test('many items share a request, and each recipient has an outcome of his own', async () => {
	const items = [{ to: '+375 29 689-00-43', text: 'Ready' }, { to: NOWHERE, text: 'Ready, too' }, { to: 'nobody', text: 'x' }];
	const { items: results, pairs } = await run('message', 'send', { to: '={{ $json.to }}', message: '={{ $json.text }}' }, { items });

	expect(asked).toEqual([
		{ path: '/v1/send', body: { messages: [{ to: PHONE, text: 'Ready' }, { to: NOWHERE, text: 'Ready, too' }] } },
	]);
	expect(results[0]).toMatchObject({ id: 'd-1', to: PHONE, status: 'queued', isFinal: false, parts: 1 });
	expect(results[1]).toMatchObject({ error: `Dovecote refused ${NOWHERE}: there is no route to this number (4)` });
	expect(results[2]).toMatchObject({ error: 'To: "nobody" is not a phone number' });
	expect(pairs).toEqual([0, 1, 2]);
});

test('states and the balance', async () => {
	const { items } = await run('message', 'getStatus', { ids: 'd-1, d-7' });
	expect(items[0]).toMatchObject({ id: 'd-1', status: 'delivered', isFinal: true });
	expect(items[1]).toMatchObject({ error: 'Dovecote refused d-7: no message has this ID (5)' });
	expect((await run('account', 'getBalance')).items).toEqual([{ balance: 12.5, currency: 'BYN' }]);
});

test('a wrong key stops at once, and is not shown', async () => {
	const wrong = 'wrong-key-0987654321';
	const to = Array.from({ length: 120 }, (_, index) => `37529${6890000 + index}`);
	const { items, stored } = await run('message', 'send', { to, message: 'Ready' }, { credentials: { dovecoteApi: { apiKey: wrong, baseUrl } } });
	expect(asked).toHaveLength(1);
	expect(items.map(({ details }) => (details as Json).outcome)).toEqual([...Array(50).fill('refused'), ...Array(70).fill('not tried')]);
	expect(JSON.stringify(stored)).not.toContain(wrong);
});
