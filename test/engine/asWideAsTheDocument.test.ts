/** What the documents allow, the nodes allow; what the vendors say, the raw output says, under the vendors' own names. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { createSmsRu } from '../simulators/smsRu/index.ts';
import { createSmsc } from '../simulators/smsc/index.ts';
import { Simulated } from '../support/simulated.ts';
import { runNode } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '79999999999';
const OTHER = '79261112233';
const HOUR = 3_600_000;

let smsc: Simulated;
let smsPilot: Simulated;
let smsRu: Simulated;
let pilot: Json;

beforeAll(async () => {
	const simulator = await createSmsPilot();
	pilot = simulator.settings;
	[smsc, smsPilot, smsRu] = [new Simulated(await createSmsc()), new Simulated(simulator), new Simulated(await createSmsRu())];
});
beforeEach(async () => {
	for (const one of [smsc, smsPilot, smsRu]) await one.reset();
});
afterAll(async () => {
	for (const one of [smsc, smsPilot, smsRu]) await one.close();
});

const credentials = (type: string): Record<string, Json> => ({
	...(type === 'smsc' ? { smscApi: { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url } } : {}),
	...(type === 'smsPilot' ? { smsPilotApi: { authentication: 'apiKey', apiKey: smsPilot.account.apikey, baseUrl: smsPilot.url } } : {}),
	...(type === 'smsRu' ? { smsRuApi: { authentication: 'apiKey', apiKey: smsRu.account.api_id, baseUrl: smsRu.url } } : {}),
});

const run = (type: string, operation: string, parameters: Json, items: Json[] = [{}]) => {
	const [resource, value] = operation.split('.');
	return runNode(type, { credentials: credentials(type), items, parameters: { resource, operation: value, ...parameters } });
};

const seen = async () => (await smsc.messages()).at(-1)!.params as Json;

describe('SMSC', () => {
	test.each([['2.5'], [2.5], [-1.25], ['+3']])('a time zone of %j hours from Moscow', async (timeZone) => {
		const at = Math.ceil(Date.now() / HOUR) * HOUR + 24 * HOUR;
		await run('smsc', 'message.send', { to: PHONE, message: 'x', options: { sendAt: new Date(at).toISOString(), timeZone } });
		expect((await smsc.messages())[0].deliverAt).toBe(at);
		expect((await seen()).tz).toBe(String(Number(timeZone)));
	});

	test.each([
		['07:15:00', '1015', '07:15:00'],
		['07:15:01', '1016', '07:16:00'],
		['07:14:59.999', '1015', '07:15:00'],
		['20:59:30', '0000', '21:00:00'],
	])('%s with a time zone is never early, and the result says when', async (time, hhmm, due) => {
		const { items } = await run('smsc', 'message.send', { to: PHONE, message: 'x', options: { sendAt: `2099-12-05T${time}Z`, timeZone: 0 } });
		expect((await seen()).time).toBe(`${hhmm === '0000' ? '06' : '05'}1299${hhmm}`);
		expect(items).toMatchObject([{ status: 'scheduled', sendAt: `2099-12-05T${due}.000Z` }]);
	});

	test.each([16, -15.25, 'x', 2.1])('%j is no time zone', async (timeZone) => {
		const { error } = await run('smsc', 'message.send', { to: PHONE, message: 'x', options: { sendWithin: '10-20', timeZone } });
		expect(error?.message).toContain('Time Zone (Hours From Moscow)');
	});

	test('a step of minutes and a part of one', async () => {
		await run('smsc', 'message.send', { to: PHONE, message: 'x', options: { period: 0.1, frequency: 1.5 } });
		expect(await seen()).toMatchObject({ period: '0.1', freq: '1.5' });
	});

	test.each(['number.lookup', 'number.ping'])('%s: its price beforehand (cost=1), and nothing is asked', async (operation) => {
		const price = operation === 'number.lookup' ? 0.3 : 0.9;
		const { items } = await run('smsc', operation, { to: [PHONE, OTHER], options: { dryRun: true } });
		expect(items).toMatchObject([PHONE, OTHER].map((to) => ({ to, cost: price, status: 'unknown', vendorStatusText: 'Dry run: nothing was sent' })));
		expect(await smsc.messages()).toEqual([]);
		expect((await run('smsc', operation, { to: PHONE })).items).toMatchObject([{ status: 'queued', id: expect.stringMatching(/^\d+$/) }]);
	});

	test('a binary message that is shown at once', async () => {
		const data = '050A0307056048656C6C6F2C20576F726C6421';
		await run('smsc', 'message.send', { to: PHONE, channel: 'binary', message: data, options: { flash: true } });
		expect(await seen()).toMatchObject({ flash: '1', bin: '2', mes: data });
		await run('smsc', 'message.send', { to: OTHER, channel: 'binary', message: data });
		expect(await seen()).not.toHaveProperty('flash');
	});

	test('the price of a call with all that it is made with', async () => {
		const rings = { rings: { attempts: 2, pause: 60, ring: 20 } };
		const { items } = await run('smsc', 'message.getCost', { to: PHONE, channel: 'call', message: 'x', voice: 'w2', options: { language: 'en', ringing: rings } });
		expect(items).toMatchObject([{ to: PHONE, cost: 2 }]);
		const wrong = { rings: { attempts: 99, pause: 60, ring: 20 } };
		const { error } = await run('smsc', 'message.getCost', { to: PHONE, channel: 'call', message: 'x', options: { ringing: wrong } });
		expect(error?.message).toContain('Attempts');
	});
});

describe('SMSPILOT: a partner', () => {
	test('is named in the address of the request', async () => {
		const { items } = await run('smsPilot', 'message.send', { to: [PHONE, OTHER], message: 'x', options: { partnerId: '51' } });
		expect(items).toHaveLength(2);
		expect(pilot.partner).toBe('51');
		expect((await smsPilot.requests()).count).toBe(1);
	});

	test('of another item goes in another request', async () => {
		const items = [{ to: PHONE, r: '51' }, { to: OTHER, r: '52' }];
		await run('smsPilot', 'message.send', { to: '={{ $json.to }}', message: 'x', options: { partnerId: '={{ $json.r }}' } }, items);
		expect((await smsPilot.requests()).count).toBe(2);
	});

	test('must be a number', async () => {
		const { error } = await run('smsPilot', 'message.send', { to: PHONE, message: 'x', options: { partnerId: 'Anna' } });
		expect(error?.message).toContain('Partner ID: "Anna" is not a number');
	});
});

describe('raw output: each field under the vendor’s own name', () => {
	/** The fields of an answer and of a part of it. Where both have a name, the answer's is under `answer`. */
	const expected = (part: Json, answer: Json) => {
		const shared = Object.keys(part).some((name) => name in answer);
		return { ...answer, ...part, ...(shared ? { answer } : {}) };
	};

	test.each([{ cost: '2.80', balance: '97.20' }, { cost: '2.80' }, {}])('SMSC, with %j for all', async (more) => {
		const answer = { id: 5, cnt: 2, news: 'x', ...more };
		const phones = [PHONE, OTHER].map((phone, at) => ({ phone, mccmnc: '25001', cost: `1.4${at}`, status: '-1', error: '0', more: at }));
		await smsc.fault({ fault: 'reply', body: { ...answer, phones } });
		const { items } = await run('smsc', 'message.send', { to: [PHONE, OTHER], message: 'x', output: 'raw' });
		expect(items.map(({ vendorError: _error, ...rest }) => rest)).toEqual(phones.map(({ error: _error, ...row }) => expected(row, answer)));
	});

	test('SMSC, a price', async () => {
		const rows = [PHONE, OTHER].map((phone) => ({ phone, cost: '1.40', status: '-1' }));
		await smsc.fault({ fault: 'reply', body: { cost: '2.80', cnt: 2, phones: rows } });
		const { items } = await run('smsc', 'message.getCost', { to: PHONE, message: 'x', output: 'raw' });
		expect(items[0]).toEqual(expected(rows[0], { cost: '2.80', cnt: 2 }));
	});

	test.each([
		['message.send', { to: PHONE, message: 'x' }, PHONE, { status: 'OK', status_code: 100, sms_id: '1-1' }, {}],
		['message.getCost', { to: PHONE, message: 'x' }, PHONE, { status: 'OK', status_code: 100, cost: 1, sms: 1 }, { total_cost: 1, total_sms: 1 }],
		['message.getStatus', { ids: '1-1' }, '1-1', { status: 'OK', status_code: 103, status_text: 't' }, {}],
	])('SMS.ru, %s', async (operation, parameters, key, part, more) => {
		const answer = { status: 'OK', status_code: 100, balance: 5, ...more };
		await smsRu.fault({ fault: 'reply', body: { ...answer, sms: { [key]: part } } });
		const { items } = await run('smsRu', operation, { ...parameters, output: 'raw' });
		expect(items[0]).toMatchObject(expected(part, answer));
	});

	test('SMSPILOT, a send and a status', async () => {
		const answer = { server_packet_id: '1234', balance: '10000', cost: '0.89' };
		const item = { server_id: '10005', to: PHONE, status: '0', price: '1.00', cost: '1.00' };
		await smsPilot.fault({ fault: 'reply', body: { send: [item], ...answer } });
		expect((await run('smsPilot', 'message.send', { to: PHONE, message: 'x', output: 'raw' })).items).toEqual([expected(item, answer)]);
		await smsPilot.fault({ fault: 'reply', body: { check: [{ server_id: '10005', status: '1' }], server: 'x' } });
		expect((await run('smsPilot', 'message.getStatus', { ids: '10005', output: 'raw' })).items).toEqual([{ server_id: '10005', status: '1', server: 'x' }]);
	});
});
