import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createSmsPilot, type SmsPilotSimulator } from './index.ts';
import { EMULATOR_KEY } from './service.ts';
import { clientOf, type Params } from '../kit/client.ts';

type Json = Record<string, unknown>;

const FIRST = '79087964781';
const SECOND = '79087964782';
const UNSET = '0000-00-00 00:00:00';

let simulator: SmsPilotSimulator;
let client: ReturnType<typeof clientOf>;
let now: number;

beforeEach(async () => {
	now = Date.UTC(2012, 9, 18, 12, 0);
	simulator = await createSmsPilot({ now: () => now });
	client = clientOf(simulator);
});
afterEach(() => simulator.close());

const later = (seconds: number) => (now += seconds * 1000);
const post = (body: string, type = 'application/json') =>
	fetch(`${simulator.url}/api2.php`, { method: 'POST', body, headers: { 'content-type': type } });
const ask = async (document: object) => await (await post(JSON.stringify({ apikey: 'XYZ', ...document }))).json();
const askXml = async (root: string) => await (await post(`<?xml version="1.0" encoding="utf-8"?>\n${root}`, 'text/xml')).text();
const send = (message: Json, rest: Json = {}) => ask({ send: [message], ...rest });
const sendTo = async (to: string, message: Json = {}) => (await send({ to, text: 'hello', ...message })).send[0];
const refused = (code: number) => ({ error: { code: String(code), description: expect.any(String) } });

describe('the examples of the document, in JSON', () => {
	test('send', async () => {
		const answer = await ask({
			test: 0,
			cost: 0,
			send: [
				{ id: '12345', from: 'SMSPILOT', to: FIRST, text: 'Ура "SMSPILOT"!' },
				{ id: '12346', from: 'ADVOKAT', to: SECOND, text: 'json_encode!' },
			],
		});
		const item = { status: '0', error: '0', send_datetime: UNSET, country: 'RU', operator: 'TELE2', parts: '1', price: '0.60' };
		expect(answer).toEqual({
			send: [
				{ id: '12345', server_id: '10005', from: 'SMSPILOT', to: FIRST, text: 'Ура "SMSPILOT"!', ...item },
				{ id: '12346', server_id: '10006', from: 'ADVOKAT', to: SECOND, text: 'json_encode!', ...item },
			],
			server_packet_id: '1234',
			balance: '9999.69',
			cost: '1.20',
		});
		expect(await client.received()).toMatchObject([{ to: FIRST, from: 'SMSPILOT' }, { to: SECOND, text: 'json_encode!' }]);
	});

	test('cost sends nothing and answers a text', async () => {
		const send = [{ to: FIRST, text: 'Сколько стоит?' }];
		expect(await ask({ cost: '1', send })).toEqual({ cost: '0.60' });
		expect(await client.received()).toEqual([]);
	});

	test('check by ids and by packet, for the printed ids', async () => {
		const printed = {
			check: [
				{ id: '12345', server_id: '10005', status: '1', modified: '2011-08-11 14:35:00' },
				{ id: '12346', server_id: '10006', status: '2', modified: '2011-08-11 15:12:22' },
			],
		};
		expect(await ask({ check: [{ server_id: '10005' }, { server_id: '10006' }] })).toEqual(printed);
		expect(await ask({ check: true, server_packet_id: '1234' })).toEqual(printed);
	});

	test('balance is a number', async () => {
		await client.stage({ balance: 405.6 });
		expect(await ask({ balance: 'rur' })).toEqual({ balance: 405.6 });
		expect(await ask({ balance: 'sms' })).toEqual({ balance: 676 });
	});

	test('info is texts', async () => {
		await client.stage({ balance: 999737 });
		expect(await ask({ info: true })).toEqual({
			info: {
				id: '1',
				tariff_id: '1',
				email: 'info@smspilot.ru',
				phone: FIRST,
				balance: '999737',
				date: '2012-01-21 07:25',
				senders: 'mySHOP,SCHOOL,SERVER4,my-site.ru',
				default_sender: 'SERVER4',
				any_sender: '1',
			},
		});
	});

	test('inbound; what has been returned is seen', async () => {
		const first = { id: '12345', phone: FIRST, num: '79021121075', text: '1234 Ура работает!', created: '2011-09-20 20:15', seen: '0' };
		const second = { ...first, id: '12346', phone: SECOND, text: '1234 Дима Билан!', created: '2011-09-20 21:11', seen: '1' };
		expect(await ask({ inbound: true, since: 'new' })).toEqual({ inbound: [first] });
		expect(await ask({ inbound: true, since: 'new' })).toEqual({ inbound: [] });
		expect(await ask({ inbound: true })).toEqual({ inbound: [{ ...first, seen: '1' }, second] });
		expect(await ask({ inbound: true, since: '2011-09-20 17:30:00' })).toEqual({ inbound: [second] });
		expect(await ask({ inbound: true, since: '20.09.2011' })).toEqual(refused(500));
	});

	test('the sample of an error: no money', async () => {
		await client.stage({ balance: 0 });
		expect(await send({ to: FIRST, text: 'x' })).toEqual({ error: { code: '241', description: "You don't have enough money" } });
	});
});

