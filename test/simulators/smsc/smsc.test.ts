import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createSmsc, type SmscSimulator } from './index.ts';

type Params = Record<string, string | number>;

const PHONE = '79999999999';
const MINUTE = 60_000;

let simulator: SmscSimulator;
let now: number;

beforeEach(async () => {
	now = Date.UTC(2026, 5, 25, 9, 0);
	simulator = await createSmsc({ now: () => now });
});
afterEach(() => simulator.close());

const login = { login: 'alex', psw: '123' };
const form = (params: Params) => new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
const ask = async (script: string, params: Params) =>
	(await fetch(`${simulator.url}/sys/${script}.php`, { method: 'POST', body: form({ ...login, charset: 'utf-8', fmt: 3, ...params }) })).text();
const json = async (script: string, params: Params) => JSON.parse(await ask(script, params));
const send = (params: Params) => json('send', { phones: PHONE, mes: 'Hello!', ...params });
const get = async (query: string) => (await fetch(`${simulator.url}/sys/send.php?${query}`)).text();
const received = async () => (await (await fetch(`${simulator.url}/__messages`)).json()).messages;
const stage = (settings: object) => fetch(`${simulator.url}/__account`, { method: 'POST', body: JSON.stringify(settings) });

describe('the examples of the document', () => {
	const AUTH = 'login=alex&psw=123';

	test('an ordinary message by GET', async () => {
		expect(await get(`${AUTH}&phones=${PHONE}&mes=Hello!`)).toBe('OK - 1 SMS, ID - 1234');
		expect(await received()).toMatchObject([{ to: PHONE, text: 'Hello!', from: 'SMSC.RU' }]);
	});

	test('a list with an escaped line break', async () => {
		expect(await get(`${AUTH}&list=${PHONE}:Hello!%0A${PHONE}:Hello\\nworld!`)).toBe('OK - 2 SMS, ID - 1234');
		expect((await received()).map(({ text }: { text: string }) => text)).toEqual(['Hello!', 'Hello\nworld!']);
	});

	test('a flash message for a time that is over', async () => {
		const query = `${AUTH}&phones=${PHONE}&mes=Hello%20world!&translit=1&time=0101120000&flash=1&sender=ivan&charset=utf-8`;
		expect(await get(query)).toMatch(/^OK - 1 SMS/);
		const [message] = await received();
		expect(message).toMatchObject({ channel: 'flash', from: 'ivan', text: 'Hello world!' });
		expect(message).not.toHaveProperty('deliverAt');
	});

	test.each([
		['050A0307056048656C6C6F2C20576F726C6421'],
		['0605040B8423F0DC0601AE02056A0045C60C037761702E72752F0001037761702E7275000101'],
	])('a binary message %s', async (hex) => {
		expect(await get(`${AUTH}&phones=${PHONE}&mes=${hex}&bin=2`)).toMatch(/^OK/);
		expect(await received()).toMatchObject([{ channel: 'bin', text: hex }]);
	});

	test('a wap-push message in words', async () => {
		expect(await get(`${AUTH}&phones=${PHONE}&mes=http://wap.ru%0AWAP.RU&push=1`)).toMatch(/^OK/);
		expect(await received()).toMatchObject([{ channel: 'push', text: 'http://wap.ru\nWAP.RU' }]);
	});
});

