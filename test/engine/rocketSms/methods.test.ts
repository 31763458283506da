/** The methods of the calls: POST where the server takes it, GET, as the document has it, where it does not. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createRocketSms } from '../../simulators/rocketSms/index.ts';
import { Simulated } from '../../support/simulated.ts';
import { credentialTypes, runNode } from '../../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

let sms: Simulated;
let fresh: Json;

beforeAll(async () => {
	const simulator = await createRocketSms();
	fresh = structuredClone(simulator.settings);
	sms = new Simulated(simulator);
});
beforeEach(async () => {
	await sms.set(fresh);
	await sms.reset();
});
afterAll(async () => await sms.close());

const run = (operation: string, parameters: Json = {}, baseUrl = sms.url) => {
	const [resource, value] = operation.split('.');
	const { username, password } = sms.account;
	const credentials = { rocketSmsApi: { username, password, alreadyHashed: false, baseUrl } };
	return runNode('rocketSms', { credentials, parameters: { resource, operation: value, ...parameters }, onError: 'continueRegularOutput' });
};

const asked = async () => ((await sms.requests()).requests as Json[]).map(({ method, path }) => `${method} ${path}`);

const READS: Array<[operation: string, parameters: Json, path: string, result: Json]> = [
	['message.getStatus', { ids: '3334' }, '/simple/status', { id: '3334', status: 'queued' }],
	['account.getBalance', {}, '/simple/balance', { credits: 4400, balance: 22 }],
	['sender.getAll', { returnAll: true }, '/simple/senders', { name: 'SHOP' }],
	['template.getAll', { returnAll: true }, '/simple/templates', { id: 'TPL_ID_1' }],
];

describe.each(READS)('%s', (operation, parameters, path, result) => {
	test('is a POST where the server takes one', async () => {
		expect((await run(operation, parameters)).items).toMatchObject([result]);
		expect(await asked()).toEqual([`POST ${path}`]);
	});

	test.each([404, 405, 501])('is repeated by GET where POST is answered with %i', async (wrongMethodStatus) => {
		await sms.set({ isStrict: true, wrongMethodStatus });
		expect((await run(operation, parameters)).items).toMatchObject([result]);
		expect(await asked()).toEqual([`POST ${path}`, `GET ${path}`]);
	});

	test.each([400, 401, 403])('is not repeated by GET after %i, which says something else', async (status) => {
		await sms.fault({ fault: 'status', status, times: 0 });
		await run(operation, parameters);
		expect(new Set(await asked())).toEqual(new Set([`POST ${path}`]));
	});
});

test('what has helped once is done at once for the rest of the run', async () => {
	await sms.set({ isStrict: true });
	const { items } = await run('message.getStatus', { ids: '3334, 3334, 999, 3334' });
	expect(items).toMatchObject([{ status: 'queued' }, { error: expect.stringContaining('WRONG_ID') }]);
	expect(await asked()).toEqual(['POST /simple/status', ...Array(2).fill('GET /simple/status')]);
});

test('a status is waited for by GET, too', async () => {
	await sms.set({ isStrict: true, steps: { delivered: 1 } });
	const { items: [sent] } = await run('message.send', { to: '375296890043', message: 'x' });
	const { items } = await run('message.getStatus', { ids: sent.id, options: { waitUntilFinal: true, longestWait: 1 } });
	expect(items).toMatchObject([{ id: sent.id, status: 'delivered' }]);
	expect((await asked()).filter((one) => one === 'POST /simple/status')).toHaveLength(1);
});

test('the vendor’s own no under 404 is an answer, and not asked for again by GET', async () => {
	await sms.set({ errorStatus: 404 });
	expect((await run('message.getStatus', { ids: '999' })).items).toMatchObject([{ error: expect.stringContaining('the account has no message with this ID') }]);
	expect(await asked()).toEqual(['POST /simple/status']);
});

test('a wrong Base URL is still told as one', async () => {
	const { items } = await run('account.getBalance', {}, `${sms.url}/elsewhere`);
	expect(items).toMatchObject([{ error: expect.stringContaining('it does not know this call (HTTP 404)'), details: { remedy: expect.stringContaining('Base URL') } }]);
});

test.each(['message.send', 'message.sendBulk', 'sender.create'])('%s changes something and is never put twice', async (operation) => {
	for (const status of [404, 405, 501]) {
		await sms.reset();
		await sms.fault({ fault: 'status', status, times: 0 });
		await run(operation, { to: '375296890043', message: 'x', name: 'MyShop' });
		expect((await sms.requests()).count).toBe(1);
	}
});

test('a strict server takes what is sent', async () => {
	await sms.set({ isStrict: true });
	expect((await run('message.send', { to: '375296890043', message: 'x' })).items).toMatchObject([{ status: 'sent' }]);
	expect((await run('sender.create', { name: 'My-Shop.by' })).items).toMatchObject([{ success: true }]);
	expect((await asked()).every((one) => one.startsWith('POST'))).toBe(true);
});

test.each([true, false])('the credential’s test is answered with a balance, strict or not (%s)', async (isStrict) => {
	await sms.set({ isStrict });
	const { test: check, authenticate } = credentialTypes.get('rocketSmsApi')!;
	const { url, method } = check!.request as Json;
	const { username, password } = sms.account;
	const sign = authenticate as unknown as (values: Json, request: Json) => Promise<Json>;
	const { qs = {} } = await sign({ username, password }, { url: sms.url + url, method });
	const reply = await fetch(`${sms.url}${url}?${new URLSearchParams(qs as Record<string, string>)}`, { method });
	expect([reply.status, await reply.json()]).toEqual([200, { credits: 4400, balance: 22 }]);
});

test('the credits of a send are in its result: prepaid accounts count them', async () => {
	const { items } = await run('message.send', { to: '375296890043', message: 'я'.repeat(71) });
	expect(items).toMatchObject([{ parts: 2, cost: 0.4, credits: 2 }]);
	await sms.fault({ fault: 'reply', body: { id: 1, status: 'SENT' } });
	expect((await run('message.send', { to: '375296890043', message: 'x' })).items[0]).not.toHaveProperty('credits');
});
