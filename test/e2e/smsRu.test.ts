/** The packed package in a real n8n, against the SMS.ru simulator. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsRu } from '../simulators/smsRu/index.ts';
import type { Simulated } from '../support/simulated.ts';
import type { Client, Credential } from './support/client.ts';
import { setStage, type Stage } from './support/stage.ts';
import { chain, connect, manualTrigger, node, workflow, type Json, type NodeOptions } from './support/workflow.ts';

const TYPE = 'n8n-nodes-cis-sms.smsRu';

let stage: Stage;
let client: Client;
let sms: Simulated;
let credential: Credential;
let account: Json;

beforeAll(async () => {
	const simulator = await createSmsRu();
	stage = await setStage(simulator, 'smsRuApi', { authentication: 'apiKey', apiKey: simulator.account.api_id });
	({ client, sms, credential, account } = stage);
});
beforeEach(async () => await sms.reset());
afterAll(async () => await stage?.close());

/** A workflow that sends a text of its own to each item's number. */
function sending(name: string, items: Json[], options: NodeOptions = {}) {
	const parameters = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: '={{ $json.text }}' };
	const send = node('SMS', TYPE, parameters, { credentials: stage.credentials, ...options });
	const done = node('Done', 'n8n-nodes-base.noOp');
	const failed = node('Failed', 'n8n-nodes-base.noOp');
	return workflow(name, ...chain(manualTrigger(items), send, done), connect(send, failed, 1));
}

/** 250 recipients, the 10th, 120th and 240th of which SMS.ru refuses. */
const people = Array.from({ length: 250 }, (_, index) => ({ to: `7999000${String(index).padStart(4, '0')}`, text: `Order ${index}` }));
for (const place of [10, 120, 240]) people[place].to = ['74993221627', '70000000202', '70000000209'][[10, 120, 240].indexOf(place)];

