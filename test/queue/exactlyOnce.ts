/** The examples of "never twice" in n8n's queue mode, as they are imported, while things break. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Credential, StoredWorkflow } from '../e2e/support/client.ts';
import { example } from '../e2e/support/example.ts';
import { until } from '../e2e/support/poll.ts';
import type { Workflow } from '../e2e/support/workflow.ts';
import { createSmsc } from '../simulators/smsc/index.ts';
import { Ledger } from '../support/ledger.ts';
import { Simulated } from '../support/simulated.ts';
import { takenBy } from './cluster.ts';
import { UNFINISHED } from './executions.ts';
import { note, tabulate } from './figures.ts';
import { groups, orders, type Order } from './orders.ts';
import { how, never, once, secondsSince, twice, type Stage } from './stage.ts';

/** A call that n8n does not answer in this time is one that the caller repeats, in milliseconds. */
const PATIENCE = 20_000;

/** How long n8n may take to get over the loss of a server, in milliseconds. */
const RECOVERY = 180_000;

let stage: Stage;
let ledger: Ledger;
let smsc: Simulated;
let credentials: Credential[];
let sweep: StoredWorkflow;

const imported = (file: string) => example(`exactly-once/${file}`, credentials);

async function publish(workflow: Workflow): Promise<StoredWorkflow> {
	const stored = await stage.client.createWorkflow(workflow);
	await stage.client.activate(stored);
	return stored;
}

const VENDORS = { 'sms-once': () => stage.sms, 'sms-once-smsc': () => smsc };
type Path = keyof typeof VENDORS;
const PATHS = Object.keys(VENDORS) as Path[];
const NAMES: Record<Path, string> = { 'sms-once': 'SMS.ru', 'sms-once-smsc': 'SMSC' };

interface Answered {
	key: string;
	claimed: boolean;
	state: string;
	differs: boolean;
}

