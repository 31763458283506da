import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createSmsRu, type SmsRuSimulator } from './index.ts';
import { clientOf, type Params } from '../kit/client.ts';

const run = promisify(execFile);
const FIRST = '79255070602';
const SECOND = '74993221627';
const ID = /^\d{6}-\d{8}$/;

let simulator: SmsRuSimulator;
let client: ReturnType<typeof clientOf>;
let now: number;

beforeEach(async () => {
	now = Date.UTC(2026, 5, 25, 9, 0);
	simulator = await createSmsRu({ now: () => now });
	client = clientOf(simulator);
});
afterEach(() => simulator.close());

const send = (params: Params) => client.json('/sms/send', params);
const sendTo = async (to: string, params: Params = {}) => (await send({ to, msg: 'hello', ...params })).sms[to];

describe('the examples of the document', () => {
	const documented = {
		status: 'OK',
		status_code: 100,
		sms: {
			[FIRST]: { status: 'OK', status_code: 100, sms_id: expect.stringMatching(ID) },
			[SECOND]: { status: 'ERROR', status_code: 207, status_text: expect.stringContaining('нет маршрута') },
		},
		balance: 4122.56,
	};

	test.each([
		['a list', `to=${FIRST},${SECOND}&msg=hello+world`],
		['a text per number', `to[${FIRST}]=hello+world&to[${SECOND}]=hello+world`],
	])('GET with %s', async (_, query) => {
		const answer = await client.get(`/sms/send?api_id=${simulator.account.api_id}&${query}&json=1`);
		expect(await answer.json()).toEqual(documented);
		expect(await client.received()).toMatchObject([{ to: FIRST, text: 'hello world', from: 'MyShop' }]);
	});

	test('the text answer', async () => {
		const answer = await client.get(`/sms/send?api_id=${simulator.account.api_id}&to=${FIRST},${SECOND}&msg=hello+world`);
		expect(await answer.text()).toMatch(/^100\n\d{6}-\d{8}\n207\nbalance=4122\.56$/);
	});

	test('PHP with one text, json in the body', async () => {
		expect(await send({ to: `${FIRST},${SECOND}`, msg: 'Привет!' })).toEqual(documented);
	});

	test('PHP with multi', async () => {
		expect(await send({ [`multi[${FIRST}]`]: 'Привет 1', [`multi[${SECOND}]`]: 'Привет 2' })).toEqual(documented);
		expect(await client.received()).toMatchObject([{ to: FIRST, text: 'Привет 1' }]);
	});

	test('Perl: a form post with a text answer', async () => {
		const answer = await client.post('/sms/send', { api_id: simulator.account.api_id, to: FIRST, msg: 'hello world' });
		expect(await answer.text()).toMatch(/^100\n\d{6}-\d{8}\nbalance=4122\.56$/);
	});

	test('bash: curl with the text in the body and the rest in the address', async () => {
		const address = `${simulator.url}/sms/send?api_id=${simulator.account.api_id}&to=${FIRST}`;
		const { stdout } = await run('curl', ['-s', '--data-urlencode', 'msg=hello world привет мир', address]);
		expect(stdout).toMatch(/^100\n\d{6}-\d{8}\nbalance=4122\.56$/);
		expect(await client.received()).toMatchObject([{ text: 'hello world привет мир' }]);
	});

	test('login and password instead of api_id', async () => {
		const { login, password } = simulator.account;
		expect(login).toBe(FIRST);
		const answer = await client.post('/sms/send', { login, password, to: FIRST, msg: 'hello world', json: 1 });
		expect(await answer.json()).toMatchObject({ status: 'OK', sms: { [FIRST]: { status_code: 100 } } });
	});

	test('headers and notation are those of recorded answers', async () => {
		await client.stage({ senders: [], balance: 1000 });
		const answer = await client.post('/sms/send', { api_id: simulator.account.api_id, json: 1, to: FIRST, msg: 'hi' });
		expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
		expect(answer.headers.get('sms-api')).toBe('1');
		const text = await answer.text();
		expect(text).toContain('https:\\/\\/sms.ru\\/?panel=senders');
		expect(text).toContain('\n    "balance": 1000.0\n}');
		expect(JSON.parse(text).sms[FIRST]).toMatchObject({ status_code: 221, sms_id: expect.stringMatching(ID) });
	});
});

