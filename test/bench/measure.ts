import { CONTESTANTS, type Contestant, type Task } from './contestants.ts';
import { messageOf } from './messages.ts';

/** A task under one circumstance: how long the vendor takes for an answer, in milliseconds. */
export interface Scene extends Task {
	delay: number;
}

/** What one contestant has shown in one scene. */
export interface Result {
	key: Contestant['key'];
	title: string;
	requests: number;
	mostInFlight: number;
	/** Of each run, as measured: from beginning to end, and of this process's work on the processor. */
	seconds: number[];
	cpuSeconds: number[];
	/** How many times as many items there are as were sent. */
	factor: number;
	/** In seconds, for all items: the middle one of the runs, times the factor. */
	median: number;
	cpuMedian: number;
}

/**
 * With a slow vendor, those that make a request per item get so many items only: some thousand waits in a row take
 * minutes and tell nothing new.
 */
const SAMPLE = 100;

type Turn = Pick<Result, 'requests' | 'mostInFlight'> & { seconds: number; cpuSeconds: number };

/**
 * Lets the contestants run in turn, so many times each, after a run of each without a delay to warm up.
 * @throws when a run fails, or a phone has not received exactly what it should
 */
export async function measure(scene: Scene, runs: number): Promise<Result[]> {
	const contestants = CONTESTANTS.filter(({ isReadOnly }) => !isReadOnly || scene.delay === 0);
	const turns = contestants.map((contestant) => ({ contestant, items: sampleOf(contestant, scene), all: [] as Turn[] }));
	for (let round = 0; round <= runs; round++) {
		const isWarmUp = round === 0;
		for (const { contestant, items, all } of turns) {
			const turn = await take(contestant, { ...scene, items, delay: isWarmUp ? 0 : scene.delay });
			if (!isWarmUp) all.push(turn);
		}
	}
	return turns.map(({ contestant: { key, title }, items, all }) => {
		const figures = (figure: keyof Turn) => all.map((turn) => turn[figure]);
		const factor = scene.items.length / items.length;
		return {
			key,
			title,
			requests: Math.max(...figures('requests')),
			mostInFlight: Math.max(...figures('mostInFlight')),
			seconds: figures('seconds'),
			cpuSeconds: figures('cpuSeconds'),
			factor,
			median: median(figures('seconds')) * factor,
			cpuMedian: median(figures('cpuSeconds')) * factor,
		};
	});
}

const sampleOf = ({ isPerItem }: Contestant, { items, delay }: Scene) =>
	isPerItem && delay > 0 ? items.slice(0, SAMPLE) : items;

async function take(contestant: Contestant, scene: Scene): Promise<Turn> {
	const { vendor, simulated, delay } = scene;
	await simulated.reset();
	await simulated.set({ ...vendor.wealth, delayMs: delay });
	const run = await contestant.prepare(scene);

	const began = performance.now();
	const before = process.cpuUsage();
	await run();
	const { user, system } = process.cpuUsage(before);
	const seconds = (performance.now() - began) / 1000;
	const cpuSeconds = (user + system) / 1_000_000;

	if (!contestant.isReadOnly) await verify(contestant, scene);
	const { count: requests, mostInFlight } = await simulated.requests();
	return { requests, mostInFlight, seconds, cpuSeconds };
}

/** Each phone must have received its own message, once. */
async function verify({ title }: Contestant, { simulated, items }: Scene): Promise<void> {
	const received = (await simulated.messages()).map(({ to, text }) => `${to} ${text}`).sort();
	const expected = items.map(messageOf).map(({ to, text }) => `${to} ${text}`).sort();
	const wrong = expected.findIndex((message, index) => message !== received[index]);
	if (wrong < 0 && received.length === expected.length) return;
	const difference = `expected "${expected[wrong]}", received "${received[wrong]}"`;
	throw new Error(`${title}: ${received.length} messages received; ${difference}`);
}

function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
