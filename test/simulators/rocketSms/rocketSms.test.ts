import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createRocketSms, type RocketSmsSimulator } from './index.ts';
import { clientOf } from '../kit/client.ts';

const run = promisify(execFile);
const PHONE = '375296890043';

let simulator: RocketSmsSimulator;
let client: ReturnType<typeof clientOf>;
let now: number;

beforeEach(async () => {
	now = Date.UTC(2026, 5, 25, 9, 0);
	simulator = await createRocketSms({ now: () => now });
	client = clientOf(simulator);
});
afterEach(() => simulator.close());

type Pairs = Array<[name: string, value: string]>;

const signed = (params: Record<string, string> | Pairs = {}) => {
	const { username, passwordMd5 } = simulator.account;
	const pairs = Array.isArray(params) ? params : Object.entries(params);
	return new URLSearchParams([['username', username], ['password', passwordMd5], ...pairs]);
};
const ask = async (path: string, params: Record<string, string> | Pairs = {}) =>
	(await fetch(simulator.url + path, { method: 'POST', body: signed(params) })).json();
const send = (params: Record<string, string> = {}) => ask('/simple/send', { phone: PHONE, text: 'hello', ...params });
const statusOf = async (id: number) => (await ask('/simple/status', { id: String(id) })).status;

describe('the examples of the document', () => {
	const documented = '{"id":8767,"status":"SENT","cost":{"credits":1,"money":0.2}}';

	test('PHP: a form in the body, signed with the MD5 of the password', async () => {
		const password = createHash('md5').update('password').digest('hex');
		const message = { username: '123456789', password, phone: PHONE, text: 'Hello, World!' };
		const answer = await fetch(`${simulator.url}/simple/send`, { method: 'POST', body: new URLSearchParams(message) });
		expect(await answer.text()).toBe(documented);
		expect(await client.received()).toMatchObject([{ to: PHONE, text: 'Hello, World!' }]);
	});

	test('phone=375296890043&text=hello+world', async () => {
		const { username, passwordMd5 } = simulator.account;
		const body = `username=${username}&password=${passwordMd5}&phone=375296890043&text=hello+world`;
		const { stdout } = await run('curl', ['-s', '-d', body, `${simulator.url}/simple/send`]);
		expect(stdout).toBe(documented);
		expect(await client.received()).toMatchObject([{ text: 'hello world' }]);
	});

	test('no text', async () => {
		expect(await send({ text: '' })).toEqual({ error: 'NO_MESSAGE' });
	});

	test('status, balance, senders, templates: GET with everything in the address', async () => {
		const get = async (path: string, params = {}) => (await client.get(`${path}?${signed(params)}`)).text();
		expect(await get('/simple/status', { id: '3334' })).toBe('{"id":3334,"status":"QUEUED"}');
		expect(await get('/simple/balance')).toBe('{"credits":4400,"balance":22.00}');
		expect(await get('/simple/senders')).toBe('[{"sender":"SHOP","verified":false,"checked":true,"registered":false}]');
		expect(await get('/simple/templates')).toBe('[{"tpl_id":"TPL_ID_1","text":"Hello world"}]');
	});

	test('a new sender', async () => {
		expect(await ask('/simple/senders/add', { sender: 'My-Shop.by' })).toEqual({ status: 'OK' });
		const [, added] = await ask('/simple/senders');
		expect(added).toEqual({ sender: 'My-Shop.by', verified: false, checked: false, registered: false });
	});

	test('a template by its tag', async () => {
		await send({ text: 'TPL_ID_1' });
		expect(await client.received()).toMatchObject([{ text: 'Hello world' }]);
	});
});

