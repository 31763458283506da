/**
 * The packed package in n8n's queue mode: what two workers share, what comes from outside, and what becomes of the
 * messages when a worker dies.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Credential } from '../e2e/support/client.ts';
import { until } from '../e2e/support/poll.ts';
import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { Simulated } from '../support/simulated.ts';
import { takenBy } from './cluster.ts';
import { exactlyOnceTests } from './exactlyOnce.ts';
import { allFinished, executionsOf } from './executions.ts';
import { note } from './figures.ts';
import { call, groups, orders } from './orders.ts';
import { END, asking, awaitingDelivery, hearingReplies, hearingReports, reportsOf, tellAgain } from './outside.ts';
import { Stage, how, never, once, secondsSince, twice } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.set();
});
beforeEach(async () => await stage.sms.reset());
afterAll(async () => await stage?.clear());

test('10,000 messages in 100 executions: each exactly once, both workers at work', async () => {
	const id = await stage.published('many');
	await stage.sms.set({ delayMs: 100 });
	const all = groups(10, 100, 100);
	const start = Date.now();
	await stage.orderAll('many', all);
	const taken = secondsSince(start);
	const executions = await allFinished(stage.client, id, 100);
	const time = secondsSince(start);
	await stage.sms.set({ delayMs: 0 });

	expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
	expect(how(await stage.received(all.flat()), once)).toBe(10_000);
	expect(await stage.sms.messages()).toHaveLength(10_000);
	const [one, other] = stage.shares(executions);
	expect(one + other).toBe(100);
	expect(Math.min(one, other)).toBeGreaterThan(10);
	const { count, mostInFlight } = await stage.sms.requests();
	expect(count).toBe(100);
	note('10,000 messages in 100 executions of 100, SMS.ru answering after 100 ms', {
		'executions per worker': `${one} and ${other}`,
		'seconds until n8n had taken all calls': taken,
		'seconds until the last execution had ended': time,
		'messages per second': Math.round(10_000 / time),
		'phones with exactly one message': 10_000,
		'requests to SMS.ru': count,
		'most requests under way at once': mostInFlight,
	});
});

test('300 executions with one message each: each exactly once', async () => {
	const paths = ['first', 'second', 'third'];
	const ids: string[] = [];
	for (const path of paths) ids.push(await stage.published(path));
	const all = groups(11, 300, 1);
	const start = Date.now();
	for (const [place, path] of paths.entries()) await stage.orderAll(path, all.slice(100 * place, 100 * (place + 1)));
	const executions = (await Promise.all(ids.map((id) => allFinished(stage.client, id, 100)))).flat();
	const time = secondsSince(start);
	expect(how(await stage.received(all.flat()), once)).toBe(300);
	note('300 executions of one message', {
		'executions per worker': stage.shares(executions).join(' and '),
		'seconds until the last execution had ended': time,
		'messages per second': Math.round(3000 / time) / 10,
	});
});

test('one key in two executions at the same moment: two workers may both send; nobody does later', async () => {
	const id = await stage.published('pairs', { once: true });
	await firstKey('pairs');
	const all = orders(12, 40);
	for (const [pair, one] of all.entries()) {
		await Promise.all([stage.order('pairs', [one]), stage.order('pairs', [one])]);
		await allFinished(stage.client, id, 1 + 2 * (pair + 1));
	}
	const executions = (await allFinished(stage.client, id, 81)).slice(1);
	const counts = await stage.received(all);
	expect(how(counts, never)).toBe(0);

	const first = takenBy(stage.workers[0]);
	const isShared = (pair: number) => first.has(executions[2 * pair].id) !== first.has(executions[2 * pair + 1].id);
	const shared = counts.filter((_, pair) => isShared(pair));
	expect(how(counts.filter((_, pair) => !isShared(pair)), twice)).toBe(0);

	await stage.order('pairs', all);
	await allFinished(stage.client, id, 82);
	expect(await stage.received(all)).toEqual(counts);
	note('Send Once Per Key: one key in two executions at the same moment, 40 pairs', {
		'pairs that two workers shared': shared.length,
		'... of these sent twice': how(shared, twice),
		'sent again by a third execution afterwards': 0,
	});
});

test('different keys in 20 executions at once: each sent; how many a repetition sends again', async () => {
	const id = await stage.published('keys', { once: true });
	await firstKey('keys');
	const all = groups(13, 20, 100);
	await stage.orderAll('keys', all);
	await allFinished(stage.client, id, 21);
	expect(how(await stage.received(all.flat()), once)).toBe(2000);

	for (const some of all) await stage.order('keys', some);
	await allFinished(stage.client, id, 41);
	const counts = await stage.received(all.flat());
	expect(how(counts, once)).toBeGreaterThan(0);
	note('Send Once Per Key: 2,000 different keys in 20 executions at once, then all of them once more', {
		'phones with two messages, their claim overwritten': how(counts, twice),
	});
});

test('delivery reports of SMS.ru run on the workers, each message once, however often it is reported', async () => {
	const { client, sms } = stage;
	await stage.published('reported');
	const flow = await client.createWorkflow(hearingReports(stage.credential));
	await client.activate(flow);
	/** The phones' messages in the order of their ids, and those that have been reported to a finished run. */
	const sent = async () => (await sms.messages()).map(({ id }) => id).sort();
	const heard = async () => {
		const runs = await Promise.all((await executionsOf(client, flow.id)).map(({ id }) => client.execution(id)));
		return runs.flatMap((run) => run.items(END).map(({ json }) => json.id as string)).sort();
	};
	const allHeard = async (count: number) => {
		const look = async () => ((await heard()).length >= count ? true : undefined);
		await until(look, { for: `${count} reports`, every: 250 });
	};

	await sms.set({ steps: { sent: 0.2, delivered: 0.6 } });
	await stage.order('reported', orders(14, 30));
	await allHeard(30);
	expect(await heard()).toEqual(await sent());

	const reports = await reportsOf(sms);
	for (const { url, answer } of reports) {
		expect(url.startsWith(`${stage.cluster.publicUrl}/webhook/`)).toBe(true);
		expect(answer).toBe('100');
	}
	for (const report of reports) expect(await tellAgain(sms, report)).toBe('100');
	// News that come after the repetitions: when they have been heard, a repetition would have been.
	await stage.order('reported', orders(15, 1));
	await allHeard(31);
	const runs = await allFinished(client, flow.id, (await executionsOf(client, flow.id)).length);
	expect(await heard()).toEqual(await sent());
	expect(runs.map(({ id, status }) => [status, stage.timesTaken(id)])).toEqual(runs.map(() => ['success', 1]));
	await client.deactivate(flow);
});

