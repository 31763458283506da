/** The packed package in a real n8n, against the RocketSMS simulator. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createRocketSms } from '../simulators/rocketSms/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client, type Credential } from './support/client.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { chain, connect, manualTrigger, node, workflow, type Json, type NodeOptions } from './support/workflow.ts';

const TYPE = 'n8n-nodes-cis-sms.rocketSms';
const PHONE = '375296890043';

let n8n: N8n;
let client: Client;
let sms: Simulated;
let credential: Credential;
let account: Json;

beforeAll(async () => {
	sms = new Simulated(await createRocketSms());
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	const { username, password } = sms.account;
	account = { username, password, alreadyHashed: false, baseUrl: sms.url };
	credential = await client.createCredential('rocketSmsApi', 'RocketSMS', account);
});
beforeEach(async () => await sms.reset());
afterAll(async () => {
	await n8n?.stop();
	await sms?.close();
});

const credentials = () => ({ rocketSmsApi: { id: credential.id, name: credential.name } });

/** A workflow that runs one operation over items. */
function running(name: string, parameters: Json, items: Json[] = [{}], options: NodeOptions = {}) {
	const operation = node('SMS', TYPE, parameters, { credentials: credentials(), ...options });
	const [done, failed] = ['Done', 'Failed'].map((one) => node(one, 'n8n-nodes-base.noOp'));
	return workflow(name, ...chain(manualTrigger(items), operation, done), connect(operation, failed, 1));
}

const SEND = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: '={{ $json.text }}' };

describe('the credential', () => {
	test('passes its test with the password, and with its MD5', async () => {
		expect(await client.testCredential(credential, account)).toMatchObject({ status: 'OK' });
		const hashed = { ...account, password: sms.account.passwordMd5, alreadyHashed: true };
		expect(await client.testCredential(credential, hashed)).toMatchObject({ status: 'OK' });
	});

	test('says what is wrong with a wrong password, another host, a dead host', async () => {
		const trying = (change: Json) => client.testCredential(credential, { ...account, ...change });
		expect(await trying({ password: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('RocketSMS does not accept this login and password. Enter'),
		});
		expect(await trying({ baseUrl: `${sms.url}/elsewhere` })).toMatchObject({ status: 'Error' });
		expect(await trying({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'Error' });
	});

	test('takes no other answer for a yes', async () => {
		await sms.fault({ fault: 'html' });
		expect(await client.testCredential(credential, account)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('did not answer with a balance'),
		});
	});
});

test.each([
	['searchSenders', 'sho', [{ name: 'SHOP (not approved yet: goes out under another name until then)', value: 'SHOP' }]],
	['searchTemplates', 'hello', [{ name: 'Hello world (TPL_ID_1)', value: 'TPL_ID_1' }]],
	['searchTemplates', 'nothing', []],
])('the picker %s shows what the account has with "%s"', async (method, filter, choices) => {
	const found = await client.listSearch({ nodeType: TYPE, method, credential, filter });
	expect(found.map(({ name, value }) => ({ name, value }))).toEqual(choices);
});

test('a picked template is sent; a refused number goes to the error output', async () => {
	const items = [{ to: PHONE }, { to: '375000000001' }];
	const template = { __rl: true, mode: 'list', value: 'TPL_ID_1', cachedResultName: 'Hello world (TPL_ID_1)' };
	const parameters = { ...SEND, content: 'template', template };
	const run = await client.runWorkflow(running('Template', parameters, items, { onError: 'continueErrorOutput' }));
	expect(run.items('Done').map(({ json }) => json)).toMatchObject([{ to: PHONE, status: 'sent' }]);
	expect(run.items('Failed').map(({ json }) => json)).toMatchObject([{ details: { to: '375000000001', code: 'BAD_PHONE' } }]);
	expect(await sms.messages()).toMatchObject([{ to: PHONE, text: 'Hello world' }]);
});

test.each(['send', 'sendBulk'])('Retry On Fail never sends a second message to anyone (%s)', async (operation) => {
	const items = Array.from({ length: 150 }, (_, index) => ({ to: String(375000010000 + index) }));
	await sms.fault({ fault: 'resetAfterRead', skip: 1 });
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
	const parameters = { ...SEND, operation, message: 'Sale' };
	const run = await client.runWorkflow(running(`Retry ${operation}`, parameters, items, retrying));
	expect(run.status).toBe('error');
	const counts = await sms.perPhone();
	expect(Object.keys(counts)).toHaveLength(150);
	expect(new Set(Object.values(counts))).toEqual(new Set([1]));
});

test('neither the password nor its MD5 is stored, logged or shown', async () => {
	const { password, passwordMd5 } = sms.account;
	await sms.fault({ fault: 'reply', body: `<html>password=${passwordMd5}</html>`, times: 0 });
	const run = await client.runWorkflow(running('Quoted', SEND, [{ to: PHONE, text: 'x' }], { onError: 'continueErrorOutput' }));
	const seen = JSON.stringify(run.raw) + n8n.log();
	expect(seen).toContain('•••');
	for (const secret of [password, passwordMd5]) expect(seen).not.toContain(secret);
});

test('the example workflow reminds the patient, and lists those whom no SMS has reached', async () => {
	const example = JSON.parse(readFileSync(new URL('../../examples/rocketsms-reminders.json', import.meta.url), 'utf8'));
	for (const one of example.nodes) if (one.type === TYPE) one.credentials = credentials();
	const patients = example.nodes.find(({ name }: Json) => name === "Tomorrow's patients");
	const add = (phone: string) => ({ name: 'Иван', phone, time: '11:00', doctor: 'Петров' });
	const { patients: printed } = JSON.parse(patients.parameters.jsonOutput);
	patients.parameters.jsonOutput = JSON.stringify({ patients: [...printed, add('375000000001'), add('375000000003')] });

	const run = await client.runWorkflow(example, { trigger: 'Every day at 10:00' });
	expect(run.status).toBe('success');
	expect((await sms.messages())[0]).toMatchObject({ to: PHONE, text: 'Анна, ждём вас завтра в 10:30, врач Петров.' });
	expect(run.items('Reminded').map(({ json }) => json)).toMatchObject([{ status: 'delivered' }]);
	const calls = run.runs('Call these patients').flatMap(({ data }) => data?.main[0] ?? []);
	expect(Object.fromEntries(calls.map(({ json: { phone, why } }) => [phone, why]))).toEqual({
		375000000001: expect.stringContaining('the phone number is wrong'),
		375000000003: 'Not delivered',
	});
});
