/** The packed package in a real n8n, against the SMSC simulator. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsc } from '../simulators/smsc/index.ts';
import type { Simulated } from '../support/simulated.ts';
import type { Client } from './support/client.ts';
import { setStage, type Stage } from './support/stage.ts';
import { chain, connect, manualTrigger, node, workflow, type Json, type NodeOptions } from './support/workflow.ts';

const TYPE = 'n8n-nodes-cis-sms.smsc';
const PHONE = '79999999999';

let stage: Stage;
let client: Client;
let sms: Simulated;

beforeAll(async () => {
	const simulator = await createSmsc();
	stage = await setStage(simulator, 'smscApi', { authentication: 'apiKey', apiKey: simulator.account.apikey, region: 'baseUrl' });
	({ client, sms } = stage);
});
beforeEach(async () => await sms.reset());
afterAll(async () => await stage?.close());

/** A workflow that runs one operation over items. */
function running(name: string, parameters: Json, items: Json[] = [{}], options: NodeOptions = {}) {
	const operation = node('SMS', TYPE, parameters, { credentials: stage.credentials, ...options });
	const [done, failed] = ['Done', 'Failed'].map((one) => node(one, 'n8n-nodes-base.noOp'));
	return workflow(name, ...chain(manualTrigger(items), operation, done), connect(operation, failed, 1));
}

const SEND = { resource: 'message', operation: 'send', channel: 'sms', to: '={{ $json.to }}', message: '={{ $json.text }}' };

describe('the credential', () => {
	const trying = (change: Json = {}) => client.testCredential(stage.credential, { ...stage.account, ...change });

	test('passes its test with the API key, and with login and password', async () => {
		expect(await trying()).toMatchObject({ status: 'OK' });
		const { login, psw: password } = sms.account;
		expect(await trying({ authentication: 'login', apiKey: '', login, password })).toMatchObject({ status: 'OK' });
	});

	test('says what is wrong with a wrong key, a blocked address, another host, a dead host', async () => {
		expect(await trying({ apiKey: 'WRONG' })).toMatchObject({ status: 'Error', message: expect.stringContaining('does not accept this credential') });
		await sms.set({ blockedUntil: Date.now() + 60_000 });
		expect(await trying()).toMatchObject({ message: expect.stringContaining('has blocked the IP address') });
		await sms.set({ blockedUntil: 0 });
		await sms.fault({ fault: 'html' });
		expect(await trying()).toMatchObject({ status: 'Error', message: expect.stringContaining('did not answer with a balance') });
		expect(await trying({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'Error' });
	});
});

test('the picker of senders shows what the account has', async () => {
	const found = await client.listSearch({ nodeType: TYPE, method: 'searchSenders', credential: stage.credential, filter: 'my' });
	expect(found.map(({ value }) => value)).toEqual(['MyShop']);
});

test('texts of their own go out in one list; a refused number goes to the error output', async () => {
	const items = [{ to: PHONE, text: 'Ура:\n1;2' }, { to: '70000000248', text: 'b' }, { to: '79990000001', text: 'c' }];
	const from = { __rl: true, mode: 'list', value: 'MyShop', cachedResultName: 'MyShop' };
	const run = await client.runWorkflow(running('List', { ...SEND, from }, items, { onError: 'continueErrorOutput' }));
	expect(run.items('Done').map(({ json }) => json)).toMatchObject([{ to: PHONE, status: 'queued', cost: 1.4 }, { to: '79990000001' }]);
	expect(run.items('Failed').map(({ json }) => json)).toMatchObject([{ details: { to: '70000000248', code: '248' } }]);
	expect(await sms.messages()).toMatchObject([{ to: PHONE, text: 'Ура:\n1;2', from: 'MyShop' }, { text: 'c' }]);
	expect((await sms.requests()).count).toBe(1);
});

test('a file made by an earlier node goes with an e-mail', async () => {
	const parameters = { operation: 'toText', sourceProperty: 'text', binaryPropertyName: 'data', options: { fileName: 'счёт.txt' } };
	const file = node('File', 'n8n-nodes-base.convertToFile', parameters, { typeVersion: 1.1 });
	const from = { __rl: true, mode: 'name', value: 'shop@example.com' };
	const fields = { channel: 'email', to: 'a@example.com', subject: 'Счёт', message: 'Во вложении\nсчёт', from, binaryFields: 'data' };
	const mail = node('SMS', TYPE, { resource: 'message', operation: 'send', ...fields }, { credentials: stage.credentials });
	const run = await client.runWorkflow(workflow('File', ...chain(manualTrigger([{ text: 'Сумма: 100' }]), file, mail)));
	expect(run.error).toBeUndefined();
	expect(await sms.messages()).toMatchObject([
		{ to: 'a@example.com', text: 'Во вложении\nсчёт', channel: 'mail', files: [{ name: 'счёт.txt', size: Buffer.byteLength('Сумма: 100') }] },
	]);
});

test('Retry On Fail never sends a second message to anyone', async () => {
	const items = Array.from({ length: 150 }, (_, index) => ({ to: String(79990000000 + index), text: `Sale ${index}` }));
	await sms.fault({ fault: 'resetAfterRead', skip: 1 });
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
	const unasked = { ...SEND, options: { checkUnclear: false } };
	expect((await client.runWorkflow(running('Retry', unasked, items, retrying))).status).toBe('error');
	const counts = await sms.perPhone();
	expect(Object.keys(counts)).toHaveLength(150);
	expect(new Set(Object.values(counts))).toEqual(new Set([1]));
});

test('a lost answer is no loss: SMSC is asked what became of the messages', async () => {
	await sms.fault({ fault: 'resetAfterRead', path: '/sys/send.php' });
	const run = await client.runWorkflow(running('Asked', SEND, [{ to: PHONE, text: 'asked' }]));
	expect(run.status).toBe('success');
	const [{ id, to }] = await sms.messages();
	expect(run.items('SMS')[0].json).toMatchObject({ id, to });
	expect(await sms.messages()).toHaveLength(1);
});

test('the key is not stored, logged or shown', async () => {
	const { apikey } = sms.account;
	await sms.fault({ fault: 'reply', body: `<html>apikey=${apikey}</html>`, times: 0 });
	const run = await client.runWorkflow(running('Quoted', SEND, [{ to: PHONE, text: 'x' }], { onError: 'continueErrorOutput' }));
	const seen = JSON.stringify(run.raw) + stage.n8n.log();
	expect(seen).toContain('•••');
	expect(seen).not.toContain(apikey);
});

test('the example workflow reminds each patient once, and lists whom to call', async () => {
	const example = JSON.parse(readFileSync(new URL('../../examples/smsc-reminders.json', import.meta.url), 'utf8'));
	for (const one of example.nodes) if (one.type === TYPE) one.credentials = stage.credentials;
	await sms.set({ steps: { queued: 0, sent: 0, delivered: 0, undelivered: 0, read: 0 } });
	const run = await client.runWorkflow(example, { trigger: 'Try it now' });
	expect(run.status).toBe('success');
	expect(await sms.messages()).toMatchObject([
		{ to: '79999999999', text: 'Анна, ждём вас завтра в 9:30.\nКлиника: +7 (999) 999-99-99' },
		{ to: '79999999998', text: expect.stringContaining('Павел') },
	]);
	expect(run.items('Reminded').map(({ json }) => json)).toMatchObject([{ phone: '79999999999', status: 'delivered' }, { phone: '79999999998' }]);
	expect(run.items('To call by phone').map(({ json }) => json)).toMatchObject([{ phone: '+7 000 000-02-48', why: expect.stringContaining('no route') }]);
});