describe('the credential', () => {
	test('passes its test with the right API key, and with login and password', async () => {
		expect(await client.testCredential(credential, account)).toMatchObject({ status: 'OK' });
		const { login, password } = sms.account;
		const other = { authentication: 'login', login, password, baseUrl: sms.url };
		expect(await client.testCredential(credential, other)).toMatchObject({ status: 'OK' });
	});

	test('says what is wrong with a wrong key, a wrong password, a dead host', async () => {
		const trying = (change: Json) => client.testCredential(credential, { ...account, ...change });
		expect(await trying({ apiKey: 'WRONG' })).toEqual({ status: 'Error', message: expect.stringContaining('SMS.ru does not know this API key. Copy') });
		expect(await trying({ authentication: 'login', login: '79255070602', password: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('SMS.ru does not accept this login and password. The login'),
		});
		expect(await trying({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ status: 'Error' });
	});
});

test('the sender picker shows the senders of the account', async () => {
	await sms.set({ senders: ['MyShop', 'MyClinic'] });
	const picker = { nodeType: TYPE, method: 'searchSenders', credential };
	expect((await client.listSearch(picker)).map(({ value }) => value)).toEqual(['MyShop', 'MyClinic']);
	expect((await client.listSearch({ ...picker, filter: 'clin' })).map(({ value }) => value)).toEqual(['MyClinic']);
});

test('250 items with 3 bad numbers: 247 results, 3 in the error output with their reasons, 3 requests', async () => {
	const run = await client.runWorkflow(sending('Error output', people, { onError: 'continueErrorOutput' }));
	expect(run.status).toBe('success');
	expect(run.items('Done')).toHaveLength(247);
	expect(run.items('Done')[0].json).toMatchObject({ to: '79990000000', status: 'queued', isFinal: false });
	expect(run.items('Failed').map(({ json }) => [json.to, json.text, json.details.code])).toEqual([
		['74993221627', 'Order 10', '207'],
		['70000000202', 'Order 120', '202'],
		['70000000209', 'Order 240', '209'],
	]);
	expect((await sms.requests()).count).toBe(3);
	expect(await sms.messages()).toHaveLength(247);
});

test('Retry On Fail never sends a second message to anyone', async () => {
	await sms.fault({ fault: 'resetAfterRead', path: '/sms/send', skip: 1 });
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
	const run = await client.runWorkflow(sending('Retry', people, retrying));
	expect(run.status).toBe('error');
	const counts = await sms.perPhone();
	expect(Object.keys(counts)).toHaveLength(247);
	expect(new Set(Object.values(counts))).toEqual(new Set([1]));
});

describe('a run of 300 items that breaks in the middle', () => {
	const crowd = Array.from({ length: 300 }, (_, index) => ({ to: `7999100${String(index).padStart(4, '0')}`, text: `Order ${index}` }));

	/** After the first request the service is down for longer than the node waits by itself: two requests, three times each. */
	const breakTheMiddle = () =>
		sms.fault({ fault: 'reply', path: '/sms/send', skip: 1, times: 6, body: '{"status":"ERROR","status_code":220}' });

	const everybodyGotOne = async () => {
		const counts = Object.values(await sms.perPhone());
		expect(counts).toHaveLength(300);
		expect(Math.max(...counts)).toBe(1);
	};

	test('is finished by Retry On Fail: each phone holds exactly one message', async () => {
		await breakTheMiddle();
		const run = await client.runWorkflow(sending('300', crowd, { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 }));
		expect(run.status).toBe('success');
		expect(run.items('SMS')).toHaveLength(300);
		expect((await sms.requests()).count).toBe(1 + 6 + 2);
		await everybodyGotOne();
	});

	test('is finished by "Retry execution": each phone holds exactly one message', async () => {
		await breakTheMiddle();
		const run = await client.runWorkflow(sending('300 again', crowd));
		expect(run.error?.message).toContain('100 accepted, 200 refused');
		expect(Object.keys(await sms.perPhone())).toHaveLength(100);
		const again = await client.retryExecution(run.id);
		expect(again.status).toBe('success');
		await everybodyGotOne();
	});
});

test('"Retry execution" sends only what the first run did not', async () => {
	const run = await client.runWorkflow(sending('Stop', people));
	expect(run.status).toBe('error');
	expect(Object.keys(await sms.perPhone())).toHaveLength(99);

	const again = await client.retryExecution(run.id);
	expect(again.status).toBe('error');
	const counts = await sms.perPhone();
	expect(new Set(Object.values(counts))).toEqual(new Set([1]));
	expect(Object.keys(counts).length).toBeGreaterThan(99);
});

test('stop mode tells what was refused, what was accepted, and what was not tried', async () => {
	const run = await client.runWorkflow(sending('Stop with words', people));
	expect(run.error?.message).toBe(
		'SMS.ru refused 74993221627: there is no route to this number (207) [item 10; 99 accepted, 1 refused, 150 not tried]',
	);
	expect(run.error?.description).toMatch(/^Check the number\.\nOf 250: 99 accepted, 1 refused, 150 not tried\./);
	expect(run.error?.description).toContain('Accepted, do not send again: 79990000000 = ');
});

test('each pass of a loop sends its own messages, even to the same number with the same text', async () => {
	const loop = node('Loop', 'n8n-nodes-base.splitInBatches', { batchSize: 1, options: {} }, { typeVersion: 3 });
	const parameters = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: '={{ $json.text }}' };
	const send = node('SMS', TYPE, parameters, { credentials: stage.credentials });
	const items = [{ to: '79255070602', text: 'again' }, { to: '79255070602', text: 'again' }];
	const run = await client.runWorkflow(
		workflow('Loop', ...chain(manualTrigger(items), loop), connect(loop, send, 1), connect(send, loop)),
	);
	expect(run.status).toBe('success');
	expect(await sms.perPhone()).toEqual({ 79255070602: 2 });
});

test('no API key is stored, logged or shown, not even when the vendor quotes it', async () => {
	const secret = String(sms.account.api_id);
	await sms.fault({ fault: 'reply', body: `<html>api_id=${secret} is on fire</html>`, times: 0 });
	const stopped = await client.runWorkflow(sending('Quoted', people.slice(0, 1)));
	const went = await client.runWorkflow(sending('Quoted too', people.slice(0, 1), { onError: 'continueErrorOutput' }));
	for (const run of [stopped, went]) {
		const stored = JSON.stringify(run.raw);
		expect(stored).toContain('•••');
		expect(stored).not.toContain(secret);
	}
	expect(stage.n8n.log()).not.toContain(secret);
});
