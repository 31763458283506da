/** The SMS.ru Trigger in a real n8n: registration, pushes of the simulator, and pushes that nobody should believe. */
import { createHash } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsRu, type SmsRuSimulator } from '../simulators/smsRu/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client, type Credential, type StoredWorkflow } from './support/client.ts';
import type { Execution } from './support/execution.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { until } from './support/poll.ts';
import { chain, manualTrigger, node, workflow, type Json } from './support/workflow.ts';

const NODE = 'n8n-nodes-cis-sms.smsRu';
const TRIGGER = 'n8n-nodes-cis-sms.smsRuTrigger';

let n8n: N8n;
let client: Client;
let simulator: SmsRuSimulator;
let sms: Simulated;
let credential: Credential;
let withLogin: Credential;
let published: StoredWorkflow[] = [];

beforeAll(async () => {
	simulator = await createSmsRu();
	sms = new Simulated(simulator);
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	const { api_id: apiKey, login, password } = sms.account;
	const account = (data: Json) => ({ ...data, baseUrl: sms.url });
	credential = await client.createCredential('smsRuApi', 'Key', account({ authentication: 'apiKey', apiKey }));
	withLogin = await client.createCredential('smsRuApi', 'Login', account({ authentication: 'login', login, password }));
});
beforeEach(async () => {
	for (const flow of published.splice(0)) await client.deactivate(flow);
	await sms.reset();
	await sms.set({ callbacks: [], confirmed: true, pushFirstIndex: 1, pushRetrySeconds: 1, steps: { sent: 0.2, delivered: 0.6 } });
});
afterAll(async () => {
	await n8n?.stop();
	await sms?.close();
});

/** A workflow that does nothing with what the trigger brings. */
async function stored(parameters: Json = {}, account = credential): Promise<StoredWorkflow> {
	const credentials = { smsRuApi: { id: account.id, name: account.name } };
	const trigger = node('Trigger', TRIGGER, parameters, { credentials });
	return await client.createWorkflow(workflow('Reports', ...chain(trigger, node('Done', 'n8n-nodes-base.noOp'))));
}

/** A published workflow, and the address that its trigger has registered. */
async function publish(parameters: Json = {}, account = credential): Promise<{ flow: StoredWorkflow; url: string }> {
	const before = simulator.settings.callbacks;
	const flow = await stored(parameters, account);
	await client.activate(flow);
	published.push(flow);
	const url = simulator.settings.callbacks.find((known) => !before.includes(known))!;
	return { flow, url };
}

/** What n8n says of the trigger when its workflow cannot be published; n8n tries five times, which takes 15 s. */
async function publicationError({ id, versionId }: StoredWorkflow): Promise<string> {
	await client.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	const look = async () => {
		type Publication = { status: string; triggers: Array<{ errorMessage: string }> };
		const { status, triggers } = await client.call<Publication>('GET', `/rest/workflows/${id}/publication-status`);
		return status === 'failed' ? triggers[0].errorMessage : undefined;
	};
	return await until(look, { for: 'the publication to fail', longest: 90_000 });
}

/** The runs of a workflow, the oldest first, once there are so many. */
async function runs(flow: StoredWorkflow, count: number): Promise<Execution[]> {
	const look = async () => {
		const all = await client.executionsOf(flow.id);
		return all.length >= count && all.every(({ status }) => status === 'success') ? all : undefined;
	};
	const all = await until(look, { for: `${count} runs` });
	expect(all).toHaveLength(count);
	return await Promise.all(all.reverse().map(({ id }) => client.execution(id)));
}

const items = async (flow: StoredWorkflow, count: number): Promise<Json[][]> =>
	(await runs(flow, count)).map((run) => run.items('Done').map(({ json }) => json));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const delivered = (id: number | string, at = 1_782_404_881) => `sms_status\n${id}\n103\n${at}`;

type Field = [name: string, value: string];