describe('who may ask, and how', () => {
	test('the MD5 in capitals, parameters in the address of a POST without a body, GET for a send', async () => {
		const { username, passwordMd5 } = simulator.account;
		const query = new URLSearchParams({ username, password: passwordMd5.toUpperCase(), phone: PHONE, text: 'привет' });
		const address = `${simulator.url}/simple/send?${query}`;
		for (const method of ['POST', 'GET']) {
			expect(await (await fetch(address, { method })).json()).toMatchObject({ status: 'SENT' });
		}
		expect((await client.received()).map(({ text }: { text: string }) => text)).toEqual(['привет', 'привет']);
	});

	test.each([
		['the plain password', { username: '123456789', password: 'simulated-password' }],
		['another login', { username: '987654321', password: createHash('md5').update('simulated-password').digest('hex') }],
		['nothing', {}],
	])('WRONG_AUTH with %s, on every path', async (_, auth) => {
		for (const path of ['send', 'bulkSend', 'status', 'balance', 'senders', 'senders/add', 'templates']) {
			const answer = await fetch(`${simulator.url}/simple/${path}`, { method: 'POST', body: new URLSearchParams(auth) });
			expect(answer.status).toBe(200);
			expect(await answer.json()).toEqual({ error: 'WRONG_AUTH' });
		}
	});

	test('a JSON body says nothing', async () => {
		const { username, passwordMd5: password } = simulator.account;
		const body = JSON.stringify({ username, password, phone: PHONE, text: 'hello' });
		const headers = { 'content-type': 'application/json' };
		const answer = await fetch(`${simulator.url}/simple/send`, { method: 'POST', body, headers });
		expect(await answer.json()).toEqual({ error: 'WRONG_AUTH' });
		expect(await client.received()).toEqual([]);
	});

	test('an unknown path is no JSON', async () => {
		const answer = await client.get('/simple/cost');
		expect(answer.status).toBe(404);
		expect(await answer.text()).toContain('<html>');
	});
});

describe('refusals', () => {
	test.each([
		['NO_PHONE', { phone: '' }],
		['NO_MESSAGE', { text: ' ' }],
		['NO_MESSAGE', { text: 'TPL_ID_2' }],
		['BAD_PHONE', { phone: '+375296890043' }],
		['BAD_PHONE', { phone: '80296890043' }],
		['BAD_PHONE', { phone: '296890043' }],
		['BAD_PHONE', { phone: '37529689004' }],
		['BAD_PHONE', { phone: '375000000001' }],
		['NO_ROUTE', { phone: '375000000002' }],
	])('%s for %o', async (error, params) => {
		expect(await send(params)).toEqual({ error });
		expect(await client.received()).toEqual([]);
	});

	test('NO_MESSAGE for a text that is no UTF-8', async () => {
		const body = `${signed({ phone: PHONE })}&text=%CF%F0%E8%E2%E5%F2`;
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const answer = await fetch(`${simulator.url}/simple/send`, { method: 'POST', body, headers });
		expect(await answer.json()).toEqual({ error: 'NO_MESSAGE' });
	});

	test('WRONG_ID', async () => {
		expect(await ask('/simple/status', { id: '1' })).toEqual({ error: 'WRONG_ID' });
		expect(await ask('/simple/status')).toEqual({ error: 'WRONG_ID' });
	});

	test.each([
		['SENDER_TOO_LONG', 'TwelveLetter'],
		['SENDER_BAD_FORMAT', 'My Shop'],
		['SENDER_BAD_FORMAT', 'Магазин'],
		['SENDER_BAD_FORMAT', ''],
		['SENDER_ALREADY_ADDED', 'SHOP'],
	])('%s for %j', async (error, sender) => {
		expect(await ask('/simple/senders/add', { sender })).toEqual({ error });
		expect(await ask('/simple/senders')).toHaveLength(1);
	});

	test('a set refusal with a set HTTP status', async () => {
		await client.stage({ refusal: 'MAINTENANCE', errorStatus: 503 });
		const answer = await fetch(`${simulator.url}/simple/balance`, { method: 'POST', body: signed() });
		expect([answer.status, await answer.json()]).toEqual([503, { error: 'MAINTENANCE' }]);
	});
});

