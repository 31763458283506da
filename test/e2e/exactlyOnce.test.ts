/** The examples of "never twice" on one n8n with a PostgreSQL beside it, imported as they are. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { startPostgres } from '../../tools/servers.mjs';
import { VENDORS } from '../support/vendors/index.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';
import { simulators } from '../simulators/index.ts';
import { Ledger } from '../support/ledger.ts';
import { Simulated } from '../support/simulated.ts';
import { Client, type Credential, type StoredWorkflow } from './support/client.ts';
import { example } from './support/example.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { until } from './support/poll.ts';
import type { Json, Workflow } from './support/workflow.ts';

let n8n: N8n;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let client: Client;
let ledger: Ledger;
let credentials: Credential[];
const vendors = {} as Record<TestVendor['type'], Simulated>;

beforeAll(async () => {
	[postgres, n8n] = await Promise.all([startPostgres(), packedCollection().then((packed) => startN8n({ packages: [packed] }))]);
	client = new Client(n8n.url);
	await client.setUpOwner();
	ledger = await Ledger.empty(postgres.port);
	credentials = [await client.createCredential('postgres', 'Shop', ledger.account)];
	for (const { name, type, credentialType, credential } of VENDORS) {
		const sms = new Simulated(await simulators[type]());
		vendors[type] = sms;
		credentials.push(await client.createCredential(credentialType, name, { ...credential(sms.account), baseUrl: sms.url }));
	}
	await vendors.smsc.set({ massStatusesPerMinute: 1000, statusesPerMinute: 1000, identicalSendsPerMinute: 1000 });
	const tables = await client.createWorkflow(imported('exactly-once/make-tables'));
	for (let times = 0; times < 2; times++) {
		const run = await client.runWorkflow(tables.id, { trigger: 'Make the tables' });
		expect(run.error).toBeUndefined();
	}
});
beforeEach(async () => {
	for (const sms of Object.values(vendors)) await sms.reset();
	await ledger.clear();
});
afterAll(async () => {
	await n8n?.stop();
	await postgres?.stop();
	for (const sms of Object.values(vendors)) await sms.close();
});

const imported = (file: string): Workflow => example(file, credentials);

async function publish(workflow: Workflow): Promise<StoredWorkflow> {
	const stored = await client.createWorkflow(workflow);
	await client.activate(stored);
	return stored;
}

interface Order {
	key: string;
	to: string;
	text: string;
}

const ORDERS: Order[] = [1, 2, 3].map((place) => ({ key: `order-${place}`, to: `7926111223${place}`, text: `Заказ ${place} готов` }));

async function call(path: string, orders: unknown): Promise<[status: number, answer: Json[]]> {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(`${n8n.url}/webhook/${path}`, { method: 'POST', headers, body: JSON.stringify({ orders }) });
	return [response.status, (await response.json()) as Json[]];
}

/** The states of all rows by their keys, when nothing is under way any more. */
async function states(): Promise<Record<string, string>> {
	const look = async () => {
		const rows = await ledger.rows();
		const isOpen = rows.length === 0 || rows.some(({ state }) => ['new', 'sending'].includes(state));
		return isOpen ? undefined : Object.fromEntries(rows.map(({ key, state }) => [key, state]));
	};
	return await until(look, { for: 'all rows to be noted', longest: 60_000, every: 200 });
}

const all = (state: string, orders = ORDERS) => Object.fromEntries(orders.map(({ key }) => [key, state]));

/** Puts another vendor's node in the place of a node, as a person does; the address is its own. */
function exchanged(workflow: Workflow, name: string, { type, credentialType }: TestVendor): Workflow {
	const node = workflow.nodes.find((one) => one.name === name)!;
	const { id, name: credential } = credentials.find((one) => one.type === credentialType)!;
	Object.assign(node, { type: `n8n-nodes-cis-sms.${type}`, credentials: { [credentialType]: { id, name: credential } } });
	const orders = workflow.nodes.find(({ parameters }) => parameters.path)!;
	orders.parameters.path = `${String(orders.parameters.path)}-${type}`;
	return workflow;
}

