import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { spawnGuarded } from '../../tools/process/guarded.mjs';
import { Simulated } from '../support/simulated.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts the simulators in a process of their own, so that they don't share an event loop with what is measured.
 * @returns each vendor's simulator by its name; closing one closes all
 */
export async function startSimulators(): Promise<Record<string, Simulated>> {
	const script = ['test/simulators/start.ts'];
	const child = spawnGuarded(process.execPath, script, { cwd: root, env: process.env, output: 'pipe' });
	const ended = once(child, 'exit').then(() => [undefined]);
	const [line] = (await Promise.race([once(createInterface(child.stdout!), 'line'), ended])) as [string | undefined];
	if (line === undefined) throw new Error(`The simulators did not start: ${child.stderr!.read()}`);
	const close = async () => {
		child.stdin!.end();
		await ended;
	};
	const places = JSON.parse(line) as Record<string, Pick<Simulated, 'url' | 'account'>>;
	const all = Object.entries(places).map(([vendor, place]) => [vendor, new Simulated({ ...place, close })] as const);
	return Object.fromEntries(all);
}
