/** The packed package in a real n8n, against the SMSPILOT simulator. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { EMULATOR_KEY } from '../simulators/smsPilot/service.ts';
import { Simulated } from '../support/simulated.ts';
import { Client, type Credential } from './support/client.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { chain, connect, manualTrigger, node, workflow, type Json, type NodeOptions } from './support/workflow.ts';

const TYPE = 'n8n-nodes-cis-sms.smsPilot';
const PHONE = '79087964781';

let n8n: N8n;
let client: Client;
let sms: Simulated;
let credential: Credential;
let account: Json;

beforeAll(async () => {
	sms = new Simulated(await createSmsPilot());
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	account = { authentication: 'apiKey', apiKey: sms.account.apikey, baseUrl: sms.url };
	credential = await client.createCredential('smsPilotApi', 'SMSPILOT', account);
});
beforeEach(async () => await sms.reset());
afterAll(async () => {
	await n8n?.stop();
	await sms?.close();
});

const credentials = () => ({ smsPilotApi: { id: credential.id, name: credential.name } });

/** A workflow that runs one operation over items. */
function running(name: string, parameters: Json, items: Json[] = [{}], options: NodeOptions = {}) {
	const operation = node('SMS', TYPE, parameters, { credentials: credentials(), ...options });
	const [done, failed] = ['Done', 'Failed'].map((one) => node(one, 'n8n-nodes-base.noOp'));
	return workflow(name, ...chain(manualTrigger(items), operation, done), connect(operation, failed, 1));
}

const SEND = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: '={{ $json.text }}' };

describe('the credential', () => {
	const trying = (change: Json = {}) => client.testCredential(credential, { ...account, ...change });

	test('passes its test with the key, with the emulator’s, with login and password', async () => {
		expect(await trying()).toMatchObject({ status: 'OK' });
		expect(await trying({ apiKey: EMULATOR_KEY })).toMatchObject({ status: 'OK' });
		const { login, password } = sms.account;
		expect(await trying({ authentication: 'login', apiKey: '', login, password })).toMatchObject({ status: 'OK' });
	});

	test('says what is wrong with a wrong key, another host, a dead host', async () => {
		expect(await trying({ apiKey: 'ABC' })).toEqual({
			status: 'Error',
			message: 'SMSPILOT: the API key is wrong (101). Copy the whole API key, all 64 characters, into the credential.',
		});
		expect(await trying({ apiKey: '0'.repeat(64) })).toMatchObject({ message: expect.stringContaining('(400)') });
		expect(await trying({ baseUrl: `${sms.url}/elsewhere` })).toMatchObject({ status: 'Error' });
		expect(await trying({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'Error' });
	});

	test('takes no other answer for a yes', async () => {
		await sms.fault({ fault: 'html' });
		expect(await trying()).toMatchObject({ status: 'Error', message: expect.stringContaining('did not answer with a balance') });
	});
});

test.each([
	['', ['mySHOP', 'SCHOOL', 'SERVER4', 'my-site.ru']],
	['my', ['mySHOP', 'my-site.ru']],
])('the picker of senders shows what the account has with "%s"', async (filter, names) => {
	const found = await client.listSearch({ nodeType: TYPE, method: 'searchSenders', credential, filter });
	expect(found.map(({ value }) => value)).toEqual(names);
});

test('texts of their own go out in one request; a refused number goes to the error output', async () => {
	const items = [{ to: PHONE, text: 'Ура!' }, { to: '70000000213', text: 'b' }];
	const from = { __rl: true, mode: 'list', value: 'SCHOOL', cachedResultName: 'SCHOOL' };
	const run = await client.runWorkflow(running('Mixed', { ...SEND, from }, items, { onError: 'continueErrorOutput' }));
	expect(run.items('Done').map(({ json }) => json)).toMatchObject([{ to: PHONE, status: 'queued', cost: 0.6 }]);
	expect(run.items('Failed').map(({ json }) => json)).toMatchObject([{ details: { to: '70000000213', code: '213' } }]);
	expect(await sms.messages()).toMatchObject([{ to: PHONE, text: 'Ура!', from: 'SCHOOL' }]);
	expect((await sms.requests()).count).toBe(1);
});

test('Retry On Fail never sends a second message to anyone', async () => {
	const items = Array.from({ length: 150 }, (_, index) => ({ to: String(79990000000 + index), text: 'Sale' }));
	await sms.fault({ fault: 'resetAfterRead', skip: 1 });
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
	const run = await client.runWorkflow(running('Retry', SEND, items, retrying));
	expect(run.status).toBe('error');
	const counts = await sms.perPhone();
	expect(Object.keys(counts)).toHaveLength(150);
	expect(new Set(Object.values(counts))).toEqual(new Set([1]));
});

test('the key is not stored, logged or shown', async () => {
	const { apikey } = sms.account;
	await sms.fault({ fault: 'reply', body: `<html>apikey=${apikey}</html>`, times: 0 });
	const options = { onError: 'continueErrorOutput' } as const;
	const run = await client.runWorkflow(running('Quoted', SEND, [{ to: PHONE, text: 'x' }], options));
	const seen = JSON.stringify(run.raw) + n8n.log();
	expect(seen).toContain('•••');
	expect(seen).not.toContain(apikey);
});

test('the example workflow answers each reply once, and lists whom to call back', async () => {
	const example = JSON.parse(readFileSync(new URL('../../examples/smspilot-replies.json', import.meta.url), 'utf8'));
	for (const one of example.nodes) if (one.type.startsWith(TYPE)) one.credentials = credentials();
	const reply = (id: string, phone: string) => ({ id, phone, num: '79021121075', text: 'Да', created: '2026-09-20 20:15', seen: '0' });
	const flow = await client.createWorkflow(example);
	const runs = [];
	for (const inbound of [[reply('1', PHONE)], [reply('1', PHONE)], [reply('1', PHONE), reply('2', '70000000213')]]) {
		await sms.set({ inbound });
		runs.push(await client.runWorkflow(flow.id, { trigger: 'New replies' }));
	}
	expect(runs.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
	expect(await sms.messages()).toMatchObject([{ to: PHONE, text: expect.stringContaining('Спасибо') }]);
	const called = { phone: PHONE, text: 'Да', receivedAt: '2026-09-20T17:15:00.000Z' };
	expect(runs[0].items('Call back').map(({ json }) => json)).toEqual([called]);
	expect(runs[2].items('Call back, SMS failed').map(({ json }) => json)).toMatchObject([
		{ phone: '70000000213', why: expect.stringContaining('(213)') },
	]);
});