describe.each(VENDORS)('send-now with $name', (vendor) => {
	const orders = vendor.numbers.map((to, place) => ({ key: `order-${place}`, to, text: `Заказ ${place} готов` }));

	test('sends once however often it is called, and says what has become of each', async () => {
		const flow = await publish(exchanged(imported('exactly-once/send-now'), 'SMS', vendor));
		const [status, first] = await call(`sms-once-${vendor.type}`, orders);
		expect([status, first]).toEqual([200, orders.map(({ key }) => expect.objectContaining({ key, claimed: true, state: 'sending' }))]);
		expect(await states()).toEqual(all('accepted', orders));

		const ids = new Map((await ledger.rows()).map(({ key, sms_id }) => [key, sms_id]));
		const [, second] = await call(`sms-once-${vendor.type}`, orders);
		expect(second).toMatchObject(orders.map(({ key }) => ({ key, claimed: false, state: 'accepted', differs: false, sms_id: ids.get(key) })));
		expect(await vendors[vendor.type].perPhone()).toEqual(Object.fromEntries(orders.map(({ to }) => [to, 1])));
		expect((await vendors[vendor.type].messages()).map(({ id }) => String(id)).sort()).toEqual([...ids.values()].sort());
		await client.deactivate(flow);
	});
});

describe('send-now', () => {
	beforeAll(async () => {
		await publish(imported('exactly-once/send-now'));
		await publish(imported('exactly-once/send-now-smsc'));
	});

	const claimed = ([status, answer]: [number, Json[]]) => [status, answer.map(({ key, claimed }) => [key, claimed])];

	test('what was refused is told with its reason, and may be tried again with a better number', async () => {
		const wrong = { ...ORDERS[0], to: '74993221627' };
		await call('sms-once', [wrong, ORDERS[1]]);
		expect(await states()).toEqual({ 'order-1': 'refused', 'order-2': 'accepted' });
		expect((await ledger.of([wrong])).get('order-1')?.reason).toContain('no route');
		expect(claimed(await call('sms-once', ORDERS.slice(0, 2)))).toEqual([200, [['order-1', true], ['order-2', false]]]);
		expect(await states()).toEqual({ 'order-1': 'accepted', 'order-2': 'accepted' });
		expect((await ledger.rows()).map(({ reason }) => reason)).toEqual([null, null]);
	});

	test('a known key with another text is told, and sends nothing', async () => {
		await call('sms-once', ORDERS);
		await states();
		const [, answer] = await call('sms-once', [{ ...ORDERS[0], text: 'Другой текст' }]);
		expect(answer).toMatchObject([{ key: 'order-1', claimed: false, differs: true }]);
		expect(await vendors.smsRu.messages()).toHaveLength(3);
	});

	test.each([
		['one key with two texts', [ORDERS[0], { ...ORDERS[0], text: 'Другой текст' }, ORDERS[1]]],
		['no key', [{ ...ORDERS[0], key: undefined }, ORDERS[1]]],
		['an empty key', [{ ...ORDERS[0], key: '' }, ORDERS[1]]],
		['no phone', [{ ...ORDERS[0], to: undefined }, ORDERS[1]]],
		['an empty text', [{ ...ORDERS[0], text: '' }, ORDERS[1]]],
		['no orders', undefined],
		['something else', 'order-1'],
	])('%s is an error of the call, and nobody is texted', async (_, orders) => {
		for (const path of ['sms-once', 'sms-once-smsc']) expect((await call(path, orders))[0]).toBe(500);
		expect(await ledger.rows()).toEqual([]);
	});

	test('the same order twice in a call is one order; no order at all is no error', async () => {
		expect(claimed(await call('sms-once', [ORDERS[0], ORDERS[0]]))).toEqual([200, [['order-1', true]]]);
		expect((await call('sms-once', []))[0]).toBe(200);
		expect(await states()).toEqual({ 'order-1': 'accepted' });
		expect(await vendors.smsRu.messages()).toHaveLength(1);
	});

	test('two phones in one order are refused: one key is one message', async () => {
		await call('sms-once', [{ ...ORDERS[0], to: `${ORDERS[0].to}, ${ORDERS[1].to}` }]);
		expect(await states()).toEqual({ 'order-1': 'refused' });
		expect(await vendors.smsRu.messages()).toEqual([]);
	});

	test('a lost answer: SMSC is asked within the run, SMS.ru leaves the row unknown, and no call sends it again', async () => {
		for (const sms of [vendors.smsRu, vendors.smsc]) await sms.fault({ fault: 'resetAfterRead' });
		await call('sms-once', ORDERS);
		expect(await states()).toEqual(all('unknown'));
		expect(claimed(await call('sms-once', ORDERS))).toEqual([200, ORDERS.map(({ key }) => [key, false])]);
		await ledger.clear();
		await call('sms-once-smsc', ORDERS);
		expect(await states()).toEqual(all('accepted'));
		for (const sms of [vendors.smsRu, vendors.smsc]) expect(await sms.messages()).toHaveLength(3);
	});
});