const fieldsFor = (entries: string[], first = 1): Field[] => entries.map((text, index) => [`data[${index + first}]`, text]);

/** A push as SMS.ru signs it, unless another key is given. */
function signed(entries: string[], fields = fieldsFor(entries), key = sms.account.api_id): URLSearchParams {
	return new URLSearchParams([...fields, ['hash', sha256(key + entries.join(''))]]);
}

async function push(url: string, body: RequestInit['body'], headers: Record<string, string> = {}): Promise<[number, string]> {
	const response = await fetch(url, { method: 'POST', body, headers });
	return [response.status, await response.text()];
}

/** Sends to numbers by the SMS.ru node, and returns the ids. */
async function send(to: string[]): Promise<string[]> {
	const parameters = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: 'Order 1024 is ready' };
	const credentials = { smsRuApi: { id: credential.id, name: credential.name } };
	const numbers = to.map((number) => ({ to: number }));
	const run = await client.runWorkflow(workflow('Send', ...chain(manualTrigger(numbers), node('SMS', NODE, parameters, { credentials }))));
	return run.items('SMS').map(({ json }) => json.id);
}

interface Attempt {
	url: string;
	entries: string[];
	answer: string;
}

const attempts = async () => (await (await fetch(`${sms.url}/__pushes`)).json()) as Attempt[];

describe('from publishing to unpublishing', () => {
	test('registers its address, turns pushes into runs, and takes the address back', async () => {
		const { flow, url } = await publish();
		expect(simulator.settings.callbacks).toEqual([url]);
		expect(url.startsWith(`${n8n.url}/webhook/`)).toBe(true);

		const [id] = await send(['+7 925 507 06 02']);
		const [[item]] = await items(flow, 1);
		expect(item).toEqual({
			event: 'deliveryStatus',
			id,
			status: 'delivered',
			isFinal: true,
			vendorStatus: '103',
			vendorStatusText: 'Delivered',
			at: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
		});

		await client.deactivate(flow);
		await until(async () => (simulator.settings.callbacks.length === 0 ? true : undefined), { for: 'no address' });
		published = [];
	});

	test('120 messages: a run for each push, an item for each message', async () => {
		const { flow, url } = await publish();
		const ids = await send(Array.from({ length: 120 }, (_, index) => `7999000${String(index).padStart(4, '0')}`));
		const isFinal = ({ entries }: Attempt) => entries[0].includes('\n103\n');
		const final = await until(
			async () => {
				const here = (await attempts()).filter((attempt) => attempt.url === url && isFinal(attempt));
				return here.flatMap(({ entries }) => entries).length === ids.length ? here : undefined;
			},
			{ for: 'pushes about all messages' },
		);
		const all = await items(flow, final.length);
		expect(all.map(({ length }) => length).sort()).toEqual(final.map(({ entries }) => entries.length).sort());
		expect(all.flat().map(({ id }) => id).sort()).toEqual(ids.sort());
		expect(new Set(final.map(({ answer }) => answer))).toEqual(new Set(['100']));
	});

	test('two published workflows both hear of a message', async () => {
		const [one, two] = [await publish(), await publish()];
		await send(['79255070602']);
		expect(await items(one.flow, 1)).toEqual(await items(two.flow, 1));
		await client.deactivate(one.flow);
		expect(simulator.settings.callbacks).toEqual([two.url]);
	});
});