describe('formats of answers', () => {
	test.each([
		[{ fmt: 0 }, 'OK - 1 SMS, ID - 1234'],
		[{ fmt: 0, cost: 1 }, '1.40 (1 SMS)'],
		[{ fmt: 0, cost: 2 }, 'OK - 1 SMS, ID - 1234, COST - 1.40'],
		[{ fmt: 0, cost: 3 }, 'OK - 1 SMS, ID - 1234, COST - 1.40, BALANCE - 49998.60'],
		[{ fmt: 1 }, '1234,1'],
		[{ fmt: 1, cost: 1 }, '1.40,1'],
		[{ fmt: 1, cost: 2 }, '1234,1,1.40'],
		[{ fmt: 1, cost: 3 }, '1234,1,1.40,49998.60'],
		[{ fmt: 1, op: 1 }, '1234,1\n79999999999,25001,1.40,-1,0'],
		[{ fmt: 3 }, '{"id":1234,"cnt":1}'],
		[{ fmt: 3, cost: 1 }, '{"cost":"1.40","cnt":1}'],
		[{ fmt: 3, cost: 3 }, '{"id":1234,"cnt":1,"cost":"1.40","balance":"49998.60"}'],
		[{ fmt: 0, psw: 'no' }, 'ERROR = 2 (authorise error)'],
		[{ fmt: 1, psw: 'no' }, '0,-2'],
		[{ fmt: 3, psw: 'no' }, '{"error":"authorise error","error_code":2}'],
		[{ fmt: 0, phones: 'x' }, 'ERROR = 7 (invalid number), ID - 1234'],
		[{ fmt: 1, phones: 'x' }, '1234,-7'],
		[{ fmt: 3, phones: 'x' }, '{"error":"invalid number","error_code":7,"id":1234}'],
	])('%o', async (params, answer) => {
		expect(await ask('send', { phones: PHONE, mes: 'Hello!', ...params })).toBe(answer);
	});

	test('XML', async () => {
		const xml = await ask('send', { phones: PHONE, mes: 'x', fmt: 2, op: 1 });
		expect(xml).toContain('<id>1234</id>');
		expect(xml).toContain('<phone mccmnc="25001" cost="1.40" status="-1" error="0">79999999999</phone>');
	});

	test('op and err tell of each number', async () => {
		expect(await send({ phones: `${PHONE},123`, op: 1, err: 1 })).toEqual({
			id: 1234,
			cnt: 1,
			phones: [
				{ phone: PHONE, mccmnc: '25001', cost: '1.40', status: '-1', error: '0' },
				{ phone: '123', mccmnc: '0', cost: '0.00', status: '22', error: '249' },
			],
			errors: [{ phone: '123', status: '22', error: '249' }],
		});
	});
});

describe('encodings', () => {
	test('windows-1251 unless said otherwise', async () => {
		await get(`login=alex&psw=123&phones=${PHONE}&mes=%CF%F0%E8%E2%E5%F2`);
		expect((await received())[0].text).toBe('Привет');
	});

	test('UTF-8 without charset arrives as nonsense', async () => {
		await get(`login=alex&psw=123&phones=${PHONE}&mes=${encodeURIComponent('Привет')}`);
		expect((await received())[0].text).not.toBe('Привет');
	});

	test('answers come in the encoding that was asked for', async () => {
		await send({});
		const params = { ...login, phone: PHONE, id: 1234, fmt: 3, all: 1 };
		const answer = await fetch(`${simulator.url}/sys/status.php`, { method: 'POST', body: form(params) });
		expect(new TextDecoder('windows-1251').decode(await answer.arrayBuffer())).toContain('"status_name":"Ожидает отправки"');
	});

	test('JSON under /rest/send/ is UTF-8', async () => {
		const body = JSON.stringify({ apikey: simulator.account.apikey, phones: PHONE, mes: 'Привет', cost: 3 });
		const options = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
		const answer = await fetch(`${simulator.url}/rest/send/`, options);
		expect(await answer.json()).toEqual({ id: 1234, cnt: 1, cost: '1.40', balance: '49998.60' });
		expect((await received())[0].text).toBe('Привет');
	});
});

describe('who may enter', () => {
	test('with the MD5 of the password, or the API key alone', async () => {
		const md5 = createHash('md5').update('123').digest('hex');
		expect(await send({ psw: md5 })).toMatchObject({ id: 1234 });
		expect(await send({ mes: 'b', login: '', psw: '', apikey: simulator.account.apikey })).toHaveProperty('id');
		expect(await send({ mes: 'c', apikey: 'wrong' })).toMatchObject({ error_code: 2 });
	});

	test('too many strangers block the address', async () => {
		await stage({ wrongLoginsPerMinute: 2 });
		for (const code of [2, 2, 4, 4]) expect(await send({ psw: 'no' })).toMatchObject({ error_code: code });
		expect(await send({})).toMatchObject({ error_code: 4 });
		now += MINUTE + 1;
		expect(await send({})).toHaveProperty('id');
	});
});