describe.each([
	['exactly-once/outbox', 'sms-put', 'smsRu'],
	['exactly-once/outbox-smsc', 'sms-put-smsc', 'smsc'],
] as const)('%s', (file, path, type) => {
	test('what is put is sent once, by the clock', async () => {
		const flow = await publish(imported(file));
		const put = async () => (await call(path, ORDERS))[1].map(({ put, state }) => [put, state]);
		expect(await put()).toEqual(ORDERS.map(() => [true, 'new']));
		expect(await states()).toEqual(all('accepted'));
		expect(await put()).toEqual(ORDERS.map(() => [false, 'accepted']));
		expect(Object.values(await vendors[type].perPhone())).toEqual([1, 1, 1]);
		expect((await call(path, [{ ...ORDERS[0], key: 'a' }, { ...ORDERS[0], key: 'a', text: 'x' }]))[0]).toBe(500);
		expect((await call(path, undefined))[0]).toBe(500);
		await client.deactivate(flow);
	});
});

describe('exactly-once/sweep', () => {
	let sweep: StoredWorkflow;
	beforeAll(async () => {
		sweep = await client.createWorkflow(imported('exactly-once/sweep'));
	});

	const swept = async () => await client.runWorkflow(sweep.id, { trigger: 'Every 5 minutes' });

	/** Sends orders and makes them look as if n8n had died before it could note what became of them. */
	async function sentAndForgotten(orders: Order[]): Promise<void> {
		await call('sms-once-smsc', orders);
		await states();
		const keys = orders.map(({ key }) => `'${key}'`).join();
		await ledger.do(`UPDATE sms SET state = 'sending', sms_id = NULL, sent_to = NULL, changed_at = now() - interval '20 minutes' WHERE key IN (${keys})`);
	}

	/** Claims orders that never go out. */
	const claimedOnly = async (orders: Order[], askId = `'n8n-lost-' || key`) =>
		await ledger.do(
			`INSERT INTO sms (key, phone, text, state, claimed_by, ask_id, changed_at)
			SELECT key, phone, text, 'sending', '1', ${askId}, now() - interval '20 minutes'
			FROM (VALUES ${orders.map(({ key, to, text }) => `('${key}', '${to}', '${text}')`).join()}) AS v(key, phone, text)`,
		);

	test('what SMSC has is accepted, what it does not have is sent', async () => {
		await sentAndForgotten([ORDERS[0]]);
		await claimedOnly(ORDERS.slice(1));
		expect((await swept()).error).toBeUndefined();
		expect(await states()).toEqual(all('accepted'));
		expect(await vendors.smsc.perPhone()).toEqual(Object.fromEntries(ORDERS.map(({ to }) => [to, 1])));
	});

	test('two sweeps at the same moment send once', async () => {
		await sentAndForgotten([ORDERS[0]]);
		await claimedOnly(ORDERS.slice(1));
		await Promise.all([swept(), swept()]);
		expect(await states()).toEqual(all('accepted'));
		expect(await vendors.smsc.perPhone()).toEqual(Object.fromEntries(ORDERS.map(({ to }) => [to, 1])));
	});

	test('of two messages to one phone, however it is written, the missing one is found out', async () => {
		const two = [ORDERS[0], { key: 'order-9', to: '8 (926) 111-22-31', text: 'И ещё один' }];
		await sentAndForgotten(two);
		const ids = (await ledger.rows()).map(({ ask_id }) => ask_id);
		expect(new Set(ids).size).toBe(2);
		const [, lost] = await vendors.smsc.messages();
		const { key } = (await ledger.rows()).find(({ ask_id }) => ask_id === lost.id)!;
		await ledger.do(`UPDATE sms SET ask_id = 'n8n-lost' WHERE key = '${key}'`);
		await swept();
		expect(await states()).toEqual(all('accepted', two));
		expect((await vendors.smsc.messages()).map(({ text }) => text).filter((text) => text === lost.text)).toHaveLength(2);
	});

	test('what is too late to be sent is not sent, and may be tried again by its caller', async () => {
		await sentAndForgotten([ORDERS[0]]);
		await claimedOnly(ORDERS.slice(1));
		await ledger.do(`UPDATE sms SET changed_at = now() - interval '25 hours' WHERE key = 'order-2'`);
		await swept();
		expect(await states()).toEqual({ ...all('accepted'), 'order-2': 'not tried' });
		expect(await vendors.smsc.messages()).toHaveLength(2);
		expect((await call('sms-once-smsc', ORDERS))[1].map(({ claimed }) => claimed)).toEqual([false, true, false]);
		expect(await states()).toEqual(all('accepted'));
	});

	test('where SMSC does not even know what it has accepted, it is another account: nothing is sent', async () => {
		await call('sms-once-smsc', [ORDERS[0]]);
		await states();
		await claimedOnly(ORDERS.slice(1));
		await vendors.smsc.reset();
		await swept();
		expect(await vendors.smsc.messages()).toEqual([]);
		expect(Object.values(Object.fromEntries((await ledger.rows()).map(({ key, state }) => [key, state]))).sort()).toEqual(['accepted', 'sending', 'sending']);
	});

	test('what still runs, and what is older than two days, is left alone', async () => {
		await call('sms-once-smsc', [ORDERS[0]]);
		await states();
		await claimedOnly(ORDERS.slice(1));
		await ledger.do(`UPDATE sms SET changed_at = now() - interval '10 minutes' WHERE key = 'order-2'`);
		await ledger.do(`UPDATE sms SET changed_at = now() - interval '3 days' WHERE key = 'order-3'`);
		const run = await swept();
		expect(run.items('Unclear')).toEqual([]);
		expect(await vendors.smsc.messages()).toHaveLength(1);
		expect(run.items('To look up by hand').map(({ json }) => json.key)).toEqual(['order-3']);
	});

	test('what cannot be asked about is listed, and a person puts down what they have found', async () => {
		await claimedOnly(ORDERS, 'NULL');
		const run = await swept();
		expect(run.items('Tell somebody').map(({ json }) => [json.key, json.phone, json.text])).toEqual(ORDERS.map(({ key, to, text }) => [key, to, text]));

		for (const [key, found] of [['order-1', 'it was sent'], ['order-2', 'not sent'], ['order-3\n order-1', 'send it']]) {
			const workflow = imported('exactly-once/sweep');
			const { assignments } = workflow.nodes.find(({ name }) => name === 'What I found')!.parameters.assignments as { assignments: Json[] };
			Object.assign(assignments[0], { value: key });
			Object.assign(assignments[1], { value: found });
			expect((await client.runWorkflow(workflow, { trigger: 'I have looked' })).error).toBeUndefined();
		}
		expect(Object.fromEntries((await ledger.rows()).map(({ key, state }) => [key, state]))).toEqual({ 'order-1': 'accepted', 'order-2': 'not tried', 'order-3': 'new' });
	});
});

