import type { Simulated } from '../support/simulated.ts';
import { MAKERS, ourCredential, type ContestantKey } from './contestants.ts';
import type { Instance, Performance } from './instance.ts';
import { COMPUTED, PATHS, itemsOf, messageOf, type Item } from './messages.ts';
import { described, prepared, sendThroughPool } from './pool.ts';
import type { Json } from '../e2e/support/workflow.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

/** One vendor, one delay, some numbers of items; contestants that take turns, of whom one at most runs in n8n. */
export interface Series {
	vendor: TestVendor;
	contestants: ContestantKey[];
	/** How long the vendor takes for an answer, in milliseconds. */
	delay: number;
	sizes: number[];
	/** How many times each number of items is sent; the middle of each figure counts. */
	times: number;
}

/** What one contestant has shown with one number of items. */
export interface Result extends Partial<Performance> {
	vendor: string;
	contestant: ContestantKey;
	delay: number;
	items: number;
	requests: number;
	connections: number;
	mostInFlight: number;
	nodeSeconds: number;
}

const WARM_UP = 100;

/** Measures a series in an n8n of its own, the smallest number of items first, after a run to warm up. */
export async function measure(series: Series, simulated: Simulated, instance: Instance): Promise<Result[]> {
	const { vendor, contestants, delay, sizes, times } = series;
	const senders = new Map<ContestantKey, Sender>();
	for (const contestant of contestants) {
		senders.set(contestant, contestant === 'pool' ? await poolSender(vendor, simulated) : await nodeSender(vendor, contestant, simulated, instance));
	}
	const results: Result[] = [];
	for (const count of sizes) {
		const items = itemsOf(count, vendor.bench.numbers);
		const runs = new Map<ContestantKey, Result[]>();
		for (let time = 0; time < times; time++) {
			for (const [contestant, send] of senders) {
				await prepare(simulated, vendor, delay);
				const performance = await send(items);
				if (contestant !== 'passing') await verify(contestant, simulated, items);
				const { count: requests, connections, mostInFlight } = await simulated.requests();
				const result = { vendor: vendor.name, contestant, delay, items: count, requests, connections, mostInFlight, ...performance };
				runs.set(contestant, [...(runs.get(contestant) ?? []), result]);
			}
		}
		results.push(...[...runs.values()].map(middle));
	}
	return results;
}

/** Of each figure the middle one. */
function middle(runs: Result[]): Result {
	const median = (values: unknown[]) => values.toSorted((a, b) => Number(a) - Number(b))[values.length >> 1];
	const figures = Object.entries(runs[0]).map(([name, first]) => [name, typeof first === 'number' ? median(runs.map((run) => run[name as keyof Result])) : first]);
	return Object.fromEntries(figures) as Result;
}

/** Vendors refuse a text that a number has had just before, so what was sent is forgotten too. */
async function prepare(simulated: Simulated, { bench: { wealth } }: TestVendor, delay: number): Promise<void> {
	await simulated.reset();
	await simulated.set({ ...wealth, delayMs: delay });
}

type Sender = (items: Item[]) => Promise<Pick<Performance, 'nodeSeconds'> & Partial<Performance>>;

async function nodeSender(vendor: TestVendor, contestant: Exclude<ContestantKey, 'pool'>, simulated: Simulated, instance: Instance): Promise<Sender> {
	const wording = contestant === 'computed' ? COMPUTED : PATHS;
	const { credential, node, given = (items: Item[]): Json[] => items } = MAKERS[contestant](vendor, simulated, wording);
	const sender = node(credential && (await instance.credential(credential)));
	await prepare(simulated, vendor, 0);
	await instance.fresh(async () => await instance.run(sender, given(itemsOf(WARM_UP, vendor.bench.numbers))));
	return async (items) => await instance.run(sender, given(items));
}

async function poolSender(vendor: TestVendor, simulated: Simulated): Promise<Sender> {
	const credential = ourCredential(vendor, simulated.account, simulated.url);
	return async (items) => {
		const requests = await prepared(vendor, items.map(messageOf), credential as never);
		const [began, cpu] = [performance.now(), process.cpuUsage()];
		await sendThroughPool(simulated.url, requests, described(vendor).concurrency);
		const { user, system } = process.cpuUsage(cpu);
		return { nodeSeconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1_000_000 };
	};
}

/** Each phone must have received its own message, once. */
async function verify(contestant: ContestantKey, simulated: Simulated, items: Item[]): Promise<void> {
	const received = (await simulated.messages()).map(({ to, text }) => `${to} ${text}`).sort();
	const expected = items.map(messageOf).map(({ to, text }) => `${to} ${text}`).sort();
	const wrong = expected.findIndex((message, index) => message !== received[index]);
	if (wrong < 0 && received.length === expected.length) return;
	const difference = `expected "${expected[wrong]}", received "${received[wrong]}"`;
	throw new Error(`${contestant}: ${received.length} messages received; ${difference}`);
}
