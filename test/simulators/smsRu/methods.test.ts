import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createSmsRu, type SmsRuSimulator } from './index.ts';
import { clientOf } from '../kit/client.ts';

const PHONE = '79255070602';
const OK = { status: 'OK', status_code: 100 };

let simulator: SmsRuSimulator;
let client: ReturnType<typeof clientOf>;
let now: number;

beforeEach(async () => {
	now = Date.UTC(2026, 5, 25, 9, 0);
	simulator = await createSmsRu({ now: () => now });
	client = clientOf(simulator);
});
afterEach(() => simulator.close());

const text = async (path: string, params = {}) => {
	const answer = await client.post(path, { api_id: simulator.account.api_id, ...params });
	return (await answer.text()).split('\n');
};
const sendTo = async (to: string, params = {}) => (await client.json('/sms/send', { to, msg: 'hello', ...params })).sms[to].sms_id;
const statusOf = async (id: string) => (await client.json('/sms/status', { sms_id: id })).sms[id];

describe('sms/cost', () => {
	test('prices each message and the whole, and sends nothing', async () => {
		expect(await client.json('/sms/cost', { to: `${PHONE},74993221627,79000000001`, msg: 'ж'.repeat(71) })).toEqual({
			...OK,
			sms: {
				[PHONE]: { ...OK, cost: 0.8, sms: 2 },
				'74993221627': { status: 'ERROR', status_code: 207, status_text: expect.any(String) },
				'79000000001': { ...OK, cost: 0.8, sms: 2 },
			},
			total_cost: 1.6,
			total_sms: 4,
		});
		expect(await text('/sms/cost', { to: PHONE, msg: 'hello' })).toEqual(['100', '0.4', '1']);
		expect(await client.received()).toEqual([]);
	});

	test('has no totals when nothing could be priced', async () => {
		await client.stage({ senders: [] });
		const answer = await client.json('/sms/cost', { to: PHONE, msg: 'hello' });
		expect(answer).toEqual({ ...OK, sms: { [PHONE]: { status: 'ERROR', status_code: 221, status_text: expect.any(String) } } });
	});
});

describe('sms/status', () => {
	test('follows a message from the queue to the phone', async () => {
		const id = await sendTo(PHONE);
		const sent = now / 1000;
		expect(await statusOf(id)).toMatchObject({ status: 'OK', status_code: 100, send_time: sent });
		now += 1000;
		expect(await statusOf(id)).toMatchObject({ status_code: 102 });
		now += 2000;
		expect(await statusOf(id)).toEqual({
			status: 'OK',
			status_code: 103,
			status_text: 'Сообщение доставлено',
			cost: '0.40',
			send_time: sent,
			status_time: sent + 3,
		});
	});

	test('a scheduled message waits for its time', async () => {
		const id = await sendTo(PHONE, { time: now / 1000 + 60 });
		now += 59_000;
		expect(await statusOf(id)).toMatchObject({ status_code: 100 });
		now += 5000;
		expect(await statusOf(id)).toMatchObject({ status_code: 103 });
	});

	test.each([
		['70000000104', 104],
		['70000000150', 150],
		['70000000102', 102],
		['70000000100', 100],
		['70000000110', 110],
	])('%s ends in %i', async (phone, code) => {
		const id = await sendTo(phone);
		now += 60_000;
		expect(await statusOf(id)).toMatchObject({ status: 'OK', status_code: code });
	});

	test('an undelivered message is paid back, unless it had a ttl', async () => {
		const first = await sendTo('70000000105');
		const second = await sendTo('70000000106', { ttl: 60 });
		now += 60_000;
		await statusOf(first);
		await statusOf(second);
		expect(await client.json('/my/balance')).toEqual({ ...OK, balance: 4122.56 });
	});

	test('knows the printed ids, and no others', async () => {
		const { sms } = await client.json('/sms/status', { sms_id: '000000-10000000,000000-000002,000000-000003' });
		expect(sms).toMatchObject({
			'000000-10000000': { status: 'OK', status_code: 103 },
			'000000-000002': { status: 'OK', status_code: 104 },
			'000000-000003': { status: 'ERROR', status_code: -1, status_text: 'Сообщение не найдено' },
		});
		expect(await text('/sms/status', { sms_id: '000000-10000000' })).toEqual(['103']);
		expect(await text('/sms/status', { sms_id: '000000-10000000,nothing' })).toEqual(['100', '103', '-1']);
	});
});

describe('the account', () => {
	test('balance, limit, free messages and senders', async () => {
		expect(await client.json('/my/balance')).toEqual({ ...OK, balance: 4122.96 });
		expect(await client.json('/my/limit')).toEqual({ ...OK, total_limit: '100000', used_today: 0 });
		expect(await client.json('/my/free')).toEqual({ ...OK, total_free: 5, used_today: null });
		expect(await client.json('/my/senders')).toEqual({ ...OK, senders: ['MyShop', 'MyClinic'] });
		await client.stage({ senders: [] });
		expect(await client.json('/my/senders')).toEqual(OK);
	});

	test('in lines of text', async () => {
		expect(await text('/my/balance')).toEqual(['100', '4122.96']);
		expect(await text('/my/limit')).toEqual(['100', '100000', '0']);
		expect(await text('/my/free')).toEqual(['100', '5', '0']);
		expect(await text('/my/senders')).toEqual(['100', 'MyShop', 'MyClinic']);
		expect(await text('/auth/check')).toEqual(['100']);
	});

	test('the daily limit counts numbers, not messages', async () => {
		await sendTo(PHONE);
		await sendTo(PHONE);
		await sendTo('79000000001');
		expect(await client.json('/my/limit')).toMatchObject({ used_today: 2 });
	});
});

