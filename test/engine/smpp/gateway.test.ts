/** The SMPP nodes in n8n-core against the simulated gateway: what was sent is what the phones show, and receipts in whatever form come to one outcome. */
import { afterEach, describe, expect, test } from 'vitest';

import { createSmpp, type SmppSimulator } from '../../simulators/smpp/index.ts';
import type { SmppSettings } from '../../simulators/smpp/settings.ts';
import { credentialFor } from '../../support/smpp/credential.ts';
import { Listening } from '../../support/smpp/listening.ts';
import '../../support/smpp/nodes.ts';
import { runNode } from '../../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '375296890043';

const open: Array<() => unknown> = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

async function gateway(settings: Partial<SmppSettings> = {}): Promise<SmppSimulator> {
	const simulator = await createSmpp();
	open.push(() => simulator.close());
	Object.assign(simulator.settings, settings);
	Object.assign(simulator.settings.steps, { sent: 0, delivered: 0, undelivered: 0 });
	return simulator;
}

const credentials = ({ account }: SmppSimulator, more: Json = {}) => ({
	smppApi: credentialFor(Number(account.port), { systemId: account.system_id, password: account.password, ...more }) as never,
});

const run = async (simulator: SmppSimulator, parameters: Json, items?: Json[]) =>
	(await runNode('smpp', { credentials: credentials(simulator), onError: 'continueRegularOutput', items, parameters: { resource: 'message', operation: 'send', to: PHONE, ...parameters } })).items;

/** Each gateway counts from the same id, and what a workflow has got it gets no more. */
let workflows = 0;

async function published(simulator: SmppSimulator, options: Json = {}): Promise<Listening> {
	const listening = await Listening.publish({ credentials: credentials(simulator), parameters: { options }, workflow: `gateway ${++workflows}` });
	open.push(() => listening.unpublish());
	return listening;
}

const binds = async ({ url }: SmppSimulator): Promise<string[]> => (await (await fetch(`${url}/__binds`)).json()) as string[];

describe('texts arrive as they were written', () => {
	const LONG = 'Ваш заказ № 5 готов: заберите до 20:00 😀. '.repeat(4);
	test.each<[string, Json]>([
		['Hi @$_{}[]~\\|^€ äöñüà', {}],
		['Привет, 你好 😀', {}],
		['Crème brûlée', { encoding: 'latin1' }],
		['0123456789{'.repeat(30), {}],
		[LONG, {}],
		...['udh16', 'sar', 'payload'].map((longMessages): [string, Json] => [LONG, { longMessages }]),
	])('%j, %j', async (message, options) => {
		const simulator = await gateway();
		const [{ error, id }] = await run(simulator, { message, options });
		expect(error).toBeUndefined();
		expect(simulator.phones.list().map((one) => [one.to, one.text, one.id])).toEqual([[PHONE, message, id]]);
	});

	test('later, and only once it is time; a waiting one can be taken back', async () => {
		const simulator = await gateway();
		const [{ id, status }] = await run(simulator, { message: 'Hi', options: { sendAt: new Date(Date.now() + 3_600_000).toISOString() } });
		expect(status).toBe('scheduled');
		expect(await run(simulator, { operation: 'getStatus', ids: id })).toMatchObject([{ status: 'sent', isFinal: false }]);
		expect(await run(simulator, { operation: 'cancel', ids: id })).toEqual([{ id, success: true }]);
		expect(await run(simulator, { operation: 'getStatus', ids: id })).toMatchObject([{ error: `SMPP refused ${String(id)}: no message has this ID (0x0C (12))` }]);
	});
});

