/** The SMS.by Trigger in a real n8n: a bulk that is told the address, reports in any form, and strangers. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createSmsBy } from '../simulators/smsBy/index.ts';
import { Simulated } from '../support/simulated.ts';
import type { Credential } from './support/client.ts';
import { until } from './support/poll.ts';
import { TriggerStage, asForm, asJson, pushTo } from './support/triggers.ts';

const UUID = 'cc9c8043-8caf-11ef-b035-9e8f47954dec';

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

/** Sends a bulk that reports to an address, and returns its ID. */
async function sendBulk(to: string[], callbackUrl: string): Promise<unknown> {
	const parameters = { resource: 'bulk', operation: 'send', to: '={{ $json.to }}', message: 'Ваш заказ готов', name: 'n8n', options: { callbackUrl } };
	const [{ id }] = await stage.run('smsBy', parameters, credential, to.map((number) => ({ to: number })));
	return id;
}

test('a bulk reports to the trigger: one run, an item for each message', async () => {
	const published = await stage.publish('smsByTrigger', {});
	const bulkId = await sendBulk(['375299999999', '375299999998'], published.url);
	const [items] = await stage.items(published, 1);
	const delivered = { event: 'deliveryStatus', status: 'delivered', isFinal: true, bulkId, id: expect.any(String) };
	expect(items).toEqual([expect.objectContaining({ ...delivered, to: '375299999999' }), expect.objectContaining({ ...delivered, to: '375299999998' })]);
});

test('any form: JSON, form fields, a GET; the same report again starts no second run', async () => {
	const published = await stage.publish('smsByTrigger', { output: 'raw' });
	const fields = { uuid: UUID, phone: '375299999999', status: 'DELIVERED', delivery_id: '1' };
	expect(await pushTo(published.url, asForm(fields))).toEqual([200, 'OK']);
	expect(await pushTo(published.url, asJson(fields))).toEqual([200, 'OK']);
	const response = await fetch(`${published.url}?${new URLSearchParams({ ...fields, delivery_id: '2' })}`);
	expect([response.status, await response.text()]).toEqual([200, 'OK']);
	expect(await pushTo(published.url, asJson({ news: 'something else' }))).toEqual([200, 'OK']);
	const items = (await stage.items(published, 3)).flat();
	expect(items.map(({ event, id }) => [event, id])).toEqual([['deliveryStatus', '1'], ['deliveryStatus', '2'], ['otherCall', undefined]]);
	expect(items[0].raw).toEqual({ payload: fields });
	expect(items[2].payload).toEqual({ news: 'something else' });
});

test('what starts no run', async () => {
	const published = await stage.publish('smsByTrigger', {});
	const stranger = published.url.replace(/webhook\/[^/]+/, 'webhook/00000000-0000-0000-0000-000000000000');
	const table: Array<[what: string, url: string, push: RequestInit, status: number, answer: unknown]> = [
		['a guessed address', stranger, asForm({ uuid: UUID, success: 'OK' }), 404, expect.any(String)],
		['nothing', published.url, {}, 400, 'It is not in the promised form\n'],
		['broken JSON', published.url, asJson('{"uuid":'), 422, expect.any(String)],
		['more than a megabyte', published.url, asForm({ note: 'x'.repeat(1_100_000) }), 413, 'It is too large\n'],
		['a status on the way', published.url, asForm({ uuid: UUID, phone: '375299999999', status: 'SENT' }), 200, 'OK'],
	];
	const rows: unknown[] = [];
	for (const [what, url, push] of table) rows.push([what, ...(await pushTo(url, push))]);
	expect(rows).toEqual(table.map(([what, , , status, answer]) => [what, status, answer]));
	await pushTo(published.url, asForm({ uuid: UUID, phone: '375299999999', status: 'DELIVERED' }));
	await stage.runs(published, 1);
});

test('an unpublished trigger is not there any more', async () => {
	const published = await stage.publish('smsByTrigger', {});
	await stage.unpublishAll();
	const gone = async () => ((await pushTo(published.url, asForm({ uuid: UUID })))[0] === 404 ? true : undefined);
	await until(gone, { for: 'the address to be gone' });
});