test('the stop-list takes numbers in and out, and blocks them', async () => {
	expect(await client.json('/stoplist/get')).toEqual({ ...OK, stoplist: [] });
	expect(await client.json('/stoplist/add', { stoplist_phone: PHONE, stoplist_text: 'asked us to' })).toEqual(OK);
	expect(await client.json('/stoplist/get')).toEqual({ ...OK, stoplist: { [PHONE]: 'asked us to' } });
	expect(await text('/stoplist/get')).toEqual(['100', `${PHONE};asked us to`]);
	expect(await client.json('/sms/send', { to: PHONE, msg: 'hello' })).toMatchObject({ sms: { [PHONE]: { status_code: 209 } } });
	expect(await client.json('/stoplist/del', { stoplist_phone: PHONE })).toEqual(OK);
	expect(await client.json('/stoplist/get')).toMatchObject({ stoplist: [] });
	expect(await client.json('/stoplist/add', { stoplist_phone: 'nobody' })).toMatchObject({ status_code: 202 });
	expect(await client.json('/stoplist/del', {})).toMatchObject({ status_code: 202 });
});

describe('calls', () => {
	test('code/call answers JSON even without json=1, without status_code', async () => {
		const answer = await client.get(`/code/call?phone=${PHONE}&ip=-1&api_id=${simulator.account.api_id}`);
		expect(await answer.json()).toEqual({
			status: 'OK',
			code: '1435',
			call_id: expect.stringMatching(/^\d{6}-\d{8}$/),
			cost: 0.4,
			balance: 4122.56,
		});
		expect(await client.received()).toMatchObject([{ to: PHONE, channel: 'call', from: '70000001435' }]);
		const refusal = await client.get(`/code/call?phone=${PHONE}&api_id=wrong`);
		expect(await refusal.json()).toMatchObject({ status: 'ERROR', status_code: 200 });
	});

	test('code/call has its own limit', async () => {
		await client.stage({ callsPerFiveMinutes: 1 });
		await client.json('/code/call', { phone: PHONE });
		expect(await client.json('/code/call', { phone: PHONE })).toMatchObject({ status_code: 508 });
		now += 301_000;
		expect(await client.json('/code/call', { phone: PHONE })).toMatchObject({ status: 'OK', code: '0046' });
		expect(await client.json('/code/call', { phone: '1' })).toMatchObject({ status_code: 202 });
		expect(await client.json('/code/call', { phone: PHONE, ip: '10.0.0.1' })).toMatchObject({ status_code: 507 });
	});

	test('a call check is confirmed when the user rings', async () => {
		const added = await client.json('/callcheck/add', { phone: PHONE });
		expect(added).toMatchObject({
			...OK,
			call_phone: '78005008275',
			call_phone_pretty: '+7 (800) 500-8275',
			call_phone_html: '<a href="callto:78005008275">+7 (800) 500-8275</a>',
		});
		const look = () => client.json('/callcheck/status', { check_id: added.check_id });
		expect(await look()).toMatchObject({ check_status: '400' });
		expect(await client.backDoor('/__call', { phone: PHONE })).toEqual({ confirmed: 1 });
		expect(await look()).toEqual({ ...OK, check_status: '401', check_status_text: 'Номер подтвержден' });
		expect(await client.json('/callcheck/status', { check_id: 'unknown' })).toMatchObject({ ...OK, check_status: '402' });
	});

	test('a call check runs out', async () => {
		await client.stage({ callCheckSeconds: 0.01 });
		const { check_id } = await client.json('/callcheck/add', { phone: PHONE });
		await expect.poll(() => client.json('/callcheck/status', { check_id })).toMatchObject({ check_status: '402' });
	});
});

describe('callbacks', () => {
	test('are registered, listed and deleted', async () => {
		const url = 'https://example.com/sms/callback';
		expect(await client.json('/callback/get')).toEqual(OK);
		expect(await client.json('/callback/add', { url: 'example.com' })).toMatchObject({ status_code: 901 });
		expect(await client.json('/callback/add', { url })).toEqual({ ...OK, callback: [url] });
		expect(await client.json('/callback/add', { url })).toEqual({ ...OK, callback: [url] });
		expect(await text('/callback/get')).toEqual(['100', url]);
		expect(await client.json('/callback/del', { url: `${url}/other` })).toMatchObject({ status_code: 902 });
		expect(await client.json('/callback/del', { url })).toEqual(OK);
	});

	test('hear of every change, signed, again and again until they answer 100', async () => {
		const heard: URLSearchParams[] = [];
		const answers = ['busy', '100'];
		const handler = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				heard.push(new URLSearchParams(Buffer.concat(chunks).toString()));
				response.end(answers.shift() ?? '100');
			});
		});
		await new Promise<void>((resolve) => handler.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(handler.address() as AddressInfo).port}/status`;
		await client.stage({ pushRetrySeconds: 0.01 });
		await client.json('/callback/add', { url });
		const id = await sendTo(PHONE);
		now += 3000;
		await vi.waitFor(() => expect(heard).toHaveLength(2));
		handler.close();

		const entry = `sms_status\n${id}\n103\n${now / 1000}`;
		const hash = createHash('sha256').update(simulator.account.api_id + entry).digest('hex');
		for (const form of heard) expect(Object.fromEntries(form)).toEqual({ 'data[1]': entry, hash });
		expect(await client.backDoor('/__pushes')).toMatchObject([{ answer: 'busy' }, { answer: '100' }]);
	});
});