describe('what keeps a workflow from being published', () => {
	test('the reason is told, with what to do, and without secrets', async () => {
		await sms.set({ confirmed: false });
		const account = async (name: string, data: Json) =>
			await client.createCredential('smsRuApi', name, { authentication: 'apiKey', baseUrl: sms.url, ...data });
		const reasons: Array<[Credential, string]> = [
			[credential, 'SMS.ru refused the webhook: the account is not confirmed (302). Enter the code from the registration SMS in the SMS.ru account.'],
			[await account('Wrong', { apiKey: 'WRONG-KEY-0000' }), 'SMS.ru refused the webhook: the API key (api_id) is wrong (200). Check the credential: the api_id is on the main page of the SMS.ru account.'],
			[await account('Dead', { apiKey: 'x', baseUrl: 'http://127.0.0.1:9' }), 'SMS.ru could not be reached for the webhook: nobody answers at its address (ECONNREFUSED). Nothing was sent. Check the Base URL of the credential and this n8n’s connection to the internet, then run again.'],
			[withLogin, 'SMS.ru signs its pushes with the API key (api_id), and the credential holds login and password instead. Enter the key in the field "API Key" of this node, or choose a credential that holds it.'],
		];
		const told = await Promise.all(reasons.map(async ([one]) => await publicationError(await stored({}, one))));
		expect(told).toEqual(reasons.map(([, reason]) => reason));
		expect(simulator.settings.callbacks).toEqual([]);
	});

	test('a credential without API key will do where the node has the key', async () => {
		const { flow, url } = await publish({ apiKey: sms.account.api_id }, withLogin);
		expect(await push(url, signed([delivered(1)], undefined, 'another key'))).toEqual([401, expect.any(String)]);
		expect(await push(url, signed([delivered(1)]))).toEqual([200, '100']);
		await runs(flow, 1);
	});
});