describe('refusals of a whole request', () => {
	const twoMonthsAndADay = Date.UTC(2026, 7, 26) / 1000;
	const list = (count: number) => Array.from({ length: count }, (_, index) => 79000000000 + index).join(',');

	test.each<[number, string, Params]>([
		[202, 'no recipient', { msg: 'hello' }],
		[203, 'no text', { to: FIRST }],
		[213, 'more than 100 numbers', { to: list(101), msg: 'hello' }],
		[208, 'a time too far ahead', { to: FIRST, msg: 'hello', time: twoMonthsAndADay }],
		[208, 'a time in milliseconds', { to: FIRST, msg: 'hello', time: Date.UTC(2026, 5, 26) }],
		[208, 'a time that is no number', { to: FIRST, msg: 'hello', time: 'tomorrow' }],
		[507, 'a private address', { to: FIRST, msg: 'hello', ip: '192.168.1.7' }],
		[507, 'no address at all', { to: FIRST, msg: 'hello', ip: 'here' }],
		[200, 'a wrong api_id', { api_id: 'wrong', to: FIRST, msg: 'hello' }],
	])('%i: %s', async (code, _, params) => {
		expect(await send(params)).toEqual({ status: 'ERROR', status_code: code, status_text: expect.any(String) });
		expect(await client.received()).toEqual([]);
	});

	test('212: windows-1251', async () => {
		const body = `api_id=${simulator.account.api_id}&json=1&to=${FIRST}&msg=%CF%F0%E8%E2%E5%F2`;
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const answer = await fetch(`${simulator.url}/sms/send`, { method: 'POST', body, headers });
		expect(await answer.json()).toMatchObject({ status: 'ERROR', status_code: 212 });
	});

	test('301, 302, 200 and 211: who may ask, and what', async () => {
		const ask = async (path: string, params: Params) => (await client.post(path, { json: 1, ...params })).json();
		expect(await ask('/auth/check', { login: FIRST, password: 'wrong' })).toMatchObject({ status_code: 301 });
		expect(await ask('/auth/check', {})).toMatchObject({ status_code: 200 });
		expect(await client.json('/auth/check')).toEqual({ status: 'OK', status_code: 100 });
		expect(await client.json('/sms/sned')).toMatchObject({ status: 'ERROR', status_code: 211 });
		expect(await (await client.get('/constructor')).text()).toBe('211');
		await client.stage({ confirmed: false });
		expect(await client.json('/auth/check')).toMatchObject({ status_code: 302 });
	});

	test('a set refusal, such as 220', async () => {
		await client.stage({ refusal: 220 });
		expect(await send({ to: FIRST, msg: 'hello' })).toMatchObject({ status: 'ERROR', status_code: 220 });
	});
});