test('an approval: a worker sends the public link, a press on its page lets a worker go on', async () => {
	const { client, sms } = stage;
	const flow = await client.createWorkflow(asking('refund', stage.credential));
	await client.activate(flow);
	const [{ to }] = orders(16, 1);
	await call(stage.cluster.main, 'refund', { to, text: 'Refund 120 RUB?' });
	const waiting = async () => (await executionsOf(client, flow.id)).find(({ status }) => status === 'waiting');
	const { id } = await until(waiting, { for: 'the execution to wait', every: 250 });
	expect(stage.timesTaken(id)).toBe(1);

	const [message] = await sms.messages();
	const [link] = /http\S+/.exec(message.text)!;
	expect(link.startsWith(`${stage.cluster.publicUrl}/webhook-waiting/${id}/`)).toBe(true);
	expect(await (await fetch(link)).text()).toContain('Refund 120 RUB?');
	const pressed = await fetch(link, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) });
	expect(await pressed.text()).toContain('You have approved this');

	const execution = await client.finished(id);
	expect(execution.status).toBe('success');
	expect(execution.items(END).map(({ json }) => json)).toEqual([
		{ data: { approved: true, respondedAt: expect.any(String) }, id: message.id, to, parts: expect.any(Number) },
	]);
	expect(stage.timesTaken(id)).toBe(2);
	expect(await sms.messages()).toHaveLength(1);
});

describe('SMSPILOT', () => {
	let pilot: Simulated;
	let credential: Credential;

	beforeAll(async () => {
		pilot = new Simulated(await createSmsPilot());
		const account = { authentication: 'apiKey', apiKey: pilot.account.apikey, baseUrl: pilot.url };
		credential = await stage.client.createCredential('smsPilotApi', 'SMSPILOT', account);
	});
	afterAll(async () => await pilot.close());

	test('a delivery that is waited for: the report comes to the main process, and a worker goes on', async () => {
		const { client, cluster } = stage;
		// Slower than the look that is taken before the execution is parked.
		await pilot.set({ steps: { sent: 0.2, delivered: 9 } });
		const flow = await client.createWorkflow(awaitingDelivery('delivered', credential));
		await client.activate(flow);
		const to = '79037672215';
		await call(cluster.main, 'delivered', { to, text: 'Order 1024 is ready' });
		const waiting = async () => (await executionsOf(client, flow.id)).find(({ status }) => status === 'waiting');
		const { id } = await until(waiting, { for: 'the execution to wait', every: 250 });

		const [{ id: message, callback }] = (await pilot.messages()) as unknown as Array<{ id: string; callback: string }>;
		expect(callback.startsWith(`${cluster.publicUrl}/webhook-waiting/${id}/`)).toBe(true);
		const execution = await client.finished(id);
		expect(execution.items(END).map(({ json }) => json)).toMatchObject([{ id: message, to, status: 'delivered', timedOut: false }]);
		expect(stage.timesTaken(id)).toBe(2);
		expect(await pilot.messages()).toHaveLength(1);
	});

	test('an incoming SMS is found by the main process once, and runs on a worker', async () => {
		const { client } = stage;
		const flow = await client.createWorkflow(hearingReplies(credential));
		await client.activate(flow);
		await fetch(`${pilot.url}/__inbound`, { method: 'POST', body: new URLSearchParams({ phone: '79037672215', text: 'Yes' }) });
		const found = async () => ((await executionsOf(client, flow.id)).length > 0 ? true : undefined);
		await until(found, { for: 'the next look into the inbox', longest: 90_000, every: 500 });
		const [{ id }] = await allFinished(client, flow.id, 1);
		expect((await client.execution(id)).items(END).map(({ json }) => json.text)).toEqual(['Yes']);
		expect(stage.timesTaken(id)).toBe(1);
		await client.deactivate(flow);
	});
});