describe.each([
	['SMS.ru', 'sms-once', 'smsRu'],
	['SMSC', 'sms-once-smsc', 'smsc'],
] as const)('exactly-once/reports with %s', (_, path, type) => {
	const table = async () => await ledger.rows<{ key: string; delivery: string | null; is_final: boolean | null }>('SELECT key, delivery, is_final FROM sms_delivery');

	test('the latest report stands with its message, whatever comes first', async () => {
		const flow = imported('exactly-once/reports');
		const keep = flow.nodes.find(({ name }) => name === 'Keep')!;
		const from = (items: Json[]) => ({ ...flow, nodes: [{ ...flow.nodes[0], name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {}, credentials: undefined }, keep], connections: { Start: flow.connections['Delivery reports'] }, pinData: { Start: items.map((json) => ({ json })) } });
		await call(path, ORDERS.slice(0, 1));
		await states();
		const [{ sms_id: id }] = await ledger.rows();
		const to = type === 'smsc' ? { to: ORDERS[0].to } : {};
		const report = async (...reports: Json[]) => expect((await client.runWorkflow(from(reports))).error).toBeUndefined();
		await report({ id: 'sent-later', ...to, status: 'delivered', isFinal: true }, { id, ...to, status: 'sent', isFinal: false });
		expect(await table()).toEqual([{ key: 'order-1', delivery: 'sent', is_final: false }]);
		await report({ id, ...to, status: 'sent', isFinal: false }, { id, ...to, status: 'delivered', isFinal: true });
		await report({ id, ...to, status: 'sent', isFinal: false });
		expect(await table()).toEqual([{ key: 'order-1', delivery: 'delivered', is_final: true }]);
		await ledger.do(`UPDATE sms SET sms_id = 'sent-later'`);
		expect(await table()).toEqual([{ key: 'order-1', delivery: 'delivered', is_final: true }]);
	});
});