describe('what is refused', () => {
	test.each([
		[{ mes: '' }, 1],
		[{ mes: 'x'.repeat(1001) }, 1],
		[{ id: '2147483648' }, 1],
		[{ id: 'x'.repeat(41) }, 1],
		[{ flash: 1, viber: 1 }, 1],
		[{ time: 'tomorrow' }, 5],
		[{ time: '3202261200' }, 5],
		[{ valid: '24:01' }, 1],
		[{ smsreq: 9 }, 1],
		[{ period: 721 }, 1],
		[{ imgcode: 'abc' }, 1],
		[{ mail: 1, phones: 'a@example.com' }, 1],
		[{ sender: 'Nobody' }, 6],
		[{ mes: 'Играй в казино' }, 6],
		[{ phones: '123' }, 7],
		[{ phones: '70000000248' }, 8],
		[{ charset: 'latin1' }, 1],
	])('%o with code %i', async (params, code) => {
		expect(await send(params)).toMatchObject({ error_code: code, error: expect.any(String) });
		expect(await received()).toEqual([]);
	});

	test('no money, with an id', async () => {
		await stage({ balance: 1 });
		expect(await send({})).toEqual({ error: 'no money', error_code: 3, id: 1234 });
	});

	test('an identical request within a minute, in all that it holds; six equal price questions', async () => {
		await send({ id: 1 });
		expect(await send({ id: 1 })).toMatchObject({ error_code: 9 });
		for (const other of [{ id: 2 }, { id: 1, mes: 'x' }, { id: 1, phones: '79261112233' }, { id: 1, valid: 2 }, {}] as Params[]) {
			expect(await send(other)).toMatchObject({ cnt: 1 });
			expect(await send(other)).toMatchObject({ error_code: 9 });
		}
		now += MINUTE + 1;
		expect(await send({ id: 1 })).toEqual({ id: 1, cnt: 1 });
		for (let asked = 0; asked < 5; asked++) expect(await send({ cost: 1 })).toHaveProperty('cost');
		expect(await send({ cost: 1 })).toMatchObject({ error_code: 9 });
	});

	test('fifteen requests at once', async () => {
		await stage({ workMs: 200 });
		const answers = await Promise.all(Array.from({ length: 15 }, (_, number) => send({ mes: `text ${number}` })));
		expect(answers.filter(({ error_code: code }) => code === undefined)).toHaveLength(14);
		expect(answers).toContainEqual({ error: 'too many concurrent requests', error_code: 9 });
	});

	test('more than fifty messages to one number in a row', async () => {
		const list = Array.from({ length: 50 }, (_, number) => `${PHONE}:${number}`).join('\n');
		expect(await send({ phones: '', mes: '', list })).toMatchObject({ cnt: 50 });
		expect(await send({})).toMatchObject({ error_code: 8 });
	});
});

describe('recipients', () => {
	test('numbers are corrected unless they begin with a plus', async () => {
		await send({ phones: '8 (999) 111-22-33;9991112234' });
		expect((await received()).map(({ to }: { to: string }) => to)).toEqual(['79991112233', '79991112234']);
		expect(await send({ phones: '+89991112233', op: 1 })).toMatchObject({ phones: [{ phone: '89991112233' }] });
		expect(await send({ phones: '+9991112233', mes: 'x', op: 1 })).toMatchObject({ phones: [{ phone: '9991112233' }] });
	});

	test('a group', async () => {
		expect(await send({ phones: 'G1', op: 1 })).toMatchObject({ cnt: 2, phones: [{ phone: '79991110001' }, { phone: '79991110002' }] });
	});
});

