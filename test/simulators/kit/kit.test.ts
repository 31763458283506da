import { Agent, request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { parseForm } from './form.ts';
import { countParts } from './parts.ts';
import { createSmsRu, type SmsRuSimulator } from '../smsRu/index.ts';
import { clientOf } from './client.ts';

const PHONE = '79255070602';

let simulator: SmsRuSimulator;
let client: ReturnType<typeof clientOf>;

beforeEach(async () => {
	simulator = await createSmsRu();
	client = clientOf(simulator);
});
afterEach(() => simulator.close());

const post = (signal?: AbortSignal) =>
	fetch(`${simulator.url}/sms/send`, {
		method: 'POST',
		body: new URLSearchParams({ api_id: simulator.account.api_id, json: '1', to: PHONE, msg: 'hello' }),
		redirect: 'manual',
		signal,
	});
const processed = async () => (await client.received()).length;

describe('faults', () => {
	test('resets take the connection away, before the work or after it', async () => {
		await client.fault({ fault: 'resetBeforeRead' });
		await expect(post()).rejects.toThrow();
		expect(await processed()).toBe(0);
		await client.fault({ fault: 'resetAfterRead' });
		await expect(post()).rejects.toThrow();
		expect(await processed()).toBe(1);
		expect((await post()).status).toBe(200);
	});

	test('silence and stalling never end', async () => {
		await client.fault({ fault: 'silence', processed: false });
		await expect(post(AbortSignal.timeout(150))).rejects.toThrow(/timeout/);
		expect(await processed()).toBe(0);
		await client.fault({ fault: 'silence' });
		await expect(post(AbortSignal.timeout(150))).rejects.toThrow(/timeout/);
		expect(await processed()).toBe(1);
		await client.fault({ fault: 'stallMidAnswer' });
		const stalled = await post(AbortSignal.timeout(150));
		expect(Number(stalled.headers.get('content-length'))).toBeGreaterThan(100);
		await expect(stalled.text()).rejects.toThrow(/timeout/);
		expect(await processed()).toBe(2);
	});

	test('status answers for a front server', async () => {
		await client.fault({ fault: 'status', status: 429, retryAfter: 7 });
		const answer = await post();
		expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
		expect(await answer.text()).toContain('<html>');
		expect(await processed()).toBe(0);
	});

	test.each([
		['html', 0, /^<html>/],
		['truncated', 1, /^\{\n {4}"status": "OK"[^}]*$/],
		['wrongShape', 1, /^\{"result":/],
		['empty', 1, /^$/],
	])('%s', async (fault, messages, body) => {
		await client.fault({ fault });
		const answer = await post();
		expect(answer.status).toBe(200);
		expect(await answer.text()).toMatch(body);
		expect(await processed()).toBe(messages);
	});

	test('redirect, reply, gigantic and delay', async () => {
		await client.fault({ fault: 'redirect', to: 'http://127.0.0.1:9/', status: 307 });
		const redirected = await post();
		expect([redirected.status, redirected.headers.get('location')]).toEqual([307, 'http://127.0.0.1:9/']);
		await client.fault({ fault: 'reply', body: { status: 'ERROR', status_code: 500 } });
		expect(await (await post()).json()).toEqual({ status: 'ERROR', status_code: 500 });
		expect(await processed()).toBe(0);
		await client.fault({ fault: 'gigantic', bytes: 1_000_000 });
		expect(await (await post()).text()).toHaveLength(1_000_000);
		await client.fault({ fault: 'delay', ms: 120 });
		const before = performance.now();
		await post();
		expect(performance.now() - before).toBeGreaterThan(110);
		expect(await processed()).toBe(2);
	});

	test('path, skip and times say which requests are hit', async () => {
		await client.fault({ fault: 'status', path: '/sms/send', skip: 2, times: 2 });
		const statuses = [];
		for (let turn = 0; turn < 5; turn++) {
			statuses.push((await post()).status);
			await client.json('/my/balance');
		}
		expect(statuses).toEqual([200, 200, 503, 503, 200]);
	});

	test('times 0 lasts until it is cleared; an unknown fault is refused', async () => {
		await client.fault({ fault: 'status', times: 0 });
		expect([(await post()).status, (await post()).status]).toEqual([503, 503]);
		await fetch(`${simulator.url}/__faults`, { method: 'DELETE' });
		expect((await post()).status).toBe(200);
		expect(await client.fault({ fault: 'toString' })).toMatchObject({ error: expect.stringContaining('resetBeforeRead') });
	});
});

describe('inspection', () => {
	test('requests are counted without their secrets', async () => {
		await client.stage({ delayMs: 60 });
		await Promise.all([post(), post(), client.get(`/my/balance?api_id=${simulator.account.api_id}`)]);
		const journal = await client.backDoor('/__requests');
		expect(journal).toMatchObject({ count: 3, connections: 3, mostInFlight: 3 });
		const sent = { method: 'POST', path: '/sms/send', status: 200, at: expect.any(Number), recipients: 1 };
		expect(journal.requests).toContainEqual(sent);
		expect(JSON.stringify(journal)).not.toContain(simulator.account.api_id);
		await fetch(`${simulator.url}/__requests`, { method: 'DELETE' });
		expect(await client.backDoor('/__requests')).toMatchObject({ count: 0, mostInFlight: 0, requests: [] });
	});

	test('a kept-alive connection counts once', async () => {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		const ask = () => new Promise((resolve) => {
			httpRequest(`${simulator.url}/my/balance`, { agent }, (reply) => reply.resume().on('end', resolve)).end();
		});
		await Promise.all([ask(), ask(), ask()]);
		agent.destroy();
		expect(await client.backDoor('/__requests')).toMatchObject({ count: 3, connections: 1, mostInFlight: 1 });
	});

	test('messages are listed by number and cleared', async () => {
		await client.json('/sms/send', { to: `${PHONE},79000000001`, msg: 'hello' });
		expect(await client.backDoor(`/__messages?to=${PHONE}`)).toMatchObject({ count: 1, messages: [{ to: PHONE }] });
		expect(await client.backDoor('/__messages')).toMatchObject({ count: 2, perNumber: { [PHONE]: 1, '79000000001': 1 } });
		await fetch(`${simulator.url}/__messages`, { method: 'DELETE' });
		expect(await client.backDoor('/__messages')).toEqual({ count: 0, perNumber: {}, messages: [] });
	});

	test('the pace of the phones can be set', async () => {
		await client.stage({ steps: { sent: 0, delivered: 0 } });
		await post();
		expect(await client.received()).toMatchObject([{ status: 'delivered' }]);
	});

	test('the phone page needs nothing from outside', async () => {
		const html = await (await client.get('/')).text();
		expect(html).toContain('"vendor":"SMS.ru"');
		expect(html).toContain('70000000207');
		expect(html).not.toMatch(/(?:src|href)=|@import|url\(/);
	});
});

describe('reading requests', () => {
	test('brackets nest and append as in PHP; the last of equal names wins', () => {
		const form = parseForm('to[123]=a&to%5B79255070602%5D=b+c&list[]=x&list[]=y&a[b][c]=d&n=1&n=2&__proto__[p]=q');
		expect(JSON.parse(JSON.stringify(form))).toEqual({
			to: { 123: 'a', 79255070602: 'b c' },
			list: { 0: 'x', 1: 'y' },
			a: { b: { c: 'd' } },
			n: '2',
			['__proto__']: { p: 'q' },
		});
		expect(({} as { p?: string }).p).toBeUndefined();
	});

	test('thousands of keys', () => {
		const body = Array.from({ length: 5000 }, (_, index) => `to[${79000000000 + index}]=${index}`).join('&');
		expect(Object.keys(parseForm(body).to)).toHaveLength(5000);
	});

	test('multipart, JSON and raw UTF-8 bodies', async () => {
		const url = `${simulator.url}/sms/send`;
		const common = { api_id: simulator.account.api_id, to: PHONE, json: 1 };
		const multipart = new FormData();
		for (const [name, value] of Object.entries({ ...common, msg: 'привет 1' })) multipart.append(name, String(value));
		await fetch(url, { method: 'POST', body: multipart });
		const headers = { 'content-type': 'application/json' };
		const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ ...common, msg: 'привет 2' }) });
		expect(await answer.json()).toMatchObject({ status: 'OK' });
		await new Promise((resolve) => {
			const raw = httpRequest(url, { method: 'POST' }, (reply) => reply.resume().on('end', resolve));
			raw.end(`api_id=${common.api_id}&to=${PHONE}&msg=привет 3`);
		});
		expect((await client.received()).map(({ text }: { text: string }) => text)).toEqual(['привет 1', 'привет 2', 'привет 3']);
	});
});

test.each([
	['', 1],
	['a'.repeat(160), 1],
	['a'.repeat(161), 2],
	['€'.repeat(80), 1],
	['€'.repeat(153), 3],
	['ж'.repeat(70), 1],
	['ж'.repeat(71), 2],
	['😀'.repeat(67), 3],
])('parts of %j', (text, parts) => {
	expect(countParts(text)).toBe(parts);
});
