/** "Send Once Per Key" in a real n8n: its store is n8n's own database. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createSmsRu } from '../simulators/smsRu/index.ts';
import type { Simulated } from '../support/simulated.ts';
import type { Client, StoredWorkflow } from './support/client.ts';
import type { N8n } from './support/n8n.ts';
import { setStage, type Stage } from './support/stage.ts';
import { chain, manualTrigger, node, webhook, workflow, type NodeOptions, type WorkflowNode } from './support/workflow.ts';

let stage: Stage;
let n8n: N8n;
let client: Client;
let sms: Simulated;

beforeAll(async () => {
	const simulator = await createSmsRu();
	stage = await setStage(simulator, 'smsRuApi', { authentication: 'apiKey', apiKey: simulator.account.api_id });
	({ n8n, client, sms } = stage);
});
beforeEach(async () => await sms.reset());
afterAll(async () => await stage?.close());

const send = (source = '$json', options: NodeOptions = {}): WorkflowNode =>
	node(
		'SMS',
		'n8n-nodes-cis-sms.smsRu',
		{
			resource: 'message',
			operation: 'send',
			to: `={{ ${source}.to }}`,
			message: `={{ ${source}.text }}`,
			options: { oncePerKey: `={{ ${source}.order }}` },
		},
		{ credentials: stage.credentials, ...options },
	);

const order = (number: string, to = '79255070602') => ({ order: number, to, text: `Order ${number}` });

test('a key is sent once: within a run, in a later execution, and after a restart', async () => {
	const items = [order('A1'), order('A1'), order('A2')];
	const stored = await client.createWorkflow(workflow('Once', ...chain(manualTrigger(items), send())));

	const first = await client.runWorkflow(stored.id);
	expect(first.items('SMS').map(({ json }) => json.skipped ?? false)).toEqual([false, true, false]);
	expect(first.items('SMS')[1].json).toMatchObject({
		id: first.items('SMS')[0].json.id,
		to: '79255070602',
		reason: expect.stringContaining('"A1"'),
	});
	expect(await sms.messages()).toHaveLength(2);

	const second = await client.runWorkflow(stored.id);
	expect(second.items('SMS').map(({ json }) => json.skipped)).toEqual([true, true, true]);
	await n8n.restart();
	const third = await client.runWorkflow(stored.id);
	expect(third.items('SMS').map(({ json }) => json.skipped)).toEqual([true, true, true]);
	expect(await sms.messages()).toHaveLength(2);
});

test('a refused message releases its key; an unclear one keeps it', async () => {
	const items = [order('B1', '74993221627'), order('B2')];
	const stored = await client.createWorkflow(
		workflow('Released', ...chain(manualTrigger(items), send('$json', { onError: 'continueRegularOutput' }))),
	);
	await sms.fault({ fault: 'resetAfterRead', path: '/sms/send' });
	const unclear = await client.runWorkflow(stored.id);
	expect(unclear.items('SMS').map(({ json }) => json.details.outcome)).toEqual(['unknown', 'unknown']);
	const after = await client.runWorkflow(stored.id);
	expect(after.items('SMS').map(({ json }) => json.skipped)).toEqual([true, true]);

	const refused = await client.createWorkflow(
		workflow('Refused', ...chain(manualTrigger([order('C1', '74993221627')]), send('$json', { onError: 'continueRegularOutput' }))),
	);
	for (let time = 0; time < 2; time++) {
		const run = await client.runWorkflow(refused.id);
		expect(run.items('SMS')[0].json.details).toMatchObject({ code: '207' });
	}
});

test('a rehearsal takes no key: the message itself is sent', async () => {
	const items = [{ ...order('E1'), rehearsal: true }, { ...order('E1'), rehearsal: false }];
	const rehearsing = send();
	Object.assign(rehearsing.parameters.options as object, { dryRun: '={{ $json.rehearsal }}' });
	const run = await client.runWorkflow(workflow('Rehearsed', ...chain(manualTrigger(items), rehearsing)));
	expect(run.items('SMS').map(({ json }) => json.vendorStatusText)).toEqual(['Dry run: nothing was sent', expect.not.stringContaining('Dry run')]);
	expect(await sms.messages()).toHaveLength(1);
});

test('an empty key is a mistake, told before anything is sent', async () => {
	const run = await client.runWorkflow(workflow('Empty', ...chain(manualTrigger([order(' ')]), send())));
	expect(run.error?.message).toContain('Send Once Per Key: is empty');
	expect(await sms.messages()).toEqual([]);
});

test('twenty simultaneous executions with the same key send one message', async () => {
	const stored: StoredWorkflow = await client.createWorkflow(
		workflow('At once', ...chain(webhook('once', { responseMode: 'lastNode' }), send('$json.body'))),
	);
	await client.activate(stored);
	const call = () =>
		fetch(`${n8n.url}/webhook/once`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(order('D1')),
		});
	const answers = await Promise.all(Array.from({ length: 20 }, call));
	expect(answers.every(({ ok }) => ok)).toBe(true);
	expect(await sms.messages()).toHaveLength(1);
	await call();
	expect(await sms.messages()).toHaveLength(1);
});
