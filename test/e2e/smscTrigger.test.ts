/** The SMSC Trigger in a real n8n: an address entered by hand, pushes of the simulator, and pushes that nobody should believe. */
import { createHash } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsc } from '../simulators/smsc/index.ts';
import { Simulated } from '../support/simulated.ts';
import type { Credential } from './support/client.ts';
import { until } from './support/poll.ts';
import { TriggerStage, asForm, asJson, pushTo, type Published } from './support/triggers.ts';
import type { Json } from './support/workflow.ts';

const SECRET = 'simulated-secret-word';

let stage: TriggerStage;
let sms: Simulated;
let account: Json;
let credential: Credential;

beforeAll(async () => {
	sms = new Simulated(await createSmsc());
	stage = await TriggerStage.open();
	account = { authentication: 'apiKey', apiKey: sms.account.apikey, region: 'baseUrl', baseUrl: sms.url };
	credential = await stage.client.createCredential('smscApi', 'SMSC', { ...account, secretWord: SECRET });
});
beforeEach(async () => {
	await stage.unpublishAll();
	await sms.reset();
	await sms.set({ handler: '', secretWord: SECRET, steps: { sent: 0.2, delivered: 0.6 } });
});
afterAll(async () => {
	await stage?.close();
	await sms?.close();
});

const publish = async (parameters: Json = {}): Promise<Published> => await stage.publish('smscTrigger', parameters, credential);

/** What the user does in the settings of the account. */
const enter = async ({ url }: Published, query: string) => await sms.set({ handler: `${url}?${query}` });

const happen = async (what: string, fields: Record<string, string>) =>
	await fetch(`${sms.url}/__${what}`, { method: 'POST', body: new URLSearchParams(fields) });

const send = async (to: string): Promise<string> =>
	(await stage.run('smsc', { resource: 'message', operation: 'send', to, message: 'Заказ готов' }, credential))[0].id as string;

/** How the vendor can be asked to push. */
const WAYS = [`charset=utf-8&sha1=${SECRET}`, 'charset=utf-8&md5', 'charset=utf-8&fmt=3&sha1=1', 'charset=koi8-r&md5', `sha1=${SECRET}`, 'md5&fmt=3'];

describe.each(WAYS)('by %s', (query) => {
	test('a delivery, a reply and a call start a run each', async () => {
		const published = await publish();
		await enter(published, query);
		const id = await send('79999999999');
		const [[delivered]] = await stage.items(published, 1);
		expect(delivered).toMatchObject({ event: 'deliveryStatus', id, to: '79999999999', status: 'delivered', isFinal: true, at: expect.stringMatching(/^20\d\d-/) });

		await happen('inbound', { phone: '79999999999', mes: 'Да: приду & спасибо', to: '79991234567' });
		const [, [reply]] = await stage.items(published, 2);
		expect(reply).toMatchObject({ event: 'incomingSms', from: '79999999999', to: '79991234567', text: 'Да: приду & спасибо' });

		await happen('call', { phone: '79999999999' });
		const [, , [call]] = await stage.items(published, 3);
		expect(call).toMatchObject({ event: 'callConfirmation', to: '79999999999', status: 'confirmed', callPhone: '74950000001' });
		expect(JSON.stringify([delivered, reply, call])).not.toContain(SECRET);
	});
});

const sha1 = (...parts: string[]) => createHash('sha1').update([...parts, SECRET].join(':')).digest('hex');
const signed = (id: string, status = '1') => ({ id, phone: '79999999999', status, ts: '1782404881', sha1: sha1(id, '79999999999', status) });
const FORGED = 'Its signature is missing or wrong\n';