describe('never twice: PostgreSQL holds the keys', () => exactlyOnceTests(() => stage));

test('a worker dies in the middle of a send: n8n runs nothing again, nobody is lost without a trace', async () => {
	const scenes = [
		{ about: 'without a key', path: 'plain', isKeyed: false, all: groups(20, 6, 500) },
		{ about: 'with Send Once Per Key', path: 'keyed', isKeyed: true, all: groups(30, 6, 500) },
	];
	const ids: string[] = [];
	for (const { path, isKeyed } of scenes) ids.push(await stage.published(path, { once: isKeyed }));
	await stage.sms.set({ delayMs: 6000 });
	let begun = 0;
	for (const { path, all } of scenes) {
		for (const some of all) {
			await stage.order(path, some);
			// Its keys are claimed before the next one begins: claims at the same moment are another test's story.
			await stage.requests(++begun);
		}
	}
	// The first request of each goes alone; by now some have three more under way, which are not answered yet.
	await stage.requests(2 * begun);
	await stage.workers[0].kill();
	const killed = Date.now();
	const orphaned = takenBy(stage.workers[0]);

	const executions = await Promise.all(ids.map((id) => allFinished(stage.client, id, 6)));
	const noticed = secondsSince(killed);
	await stage.sms.set({ delayMs: 0 });

	for (const [scene, { about, path, isKeyed, all }] of scenes.entries()) {
		const isOrphaned = (place: number) => orphaned.has(executions[scene][place].id);
		const orphans = all.filter((_, place) => isOrphaned(place));
		const others = all.filter((_, place) => !isOrphaned(place));
		const fates = all.map((_, place) => (isOrphaned(place) ? 'error' : 'success'));
		expect(executions[scene].map(({ status }) => status)).toEqual(fates);
		expect(how(await stage.received(others.flat()), once)).toBe(500 * others.length);
		const first = await stage.received(orphans.flat());
		expect(how(first, twice)).toBe(0);
		expect(how(first, once)).toBeGreaterThan(0);
		expect(how(first, never)).toBeGreaterThan(0);

		// A person presses "Retry": n8n only repeats its error.
		const { id } = executions[scene].find((_, place) => isOrphaned(place))!;
		const retried = await stage.client.retryExecution(id);
		expect(retried.error?.message).toContain('failed to be processed too many times');
		expect(await stage.received(orphans.flat())).toEqual(first);

		// The callers repeat the calls that n8n shows as failed.
		for (const some of orphans) await stage.order(path, some);
		const repeated = (await allFinished(stage.client, ids[scene], 6 + 1 + orphans.length)).slice(-orphans.length);
		const second = await stage.received(orphans.flat());
		const skipped = await skippedIn(repeated.map(({ id }) => id));
		const unsent = orphans.flat().filter((_, place) => first[place] === 0);
		expect(how(second, twice)).toBe(isKeyed ? 0 : how(first, once));
		expect(how(second, never)).toBe(isKeyed ? unsent.length : 0);
		expect(unsent.filter(({ to }) => skipped.has(to))).toEqual(isKeyed ? unsent : []);

		note(`A worker killed in the middle of ${orphans.length} executions with 500 messages each, ${about}`, {
			'seconds until n8n showed them as failed': noticed,
			'executions that n8n ran again': 0,
			'phones with their message, not told by any execution': how(first, once),
			'phones without, in executions that n8n shows as failed': how(first, never),
			'after the callers repeated them: phones with two messages': how(second, twice),
			'... phones still without, each shown as skipped': how(second, never),
		});
	}
});

/** n8n makes the row of a node's keys at the first of them; of two workers that try at the same moment, one fails. */
async function firstKey(path: string): Promise<void> {
	await stage.order(path, orders(99, 1));
	await stage.requests(1);
}

/** The numbers that these executions show as skipped. */
async function skippedIn(ids: string[]): Promise<Set<string>> {
	const found = await Promise.all(ids.map((id) => stage.client.execution(id)));
	const items = found.flatMap((execution) => execution.items('SMS'));
	return new Set(items.filter(({ json }) => json.skipped).map(({ json }) => json.to as string));
}