describe('pushes', () => {
	const HUNDRED = Array.from({ length: 100 }, (_, index) => delivered(`202626-${index}`));
	const MANY = HUNDRED.slice(0, 25);
	const ids = (entries: string[]) => entries.map((entry) => entry.split('\n')[1]);
	const json = { 'content-type': 'application/json' };

	/** Everything that starts one run: what is pushed, and the ids that the items have. */
	const TAKEN: Array<[what: string, body: () => RequestInit['body'], ids: string[], headers?: Record<string, string>]> = [
		['25 entries, counted from 1', () => signed(MANY), ids(MANY)],
		['100 entries', () => signed(HUNDRED), ids(HUNDRED)],
		['counted from 0', () => signed(MANY, fieldsFor(MANY, 0)), ids(MANY)],
		['in another order: sorted by number', () => signed([MANY[9], MANY[1], MANY[0]], [['data[10]', MANY[9]], ['data[2]', MANY[1]], ['data[1]', MANY[0]]]), ids([MANY[0], MANY[1], MANY[9]])],
		['without numbers', () => signed(MANY, MANY.map((text): Field => ['data[]', text])), ids(MANY)],
		['a single entry', () => signed([MANY[0]], [['data', MANY[0]]]), ids([MANY[0]])],
		['an array in JSON', () => JSON.stringify({ data: MANY, hash: sha256(sms.account.api_id + MANY.join('')) }), ids(MANY), json],
		['an object in JSON', () => JSON.stringify({ data: { ...MANY }, hash: sha256(sms.account.api_id + MANY.join('')) }), ids(MANY), json],
		['multipart, whose line ends are CRLF', () => {
			const form = new FormData();
			for (const [name, value] of fieldsFor(MANY)) form.set(name, value.replaceAll('\n', '\r\n'));
			form.set('hash', sha256(sms.account.api_id + MANY.join('')));
			return form;
		}, ids(MANY)],
		['a form that does not say what it is', () => signed(MANY).toString(), ids(MANY), { 'content-type': 'text/plain' }],
		['a heartbeat and an unknown type in between, a further line', () => signed(['test\n1782404811', 'news\nx\n1\n1782404811', `${MANY[0]}\nmore`]), ids([MANY[0]])],
	];

	test.each(TAKEN)('%s', async (_what, body, expected, headers) => {
		const { flow, url } = await publish();
		expect(await push(url, body(), headers)).toEqual([200, '100']);
		const [[...all]] = await items(flow, 1);
		expect(all.map(({ id }) => id)).toEqual(expected);
	});

	test('the answer is plain text', async () => {
		const { url } = await publish();
		const response = await fetch(url, { method: 'POST', body: signed([delivered(1)]) });
		expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		const heartbeat = await fetch(url, { method: 'POST', body: signed(['test\n1782404811']) });
		expect(heartbeat.headers.get('content-type')).toBe('text/plain; charset=utf-8');
	});

	/** Everything that starts none: what is pushed, and the answer. */
	const NOT_RUN: Array<[what: string, body: () => RequestInit['body'], status: number, answer: string, headers?: Record<string, string>]> = [
		['signed with another key', () => signed([delivered(1)], undefined, 'FORGED'), 401, 'Its signature is missing or wrong\n'],
		['signed, then one entry changed', () => signed([delivered(1)], fieldsFor([delivered(2)])), 401, 'Its signature is missing or wrong\n'],
		['signed, then one entry added', () => signed([delivered(1)], fieldsFor([delivered(1), delivered(2)])), 401, 'Its signature is missing or wrong\n'],
		['not signed', () => new URLSearchParams(fieldsFor([delivered(1)])), 401, 'Its signature is missing or wrong\n'],
		['an empty signature', () => new URLSearchParams([...fieldsFor([delivered(1)]), ['hash', '']]), 401, 'Its signature is missing or wrong\n'],
		['two signatures', () => new URLSearchParams([...signed([delivered(1)]), ['hash', 'x']]), 401, 'Its signature is missing or wrong\n'],
		['objects for texts', () => '{"data":[{"toString":1}],"hash":{"length":64}}', 401, 'Its signature is missing or wrong\n', json],
		['an array', () => '[1,2]', 401, 'Its signature is missing or wrong\n', json],
		['no form at all', () => 'hello', 401, 'Its signature is missing or wrong\n'],
		['broken JSON', () => '{"data":', 422, expect.stringContaining('Failed to parse request body') as never, json],
		['more than a megabyte', () => signed(['x'.repeat(1_100_000)]), 413, 'It is too large\n'],
		['nothing', () => '', 200, '100'],
		['a heartbeat alone', () => signed(['test\n1782404811']), 200, '100'],
		['types that nobody knows', () => signed(['news\n1\n2\n1782404811', 'constructor\n1\n103\n1782404811']), 200, '100'],
		['a status on the way', () => signed(['sms_status\n1\n102\n1782404881']), 200, '100'],
		['entries without id, code or time', () => signed(['sms_status', 'sms_status\n\n103\n1782404881', 'sms_status\n1\nx\n1782404881', 'sms_status\n1\n103\n17']), 200, '100'],
		['a signed push, cut in other places', () => signed([delivered(1) + delivered(2)], fieldsFor([delivered(1).slice(0, -1), `1${delivered(2)}`])), 200, '100'],
	];

	test('what starts no run', async () => {
		const { flow, url } = await publish();
		const rows: Array<[string, number, string]> = [];
		for (const [what, body, , , headers] of NOT_RUN) rows.push([what, ...(await push(url, body(), headers))]);
		expect(rows).toEqual(NOT_RUN.map(([what, , status, answer]) => [what, status, answer]));

		await push(url, signed([delivered('the only one')]));
		expect((await items(flow, 1)).flat().map(({ id }) => id)).toEqual(['the only one']);
		expect(n8n.log()).toContain('"Trigger" has turned a push away: Its signature is missing or wrong');
		expect(n8n.log()).not.toContain(sms.account.api_id);
	});

	test('a push beyond what n8n reads at all', async () => {
		const { flow, url } = await publish();
		const [status] = await push(url, signed(['x'.repeat(17_000_000)]));
		expect(status).toBeGreaterThanOrEqual(400);
		expect(await push(url, signed([delivered(1)]))).toEqual([200, '100']);
		await runs(flow, 1);
	});

	test('other methods find nothing', async () => {
		const { url } = await publish();
		expect((await fetch(url)).status).toBe(404);
	});
});