describe('the examples of the document, in XML', () => {
	test('send, with its printed prices, ids and balance', async () => {
		const answer = await askXml(`<send apikey="XYZ" test="0" cost="0">
			<sms id="12345" from="SMSPILOT" to="79131437355">Ура работает!</sms>
			<sms id="12346" from="ADVOKAT" to="89087964782" send_datetime="2012-10-18
18:00:00">Не забываем htmlspecialchars!</sms></send>`.replace('2012-10-18\n18', '2012-10-18 18'));
		expect(answer).toContain('<send server_packet_id="1234" balance="10000" cost="0.89">');
		expect(answer).toContain('server_id="10005" from="SMSPILOT" to="79131437355" parts="1" price="0.29" status="0" error="0"');
		expect(answer).toMatch(/server_id="10006".*to="79087964782".*price="0\.60" status="3" error="0" send_datetime="2012-10-18 18:00:00" country="RU" operator="TELE2">Не забываем/);
	});

	test('info with the emulator key, and with login and password', async () => {
		expect(await askXml(`<info apikey="${EMULATOR_KEY}" />`)).toContain('<name>Emulator</name>');
		expect(await askXml('<info login="info@smspilot.ru" password="123456"  />')).toContain('<email>info@smspilot.ru</email>');
	});

	test('check, balance, inbound, cost, errors', async () => {
		expect(await askXml('<check apikey="XYZ"><sms server_id="10005" /><sms server_id="10006" /></check>')).toContain(
			'<sms id="12345" server_id="10005" status="1" modified="2011-08-11 14:35:00" />',
		);
		expect(await askXml('<check apikey="XYZ" server_packet_id="1234" />')).toContain('server_id="10006" status="2"');
		await client.stage({ balance: 405.6 });
		expect(await askXml('<balance apikey="XYZ" return="rur" />')).toContain('<balance>405.60</balance>');
		expect(await askXml('<inbound apikey="XYZ" since="new" />')).toContain('seen="0">1234 Ура работает!</sms>');
		expect(await askXml('<send apikey="XYZ" cost="1"><sms to="79131437355">Сколько стоит SMS?</sms></send>')).toContain('<cost>0.29</cost>');
		expect(await askXml('<info apikey="ABC" />')).toContain('<error><code>101</code><description>APIKEY is invalid</description></error>');
	});

	test('entities go in and out', async () => {
		const answer = await askXml('<send apikey="XYZ"><sms to="79131437355">a &lt; b &amp; &quot;c&quot;</sms></send>');
		expect(answer).toContain('a &lt; b &amp; &quot;c&quot;');
		expect(await client.received()).toMatchObject([{ text: 'a < b & "c"' }]);
	});
});

