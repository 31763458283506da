/** The thread of growth.ts. */
import { parentPort, workerData } from 'node:worker_threads';

import type { LENGTHS, Said } from './growth.ts';

const { module, names, lengths, negligible } = workerData as {
	module: string;
	names: string[];
	lengths: typeof LENGTHS;
	negligible: number;
};
const { cases } = (await import(module)) as { cases: Map<string, (length: number) => () => unknown> };
const say = (said: Said) => parentPort!.postMessage(said);

for (const name of names) {
	say({ begins: name });
	const work = cases.get(name)!;
	const long = cost(work, lengths.long);
	if (long < negligible) continue;
	// The least of several is what the work itself takes, without compiling and collecting garbage.
	const least = (length: number) => Math.min(...[0, 1, 2].map(() => cost(work, length)));
	say({ name, short: least(lengths.short), long: least(lengths.long) });
}

function cost(work: (length: number) => () => unknown, length: number): number {
	const run = work(length);
	const before = process.threadCpuUsage();
	run();
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
}
