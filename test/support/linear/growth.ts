/**
 * How the work of a piece of code grows with its input. Each case runs in a thread that is ended when it takes too long;
 * what is measured is the processor's time for that thread, so that a busy machine changes nothing.
 */
import { Worker } from 'node:worker_threads';

/** What is measured: a function of a module, by the names of its cases. */
export interface Task {
	/** A module that exports `cases`: functions of a length by their names, each giving the work to be measured. */
	module: string;
	names: string[];
}

/** Lengths of the inputs, in characters. */
export const LENGTHS = { short: 25_000, long: 100_000 };

/** Work that is done within this on the long input is not looked at any further, in milliseconds. */
const NEGLIGIBLE = 50;

/** Linear work grows fourfold between the two lengths, quadratic work sixteenfold. */
const LARGEST_GROWTH = 9;

/** After this long, a case is taken for one that never ends, in milliseconds. */
const PATIENCE = 20_000;

/** What the thread says: which case it begins, what a case has cost, in milliseconds. */
export type Said = { begins: string } | { name: string; short: number; long: number };

/** The cases whose work grows faster than their input, with what was measured. */
export async function tooFast({ module, names }: Task): Promise<string[]> {
	const found: string[] = [];
	let rest = names;
	while (rest.length > 0) rest = await measure(module, rest, found);
	return found;
}

/** Measures as many cases as it can; returns those that are left after one that had to be ended. */
async function measure(module: string, names: string[], found: string[]): Promise<string[]> {
	const worker = new Worker(new URL('growth.worker.ts', import.meta.url), {
		workerData: { module, names, lengths: LENGTHS, negligible: NEGLIGIBLE },
	});
	let current = names[0];
	const ended = new Promise<boolean>((resolve, reject) => {
		let timer = setTimeout(() => resolve(false), PATIENCE);
		worker.on('message', (said: Said) => {
			clearTimeout(timer);
			timer = setTimeout(() => resolve(false), PATIENCE);
			if ('begins' in said) current = said.begins;
			else if (said.long > LARGEST_GROWTH * said.short) {
				found.push(`${said.name}: ${said.short.toFixed(1)} ms, then ${said.long.toFixed(1)} ms for four times as much`);
			}
		});
		worker.on('error', reject);
		worker.on('exit', () => {
			clearTimeout(timer);
			resolve(true);
		});
	});
	if (await ended) return [];
	await worker.terminate();
	found.push(`${current}: has not ended after ${PATIENCE / 1000} s`);
	return names.slice(names.indexOf(current) + 1);
}
