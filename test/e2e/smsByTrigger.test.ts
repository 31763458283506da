/** The SMS.by Trigger in a real n8n: bulks with its address as their Callback URL, and pushes that nobody should believe. */
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsBy } from '../simulators/smsBy/index.ts';
import { Simulated } from '../support/simulated.ts';
import type { Credential } from './support/client.ts';
import { until } from './support/poll.ts';
import { TriggerStage, asForm, asJson, pushTo, type Published } from './support/triggers.ts';
import type { Json } from './support/workflow.ts';

let stage: TriggerStage;
let sms: Simulated;
let credential: Credential;

beforeAll(async () => {
	sms = new Simulated(await createSmsBy());
	stage = await TriggerStage.open();
	credential = await stage.client.createCredential('smsByApi', 'SMS.by', { token: sms.account.token, baseUrl: sms.url });
});
beforeEach(async () => {
	await stage.unpublishAll();
	await sms.reset();
	await sms.set({ steps: { sent: 0.2, delivered: 0.6 } });
});
afterAll(async () => {
	await stage?.close();
	await sms?.close();
});

const publish = async (parameters: Json = {}): Promise<Published> => await stage.publish('smsByTrigger', parameters);

/** Sends a bulk whose outcome is told to the trigger; the receipts. */
async function sendBulk({ url }: Published, numbers: string[]): Promise<Json[]> {
	const parameters = { resource: 'bulk', operation: 'send', to: numbers.join(','), message: 'Order 1024 is ready', options: { callbackUrl: url } };
	return await stage.run('smsBy', parameters, credential);
}

describe.each(['json', 'form', 'get'])('called back by %s', (callbackForm) => {
	test('a bulk starts one run, with an item for each of its messages', async () => {
		await sms.set({ callbackForm });
		const published = await publish();
		const numbers = ['375291111111', '375292222222', '375293333333'];
		const [{ id: bulkId }] = await sendBulk(published, numbers);
		const [all] = await stage.items(published, 1);
		expect(all.map(({ to }) => to)).toEqual(numbers);
		for (const item of all) {
			expect(item).toMatchObject({ event: 'deliveryStatus', bulkId, mailing: 'n8n', status: 'delivered', isFinal: true, at: expect.stringMatching(/^20\d\d-/) });
			expect(item).not.toHaveProperty('raw');
		}
	});
});

const ONE = { uuid: 'one', phone: '375291111111', status: 'DELIVERED' };
const MALFORMED = 'It is not in the promised form\n';

/** What is pushed, the answer, and how many runs it starts. */
const PUSHES: Array<[what: string, push: () => RequestInit, status: number, answer: unknown, runs: number]> = [
	['one message', () => asForm(ONE), 200, 'OK', 1],
	['the same, replayed', () => asForm(ONE), 200, 'OK', 0],
	['a message of another bulk', () => asForm({ ...ONE, uuid: 'two' }), 200, 'OK', 1],
	['JSON that tells of no message', () => asJson({ uuid: 'three', success: 'OK' }), 200, 'OK', 1],
	['the same, replayed', () => asJson({ uuid: 'three', success: 'OK' }), 200, 'OK', 0],
	['a message on the way', () => asForm({ ...ONE, status: 'SENT' }), 200, 'OK', 0],
	['nothing', () => ({}), 400, MALFORMED, 0],
	['a text', () => ({ body: 'hello' }), 400, MALFORMED, 0],
	['broken JSON', () => asJson('{"uuid":'), 422, expect.stringContaining('Failed to parse request body'), 0],
	['JSON a thousand levels deep', () => asJson(`{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`), 400, MALFORMED, 0],
	['more than a megabyte', () => asForm({ ...ONE, note: 'x'.repeat(1_100_000) }), 413, 'It is too large\n', 0],
];

describe('pushes', () => {
	test('what each is answered, and what it starts', async () => {
		const published = await publish({ output: 'raw' });
		const answers: unknown[] = [];
		for (const [what, push] of PUSHES) answers.push([what, ...(await pushTo(published.url, push()))]);
		expect(answers).toEqual(PUSHES.map(([what, , status, answer]) => [what, status, answer]));

		const runs = PUSHES.reduce((sum, [, , , , count]) => sum + count, 0);
		expect((await stage.items(published, runs)).flat()).toMatchObject([
			{ event: 'deliveryStatus', to: ONE.phone, bulkId: 'one', raw: ONE },
			{ event: 'deliveryStatus', bulkId: 'two' },
			{ event: 'other', bulkId: 'three', payload: { uuid: 'three', success: 'OK' } },
		]);
		expect(stage.n8n.log()).toContain('"Trigger" has turned a push away: It is not in the promised form');
	});

	test('a forged path finds nothing', async () => {
		const published = await publish();
		const forged = [published.url.replace(/[^/]+\/webhook$/, `${randomUUID()}/webhook`), `${published.url}/x`, published.url.replace(/\/webhook$/, '')];
		for (const url of forged) expect((await pushTo(url, asForm(ONE)))[0]).toBe(404);
		expect(await pushTo(published.url, asForm({ ...ONE, uuid: 'genuine' }))).toEqual([200, 'OK']);
		expect((await stage.items(published, 1)).flat().map(({ bulkId }) => bulkId)).toEqual(['genuine']);
	});
});

test('an unpublished trigger is not there any more', async () => {
	const published = await publish();
	await stage.unpublishAll();
	const gone = async () => ((await pushTo(published.url, asForm(ONE)))[0] === 404 ? true : undefined);
	await until(gone, { for: 'the address to be gone' });
});