/** What starts no run: what is pushed, and the answer. */
const NOT_RUN: Array<[what: string, push: () => RequestInit, status: number, answer: unknown]> = [
	['another id than was signed', () => asForm({ ...signed('1'), id: '2' }), 401, FORGED],
	['another state than was signed', () => asForm({ ...signed('1'), status: '20' }), 401, FORGED],
	['not signed', () => asForm({ id: '1', phone: '79999999999', status: '1' }), 401, FORGED],
	['the secret word in the place of a signature', () => asForm({ ...signed('1'), sha1: SECRET }), 401, FORGED],
	['a list with one forged notice', () => asJson([signed('1'), { ...signed('2'), sha1: 'x' }]), 401, FORGED],
	['objects for texts', () => asJson({ id: { toString: 1 }, phone: [], status: null, sha1: { length: 40 } }), 401, FORGED],
	['no form at all', () => ({ body: 'hello' }), 401, FORGED],
	['nothing, as when an address is tried out', () => ({}), 200, 'OK'],
	['broken JSON', () => asJson('{"id":'), 422, expect.stringContaining('Failed to parse request body')],
	['more than a megabyte', () => asForm({ ...signed('1'), note: 'x'.repeat(1_100_000) }), 413, 'It is too large\n'],
	['a state on the way', () => asForm(signed('1', '0')), 200, 'OK'],
	['signed, but without an id', () => asForm({ ...signed('') }), 200, 'OK'],
];

describe('pushes', () => {
	test('what starts no run', async () => {
		const published = await publish();
		const rows: unknown[] = [];
		for (const [what, push] of NOT_RUN) rows.push([what, ...(await pushTo(published.url, push()))]);
		expect(rows).toEqual(NOT_RUN.map(([what, , status, answer]) => [what, status, answer]));
		expect(await pushTo(published.url, asForm(signed('the-only-one')))).toEqual([200, 'OK']);
		expect((await stage.items(published, 1)).flat().map(({ id }) => id)).toEqual(['the-only-one']);
		expect(stage.n8n.log()).toContain('"Trigger" has turned a push away: Its signature is missing or wrong');
		expect(stage.n8n.log()).not.toContain(SECRET);
	});

	test('a replay starts no second run, a further step of the same message does', async () => {
		const published = await publish();
		for (const push of [signed('1'), signed('1'), signed('1', '2')]) expect(await pushTo(published.url, asForm(push))).toEqual([200, 'OK']);
		expect((await stage.items(published, 2)).flat().map(({ status }) => status)).toEqual(['delivered', 'read']);
	});

	test('a vendor that does not wait for the answer and sends again is answered, and starts one run', async () => {
		const published = await publish();
		const patiences = [5, 10, 20, 30, 50, 80];
		for (const patience of patiences) {
			const push = asForm(signed(`after-${patience}`));
			await fetch(published.url, { method: 'POST', ...push, signal: AbortSignal.timeout(patience) }).catch(() => undefined);
			expect(await pushTo(published.url, push)).toEqual([200, 'OK']);
		}
		expect(await pushTo(published.url, asForm(signed('last')))).toEqual([200, 'OK']);
		const ids = (await stage.items(published, patiences.length + 1)).flat().map(({ id }) => id);
		expect(ids.sort()).toEqual([...patiences.map((patience) => `after-${patience}`), 'last'].sort());
	});

	test('only the chosen kinds, and every step where not only final ones are wanted', async () => {
		const published = await publish({ triggerOn: ['deliveryStatus'], finalOnly: false });
		await enter(published, 'charset=utf-8&sha1');
		await happen('call', { phone: '79999999999' });
		await send('79999999999');
		expect((await stage.items(published, 2)).flat().map(({ status }) => status)).toEqual(['sent', 'delivered']);
	});

	test('by GET', async () => {
		const published = await publish();
		const query = new URLSearchParams(signed('by-get'));
		const response = await fetch(`${published.url}?charset=utf-8&${query}`);
		expect([response.status, await response.text()]).toEqual([200, 'OK']);
		await stage.runs(published, 1);
	});
});

test('without a secret word nothing is published, and the reason says what to do', async () => {
	const bare = await stage.client.createCredential('smscApi', 'Bare', account);
	const reason = await stage.publicationError(await stage.store('smscTrigger', {}, bare));
	expect(reason).toContain('Enter a word of your own as "Secret Word" in the SMSC credential');
});

test('an unpublished trigger is not there any more', async () => {
	const published = await publish();
	await stage.unpublishAll();
	const gone = async () => ((await pushTo(published.url, asForm(signed('1'))))[0] === 404 ? true : undefined);
	await until(gone, { for: 'the address to be gone' });
});