describe('how a message is sent', () => {
	test('credits pay while they last, then money does, then nothing', async () => {
		await client.stage({ credits: 3, balance: 0.5 });
		expect(await send({ text: 'ж'.repeat(71) })).toMatchObject({ cost: { credits: 2, money: 0.4 } });
		expect(await ask('/simple/balance')).toEqual({ credits: 1, balance: 0.5 });
		await send({ text: 'ж'.repeat(71) });
		expect(await ask('/simple/balance')).toEqual({ credits: 1, balance: 0.1 });
		await send();
		expect(await send()).toEqual({ error: 'NOT_ENOUGH_MONEY' });
		expect(await ask('/simple/balance')).toEqual({ credits: 0, balance: 0.1 });
		expect(await client.received()).toHaveLength(3);
	});

	test('a verified sender is kept; for others the account’s name stands in, or the service’s', async () => {
		await send({ sender: 'SHOP' });
		const verified = (sender: string) => ({ sender, verified: true, checked: true, registered: true });
		await client.stage({ senders: [verified('SHOP'), verified('CLINIC')] });
		await send({ sender: 'CLINIC' });
		await send({ sender: 'Stranger' });
		await send();
		expect((await client.received()).map(({ from }: { from: string }) => from)).toEqual(['RocketSMS', 'CLINIC', 'SHOP', 'SHOP']);
	});

	test('timestamp in seconds puts it off; a past one does not', async () => {
		const { id, status } = await send({ timestamp: String(now / 1000 + 3600), priority: 'true' });
		expect(status).toBe('QUEUED');
		expect(await send({ timestamp: '1280307978' })).toMatchObject({ status: 'SENT' });
		expect(await client.received()).toMatchObject([{ deliverAt: now + 3_600_000, priority: true }, { to: PHONE }]);
		now += 3_600_000;
		expect(await statusOf(id)).toBe('SENT');
	});

	test('bulkSend takes both spellings of an array and answers in its order', async () => {
		const phones = [PHONE, '375000000001', '375331234567'];
		const taken = [{ id: 8767, status: 'SENT' }, { error: 'BAD_PHONE' }, { id: 8768, status: 'SENT' }];
		expect(await ask('/simple/bulkSend', [...phones.map((one): [string, string] => ['phones[]', one]), ['text', 'a']])).toEqual(taken);
		await ask('/simple/bulkSend', [...phones.map((one, n): [string, string] => [`phones[${n}]`, one]), ['text', 'b']]);
		expect(await client.backDoor('/__messages')).toMatchObject({ perNumber: { [PHONE]: 2, 375331234567: 2 } });
		expect(await ask('/simple/bulkSend', { text: 'a' })).toEqual({ error: 'NO_PHONE' });
		expect(await ask('/simple/bulkSend', { 'phones[]': PHONE })).toEqual({ error: 'NO_MESSAGE' });
	});
});

describe('status', () => {
	test('follows a message to the phone', async () => {
		await client.stage({ steps: { sent: 1 } });
		const { id } = await send();
		expect(await statusOf(id)).toBe('QUEUED');
		now += 1000;
		expect(await statusOf(id)).toBe('SENT');
		now += 2000;
		expect(await ask('/simple/status', { id: String(id) })).toEqual({ id, status: 'DELIVERED' });
	});

	test.each([
		['375000000003', 'FAILED'],
		['375000000004', 'EXPIRED'],
		['375000000005', 'REJECTED'],
		['375000000006', 'UNKNOWN'],
		['375000000007', 'SENT'],
		['375000000008', 'QUEUED'],
	])('%s ends in %s', async (phone, status) => {
		const { id } = await send({ phone });
		now += 60_000;
		expect(await statusOf(id)).toBe(status);
	});
});

test('10,000 messages', async () => {
	await client.stage({ credits: 10_000 });
	for (let first = 0; first < 10_000; first += 1000) {
		const phones = Array.from({ length: 1000 }, (_, n): [string, string] => ['phones[]', String(375290000000 + first + n)]);
		await ask('/simple/bulkSend', [...phones, ['text', 'hello']]);
	}
	expect(await client.backDoor('/__messages?last=1')).toMatchObject({ count: 10_000, messages: [{ to: '375290009999' }] });
	expect(await ask('/simple/balance')).toEqual({ credits: 0, balance: 22 });
});