describe('a request that cannot be read', () => {
	test.each([
		[10, ''],
		[11, ' {"apikey":"XYZ","info":true}'],
		[11, 'apikey=XYZ&info=1'],
		[12, '<?xml version="1.0"?><info apikey="XYZ">'],
		[13, "{'apikey': 'XYZ', 'info': true}"],
		[14, '{"apikey":"XYZ","news":true}'],
		[100, '{"info":true}'],
		[101, '{"apikey":"ABC","info":true}'],
		[400, `{"apikey":"${'0'.repeat(64)}","info":true}`],
		[401, '{"login":"nobody","password":"x","info":true}'],
		[400, '{"login":"info@smspilot.ru","password":"wrong","info":true}'],
		[240, '{"apikey":"XYZ","send":"hello"}'],
		[240, '{"apikey":"XYZ","send":[]}'],
	])('%i: %s', async (code, body) => {
		const answer = await post(body, 'text/plain');
		expect(answer.status).toBe(200);
		expect(await answer.text()).toMatch(new RegExp(`"code": "${code}"|<code>${code}</code>`));
	});

	test('the document may stand in a parameter, of a GET too', async () => {
		const json = JSON.stringify({ apikey: 'XYZ', balance: 'rur' });
		const query = new URLSearchParams({ json });
		expect(await (await client.get(`/api2.php?${query}`)).json()).toEqual({ balance: 10000.89 });
		expect(await (await client.post('/api2.php', { json })).json()).toEqual({ balance: 10000.89 });
	});

	test('a blocked account', async () => {
		await client.stage({ refusal: 106 });
		expect(await ask({ balance: 'rur' })).toEqual(refused(106));
	});
});

describe('a message that is refused stands among the others', () => {
	const refusals: Array<[number, string, Json]> = [
		[108, 'no number', { to: '' }],
		[111, 'letters', { to: 'abc' }],
		[111, 'a plus', { to: `+${FIRST}` }],
		[215, 'too short', { to: '790879' }],
		[220, 'no text', { text: '' }],
		[221, 'eleven parts', { text: 'я'.repeat(67 * 10 + 1) }],
		[230, 'an id with letters', { id: 'order-7' }],
		[115, 'a sender with a space', { from: 'My Shop' }],
		[115, 'a sender of twelve letters', { from: 'ABCDEFGHIJKL' }],
		[250, 'a date in ISO 8601', { send_datetime: '2012-10-18T18:00:00Z' }],
		[250, 'the thirtieth of February', { send_datetime: '2013-02-30 18:00:00' }],
		[260, 'a callback that is no address', { callback: 'status.php' }],
		[270, 'a lifetime of two days', { ttl: 2880 }],
		[223, 'advertising', { text: 'Казино!' }],
		[213, 'an odd number', { to: '70000000213' }],
	];

	test.each(refusals)('%i: %s', async (code, _, message) => {
		const { send: items, error } = await ask({ send: [{ to: FIRST, text: 'a', ...message }, { to: SECOND, text: 'b' }] });
		expect(error).toBeUndefined();
		expect(items).toMatchObject([{ status: '-2', error: String(code), server_id: '0' }, { status: '0', error: '0', to: SECOND }]);
		expect(await client.received()).toMatchObject([{ to: SECOND }]);
	});

	test('204 and 226, when senders are checked', async () => {
		await client.stage({ info: { any_sender: '0' }, sharedSendersAllowed: false });
		expect(await sendTo(FIRST, { from: 'SCHOOL' })).toMatchObject({ status: '0' });
		expect(await sendTo(FIRST, { from: 'ADVOKAT' })).toMatchObject({ error: '204' });
		expect(await sendTo(FIRST, { from: 'INFORM' })).toMatchObject({ error: '226' });
	});

	test('243: the same text to the same number, for a few minutes', async () => {
		expect(await sendTo(FIRST)).toMatchObject({ status: '0' });
		expect(await sendTo(FIRST)).toMatchObject({ status: '-2', error: '243' });
		expect(await sendTo(FIRST, { text: 'other' })).toMatchObject({ status: '0' });
		later(301);
		expect(await sendTo(FIRST)).toMatchObject({ status: '0' });
	});

	test('112: the money runs out in the middle of a list', async () => {
		await client.stage({ balance: 0.6 });
		const { send: items, balance } = await ask({ send: [{ to: FIRST, text: 'a' }, { to: SECOND, text: 'b' }] });
		expect(items).toMatchObject([{ status: '0' }, { status: '-2', error: '112' }]);
		expect(balance).toBe('0');
	});

	test('242 and the switches of callback and ttl', async () => {
		await client.stage({ trial: true, httpsCallbacks: false, shortestTtl: 10 });
		expect(await ask({ send: [FIRST, SECOND, '79131437355'].map((to) => ({ to, text: 'x' })) })).toEqual(refused(242));
		expect(await sendTo(FIRST, { callback: 'https://example.com/' })).toMatchObject({ error: '260' });
		expect(await sendTo(FIRST, { ttl: 9 })).toMatchObject({ error: '270' });
	});
});