/** Calls a webhook once. @returns its answer; nothing where n8n did not take the call */
async function tryTo(path: string, some: Order[]): Promise<Answered[] | undefined> {
	const response = await fetch(`${stage.cluster.main.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ orders: some }),
		signal: AbortSignal.timeout(PATIENCE),
	}).catch(() => undefined);
	return response?.ok ? ((await response.json().catch(() => undefined)) as Answered[] | undefined) : undefined;
}

/** Calls a webhook until it answers, as a caller does who must be sure. */
const call = async (path: string, some: Order[]): Promise<Answered[]> =>
	await until(() => tryTo(path, some), { for: 'the webhook to answer', longest: RECOVERY, every: 500 });

const callAll = async (path: string, all: Order[][]) => await Promise.all(all.map((some) => call(path, some)));

/** How many messages each of these orders' phones has got. */
async function received(sms: Simulated, some: Order[]): Promise<number[]> {
	const counts = await sms.perPhone();
	return some.map(({ to }) => counts[to] ?? 0);
}

/** Waits until it is known of all these what has become of them. */
async function noted(some: Order[]): Promise<void> {
	const look = async () => {
		const rows = [...(await ledger.of(some)).values()];
		return rows.length === some.length && rows.every(({ state }) => !['new', 'sending'].includes(state)) ? true : undefined;
	};
	await until(look, { for: `${some.length} messages to be noted`, longest: RECOVERY, every: 250 });
}

/**
 * Waits until no execution is sending any more: each row has been noted, or its execution has come to an end. An execution
 * of which n8n has lost sight is ended with its worker.
 * @param lost executions that ended with a killed worker
 */
async function settled(lost: ReadonlySet<string> = new Set()): Promise<void> {
	const look = async () => {
		const claimants = await ledger.rows<{ id: string }>(`SELECT DISTINCT claimed_by AS id FROM sms WHERE state = 'sending'`);
		const open = claimants.filter(({ id }) => !lost.has(id));
		const statuses = await Promise.all(open.map(async ({ id }) => (await stage.client.execution(id)).status));
		return statuses.some((status) => UNFINISHED.includes(status)) ? undefined : true;
	};
	const patient = async () => await look().catch(() => undefined);
	await until(patient, { for: 'the executions to end', longest: 60_000, every: 500 }).catch(
		async () => await Promise.all(stage.workers.map((worker) => worker.restart())),
	);
}

const requestsOf = async (sms: Simulated, count: number) =>
	await until(async () => ((await sms.requests()).count >= count ? true : undefined), { for: `${count} requests`, longest: 60_000, every: 50 });

/** Runs the sweep until there is nothing left for it. @returns how many runs it took */
async function sweepAll(): Promise<number> {
	await ledger.age();
	for (let runs = 1; runs <= 20; runs++) {
		const run = await stage.client.runWorkflow(sweep.id, { trigger: 'Every 5 minutes', longest: RECOVERY });
		expect(run.error).toBeUndefined();
		if (run.items('Unclear').length === 0) return runs;
	}
	throw new Error('The sweep does not come to an end');
}

const TITLE = 'Never twice: phones with no message, one, two; "no trace" are those with none and no row that says so';

/** Looks at the end of a scene, tells it in the table, and returns it. */
async function tell(scene: string, sms: Simulated, some: Order[]) {
	const counts = await received(sms, some);
	const rows = await ledger.of(some);
	const untraced = some.filter(({ key }, place) => counts[place] === 0 && [undefined, 'accepted'].includes(rows.get(key)?.state));
	const end = { none: how(counts, never), once: how(counts, once), twice: how(counts, twice), 'no trace': untraced.length };
	tabulate(TITLE, { scene, phones: some.length, ...end });
	return end;
}

const perfect = (count: number) => ({ none: 0, once: count, twice: 0, 'no trace': 0 });

const shuffled = <T>(some: T[], by: number): T[] => some.map((_, index) => some[(index * 7 + by * 31) % some.length]);

/** Registers the tests. @param of the stage, once it has been set */
export function exactlyOnceTests(of: () => Stage): void {
	beforeAll(async () => {
		stage = of();
		ledger = await Ledger.make(stage.cluster.postgres.port);
		smsc = new Simulated(await createSmsc());
		await smsc.set({ balance: 1_000_000, massStatusesPerMinute: 1000, identicalSendsPerMinute: 1000 });
		const account = { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url };
		credentials = [
			stage.credential,
			await stage.client.createCredential('smscApi', 'SMSC', account),
			await stage.client.createCredential('postgres', 'Shop', ledger.account),
		];
		sweep = await stage.client.createWorkflow(imported('sweep'));
		for (const file of ['send-now', 'send-now-smsc']) await publish(imported(file));
	});
	beforeEach(async () => {
		await Promise.all([smsc.reset(), ledger.clear()]);
		await Promise.all([stage.sms, smsc].map((sms) => sms.set({ delayMs: 0 })));
	});
	afterAll(async () => await smsc?.close());

	test.each([['sms-once', 200], ['sms-once-smsc', 20]] as const)('%s: one key in two calls at the same moment, %i pairs', async (path, pairs) => {
		const all = orders(40, pairs);
		for (let first = 0; first < all.length; first += 10) {
			const answers = await Promise.all(all.slice(first, first + 10).flatMap((one) => [call(path, [one]), call(path, [one])]));
			expect(answers.flat().filter(({ claimed }) => claimed)).toHaveLength(10);
		}
		await noted(all);
		expect(await tell(`${pairs} pairs at the same moment, ${NAMES[path]}`, VENDORS[path](), all)).toEqual(perfect(pairs));
	});

	test('2,000 keys in 20 calls at once, then all of them once more', async () => {
		const all = groups(41, 20, 100);
		await callAll('sms-once', all);
		await noted(all.flat());
		const again = await callAll('sms-once', all);
		expect(new Set(again.flat().map(({ claimed, state, differs }) => `${claimed} ${state} ${differs}`))).toEqual(new Set(['false accepted false']));
		expect(await tell('2,000 keys in 20 calls at once, all repeated, SMS.ru', stage.sms, all.flat())).toEqual(perfect(2000));
	});

	test('the same 500 keys in ten calls at once, each in another order: nobody waits for each other for ever', async () => {
		const all = orders(42, 500);
		const answers = await Promise.all(Array.from({ length: 10 }, (_, by) => tryTo('sms-once', shuffled(all, by))));
		expect(answers.filter((answer) => answer === undefined)).toEqual([]);
		await noted(all);
		expect(await tell('500 keys in 10 calls at once, in 10 orders, SMS.ru', stage.sms, all)).toEqual(perfect(500));
	});

	test('texts and keys of every kind arrive as they were written', async () => {
		const texts = ['a, b, c', `it's "quoted"`, 'costs $1 and $2:raw', '{{ $json.key }} {{ 1 + 1 }}', '={{ 1 }}', '50% \\ ${x} -- ; DROP TABLE sms', '[1, 2]', 'a\nb', 'Привет 👋'];
		const all = orders(43, texts.length).map((one, place) => ({ ...one, key: `${one.key} ${texts[place].replaceAll('\n', ' ')}`, text: texts[place] }));
		await call('sms-once-smsc', all);
		await noted(all);
		const messages = new Map((await smsc.messages()).map(({ to, text }) => [to, text]));
		expect(all.map(({ to }) => messages.get(to))).toEqual(texts);
		expect(await tell('texts with commas, quotes, $1, {{ }}, SMSC', smsc, all)).toEqual(perfect(texts.length));
	});

	describe('an outbox', () => {
		const drains: StoredWorkflow[] = [];

		/** Imports the outbox with an address of its own. @param limit rows that are taken at a time */
		function outbox(path: string, limit = 1000): Workflow {
			const flow = imported('outbox');
			const named = (name: string) => flow.nodes.find((one) => one.name === name)!.parameters;
			named('Orders').path = path;
			named('Take').query = String(named('Take').query).replace('LIMIT 1000', `LIMIT ${limit}`);
			return flow;
		}

		afterAll(async () => {
			for (const drain of drains) await stage.client.deactivate(drain);
		});

		test('two of them drain one table: 4,000 rows, and 100 orders put by a call each', async () => {
			for (const path of ['first-put', 'second-put']) drains.push(await publish(outbox(path)));
			const all = orders(44, 4000);
			await ledger.put(all);
			await noted(all);
			expect(await tell('two outboxes drain 4,000 rows, SMS.ru', stage.sms, all)).toEqual(perfect(4000));
			const claimants = new Set([...(await ledger.of(all)).values()].map(({ claimed_by }) => claimed_by));
			expect(claimants.size).toBeGreaterThan(1);

			const single = groups(45, 100, 1);
			const start = Date.now();
			for (let first = 0; first < 100; first += 20) await callAll('first-put', single.slice(first, first + 20));
			const taken = secondsSince(start);
			await noted(single.flat());
			expect(how(await received(stage.sms, single.flat()), once)).toBe(100);
			note('An outbox filled by one call per order', { 'orders per second that n8n takes': Math.round(1000 / taken) / 10 });
			for (const drain of drains.splice(0)) await stage.client.deactivate(drain);
		});

		test('10,000 rows that the shop has put there by SQL', async () => {
			drains.push(await publish(outbox('many-put', 10_000)));
			const all = orders(46, 10_000);
			await ledger.put(all);
			await noted(all);
			expect(await tell('10,000 rows put into the outbox by SQL, SMS.ru', stage.sms, all)).toEqual(perfect(10_000));
			const claimants = new Set([...(await ledger.of(all)).values()].map(({ claimed_by }) => claimed_by as string));
			expect(claimants.size).toBe(1);
			const { startedAt, stoppedAt } = (await stage.client.finished([...claimants][0])).raw;
			const seconds = (Date.parse(String(stoppedAt)) - Date.parse(String(startedAt))) / 1000;
			note('An outbox of 10,000 rows put by SQL, LIMIT 10000: one execution', {
				'seconds that it took': Math.round(seconds * 10) / 10,
				'messages per second': Math.round(10_000 / seconds),
				'requests to SMS.ru': (await stage.sms.requests()).count,
			});
			for (const drain of drains.splice(0)) await stage.client.deactivate(drain);
		});
	});

	test('PostgreSQL is restarted in the middle of a send', async () => {
		const all = groups(47, 6, 300);
		await smsc.set({ delayMs: 1500 });
		const calls = callAll('sms-once-smsc', all);
		await requestsOf(smsc, 3);
		await stage.cluster.postgres.restart('SIGINT');
		await smsc.set({ delayMs: 0 });
		await calls;
		await settled();
		await callAll('sms-once-smsc', all);
		await settled();
		expect(await tell('PostgreSQL restarted, all repeated, SMSC', smsc, all.flat())).toMatchObject({ twice: 0, 'no trace': 0 });
		await sweepAll();
		expect(await tell('... swept', smsc, all.flat())).toEqual(perfect(1800));
	});

	test('Redis dies in the middle of a send', async () => {
		const all = groups(48, 6, 300);
		await smsc.set({ delayMs: 1500 });
		const calls = callAll('sms-once-smsc', all);
		await requestsOf(smsc, 3);
		await stage.cluster.redis.restart('SIGKILL');
		await smsc.set({ delayMs: 0 });
		await calls;
		await settled();
		await callAll('sms-once-smsc', all);
		await settled();
		expect(await tell('Redis killed, all repeated, SMSC', smsc, all.flat())).toMatchObject({ twice: 0, 'no trace': 0 });
		await sweepAll();
		expect(await tell('... swept', smsc, all.flat())).toEqual(perfect(1800));
	});

	test('a worker dies in the middle of a send, everything is repeated, then swept', async () => {
		const scenes = { 'sms-once': groups(50, 4, 500), 'sms-once-smsc': groups(60, 4, 500) };
		for (const sms of [stage.sms, smsc]) await sms.set({ delayMs: 6000 });
		const calls = PATHS.map((path) => callAll(path, scenes[path]));
		// The first request of each goes alone, then three at once; the fifth waits for one of these to be answered.
		for (const sms of [stage.sms, smsc]) await requestsOf(sms, 6);
		await stage.workers[0].kill();
		const lost = takenBy(stage.workers[0]);
		await Promise.all(calls);
		for (const sms of [stage.sms, smsc]) await sms.set({ delayMs: 0 });
		await stage.cluster.replaceWorker(0);
		await settled(lost);
		let unsent = 0;
		for (const path of PATHS) {
			const first = await tell(`worker killed, ${NAMES[path]}`, VENDORS[path](), scenes[path].flat());
			expect(first).toMatchObject({ twice: 0, 'no trace': 0 });
			unsent += first.none;
			await callAll(path, scenes[path]);
		}
		expect(unsent).toBeGreaterThan(0);
		await settled(lost);
		for (const path of PATHS) {
			const second = await tell(`... all repeated, ${NAMES[path]}`, VENDORS[path](), scenes[path].flat());
			expect(second).toMatchObject({ twice: 0, 'no trace': 0 });
		}

		await sweepAll();
		expect(await tell('... swept, SMSC', smsc, scenes['sms-once-smsc'].flat())).toEqual(perfect(2000));

		// SMS.ru cannot be asked: whoever has no message is on the list for a person.
		const run = await stage.client.runWorkflow(sweep.id, { trigger: 'Every 5 minutes', longest: RECOVERY });
		const listed = new Set(run.items('To look up by hand').map(({ json }) => json.key as string));
		const counts = await received(stage.sms, scenes['sms-once'].flat());
		expect(scenes['sms-once'].flat().filter(({ key }, place) => counts[place] === 0 && !listed.has(key))).toEqual([]);
		expect(how(counts, twice)).toBe(0);
	});
}