describe('refusals of one message', () => {
	test.each<[number, string, object, Params]>([
		[204, 'a sender that is not approved', {}, { from: 'Stranger' }],
		[205, 'nine parts', {}, { msg: 'ж'.repeat(67 * 8 + 1) }],
		[216, 'a forbidden word', { forbiddenWords: ['secret'] }, { msg: 'A Secret' }],
		[217, 'credit without its warning', {}, { msg: 'Кредит за час' }],
		[209, 'the own stop-list', { stoplist: { [FIRST]: '' } }, {}],
		[206, 'the daily limit', { totalLimit: 0 }, {}],
		[201, 'an empty account', { balance: 0.39 }, {}],
	])('%i: %s', async (code, _, settings, params) => {
		await client.stage(settings);
		expect(await sendTo(FIRST, params)).toEqual({ status: 'ERROR', status_code: code, status_text: expect.any(String) });
		expect(await client.received()).toEqual([]);
	});

	test('202, 203 and 214 hit their own message alone', async () => {
		await client.stage({ russiaOnly: true });
		const { sms } = await send({ 'to[123]': 'a', [`to[${FIRST}]`]: 'b', 'to[79000000001]': '', 'to[375291234567]': 'c' });
		const codes = Object.values<{ status_code: number }>(sms).map(({ status_code }) => status_code);
		expect(codes.toSorted()).toEqual([100, 202, 203, 214]);
		expect(sms[FIRST].status_code).toBe(100);
	});

	test('eight parts still go', async () => {
		expect(await sendTo(FIRST, { msg: 'ж'.repeat(67 * 8) })).toMatchObject({ status_code: 100 });
		expect(await client.received()).toMatchObject([{ parts: 8 }]);
	});

	test('money runs out in the middle of a list', async () => {
		await client.stage({ balance: 0.8 });
		const { sms, balance } = await send({ to: '79000000001,79000000002,79000000003', msg: 'hello' });
		const codes = Object.values<{ status_code: number }>(sms).map(({ status_code }) => status_code);
		expect(codes).toEqual([100, 100, 201]);
		expect(balance).toBe(0);
	});

	test('repeats are capped per minute (231), per day (232) and per number (230)', async () => {
		await client.stage({ sameTextPerMinute: 1, sameTextPerDay: 2, messagesPerNumberPerDay: 3 });
		expect(await sendTo(FIRST)).toMatchObject({ status_code: 100 });
		expect(await sendTo(FIRST)).toMatchObject({ status_code: 231 });
		now += 61_000;
		expect(await sendTo(FIRST)).toMatchObject({ status_code: 100 });
		now += 61_000;
		expect(await sendTo(FIRST)).toMatchObject({ status_code: 232 });
		expect(await sendTo(FIRST, { msg: 'another' })).toMatchObject({ status_code: 100 });
		expect(await sendTo(FIRST, { msg: 'a third' })).toMatchObject({ status_code: 230 });
	});

	test.each([202, 204, 215, 233, 500, 550])('the number 70000000%i is refused with its last digits', async (code) => {
		expect(await sendTo(`70000000${code}`)).toMatchObject({ status: 'ERROR', status_code: code });
	});
});

describe('how a message is sent', () => {
	test('test=1 changes nothing and still gives an id', async () => {
		expect(await send({ to: FIRST, msg: 'hello', test: 1 })).toMatchObject({
			sms: { [FIRST]: { status: 'OK', sms_id: expect.stringMatching(ID) } },
			balance: 4122.96,
		});
		expect(await client.received()).toEqual([]);
	});

	test('numbers may be written with 8, with +7 or without a country code; the answer is keyed with 7', async () => {
		const { sms } = await send({ to: '8 (925) 507-06-02, +79255070603, 9255070604', text: 'hello' });
		expect(Object.keys(sms)).toEqual(['79255070602', '79255070603', '79255070604']);
	});

	test('a number listed twice gets two messages, but the answer shows one', async () => {
		const { sms, balance } = await send({ to: `${FIRST},${FIRST}`, msg: 'hello' });
		expect(Object.keys(sms)).toEqual([FIRST]);
		expect(await client.received()).toHaveLength(2);
		expect(balance).toBe(4122.16);
	});

	test('from, translit, time and ttl', async () => {
		const time = now / 1000 + 3600;
		await send({ to: FIRST, msg: 'Щи да Каша', from: 'MyClinic', translit: 1, time, ttl: 60 });
		expect(await client.received()).toMatchObject([
			{ from: 'MyClinic', text: 'Schi da Kasha', deliverAt: time * 1000, ttl: 60, status: 'queued' },
		]);
	});

	test('a time in the past means at once', async () => {
		await send({ to: FIRST, msg: 'hello', time: 1280307978 });
		expect((await client.received())[0].deliverAt).toBeUndefined();
	});

	test('daytime puts a night off until ten, whatever time says', async () => {
		now = Date.UTC(2026, 5, 25, 17, 30);
		await send({ to: FIRST, msg: 'hello', daytime: 1, time: 'nonsense' });
		expect((await client.received())[0].deliverAt).toBe(Date.UTC(2026, 5, 26, 7, 0));
	});

	test('10,000 messages in 100 requests', async () => {
		for (let first = 0; first < 10_000; first += 100) {
			const to = Array.from({ length: 100 }, (_, index) => 79000000000 + first + index).join(',');
			await send({ to, msg: 'hello' });
		}
		expect(await client.backDoor('/__messages?last=1')).toMatchObject({ count: 10_000, messages: [{ to: '79000009999' }] });
		expect(await client.json('/my/balance')).toMatchObject({ balance: 122.96 });
		expect(await client.json('/my/limit')).toMatchObject({ used_today: 10_000 });
	});
});
