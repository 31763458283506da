/** "Send and Wait for Delivery" in a real n8n: parked until SMSPILOT reports, or until the time is over. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { Simulated } from '../support/simulated.ts';
import type { Credential } from './support/client.ts';
import { until } from './support/poll.ts';
import { TriggerStage, asForm, pushTo } from './support/triggers.ts';
import { chain, manualTrigger, node, workflow, type Json } from './support/workflow.ts';

const TO = '79037672215';
const WAITING = ['waiting' as const];

/** Slower than the look that is taken before the execution is parked. */
const SLOW = { sent: 0.2, delivered: 9 };

let stage: TriggerStage;
let sms: Simulated;
let credential: Credential;

beforeAll(async () => {
	sms = new Simulated(await createSmsPilot());
	stage = await TriggerStage.open();
	credential = await stage.client.createCredential('smsPilotApi', 'SMSPILOT', { authentication: 'apiKey', apiKey: sms.account.apikey, baseUrl: sms.url });
});
beforeEach(async () => {
	await sms.reset();
	await sms.set({ steps: SLOW });
});
afterAll(async () => {
	await stage?.close();
	await sms?.close();
});

/** Starts a run that sends and waits, and a node after it. */
async function start(options: Json = {}, items: Json[] = [{ to: TO }]): Promise<string> {
	const parameters = { resource: 'message', operation: 'sendAndWaitForDelivery', to: '={{ $json.to }}', message: 'Order 1024 is ready', options };
	const send = node('Send', 'n8n-nodes-cis-sms.smsPilot', parameters, { credentials: { smsPilotApi: { id: credential.id, name: credential.name } } });
	return await stage.client.startWorkflow(workflow('Wait', ...chain(manualTrigger(items), send, node('After', 'n8n-nodes-base.noOp'))));
}

const parked = async (id: string) => await stage.client.finished(id, 60_000, WAITING);

const after = async (id: string): Promise<Json[]> => (await stage.client.finished(id, 120_000)).items('After').map(({ json }) => json);

const callbackOf = async (place = -1): Promise<{ id: string; callback: string }> => {
	const all = (await sms.messages()) as unknown as Array<{ id: string; callback: string }>;
	return all.at(place)!;
};

const DELIVERED = { to: TO, status: 'delivered', isFinal: true, vendorStatus: '2', parts: 1, cost: expect.any(Number), currency: 'RUB', timedOut: false };

test('a message that arrives at once is told without parking', async () => {
	await sms.set({ steps: { sent: 0.1, delivered: 0.3 } });
	const id = await start();
	expect(await after(id)).toEqual([expect.objectContaining(DELIVERED)]);
	expect((await stage.client.execution(id)).runs('Send')).toHaveLength(1);
	expect(await sms.messages()).toHaveLength(1);
});

test('a later report lets the parked execution go on, steps on the way and other messages’ reports do not', async () => {
	const id = await start();
	await parked(id);
	const { id: message, callback } = await callbackOf();
	for (const fields of [{ server_id: message, status: '1', error: '0' }, { server_id: '1', status: '2', error: '0' }, { hello: 'world' }]) {
		expect(await pushTo(callback, asForm(fields as never))).toEqual([200, 'OK']);
	}
	expect((await stage.client.execution(id)).status).toBe('waiting');
	expect(await after(id)).toEqual([expect.objectContaining({ ...DELIVERED, id: message })]);
	expect(await sms.messages()).toHaveLength(1);
});

test('a message that fails is told as failed, with the reason', async () => {
	await sms.set({ steps: { sent: 0.2, delivered: 600 } });
	const id = await start();
	await parked(id);
	const { id: message, callback } = await callbackOf();
	expect(await pushTo(callback, asForm({ server_id: message, status: '-1', error: '600' }))).toEqual([200, 'OK']);
	expect(await after(id)).toEqual([expect.objectContaining({ id: message, status: 'unknown', isFinal: true, vendorError: '600', timedOut: false })]);
});

test('a report with a wrong token, or to another node, is turned away', async () => {
	await sms.set({ steps: { sent: 0.2, delivered: 600 } });
	const id = await start();
	await parked(id);
	const { id: message, callback } = await callbackOf();
	const report = asForm({ server_id: message, status: '2', error: '0' });
	const forged = new URL(callback);
	forged.searchParams.set('signature', '0'.repeat(forged.searchParams.get('signature')!.length));
	expect((await pushTo(forged.toString(), report))[0]).toBe(401);
	forged.searchParams.delete('signature');
	expect((await pushTo(forged.toString(), report))[0]).toBe(401);
	expect((await stage.client.execution(id)).status).toBe('waiting');
	expect(await pushTo(callback, report)).toEqual([200, 'OK']);
	expect((await after(id))[0].status).toBe('delivered');
});

test('when the time is over, the next node can tell, and the wait has outlived a restart of n8n', async () => {
	await sms.set({ steps: { sent: 0.2, delivered: 600 } });
	const limit = { limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 0.5, resumeUnit: 'minutes' } } };
	const [late, reported] = [await start(limit), await start({}, [{ to: '79261112233' }])];
	await Promise.all([parked(late), parked(reported)]);
	const all = [await callbackOf(0), await callbackOf(1)];
	await stage.n8n.restart();

	const [item] = await until(async () => ((await stage.client.execution(late)).status === 'success' ? await after(late) : undefined), {
		for: 'the end of the wait',
		longest: 150_000,
	});
	expect(item).toMatchObject({ to: TO, status: 'sent', isFinal: false, timedOut: true });
	const open = all.find(({ id }) => id !== item.id)!;
	expect(await pushTo(open.callback, asForm({ server_id: open.id, status: '2', error: '0' }))).toEqual([200, 'OK']);
	expect((await after(reported))[0]).toMatchObject({ id: open.id, status: 'delivered', timedOut: false });
	expect(await sms.messages()).toHaveLength(2);
}, 240_000);

test('several messages in one run are a mistake, and nothing is sent', async () => {
	const run = await stage.client.finished(await start({}, [{ to: TO }, { to: '79261112233' }]));
	expect(run.error?.message).toContain('has 2 messages to send, but one run waits for what becomes of one');
	expect(await sms.messages()).toEqual([]);
});