describe('list', () => {
	const texts = async () => (await received()).map(({ to, text, from }: Record<string, string>) => [to, text, from]);
	const list = (lines: string, params: Params = {}) => json('send', { list: lines, ...params });

	test('the first colon or semicolon ends the numbers; several share a text', async () => {
		await list('79990000001,79990000002;a:b;c\n79990000003:x;y');
		expect(await texts()).toEqual([
			['79990000001', 'a:b;c', 'SMSC.RU'],
			['79990000002', 'a:b;c', 'SMSC.RU'],
			['79990000003', 'x;y', 'SMSC.RU'],
		]);
	});

	test('senders of their own, zones of their own', async () => {
		await list('ivan,2|79990000001:a\nMyShop|79990000002:b', { time: '2506261500', tz: 0 });
		expect(await texts()).toEqual([['79990000001', 'a', 'ivan'], ['79990000002', 'b', 'MyShop']]);
		const [first, second] = await received();
		expect(second.deliverAt).toBe(Date.UTC(2026, 5, 25, 12));
		expect(first.deliverAt).toBe(Date.UTC(2026, 5, 25, 10));
	});

	test('with nl=1, a line that is no entry continues the text', async () => {
		await list('79990000001:first\nsecond\n79990000002:other', { nl: 1 });
		expect(await texts()).toEqual([['79990000001', 'first\nsecond', 'SMSC.RU'], ['79990000002', 'other', 'SMSC.RU']]);
	});

	test('a line that is no entry is refused otherwise', async () => {
		expect(await list('79990000001:first\nsecond')).toMatchObject({ error_code: 1 });
	});
});

describe('time', () => {
	test.each([
		['2506261500', 12],
		['25.06.26 15:00', 12],
		['01782388800', 12],
		['+180', 12],
		['15-18', 12],
		['10-13', undefined],
		['10-11', 31],
		['0', undefined],
	])('%s', async (time, hour) => {
		await send({ time });
		expect((await received())[0].deliverAt).toBe(hour && Date.UTC(2026, 5, 25, hour));
	});

	test('tz is counted from Moscow', async () => {
		await send({ time: '2506261500', tz: -1 });
		expect((await received())[0].deliverAt).toBe(Date.UTC(2026, 5, 25, 13));
	});
});

describe('other kinds', () => {
	test('e-mail with a file', async () => {
		const body = new FormData();
		const fields = { ...login, charset: 'utf-8', fmt: 3, mail: 1, phones: 'a@example.com', subj: 'Тема', mes: 'Текст', sender: 'shop@example.com' };
		for (const [name, value] of Object.entries(fields)) body.append(name, String(value));
		body.append('file1', new Blob(['%PDF'], { type: 'application/pdf' }), 'счёт.pdf');
		const answer = await fetch(`${simulator.url}/sys/send.php`, { method: 'POST', body });
		expect(await answer.json()).toEqual({ id: 1234, cnt: 1 });
		expect(await received()).toMatchObject([
			{ to: 'a@example.com', channel: 'mail', params: { subj: 'Тема' }, files: [{ field: 'file1', name: 'счёт.pdf', size: 4 }] },
		]);
	});

	test('HLR: no text, facts in the status', async () => {
		expect(await send({ mes: '', hlr: 1 })).toMatchObject({ id: 1234, cnt: 1 });
		now += 10_000;
		expect(await json('status', { phone: PHONE, id: 1234 })).toMatchObject({ status: 1, err: 0, imsi: expect.any(String), net: 'MTS' });
	});

	test('a call that speaks a code tells it', async () => {
		expect(await send({ call: 1, mes: 'code' })).toMatchObject({ code: expect.stringMatching(/^\d{4}$/) });
	});
});

