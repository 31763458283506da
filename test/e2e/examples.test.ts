/** The examples, imported into a real n8n as they are and run against the simulated vendors. */
import { createHash } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { credentialFor } from '../support/smpp/credential.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { simulators } from '../simulators/index.ts';
import { createSmpp, type SmppSimulator } from '../simulators/smpp/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client, type Credential, type StoredWorkflow } from './support/client.ts';
import { example } from './support/example.ts';
import type { Execution } from './support/execution.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection, packedSmpp } from './support/packed.ts';
import { until } from './support/poll.ts';
import { chain, manualTrigger, node, workflow, type Json, type NodeOptions, type Workflow } from './support/workflow.ts';

const PHONE = '79255070602';

let n8n: N8n;
let client: Client;
let credentials: Credential[];
let smpp: SmppSimulator;
const vendors = {} as Record<keyof typeof simulators, Simulated>;

beforeAll(async () => {
	n8n = await startN8n({ packages: [await packedCollection(), await packedSmpp()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	credentials = await Promise.all(
		VENDORS.map(async ({ name, type, credentialType, credential }) => {
			const sms = new Simulated(await simulators[type]());
			vendors[type] = sms;
			return await client.createCredential(credentialType, name, { ...credential(sms.account), baseUrl: sms.url });
		}),
	);
	smpp = await createSmpp();
	const { port, system_id: systemId, password } = smpp.account;
	credentials.push(await client.createCredential('smppApi', 'SMPP', credentialFor(Number(port), { systemId, password })));
});
beforeEach(async () => {
	for (const sms of Object.values(vendors)) await sms.reset();
});
afterAll(async () => {
	await n8n?.stop();
	for (const sms of Object.values(vendors)) await sms.close();
	await smpp?.close();
});

const imported = (file: string) => example(file, credentials);

/** A credential as a node refers to it. */
function picked(type: string): NodeOptions['credentials'] {
	const { id, name } = credentials.find((one) => one.type === type)!;
	return { [type]: { id, name } };
}

async function publish(workflow: Workflow): Promise<string> {
	const stored = await client.createWorkflow(workflow);
	await client.activate(stored);
	return stored.id;
}

/** Calls a webhook of a published workflow. */
async function call(path: string, body: Json): Promise<[status: number, answer: Json]> {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(`${n8n.url}/webhook/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
	return [response.status, (await response.json()) as Json];
}

const jsonOf = (run: Execution, name: string): Json[] => run.items(name).map(({ json }) => json);

/** Gives the node that stands for the user's own table other rows. */
function fill(workflow: Workflow, name: string, rows: Json): Workflow {
	const table = workflow.nodes.find((one) => one.name === name)!;
	table.parameters.jsonOutput = JSON.stringify(rows);
	return workflow;
}

describe('smsc-form', () => {
	beforeAll(async () => {
		await publish(imported('smsc-form'));
	});

	/** Fills in the form; returns the last page that the visitor sees. */
	async function submit(name: string, phone: string): Promise<string> {
		const url = `${n8n.url}/form/promo-code`;
		const form = await (await fetch(url)).text();
		expect(form).toContain('Получить промокод');
		const body = new FormData();
		for (const [index, value] of [name, phone].entries()) body.append(`field-${index}`, value);
		const { formWaitingUrl } = (await (await fetch(url, { method: 'POST', body })).json()) as { formWaitingUrl: string };
		// The form's own page asks for the state until there is a next page; asking for that page earlier would wait for ever.
		const state = formWaitingUrl.replace('?', '/n8n-execution-status?');
		const look = async () => ((await (await fetch(state)).text()) === 'form-waiting' ? true : undefined);
		await until(look, { for: 'the last page of the form' });
		return await (await fetch(formWaitingUrl)).text();
	}

	test('texts a visitor once, however often the form is sent', async () => {
		const pages = [await submit('Анна', '8 (999) 999-99-99'), await submit('Анна', '+7 999 9999999')];
		for (const page of pages) expect(page).toContain('Посмотрите в телефон');
		expect(await vendors.smsc.messages()).toMatchObject([{ to: '79999999999', text: 'Анна, ваш промокод: ПРИВЕТ10. Ждём вас!' }]);
	});

	test.each(['12', '+7 000 000-02-48', 'G1', '+7 999 9999997, +7 999 9999996'])('tells a visitor that "%s" does not work', async (phone) => {
		const page = await submit('Пётр', phone);
		expect(page).toContain('Не получилось');
		expect(page).toContain('Проверьте номер');
		expect(await vendors.smsc.messages()).toEqual([]);
	});
});

test('sms-ru-webhook texts the customer, and answers why it could not', async () => {
	await publish(imported('sms-ru-webhook'));
	const order = { name: 'Анна', phone: PHONE, order: '1024' };
	expect(await call('order-ready', order)).toEqual([200, { id: expect.any(String), status: 'queued' }]);
	expect(await vendors.smsRu.messages()).toMatchObject([{ to: PHONE, text: 'Анна, ваш заказ 1024 готов. Ждём вас!' }]);
	const refused = await call('order-ready', { ...order, phone: '74993221627' });
	expect(refused).toEqual([422, { error: expect.stringContaining('no route') }]);
});

describe('crm-two-vendors', () => {
	beforeAll(async () => {
		await publish(imported('crm-two-vendors'));
	});

	const order = { phone: PHONE, order: '1024', track: 'RA1024BY' };
	const text = 'Заказ 1024 отправлен. Код для отслеживания: RA1024BY';

	test('SMS.ru sends, and the second vendor is not asked', async () => {
		expect(await call('order-shipped', order)).toEqual([200, { by: 'SMS.ru', id: expect.any(String) }]);
		expect(await vendors.smsRu.messages()).toMatchObject([{ to: PHONE, text }]);
		expect((await vendors.smsPilot.requests()).count).toBe(0);
	});

	test('SMSPILOT sends what SMS.ru refuses', async () => {
		await vendors.smsRu.fault({ fault: 'reply', path: '/sms/send', body: '{"status":"ERROR","status_code":201}', times: 0 });
		expect(await call('order-shipped', order)).toEqual([200, { by: 'SMSPILOT', id: expect.any(String) }]);
		expect(await vendors.smsRu.messages()).toEqual([]);
		expect(await vendors.smsPilot.messages()).toMatchObject([{ to: PHONE, text }]);
	});

	test('a message that may be on its way is not sent by the second vendor', async () => {
		await vendors.smsRu.fault({ fault: 'resetAfterRead', path: '/sms/send' });
		const [status, { error }] = await call('order-shipped', order);
		expect([status, error]).toEqual([202, expect.stringContaining('It is unclear whether SMS.ru took')]);
		expect((await vendors.smsPilot.requests()).count).toBe(0);
	});

	test('the CRM is told what nobody can send', async () => {
		const [status, { error }] = await call('order-shipped', { ...order, phone: '12' });
		expect([status, error]).toEqual([422, expect.stringContaining('"12" is too short')]);
	});
});

describe('sms-ru-time-zones', () => {
	/** A zone in which the clock shows this time now; minutes of its own, so that no hour turns while the test runs. */
	function zoneWhereItIs(hours: number, minutes: number): string {
		const now = new Date();
		const wanted = hours * 60 + minutes - (now.getUTCHours() * 60 + now.getUTCMinutes());
		const offset = ((wanted + 720 + 1440) % 1440) - 720;
		const [hour, minute] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
		return `UTC${offset < 0 ? '-' : '+'}${hour}:${String(minute).padStart(2, '0')}`;
	}

	/** A visit to come after so many hours, in the words of a zone's own clock. */
	function visit(number: number, zone: string, hoursAhead: number): Json {
		const [, sign, hours, minutes] = /^UTC([+-])(\d+):(\d+)$/.exec(zone)!;
		const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
		const at = new Date(Date.now() + (hoursAhead * 60 + offset) * 60_000).toISOString().slice(0, 16);
		return { visit: `V-${number}`, name: 'Анна', phone: `7999000000${number}`, at, zone };
	}

	test('nobody is texted at night, and nobody twice', async () => {
		const [early, morning, evening, night] = [[8, 30], [9, 30], [20, 30], [21, 30]].map(([h, m]) => zoneWhereItIs(h, m));
		const visits = [
			visit(1, early, 20),
			visit(2, morning, 20),
			visit(3, evening, 20),
			visit(4, night, 20),
			visit(5, morning, 26),
			visit(6, morning, -1),
			{ ...visit(7, evening, 2), phone: '74993221627' },
		];
		const stored = await client.createWorkflow(fill(imported('sms-ru-time-zones'), 'The table of visits', { visits }));
		const first = await client.runWorkflow(stored.id, { trigger: 'Every hour' });
		expect(await vendors.smsRu.perPhone()).toEqual({ 79990000002: 1, 79990000003: 1 });
		expect(jsonOf(first, 'Call these people')).toEqual([{ name: 'Анна', phone: '74993221627', why: expect.stringContaining('no route') }]);
		const [, month, day, time] = /-(\d\d)-(\d\d)T(.*)/.exec(String(visits[1].at))!;
		expect((await vendors.smsRu.messages())[0].text).toBe(`Анна, ждём вас ${day}.${month} в ${time}. Клиника`);

		await client.runWorkflow(stored.id, { trigger: 'Every hour' });
		expect(await vendors.smsRu.perPhone()).toEqual({ 79990000002: 1, 79990000003: 1 });
	});

	test('as it is imported, it runs', async () => {
		const run = await client.runWorkflow(imported('sms-ru-time-zones'), { trigger: 'Every hour' });
		expect(run.status).toBe('success');
		expect(run.items('Visit by visit')).toHaveLength(2);
	});
});

describe('smspilot-login-code', () => {
	beforeAll(async () => {
		await publish(imported('smspilot-login-code'));
	});

	const codeOn = async (phone: string) => {
		const texts = (await vendors.smsPilot.messages()).filter(({ to }) => to === phone).map(({ text }) => text);
		return /\d{6}/.exec(texts.at(-1) ?? '')?.[0];
	};
	const check = (phone: string, code: unknown) => call('login-check', { phone, code });
	const YES = [200, { ok: true }];
	const NO = [401, { ok: false }];

	test('a code lets its own number in, once', async () => {
		expect(await call('login-code', { phone: '8 (925) 507-06-02' })).toEqual([200, { sent: true }]);
		const code = await codeOn(PHONE);
		expect(await check('79255070603', code)).toEqual(NO);
		expect(await check(PHONE, undefined)).toEqual(NO);
		expect(await check('+7 925 507-06-02', code)).toEqual(YES);
		expect(await check(PHONE, code)).toEqual(NO);
	});

	test('five wrong tries use a code up', async () => {
		const phone = '79255070604';
		await call('login-code', { phone });
		const code = await codeOn(phone);
		const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
		for (let tries = 0; tries < 5; tries++) expect(await check(phone, wrong)).toEqual(NO);
		expect(await check(phone, code)).toEqual(NO);
	});

	test('nobody can have a number flooded', async () => {
		const phone = '79255070605';
		await call('login-code', { phone });
		expect((await call('login-code', { phone }))[0]).toBe(429);
		expect(await vendors.smsPilot.perPhone()).toEqual({ [phone]: 1 });
	});

	test('a number that is none is told', async () => {
		const [status, { error }] = await call('login-code', { phone: '12' });
		expect([status, error]).toEqual([422, expect.stringContaining('"12" is too short')]);
	});

	test('an old code is no code', async () => {
		const phone = '79255070606';
		const hasty = imported('smspilot-login-code');
		for (const node of hasty.nodes) {
			if (node.parameters.path) node.parameters.path = `hasty-${String(node.parameters.path)}`;
			const values = (node.parameters.columns as { value?: Json } | undefined)?.value;
			if (values?.expiresAt) values.expiresAt = '={{ $now.plus({ milliseconds: 1 }).toISO() }}';
		}
		await publish(hasty);
		await call('hasty-login-code', { phone });
		expect(await check(phone, await codeOn(phone))).toEqual(NO);
	});
});

describe('rocketsms-low-balance', () => {
	const OWNER = '375296890043';

	test('warns once a day, and only when the money runs low', async () => {
		const { id } = await client.createWorkflow(imported('rocketsms-low-balance'));
		const hour = async () => await client.runWorkflow(id, { trigger: 'Every hour' });
		await vendors.rocketSms.set({ balance: 22 });
		expect((await hour()).runs('Enough')).toHaveLength(1);
		expect(await vendors.rocketSms.messages()).toEqual([]);

		await vendors.rocketSms.set({ balance: 19.5 });
		expect((await hour()).runs('The owner knows')).toHaveLength(1);
		expect(await vendors.rocketSms.messages()).toMatchObject([{ to: OWNER, text: 'На счёте RocketSMS осталось 19.5 BYN. Пополните его.' }]);
		await hour();
		expect(await vendors.rocketSms.perPhone()).toEqual({ [OWNER]: 1 });
	});

	test('says so where even the warning cannot be paid', async () => {
		const { id } = await client.createWorkflow(imported('rocketsms-low-balance'));
		await vendors.rocketSms.set({ balance: 0, credits: 0 });
		const run = await client.runWorkflow(id, { trigger: 'Every hour' });
		expect(run.items('Tell the owner otherwise')).toHaveLength(1);
		expect(await vendors.rocketSms.messages()).toEqual([]);
	});
});

test('sms-ru-delivery-log keeps the latest state of each message, and hands it out as a spreadsheet', async () => {
	await vendors.smsRu.set({ callbacks: [], pushFirstIndex: 1, steps: { sent: 0.2, delivered: 0.6 } });
	const id = await publish(imported('sms-ru-delivery-log'));
	const numbers = [PHONE, '79990000001'];
	const parameters = { resource: 'message', operation: 'send', to: numbers, message: 'Order 1024 is ready' };
	const send = node('SMS', 'n8n-nodes-cis-sms.smsRu', parameters, { credentials: picked('smsRuApi') });
	const sent = await client.runWorkflow(workflow('Send', ...chain(manualTrigger(), send)));

	const rows = async () => {
		const run = await client.runWorkflow(id, { trigger: 'I want a spreadsheet' });
		const [file] = run.items('Make a file');
		const all = jsonOf(run, 'All rows');
		return all.length === 2 && all.every(({ isFinal }) => isFinal) ? { all, file } : undefined;
	};
	const { all, file } = await until(rows, { for: 'two rows', every: 500 });
	const ids = jsonOf(sent, 'SMS').map((one) => one.id);
	expect(all.map(({ smsId }) => smsId).sort()).toEqual(ids.sort());
	for (const row of all) expect(row).toMatchObject({ status: 'delivered', meaning: 'Delivered', reportedAt: expect.stringMatching(/^20/) });
	expect(file.binary?.data).toMatchObject({ fileName: 'sms-log.csv', mimeType: 'text/csv' });

	await report(`sms_status\n${ids[0]}\n104\n1782404881`);
	const changed = async () => (await rows())?.all.find(({ status }) => status === 'expired');
	expect(await until(changed, { for: 'the later report', every: 500 })).toMatchObject({ smsId: ids[0] });
	await client.deactivate({ id } as StoredWorkflow);
});

test('smpp-delivery-log texts each customer once, and the receipts find the rows of their messages', async () => {
	smpp.settings.mostBinds = 1;
	const id = await publish(imported('smpp-delivery-log'));
	const send = async () => await client.runWorkflow(id, { trigger: 'Send now' });
	const look = node('All rows', 'n8n-nodes-base.dataTable', { resource: 'row', operation: 'get', dataTableId: { __rl: true, mode: 'name', value: 'SMPP log' }, returnAll: true }, { typeVersion: 1.1 });
	const table = await client.createWorkflow(workflow('Look', ...chain(manualTrigger(), look)));
	const rows = async () => jsonOf(await client.runWorkflow(table.id), 'All rows');
	const delivered = async () => {
		const all = await rows();
		return all.filter(({ status }) => status === 'delivered').length === 2 ? all : undefined;
	};

	await send();
	const all = await until(delivered, { for: 'two receipts in the table', every: 500 });
	const sent = smpp.phones.list();
	expect(sent.map(({ to, text }) => [to, text])).toEqual([
		['375296890043', 'Анна, ваш заказ 1024 готов. Ждём вас!'],
		['375331234567', 'Павел, ваш заказ 1025 готов. Ждём вас!'],
	]);
	const byOrder = all.sort((one, other) => Number(one.order) - Number(other.order));
	expect(byOrder).toMatchObject([
		{ order: '1024', to: '375296890043', smsId: sent[0].id, status: 'delivered', meaning: 'Delivered', sentAt: expect.stringMatching(/^20/), deliveredAt: expect.stringMatching(/^20/) },
		{ order: '1025', to: '375331234567', smsId: sent[1].id, status: 'delivered' },
		{ order: '1026', to: '+375 00 000-00-01', smsId: null, status: 'refused', meaning: expect.stringContaining('the number is wrong') },
	]);

	await send();
	expect(smpp.phones.list()).toHaveLength(2);
	await client.deactivate({ id } as StoredWorkflow);
});

/** Pushes an entry to every address that SMS.ru knows, signed as SMS.ru signs. */
async function report(entry: string): Promise<void> {
	const { url, account } = vendors.smsRu;
	const asked = { method: 'POST', body: new URLSearchParams({ json: '1', api_id: account.api_id }) };
	const { callback } = (await (await fetch(`${url}/callback/get`, asked)).json()) as { callback: string[] };
	const hash = createHash('sha256').update(account.api_id + entry).digest('hex');
	for (const address of callback) await fetch(address, { method: 'POST', body: new URLSearchParams({ 'data[1]': entry, hash }) });
}