describe('receipts', () => {
	const LONG = 'я'.repeat(200);
	type Receipts = SmppSettings['receipts'];
	test.each<[string, Partial<Receipts>, Json]>([
		['by text and parameters', {}, {}],
		['by text alone', { tlvs: false }, {}],
		['by a text without its counts', { tlvs: false, text: 'short' }, {}],
		['by parameters alone', { text: 'none' }, {}],
		['before the answer to the send', { early: true }, {}],
		['twice', { twice: true }, {}],
		['the last part first', { backwards: true }, {}],
		['with decimal ids', { id: 'decimal' }, { idFormat: 'decimalToHex' }],
		['with decimal ids, as they are', { id: 'decimal' }, {}],
		['in data_sm', { command: 'data_sm' }, {}],
	])('%s', async (_, receipts, options) => {
		const simulator = await gateway();
		Object.assign(simulator.settings.receipts, receipts);
		const listening = await published(simulator, options);
		const [{ id, partIds }] = await run(simulator, { message: LONG });
		const got = await listening.first(3);
		expect(got.map(({ event, status, isFinal, to }) => [event, status, isFinal, to])).toEqual(Array(3).fill(['deliveryStatus', 'delivered', true, PHONE]));
		const names = got.map((one) => [one.id, ...((one.idAlternatives as string[] | undefined) ?? [])].map((name) => String(name).toUpperCase()));
		for (const part of partIds as string[]) expect(names.filter((all) => all.includes(part))).toHaveLength(1);
		expect((partIds as string[])[0]).toBe(id);
		// A second receipt would be there by now: another send goes the whole way behind it.
		await run(simulator, { message: 'Hi' });
		await listening.first(4);
		expect(listening.items).toHaveLength(4);
	});

	test.each<[string, string, string]>([
		['375000000003', 'failed', 'Cannot be delivered'],
		['375000000004', 'expired', 'Not delivered in time'],
		['375000000005', 'failed', 'Rejected'],
	])('of what does not arrive: %s', async (to, status, text) => {
		const simulator = await gateway();
		const listening = await published(simulator);
		await run(simulator, { to: `+${to}`, message: 'Hi' });
		expect(await listening.first(1)).toMatchObject([{ to, status, isFinal: true, vendorStatusText: expect.stringContaining(text) }]);
	});

	test('for 500 sends, over the one connection that the login has', async () => {
		const simulator = await gateway({ mostBinds: 1, window: 10 });
		const listening = await published(simulator);
		const items = Array.from({ length: 500 }, (_, index) => ({ to: String(375296000000 + index) }));
		const sent = await run(simulator, { to: '={{ $json.to }}', message: 'Hi' }, items);
		expect(sent.filter(({ error }) => error)).toEqual([]);
		expect(await binds(simulator)).toEqual(['transceiver']);
		const got = await listening.first(500);
		expect(new Set(got.map(({ id }) => id))).toEqual(new Set(sent.map(({ id }) => id)));
		await listening.unpublish();
		await expect.poll(() => binds(simulator)).toEqual([]);
	});
});

test.each<[string, Partial<SmppSettings>, Json, string, string]>([
	['a wrong host', {}, { host: 'gateway.invalid' }, 'its host name is not known', 'Check Host in the credential: a name or an address'],
	['a wrong port', {}, { port: 9 }, 'nobody answers at its address', 'Check Host and Port in the credential'],
	['TLS to a plain port', {}, { useTls: true }, 'it does not speak TLS at this port', 'switch "Use TLS" off'],
	['an address that is not on the list', { refusesAddress: true }, {}, 'it closed the connection at once', 'put the IP address of this n8n on its list'],
	['a wrong password', {}, { password: 'wrong' }, 'the password is wrong (0x0E (14))', 'Check System ID and Password in the credential'],
	['a wrong login', {}, { systemId: 'wrong' }, 'the System ID is wrong (0x0F (15))', 'Check System ID and Password in the credential'],
	['a login that is connected already', { mostBinds: 1 }, {}, 'this login is already connected (0x05 (5))', 'A published SMPP Trigger, another worker or other software uses it'],
])('%s: nothing is sent, and it is told what it is and what to do', async (_, settings, credential, meaning, remedy) => {
	const simulator = await gateway(settings);
	// Another program, as far as the node can know.
	if (settings.mostBinds) await published(simulator, { transceiver: false });
	const { items } = await runNode('smpp', {
		credentials: credentials(simulator, credential),
		onError: 'continueRegularOutput',
		parameters: { resource: 'message', operation: 'send', to: PHONE, message: 'Hi' },
	});
	expect(items).toMatchObject([{ error: expect.stringContaining(meaning), details: { remedy: expect.stringContaining(remedy), outcome: 'refused' } }]);
	expect(simulator.phones.list()).toEqual([]);
}, 15_000);

test('an incoming message of several parts is one', async () => {
	const simulator = await gateway();
	const listening = await published(simulator);
	const text = 'Здравствуйте, заказ ещё в силе? 😀 '.repeat(8);
	await fetch(`${simulator.url}/__inbound?${new URLSearchParams({ from: PHONE, to: 'Shop', text })}`);
	expect(await listening.first(1)).toMatchObject([{ event: 'incomingSms', from: PHONE, to: 'Shop', text, parts: 5, complete: true }]);
});