describe('status', () => {
	test('moves from queued to delivered', async () => {
		await send({});
		const status = () => json('status', { phone: PHONE, id: 1234 });
		expect(await status()).toMatchObject({ status: -1, last_date: '25.06.2026 12:00:00', last_timestamp: 1782378000 });
		now += 1000;
		expect(await status()).toMatchObject({ status: 0 });
		now += 2000;
		expect(await status()).toMatchObject({ status: 1 });
	});

	test('an object for one, an array for several or with a comma behind', async () => {
		await send({ phones: '79990000001,79990000002' });
		expect(await json('status', { phone: '79990000001', id: 1234, all: 2 })).toMatchObject({
			phone: '79990000001', cost: '1.40', sender_id: 'SMSC.RU', message: 'Hello!', country: 'Россия', type: 0,
		});
		expect(await json('status', { phone: '79990000001,', id: '1234,' })).toMatchObject([{ id: 1234, phone: '79990000001' }]);
		expect(await json('status', { phone: '79990000001,79990000002', id: '1234,1234' })).toHaveLength(2);
	});

	test('an unknown message is -3; a wrong number of ids an error', async () => {
		expect(await json('status', { phone: PHONE, id: 99 })).toMatchObject({ status: -3 });
		expect(await json('status', { phone: `${PHONE},${PHONE}`, id: 99 })).toMatchObject({ error_code: 1 });
	});

	test('asked too often', async () => {
		for (let asked = 0; asked < 5; asked++) await json('status', { phone: PHONE, id: 1 });
		expect(await json('status', { phone: PHONE, id: 1 })).toMatchObject({ error_code: 9 });
		await json('status', { phone: '1,2', id: '3,4' });
		expect(await json('status', { phone: '1,2', id: '3,4' })).toMatchObject({ error_code: 9 });
	});

	test('del=1 answers OK in words and forgets the message', async () => {
		await send({});
		expect(await ask('status', { phone: PHONE, id: 1234, del: 1 })).toBe('OK');
		expect(await json('status', { phone: PHONE, id: 1234 })).toMatchObject({ status: -3 });
		expect(await json('status', { phone: PHONE, id: 1234, del: 1 })).toMatchObject({ error_code: 5 });
	});
});

test('balance, with the currency if asked', async () => {
	expect(await json('balance', {})).toEqual({ balance: '50000.00' });
	expect(await json('balance', { cur: 1 })).toEqual({ balance: '50000.00', currency: 'RUR' });
	expect(await ask('balance', { fmt: 1, cur: 1 })).toBe('50000.00,RUR');
	for (let asked = 3; asked < 10; asked++) await json('balance', {});
	expect(await json('balance', {})).toMatchObject({ error_code: 9 });
});

test('operators', async () => {
	expect(await json('info', { get_operator: 1, phone: '79161234567' })).toMatchObject({ operator: 'МТС', mcc: '250', tz: 0 });
	expect(await json('info', { get_operator: 1, phone: '79161234567,375291234567' })).toMatchObject([{ operator: 'МТС' }, { country: 'Беларусь' }]);
	expect(await json('info', { get_operator: 1, phone: '70000000001' })).toMatchObject({ error_code: 3 });
});

test('history in pages, newest first; nothing found is an error', async () => {
	expect(await json('get', { get_messages: 1 })).toMatchObject({ error_code: 3 });
	await send({ phones: '79990000001,79990000002,79990000003' });
	const first = await json('get', { get_messages: 1, cnt: 2 });
	expect(first.map(({ phone }: Params) => phone)).toEqual(['79990000003', '79990000002']);
	expect(await json('get', { get_messages: 1, cnt: 2, prev_id: first[1].int_id })).toMatchObject([{ phone: '79990000001', message: 'Hello!', sms_cnt: 1 }]);
	expect(await json('get', { get_messages: 1, phone: '79990000002', start: '25.06.2026', end: '25.06.2026' })).toHaveLength(1);
	expect(await json('get', { get_messages: 1, start: '26.06.2026' })).toMatchObject({ error_code: 3 });
});

test('the list of prices is an object', async () => {
	expect(await json('get', { get_price: 1 })).toEqual({ zones: [] });
});

