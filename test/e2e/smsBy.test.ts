/** The packed package in a real n8n, against the SMS.by simulator. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsBy } from '../simulators/smsBy/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client, type Credential } from './support/client.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { chain, connect, manualTrigger, node, workflow, type Json, type NodeOptions } from './support/workflow.ts';

const TYPE = 'n8n-nodes-cis-sms.smsBy';

let n8n: N8n;
let client: Client;
let sms: Simulated;
let credential: Credential;
let account: Json;

beforeAll(async () => {
	sms = new Simulated(await createSmsBy());
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	account = { token: sms.account.token, baseUrl: sms.url };
	credential = await client.createCredential('smsByApi', 'SMS.by', account);
});
beforeEach(async () => await sms.reset());
afterAll(async () => {
	await n8n?.stop();
	await sms?.close();
});

const credentials = () => ({ smsByApi: { id: credential.id, name: credential.name } });

/** A workflow that runs one operation over items. */
function running(name: string, parameters: Json, items: Json[] = [{}], options: NodeOptions = {}) {
	const operation = node('SMS', TYPE, parameters, { credentials: credentials(), ...options });
	const [done, failed] = ['Done', 'Failed'].map((one) => node(one, 'n8n-nodes-base.noOp'));
	return workflow(name, ...chain(manualTrigger(items), operation, done), connect(operation, failed, 1));
}

const SEND = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: '={{ $json.text }}' };

describe('the credential', () => {
	test('passes its test with the right token, however it was pasted', async () => {
		expect(await client.testCredential(credential, account)).toMatchObject({ status: 'OK' });
		expect(await client.testCredential(credential, { ...account, token: ` ${String(account.token)}\n` })).toMatchObject({ status: 'OK' });
	});

	test('says what is wrong with a wrong token, another host, a dead host', async () => {
		const trying = (change: Json) => client.testCredential(credential, { ...account, ...change });
		expect(await trying({ token: 'WRONG' })).toEqual({ status: 'Error', message: expect.stringContaining('SMS.by does not accept this token') });
		expect(await trying({ baseUrl: `${sms.url}/elsewhere` })).toEqual({ status: 'Error', message: expect.stringContaining('This Base URL is not that of SMS.by') });
		expect(await trying({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'Error' });
	});
});

test.each([
	['searchSenders', 'vashe', [{ name: 'VasheImya', value: '1363' }]],
	['searchViberSenders', 'clinic', [{ name: 'MyClinic', value: '18' }]],
	['searchContactLists', '', [{ name: 'Clients', value: '3434' }]],
	['searchCodeTemplates', '', [{ name: '6 numbers (ID 243)', value: '243' }]],
])('the picker %s shows names and gives ids', async (method, filter, choices) => {
	const found = await client.listSearch({ nodeType: TYPE, method, credential, filter });
	expect(found.map(({ name, value }) => ({ name, value }))).toEqual(choices);
});

test('a sender picked from the list, a refused number in the error output', async () => {
	const items = [{ to: '375299999999', text: 'a' }, { to: '375000000002', text: 'b' }];
	const from = { __rl: true, mode: 'list', value: '123', cachedResultName: 'MyShop' };
	const run = await client.runWorkflow(running('Send', { ...SEND, from }, items, { onError: 'continueErrorOutput' }));
	expect(run.items('Done').map(({ json }) => json)).toMatchObject([{ to: '375299999999', status: 'queued' }]);
	expect(run.items('Failed').map(({ json }) => json)).toMatchObject([{ text: 'b', details: { vendorText: 'billing error' } }]);
	expect(await sms.messages()).toMatchObject([{ to: '375299999999', text: 'a', from: 'MyShop' }]);
});

test('Retry On Fail never sends a second message to anyone', async () => {
	const items = Array.from({ length: 20 }, (_, index) => ({ to: String(375000010000 + index), text: `Order ${index}` }));
	await sms.fault({ fault: 'resetAfterRead', path: '/api/v1/sendQuickSMS', skip: 5 });
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
	const run = await client.runWorkflow(running('Retry', SEND, items, retrying));
	expect(run.status).toBe('error');
	expect(await sms.perPhone()).toEqual(Object.fromEntries(items.map(({ to }) => [to, 1])));
});

test('the example: reminders in one request, who was not reached is left to call', async () => {
	const example = JSON.parse(readFileSync(new URL('../../examples/sms-by-reminders.json', import.meta.url), 'utf8'));
	for (const one of example.nodes) if (one.type === TYPE) one.credentials = credentials();
	const visits = example.nodes.find(({ name }: { name: string }) => name === 'Tomorrow\'s visits');
	visits.parameters.jsonOutput = visits.parameters.jsonOutput.replace('+375 29 888-88-88', '375000000006');
	const run = await client.runWorkflow(example, { trigger: 'Try it now' });
	expect(run.status).toBe('success');
	expect((await sms.requests()).requests.filter(({ path }) => path.endsWith('sendBulkSms'))).toHaveLength(1);
	expect(await sms.messages()).toMatchObject([{ text: 'Анна, ждём вас завтра в 9:30. Клиника' }, { to: '375000000006' }]);
	expect(run.items('Call these patients').map(({ json }) => json)).toMatchObject([{ to: '375000000006', status: 'failed', isFinal: true }]);
});

test('no token is stored, logged or shown, not even when the vendor quotes it', async () => {
	const token = String(sms.account.token);
	await sms.fault({ fault: 'reply', body: `<html>token=${encodeURIComponent(token)} or ${token} is on fire</html>`, times: 0 });
	const items = [{ to: '375299999999', text: 'x' }];
	const create = { resource: 'campaign', operation: 'create', message: 'x' };
	for (const parameters of [SEND, create]) {
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			const stored = JSON.stringify((await client.runWorkflow(running('Quoted', parameters, items, { onError }))).raw);
			expect(stored).toContain('•••');
			for (const spelling of [token, encodeURIComponent(token), token.slice(-20)]) expect(stored).not.toContain(spelling);
		}
	}
	expect(n8n.log()).not.toContain(token.slice(-20));
});
