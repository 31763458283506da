/** Short fields that a table, a form or a CRM fills: ids, senders, partners. What cannot be meant is an error, and nothing leaves. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { VENDORS } from '../support/vendors/index.ts';
import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { runNode } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** Everything that goes to a vendor for a value in a field. */
type Run = (parameters: Json, value: Json[string]) => Promise<{ told: Json[]; requests: number }>;

function node(name: string): Run {
	const vendor = VENDORS.find((one) => one.name === name)!;
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulators[vendor.type]());
	});
	beforeEach(async () => await sms.reset());
	afterAll(async () => await sms.close());

	return async (parameters, value) => {
		const { items } = await runNode(vendor.type, {
			parameters,
			items: [{ value: value as Json[string], to: vendor.numbers[0] }],
			credentials: { [vendor.credentialType]: { ...vendor.credential(sms.account), baseUrl: sms.url } },
			onError: 'continueRegularOutput',
		});
		return { told: items, requests: (await sms.requests()).count };
	};
}

const VALUE = '={{ $json.value }}';
const send = (more: Json): Json => ({ resource: 'message', operation: 'send', to: '={{ $json.to }}', message: 'x', ...more });
const status = { resource: 'message', operation: 'getStatus', ids: VALUE };

/** Each vendor's fields for an id, with something that is certainly none of its ids. */
const IDS: Array<[vendor: string, label: string, parameters: Json, none: string]> = [
	['RocketSMS', 'Message IDs', status, '7.0'],
	['SMS.by', 'Message IDs', status, '7.0'],
	['SMS.by', 'Bulk ID', { resource: 'bulk', operation: 'getStatus', uuid: VALUE }, 'autumn'],
	['SMS.by', 'Campaign ID', { resource: 'campaign', operation: 'getStatus', campaignId: VALUE }, 'autumn'],
	['SMS.ru', 'Message IDs', status, '7.0'],
	['SMS.ru', 'Check ID', { resource: 'verification', operation: 'getCallCheck', checkId: VALUE }, 'autumn'],
	['SMSC', 'Message IDs', { ...status, to: '={{ $json.to }}' }, '1.23457E+15'],
	['SMSC', 'Mailing ID', { resource: 'mailing', operation: 'delete', mailingId: VALUE }, '7,8'],
	['SMSC', 'Group ID', { resource: 'group', operation: 'delete', groupId: VALUE }, '7,8'],
	['SMSPILOT', 'Message IDs', { ...status, by: 'ids' }, '7.0'],
	['SMSPILOT', 'Packet ID', { resource: 'message', operation: 'getStatus', by: 'packet', packetId: VALUE }, '7,8'],
];

/** What a field of one id can never mean. */
const NEVER: unknown[] = [null, '', ' ', '\u200b', Number.NaN, Number.POSITIVE_INFINITY, true, false, {}, { id: 7 }, 12345678901234567890, '7\0'];

describe.each(IDS)('%s, %s', (name, label, parameters, none) => {
	const run = node(name);

	test.each([...NEVER, none])('%j is an error, and nothing is asked', async (value) => {
		const { told, requests } = await run(parameters, value);
		expect(told).toHaveLength(1);
		expect(told[0].error).toMatch(new RegExp(`^${label}: `));
		expect(told[0].error).not.toContain('[object');
		expect(requests).toBe(0);
	});
});

/** Each vendor's fields for a web address. */
const ADDRESSES: Array<[vendor: string, label: string, parameters: Json]> = [
	['SMS.by', 'Callback URL', { resource: 'bulk', operation: 'send', to: '={{ $json.to }}', message: 'x', name: 'Sale', from: { __rl: true, mode: 'id', value: '1' }, options: { callbackUrl: VALUE } }],
	['SMS.ru', 'URL', { resource: 'webhook', operation: 'create', url: VALUE }],
	['SMSPILOT', 'Status URL', { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: 'x', options: { callbackUrl: VALUE } }],
];

describe.each(ADDRESSES)('%s, %s', (name, label, parameters) => {
	const run = node(name);

	test.each(['example.com', 'ftp://example.com', 'https://', 'https://a b.example', 'https://example.com/a https://example.com/b', true, {}])('%j is no address', async (value) => {
		const { told, requests } = await run(parameters, value);
		expect(told[0].error).toMatch(new RegExp(`^${label}: `));
		expect(requests).toBe(0);
	});
});

describe('Message IDs in a list', () => {
	const run = node('SMS.ru');

	test.each([
		[['000000-1', null], 'is a list whose entry 2 is empty'],
		[['000000-1', ''], 'is a list whose entry 2 is empty'],
		[['000000-1', { id: 7 }], 'is not a text'],
		['000000-1, soon', '"soon" is not an ID of SMS.ru'],
	])('%j asks about the one, and says what is wrong with the other', async (value, what) => {
		const { told, requests } = await run(status, value);
		expect(told.map(({ error }) => error)).toEqual([undefined, `Message IDs: ${what}`]);
		expect(requests).toBeGreaterThan(0);
	});
});

describe.each(VENDORS.map(({ name }) => name))('%s, the sender', (name) => {
	const run = node(name);
	const from = { __rl: true, mode: name === 'SMS.by' ? 'id' : 'name', value: VALUE };

	test.each([true, Number.POSITIVE_INFINITY, 12345678901234567890, ['Shop'], { name: 'Shop' }, '12\0'])('%j is an error', async (value) => {
		const { told, requests } = await run(send({ from }), value);
		expect(told[0].error).toMatch(/^Sender: /);
		expect(requests).toBe(0);
	});
});

describe.each(['SMS.ru', 'SMSC', 'SMSPILOT'])('%s, the partner', (name) => {
	const run = node(name);

	test.each(['да', '2 min', '-2', '1e1', true, [2], [], { id: 2 }, 1.5, 1e21])('%j is an error', async (value) => {
		const { told, requests } = await run(send({ options: { partnerId: VALUE } }), value);
		expect(told[0].error).toMatch(/^Partner ID: /);
		expect(requests).toBe(0);
	});
});

describe.each(VENDORS.map(({ name }) => name))('%s, the message', (name) => {
	const run = node(name);

	test.each([
		[Number.NaN, 'is empty'],
		['\u180b', 'is empty'],
		['\u2065\ufff0', 'is empty'],
		['\u{e0fff}', 'is empty'],
		[Number.POSITIVE_INFINITY, 'is Infinity'],
		[1e21, 'is 1e+21, a number whose last digits are lost'],
		[{ text: 'x' }, 'is not a text'],
	])('%j %s', async (value, what) => {
		const { told, requests } = await run(send({ message: VALUE }), value);
		expect(told.map(({ error }) => error)).toEqual([`Message: ${what}`]);
		expect(requests).toBe(0);
	});
});

describe('SMSC, texts of other channels', () => {
	const run = node('SMSC');
	const EMAIL = { channel: 'email', to: 'anna@example.com', from: { __rl: true, mode: 'name', value: 'shop@example.com' }, subject: 'x' };

	test.each([
		['email', EMAIL],
		['call', { channel: 'call' }],
		['viber', { channel: 'viber' }],
	])('%s: what shows nothing is no text', async (_channel, more) => {
		for (const value of ['\u200b', Number.NaN, '\u180b']) {
			const { told, requests } = await run(send({ ...more, message: VALUE }), value);
			expect(told[0].error).toMatch(/^Message: is empty/);
			expect(requests).toBe(0);
		}
	});
});
