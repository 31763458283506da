/** The SMSPILOT Trigger in a real n8n: a send of the same workflow that names it, pushes by GET and POST, and strangers. */
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { Simulated } from '../support/simulated.ts';
import type { Credential } from './support/client.ts';
import { until } from './support/poll.ts';
import { TriggerStage, asForm, asJson, pushTo, type Published } from './support/triggers.ts';
import { chain, manualTrigger, node, webhook, workflow, type Json, type WorkflowNode } from './support/workflow.ts';

const SEND = { resource: 'message', operation: 'send', to: '79037672215', message: 'Order 1024 is ready' };

let stage: TriggerStage;
let sms: Simulated;
let credential: Credential;
let published: Published[] = [];

beforeAll(async () => {
	sms = new Simulated(await createSmsPilot());
	stage = await TriggerStage.open();
	credential = await stage.client.createCredential('smsPilotApi', 'SMSPILOT', { authentication: 'apiKey', apiKey: sms.account.apikey, baseUrl: sms.url });
});
beforeEach(async () => {
	await stage.unpublishAll();
	for (const { flow } of published.splice(0)) await stage.client.deactivate(flow);
	published = [];
	await sms.reset();
	await sms.set({ steps: { sent: 0.2, delivered: 0.6 } });
});
afterAll(async () => {
	await stage?.close();
	await sms?.close();
});

const sending = (options: Json): WorkflowNode =>
	node('Send', 'n8n-nodes-cis-sms.smsPilot', { ...SEND, options }, { credentials: { smsPilotApi: { id: credential.id, name: credential.name } } });

const trigger = (name = 'Trigger', webhookId = randomUUID()) => node(name, 'n8n-nodes-cis-sms.smsPilotTrigger', {}, { webhookId });

describe('"Report to Trigger"', () => {
	test('a send of the same workflow tells the vendor the trigger’s address: no one copies anything', async () => {
		const [path, webhookId] = [randomUUID(), randomUUID()];
		const done = node('Done', 'n8n-nodes-base.noOp');
		const flow = await stage.client.createWorkflow(
			workflow('Both', ...chain(webhook(path), sending({ reportToTrigger: true })), ...chain(trigger('Trigger', webhookId), done)),
		);
		await stage.client.activate(flow);
		const both = { flow, url: `${stage.n8n.url}/webhook/${webhookId}/webhook` };
		published.push(both);
		expect((await pushTo(`${stage.n8n.url}/webhook/${path}`, asJson({})))[0]).toBe(200);

		const [, told] = await stage.runs(both, 2);
		expect(told.items('Done').map(({ json }) => json)).toEqual([
			{ event: 'deliveryStatus', id: expect.stringMatching(/^\d+$/), status: 'delivered', isFinal: true, vendorStatus: '2', vendorStatusText: expect.any(String) },
		]);
		const [{ callback }] = (await sms.messages()) as unknown as Array<{ callback: string }>;
		expect(callback).toBe(both.url);
	});

	test('no trigger, or two: nothing is sent, and the reason is told', async () => {
		const run = async (...more: WorkflowNode[]) =>
			await stage.client.runWorkflow(workflow('Wrong', ...chain(manualTrigger(), sending({ reportToTrigger: true })), ...more));
		expect((await run()).error?.message).toContain('finds no SMSPILOT Trigger in this workflow');
		expect((await run(trigger('One'), trigger('Two'))).error?.message).toContain('has 2 triggers to choose from');
		expect(await sms.messages()).toEqual([]);
	});

	test('an address of one’s own beside it is a mistake', async () => {
		const flow = workflow('Two', ...chain(manualTrigger(), sending({ reportToTrigger: true, callbackUrl: 'http://example.com/status' })), trigger());
		expect((await stage.client.runWorkflow(flow)).error?.message).toContain('"Report to Trigger" too');
	});
});

describe('pushes', () => {
	test.each(['get', 'post'])('by %s, to an address that was copied', async (callbackMethod) => {
		const one = await stage.publish('smsPilotTrigger', {});
		const [{ id }] = await stage.run('smsPilot', { ...SEND, options: { callbackUrl: one.url, callbackMethod } }, credential);
		expect((await stage.items(one, 1)).flat()).toMatchObject([{ id, status: 'delivered' }]);
		const attempts = (await (await fetch(`${sms.url}/__pushes`)).json()) as Array<{ method: string; answer: string }>;
		expect(attempts.filter(({ answer }) => answer === 'OK').length).toBeGreaterThanOrEqual(2);
	});

	test('what starts no run', async () => {
		const one = await stage.publish('smsPilotTrigger', {});
		const stranger = one.url.replace(/webhook\/[^/]+/, 'webhook/00000000-0000-0000-0000-000000000000');
		const table: Array<[what: string, url: string, push: RequestInit, status: number, answer: unknown]> = [
			['a guessed address', stranger, asForm({ server_id: '1', status: '2' }), 404, expect.any(String)],
			['nothing', one.url, {}, 400, 'It is not in the promised form\n'],
			['no status', one.url, asForm({ server_id: '1' }), 400, 'It is not in the promised form\n'],
			['words for numbers', one.url, asForm({ server_id: 'me', status: 'delivered' }), 400, 'It is not in the promised form\n'],
			['objects for texts', one.url, asJson({ server_id: { toString: 1 }, status: [] }), 400, 'It is not in the promised form\n'],
			['broken JSON', one.url, asJson('{"server_id":'), 422, expect.any(String)],
			['more than a megabyte', one.url, asForm({ server_id: '1', status: '2', note: 'x'.repeat(1_100_000) }), 413, 'It is too large\n'],
			['a status on the way', one.url, asForm({ server_id: '1', status: '1', error: '0' }), 200, 'OK'],
		];
		const rows: unknown[] = [];
		for (const [what, url, push] of table) rows.push([what, ...(await pushTo(url, push))]);
		expect(rows).toEqual(table.map(([what, , , status, answer]) => [what, status, answer]));

		const final = asForm({ server_id: '7', status: '2', error: '0' });
		for (const push of [final, final]) expect(await pushTo(one.url, push)).toEqual([200, 'OK']);
		expect((await stage.items(one, 1)).flat().map(({ id }) => id)).toEqual(['7']);
	});

	test('an unpublished trigger is not there any more', async () => {
		const one = await stage.publish('smsPilotTrigger', {});
		await stage.unpublishAll();
		const gone = async () => ((await pushTo(one.url, asForm({ server_id: '1', status: '2' })))[0] === 404 ? true : undefined);
		await until(gone, { for: 'the address to be gone' });
	});
});