test('incoming messages after an id', async () => {
	const arrive = (mes: string) => fetch(`${simulator.url}/__inbound`, { method: 'POST', body: form({ phone: PHONE, mes }) });
	await arrive('Да');
	await arrive('Нет');
	const both = await json('get', { get_answers: 1 });
	expect(both).toMatchObject([{ message: 'Да', received: '25.06.2026 12:00:00' }, { message: 'Нет' }]);
	expect(await json('get', { get_answers: 1, after_id: both[0].id })).toHaveLength(1);
});

test('contacts and groups', async () => {
	const { id } = await json('phones', { add_group: 1, name: 'VIP' });
	expect(await json('phones', { add: 1, phone: '89991112233', name: 'Vera', grp: id })).toEqual({ id: expect.any(Number) });
	expect(await json('phones', { get: 1, grp: id })).toMatchObject([{ phone: '79991112233', name: 'Vera' }]);
	expect(await ask('phones', { chg: 1, phone: '79991112233', name: 'Vera P.' })).toBe('OK');
	expect(await json('phones', { get: 1, search: 'vera p' })).toHaveLength(1);
	expect(await ask('phones', { del: 1, phone: '79991112233' })).toBe('OK');
	expect(await json('phones', { get: 1, grp: id })).toMatchObject({ error_code: 3 });
	expect(await ask('phones', { chg_group: 1, grp: id, name: 'Friends' })).toBe('OK');
	expect(await json('phones', { get_group: 1 })).toContainEqual(expect.objectContaining({ id, name: 'Friends' }));
	expect(await ask('phones', { del_group: 1, grp: id })).toBe('OK');
});

test('a number on the blacklist gets nothing', async () => {
	expect(await json('phones', { add_black: 1, phone: PHONE })).toHaveProperty('id');
	expect(await send({})).toMatchObject({ error_code: 8 });
	expect(await ask('phones', { del_black: 1, phone: PHONE })).toBe('OK');
	expect(await send({ mes: 'again' })).toHaveProperty('cnt', 1);
});

test('templates: written as msg, read as message', async () => {
	const { id } = await json('templates', { add: 1, name: 'Code', msg: 'Your code: %1' });
	expect(await json('templates', { get: 1 })).toContainEqual({ id, name: 'Code', message: 'Your code: %1' });
	expect(await ask('templates', { chg: 1, id, msg: 'Code %1' })).toBe('OK');
	expect(await ask('templates', { del: 1, id })).toBe('OK');
	expect(await json('templates', { del: 1, id })).toMatchObject({ error_code: 5 });
});

test('senders', async () => {
	expect(await json('senders', { add: 1, sender: 'Clinic', cmt: 'reminders' })).toHaveProperty('id');
	expect(await json('senders', { get: 1 })).toContainEqual(expect.objectContaining({ sender: 'Clinic', cmt: 'reminders' }));
	expect(await send({ sender: 'Clinic' })).toHaveProperty('cnt', 1);
	expect(await ask('senders', { del: 1, sender: 'Clinic' })).toBe('OK');
});

test('mailings', async () => {
	const { id } = await json('jobs', { add: 1, name: 'Sale', phones: 'G1', mes: 'Sale!', rpt: 5 });
	expect(await json('jobs', { get: 1, id })).toMatchObject([{ id, name: 'Sale', state: 'planned' }]);
	expect(await ask('jobs', { cancel: 1, id })).toBe('OK');
	expect(await json('jobs', { get_all: 1, start: '25.06.2026', end: '25.06.2026' })).toMatchObject([{ state: 'cancelled' }]);
	expect(await ask('jobs', { del: 1, id })).toBe('OK');
	expect(await json('jobs', { add: 1, name: 'Nothing' })).toMatchObject({ error_code: 1 });
});

test('a call for confirmation', async () => {
	expect(await json('wait_call', { phone: PHONE })).toEqual({ phone: expect.any(String), all_phones: expect.any(Array) });
});