describe('what a message does', () => {
	test('test=1: an answer as ever, but nothing is sent, paid or kept', async () => {
		const { send: [item], balance } = await send({ to: FIRST, text: 'x' }, { test: 1 });
		expect(item).toMatchObject({ status: '0', server_id: '10005', id: '0' });
		expect(balance).toBe('10000.89');
		expect(await client.received()).toEqual([]);
	});

	test('statuses progress; unknown ids are -2, or 302', async () => {
		const { server_id: id } = await sendTo(FIRST, { id: 7 });
		const state = async () => (await ask({ check: [{ server_id: id }, { server_id: '999999' }] })).check;
		expect(await state()).toMatchObject([{ id: '7', status: '0' }, { id: '0', status: '-2', modified: UNSET }]);
		later(1);
		expect(await state()).toMatchObject([{ status: '1', modified: '2012-10-18 15:00:01' }, {}]);
		later(2);
		expect(await state()).toMatchObject([{ status: '2' }, {}]);
		await client.stage({ unknownIds: 'error' });
		expect(await ask({ check: [{ server_id: '999999' }] })).toEqual(refused(302));
		expect(await ask({ check: [{ server_id: 'abc' }] })).toEqual(refused(301));
		expect(await ask({ check: [{}] })).toEqual(refused(300));
		expect(await ask({ check: [] })).toEqual(refused(303));
		expect(await ask({ check: true, server_packet_id: '9' })).toEqual(refused(304));
	});

	test('send_datetime in GMT or in seconds, an odd number, a packet', async () => {
		const { send: items, server_packet_id: packet } = await ask({
			send: [
				{ to: FIRST, text: 'a', send_datetime: '2012-10-18 12:00:10' },
				{ to: SECOND, text: 'b', send_datetime: now / 1000 + 10 },
				{ to: '70000000600', text: 'c' },
			],
		});
		expect(items).toMatchObject([{ status: '3' }, { status: '3' }, { status: '0' }]);
		later(3);
		const states = async () => (await ask({ check: true, server_packet_id: packet })).check.map(({ status }: Json) => status);
		expect(await states()).toEqual(['3', '3', '-1']);
		later(11);
		expect(await states()).toEqual(['2', '2', '-1']);
	});

	test('the emulator keeps nothing; its first id is 10000', async () => {
		const { send: items, balance } = await send({ to: FIRST, text: 'x' }, { apikey: EMULATOR_KEY });
		expect(items).toMatchObject([{ server_id: '10000', status: '0' }]);
		expect(balance).toBe('20006.97');
		expect(await ask({ apikey: EMULATOR_KEY, check: [{ server_id: '10000' }] })).toEqual({
			check: [{ id: '0', server_id: '10000', status: '-2', modified: UNSET }],
		});
		expect(await client.received()).toEqual([]);
	});

	test('newer answers have numbers', async () => {
		await client.stage({ isNew: true });
		const answer = await send({ to: FIRST, text: 'x' });
		expect(answer).toMatchObject({ balance: 10000.29, cost: 0.6, server_packet_id: '1234' });
		expect(answer.send[0]).toMatchObject({ id: 0, parts: 1, price: 0.6, status: 0, error: 0, server_id: '10005', to: FIRST, send_datetime: '' });
	});

	test.each(['get', 'post'])('a callback by %s tells each status', async (method) => {
		const seen: Params[] = [];
		const listener = createServer(async (request, response) => {
			let body = '';
			for await (const chunk of request) body += chunk;
			const query = request.method === 'POST' ? body : request.url!.split('?')[1];
			seen.push(Object.fromEntries(new URLSearchParams(query)));
			response.end('OK');
		}).listen(0, '127.0.0.1');
		await once(listener, 'listening');
		const callback = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/status`;
		await client.stage({ steps: { sent: 0, undelivered: 0 } });
		const { server_id } = await sendTo('70000000601', { callback, callback_method: method });
		await expect.poll(() => seen).toContainEqual({ server_id, status: '-1', error: '601' });
		await expect.poll(async () => (await client.backDoor('/__pushes')).at(-1)).toMatchObject({ answer: 'OK', method: method.toUpperCase() });
		listener.close();
	});
});

describe('API-1, as clients use it', () => {
	const api1 = async (params: Params) => (await client.post('/api.php', { apikey: simulator.account.apikey, ...params })).text();
	const json = async (params: Params) => JSON.parse(await api1({ format: 'json', ...params }));

	test('a GET with everything in the address', async () => {
		const answer = await client.get(`/api.php?send=test&to=${FIRST}&apikey=XYZ&format=json`);
		expect(await answer.json()).toEqual({
			send: [{ server_id: '10005', phone: FIRST, price: '0.60', status: '0' }],
			balance: '10000.29',
			cost: '0.60',
			server_packet_id: '1234',
		});
	});

	test('text, the bare value, and errors in each format', async () => {
		expect(await api1({ send: 'x', to: FIRST, from: 'INFORM' })).toBe(`SUCCESS=SMS SENT 0.60/10000.29\n10005,${FIRST},0.60,0`);
		expect(await api1({ send: 'y', to: FIRST, format: 'v' })).toBe('10006');
		expect(await api1({ send: 'x', to: 'abc' })).toBe('ERROR=111: Invalid phone');
		expect(await json({ send: 'x', to: 'abc' })).toEqual({
			error: { code: '111', description: 'Invalid phone', description_ru: 'Неправильный номер телефона' },
		});
	});

	test('a bad number of a list is an item', async () => {
		const { send: items } = await json({ send: 'x', to: `${FIRST},70000000213` });
		expect(items).toMatchObject([{ status: '0' }, { phone: '70000000213', status: '-2', error: '213' }]);
	});

	test('windows-1251', async () => {
		const body = `apikey=XYZ&charset=windows-1251&to=${FIRST}&send=%CF%F0%E8%E2%E5%F2`;
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		await fetch(`${simulator.url}/api.php`, { method: 'POST', body, headers });
		expect(await client.received()).toMatchObject([{ text: 'Привет' }]);
	});

	test('HLR and PING: the finding comes with the status', async () => {
		const { send: items } = await json({ send: 'HLR', to: `${FIRST},70000000602` });
		expect(items).toMatchObject([{ status: '0', price: '0.10' }, { status: '0' }]);
		later(3);
		const ids = items.map(({ server_id }: Json) => server_id).join();
		const { check } = await json({ check: ids, fields: 'all' });
		expect(check).toMatchObject([{ status: '2', message: expect.stringContaining('TELE2'), error: '0' }, { status: '-1', error: '602' }]);
		expect((await json({ check: ids, fields: 'server_id,status' })).check[0]).toEqual({ server_id: ids.split(',')[0], status: '2' });
		expect(await json({ check: ids, fields: 'color' })).toMatchObject(refused(275));
	});

	test('balance, the account, senders, inbound', async () => {
		expect(await api1({ balance: 'rur' })).toBe('10000.89');
		expect(await json({ balance: 'sms' })).toEqual({ balance: '16668' });
		expect(await json({})).toMatchObject({ email: 'info@smspilot.ru', senders: 'mySHOP,SCHOOL,SERVER4,my-site.ru' });
		expect(await json({ list: 'senders' })).toEqual({ senders: 'mySHOP,SCHOOL,SERVER4,my-site.ru' });
		await client.backDoor('/__inbound', { phone: SECOND, text: 'hello' });
		expect((await json({ inbound: 'new' })).inbound).toMatchObject([{}, { phone: SECOND, text: 'hello', created: '2012-10-18 15:00' }]);
	});
});