describe('redeliveries', () => {
	test('start no second run: together, mixed with news, after a restart, which registers nothing twice', async () => {
		const { flow, url } = await publish();
		const body = signed([delivered(1), delivered(2)]);
		expect(await Promise.all([push(url, body), push(url, body), push(url, body)])).toEqual(Array(3).fill([200, '100']));
		expect(await push(url, signed([delivered(2), delivered(3), delivered(3)]))).toEqual([200, '100']);
		await n8n.restart();
		await until(async () => ((await push(url, body))[0] === 200 ? true : undefined), { for: 'the trigger' });
		expect(simulator.settings.callbacks).toEqual([url]);
		expect((await items(flow, 2)).map((all) => all.map(({ id }) => id))).toEqual([['1', '2'], ['3']]);
	});

	test('pushes at the same time that overlap: each event once', async () => {
		const { flow, url } = await publish();
		const pairs = Array.from({ length: 12 }, (_, index) => signed([delivered(index), delivered(index + 1)]));
		const answers = await Promise.all(pairs.map((body) => push(url, body)));
		expect(answers).toEqual(pairs.map(() => [200, '100']));
		const all = await client.executionsOf(flow.id);
		const told = (await items(flow, all.length)).flat().map(({ id }) => Number(id));
		expect(told.sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, index) => index));
	});

	test('another step of the same message is news', async () => {
		const { flow, url } = await publish({ finalOnly: false });
		await push(url, signed(['sms_status\n1\n102\n1782404881']));
		await push(url, signed([delivered(1)]));
		expect((await items(flow, 2)).flat().map(({ status }) => status)).toEqual(['sent', 'delivered']);
	});
});

describe('settings', () => {
	test('heartbeats are answered, and start nothing', async () => {
		const { flow } = await publish();
		await fetch(`${sms.url}/__heartbeat`, { method: 'POST' });
		const answered = async () => ((await attempts()).some(({ entries }) => entries[0].startsWith('test')) ? true : undefined);
		await until(answered, { for: 'the heartbeat' });
		expect((await attempts()).at(-1)).toMatchObject({ entries: [expect.stringMatching(/^test\n\d+$/)], answer: '100' });
		expect(await client.executionsOf(flow.id)).toEqual([]);
	});

	test('every step of a message, where not only final ones are wanted', async () => {
		const { flow } = await publish({ finalOnly: false });
		await send(['79255070602']);
		const statuses = (await items(flow, 2)).flat().map(({ status, isFinal }) => [status, isFinal]);
		expect(statuses).toEqual([['sent', false], ['delivered', true]]);
	});

	test('call checks alone, with the vendor’s own fields', async () => {
		const { flow, url } = await publish({ triggerOn: ['callCheck'], output: 'raw' });
		expect(await push(url, signed([delivered(1), 'callcheck_status\n202626-48053517\n401\n1782404881']))).toEqual([200, '100']);
		expect(await items(flow, 1)).toEqual([[{
			event: 'callCheck',
			id: '202626-48053517',
			status: 'confirmed',
			isFinal: true,
			vendorStatus: '401',
			vendorStatusText: 'The user has called',
			at: '2026-06-25T16:28:01.000Z',
			raw: { type: 'callcheck_status', id: '202626-48053517', status: '401', unix_ts: '1782404881' },
		}]]);
	});

	test('a call check from its start to the user’s call', async () => {
		const { flow } = await publish();
		const parameters = { resource: 'verification', operation: 'startCallCheck', phone: '79255070602' };
		const credentials = { smsRuApi: { id: credential.id, name: credential.name } };
		const started = await client.runWorkflow(workflow('Check', ...chain(manualTrigger(), node('Check', NODE, parameters, { credentials }))));
		await fetch(`${sms.url}/__call`, { method: 'POST', body: new URLSearchParams({ phone: '79255070602' }) });
		const [[item]] = await items(flow, 1);
		expect(item).toMatchObject({ event: 'callCheck', id: started.items('Check')[0].json.id, status: 'confirmed' });
	});
});
