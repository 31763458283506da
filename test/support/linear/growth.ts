/**
 * How the work of a piece of code grows with its input. It runs in a thread that is ended when it takes too long; what is
 * measured is the processor's time of that thread, so that a busy machine changes nothing.
 */
import { Worker } from 'node:worker_threads';

/** A piece of code on one kind of input. */
export interface Case {
	/** What is tried; once it was too slow, its other cases are left out. */
	subject: string;
	/** What it is tried on. */
	input: string;
	/** The work on an input of about so many characters; what is not to be measured is done before. */
	prepare(length: number): () => unknown;
}

/** Lengths of the inputs, in characters. */
const LENGTHS = { short: 25_000, long: 100_000 };

/** Work that is done within this on the long input is not looked at any further, in milliseconds. */
const NEGLIGIBLE = 50;

/** Linear work grows fourfold between the two lengths, quadratic work sixteenfold. */
const LARGEST_GROWTH = 9;

/** How often a case is measured before it is called too slow. */
const TIMES = 4;

/** After this long, a case is taken for one that never ends, in milliseconds. */
const PATIENCE = 60_000;

/** What the thread says: which case it begins, or what is wrong with it. */
type Said = { begins: number } | { fault: string };

/** The cases of a module, exported as `cases`, whose work grows faster than their input, or that break; with what was measured. */
export async function faultyCases(module: string, cases: Case[]): Promise<string[]> {
	const found: string[] = [];
	let from = 0;
	while (from < cases.length) from = await watch(module, cases, from, found);
	return found;
}

/** Measures the cases from a place on; returns the place after them, or after one that had to be ended. */
async function watch(module: string, cases: Case[], from: number, found: string[]): Promise<number> {
	const worker = new Worker(new URL('growth.worker.ts', import.meta.url), { workerData: { module, from } });
	let current = from;
	const isDone = await new Promise<boolean>((resolve, reject) => {
		let timer: NodeJS.Timeout;
		const wait = (patience: number) => {
			clearTimeout(timer);
			timer = setTimeout(() => resolve(false), patience);
		};
		// The module may take a while to load.
		wait(4 * PATIENCE);
		worker.on('message', (said: Said) => {
			wait(PATIENCE);
			if ('fault' in said) found.push(said.fault);
			else current = said.begins;
		});
		worker.on('error', reject);
		worker.on('exit', () => {
			clearTimeout(timer);
			resolve(true);
		});
	});
	if (isDone) return cases.length;
	await worker.terminate();
	const { subject, input } = cases[current];
	found.push(`${subject} on ${input}: has not ended after ${PATIENCE / 1000} s`);
	const next = cases.findIndex((one, place) => place > current && one.subject !== subject);
	return next < 0 ? cases.length : next;
}

/** The thread's part. */
export function measure(cases: Case[], from: number, say: (said: Said) => void): void {
	const bad = new Set<string>();
	for (const [place, one] of cases.entries()) {
		if (place < from || bad.has(one.subject)) continue;
		say({ begins: place });
		const fault = faultOf(one);
		if (!fault) continue;
		bad.add(one.subject);
		say({ fault: `${one.subject} on ${one.input}: ${fault}` });
	}
}

function faultOf({ prepare }: Case): string | undefined {
	try {
		// The least of several is what the work itself takes, without compiling and collecting garbage.
		const costs = { short: Infinity, long: Infinity };
		for (let time = 0; time < TIMES; time++) {
			costs.long = Math.min(costs.long, cost(prepare(LENGTHS.long)));
			if (costs.long < NEGLIGIBLE) return undefined;
			costs.short = Math.min(costs.short, cost(prepare(LENGTHS.short)));
			if (costs.long <= LARGEST_GROWTH * costs.short) return undefined;
		}
		return `${costs.short.toFixed(1)} ms, and ${costs.long.toFixed(1)} ms for four times as much`;
	} catch (error) {
		return String(error);
	}
}

/** In milliseconds of the processor. */
function cost(work: () => unknown): number {
	const before = process.threadCpuUsage();
	work();
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
}
