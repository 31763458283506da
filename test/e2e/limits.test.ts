/** "Maximum Messages per Run" and "per Day" in a real n8n: the day is counted in n8n's own database. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createSmsRu } from '../simulators/smsRu/index.ts';
import { setStage, type Stage } from './support/stage.ts';
import { chain, manualTrigger, node, webhook, workflow, type Json, type WorkflowNode } from './support/workflow.ts';

const TO = '79255070602';

let stage: Stage;

beforeAll(async () => {
	const simulator = await createSmsRu();
	stage = await setStage(simulator, 'smsRuApi', { authentication: 'apiKey', apiKey: simulator.account.api_id });
});
beforeEach(async () => await stage.sms.reset());
afterAll(async () => await stage?.close());

const send = (options: Json, source = '$json'): WorkflowNode =>
	node('SMS', 'n8n-nodes-cis-sms.smsRu', { resource: 'message', operation: 'send', to: TO, message: `={{ ${source}.text }}`, options }, {
		credentials: stage.credentials,
		onError: 'continueRegularOutput',
	});

test('per run: a table of 300 rows in the place of ten texts nobody', async () => {
	const rows = Array.from({ length: 300 }, (_, index) => ({ text: `Row ${index}` }));
	const run = await stage.client.runWorkflow(workflow('Run', ...chain(manualTrigger(rows), send({ maximumMessagesPerRun: 100 }))));
	const told = run.items('SMS').map(({ json }) => json);
	expect(told).toHaveLength(300);
	expect(told[299]).toMatchObject({ error: expect.stringContaining('this run has 300 messages to send'), details: { outcome: 'not tried' } });
	expect((await stage.sms.requests()).count).toBe(0);
});

test('per day: executions share a count, which a restart does not forget', async () => {
	const { n8n, client, sms } = stage;
	const stored = await client.createWorkflow(
		workflow('Day', ...chain(webhook('day', { responseMode: 'lastNode' }), send({ maximumMessagesPerDay: 3 }, '$json.body'))),
	);
	await client.activate(stored);
	let calls = 0;
	const call = async (): Promise<Json> => {
		const body = JSON.stringify({ text: `Call ${++calls}` });
		const answer = await fetch(`${n8n.url}/webhook/day`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
		return (await answer.json()) as Json;
	};
	const told = [await call(), await call(), await call(), await call()];
	expect(told.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted', undefined]);
	expect(told[3].error).toContain('3 went or may have gone today');

	await n8n.restart();
	expect((await call()).error).toContain('3 went or may have gone today');
	expect(await sms.messages()).toHaveLength(3);
});
