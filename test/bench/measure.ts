import type { Simulated } from '../support/simulated.ts';
import { MAKERS, ourCredential, type ContestantKey } from './contestants.ts';
import type { Instance, Performance } from './instance.ts';
import { COMPUTED, PATHS, itemsOf, messageOf, type Item } from './messages.ts';
import { described, prepared, sendThroughPool } from './pool.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

/** One contestant, one vendor, one delay, some numbers of items. */
export interface Series {
	vendor: TestVendor;
	contestant: ContestantKey;
	/** How long the vendor takes for an answer, in milliseconds. */
	delay: number;
	sizes: number[];
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
	const { vendor, contestant, delay, sizes } = series;
	const send = contestant === 'pool' ? await poolSender(series, simulated) : await nodeSender(series, simulated, instance);
	const results: Result[] = [];
	for (const count of sizes) {
		const items = itemsOf(count, vendor.bench.numbers);
		await prepare(simulated, vendor, delay);
		const performance = await send(items);
		if (contestant !== 'passing') await verify(series, simulated, items);
		const { count: requests, connections, mostInFlight } = await simulated.requests();
		results.push({ vendor: vendor.name, contestant, delay, items: count, requests, connections, mostInFlight, ...performance });
	}
	return results;
}

/** Vendors refuse a text that a number has had just before, so what was sent is forgotten too. */
async function prepare(simulated: Simulated, { bench: { wealth } }: TestVendor, delay: number): Promise<void> {
	await simulated.reset();
	await simulated.set({ ...wealth, delayMs: delay });
}

type Sender = (items: Item[]) => Promise<Pick<Performance, 'nodeSeconds'> & Partial<Performance>>;

async function nodeSender({ vendor, contestant }: Series, simulated: Simulated, instance: Instance): Promise<Sender> {
	const wording = contestant === 'computed' ? COMPUTED : PATHS;
	const { credential, node } = MAKERS[contestant as keyof typeof MAKERS](vendor, simulated, wording);
	const sender = node(credential && (await instance.credential(credential)));
	await prepare(simulated, vendor, 0);
	await instance.fresh(async () => await instance.run(sender, itemsOf(WARM_UP, vendor.bench.numbers)));
	return async (items) => await instance.run(sender, items);
}

async function poolSender({ vendor }: Series, simulated: Simulated): Promise<Sender> {
	const credential = ourCredential(vendor, simulated.account, simulated.url);
	return async (items) => {
		const requests = await prepared(vendor, items.map(messageOf), credential as never);
		const began = performance.now();
		await sendThroughPool(simulated.url, requests, described(vendor).concurrency);
		return { nodeSeconds: (performance.now() - began) / 1000 };
	};
}

/** Each phone must have received its own message, once. */
async function verify({ contestant }: Series, simulated: Simulated, items: Item[]): Promise<void> {
	const received = (await simulated.messages()).map(({ to, text }) => `${to} ${text}`).sort();
	const expected = items.map(messageOf).map(({ to, text }) => `${to} ${text}`).sort();
	const wrong = expected.findIndex((message, index) => message !== received[index]);
	if (wrong < 0 && received.length === expected.length) return;
	const difference = `expected "${expected[wrong]}", received "${received[wrong]}"`;
	throw new Error(`${contestant}: ${received.length} messages received; ${difference}`);
}