test('exactly-once/reports hears SMS.ru, and exactly-once/make-tables shows how things stand', async () => {
	await vendors.smsRu.set({ callbacks: [], pushFirstIndex: 1, steps: { sent: 0.2, delivered: 0.6 } });
	const flow = await publish(imported('exactly-once/reports'));
	await call('sms-once', ORDERS);
	await states();
	const delivered = async () => {
		const rows = await ledger.rows<{ is_final: boolean | null }>('SELECT is_final FROM sms_delivery');
		return rows.every(({ is_final }) => is_final) ? true : undefined;
	};
	await until(delivered, { for: 'the reports', every: 250 });
	const run = await client.runWorkflow(imported('exactly-once/make-tables'), { trigger: 'How are things?' });
	expect(run.items('How many in which state').map(({ json }) => json)).toMatchObject([{ state: 'accepted', delivery: 'delivered', messages: 3 }]);
	await client.deactivate(flow);
});

test('exactly-once/clicks-only sends new keys alone', async () => {
	await publish(imported('exactly-once/clicks-only'));
	await call('sms-clicks', ORDERS.slice(0, 2));
	await call('sms-clicks', ORDERS);
	await call('sms-clicks', ORDERS);
	expect(await vendors.smsRu.perPhone()).toEqual(Object.fromEntries(ORDERS.map(({ to }) => [to, 1])));
});

describe.each([
	['exactly-once/send-now', 'sms-once', 'smsRu'],
	['exactly-once/send-now-smsc', 'sms-once-smsc', 'smsc'],
	['exactly-once/outbox', 'sms-put', 'smsRu'],
	['exactly-once/outbox-smsc', 'sms-put-smsc', 'smsc'],
	['exactly-once/clicks-only', 'sms-clicks', 'smsRu'],
] as const)('%s', (file, path, type) => {
	const TEXTS = ['a, b, c', `it's "quoted"`, 'costs $1 and $2:raw', '{{ $json.key }} {{ 1 + 1 }}', '={{ 1 }}', '50% \\ ${x} -- ; DROP TABLE sms', '[1, 2]', 'a\nb', 'null', 'Привет 👋'];
	const written = TEXTS.map((text, place) => ({ key: `key ${text.replaceAll('\n', ' ')}`, to: `7926111224${place}`, text }));

	test('texts and keys of every kind arrive as they were written', async () => {
		// The tests before have left the others published.
		const flow = file.includes('outbox') ? await publish(imported(file)) : undefined;
		expect((await call(path, written))[0]).toBe(200);
		if (path !== 'sms-clicks') expect(await states()).toEqual(all('accepted', written));
		const messages = new Map((await vendors[type].messages()).map(({ to, text }) => [to, text]));
		expect(written.map(({ to }) => messages.get(to))).toEqual(TEXTS);
		if (flow) await client.deactivate(flow);
	});
});
