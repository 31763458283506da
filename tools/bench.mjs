/**
 * `npm run bench`: the package against a node that makes a request per item and against a bare undici pool, in
 * n8n-core's real WorkflowExecute and with the expression engine that n8n has by default. The contestants run in turn,
 * so that a slow machine is slow for all of them: the ratios are what counts. Raw figures go to .cache/bench.json.
 *
 * Usage: npm run bench -- [--items 2000] [--runs 3] [--no-build]
 *
 * Fails when a run fails, when a phone has not received exactly its message, or when there are more requests than the
 * vendor's maximum of recipients per request makes necessary. Never because of time.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const REPORT = join(root, '.cache', 'bench.json');
const DELAYS = [0, 100];

const { values } = parseArgs({
	options: {
		items: { type: 'string', default: '2000' },
		runs: { type: 'string', default: '3' },
		'no-build': { type: 'boolean', default: false },
	},
});
const [count, runs] = [positive('items'), positive('runs')];

if (!values['no-build']) await build();
const { addComparisons } = await import('../test/bench/contestants.ts');
const { startExpressions } = await import('../test/bench/expressions.ts');
const { measure } = await import('../test/bench/measure.ts');
const { COMPUTED, PATHS, items: itemsOf } = await import('../test/bench/messages.ts');
const { inWords, table } = await import('../test/bench/report.ts');
const { startSimulators } = await import('../test/bench/simulator.ts');
const { VENDORS } = await import('../test/bench/vendors.ts');

addComparisons(VENDORS);
await startExpressions();
const simulators = await startSimulators();
const items = itemsOf(count);
const report = [];

for (const vendor of VENDORS) {
	const most = Math.ceil(count / vendor.perRequest);
	for (const delay of DELAYS) {
		for (const wording of [PATHS, COMPUTED]) {
			const scene = { vendor, simulated: simulators[vendor.type], wording, items, delay };
			const circumstances = `answers after ${delay} ms, parameters: ${wording.title}, median of ${runs}`;
			console.log(`\n${vendor.name}, ${count} items, ${circumstances}`);
			const results = await measure(scene, runs);
			console.log(`${table(results)}\n${inWords(results, scene)}`);
			report.push({ vendor: vendor.name, delay, parameters: wording.title, results });
			check(`${vendor.name}: at most ${most} requests`, results.find(({ key }) => key === 'ours').requests, most);
		}
	}
}
await simulators[VENDORS[0].type].close();

await mkdir(join(root, '.cache'), { recursive: true });
const { version } = createRequire(import.meta.url)('n8n-core/package.json');
const machine = { node: process.version, n8nCore: version, cpu: cpus()[0].model, cores: cpus().length };
await writeFile(REPORT, `${JSON.stringify({ machine, items: count, runs, scenes: report }, null, '\t')}\n`);
process.exit();

function positive(name) {
	const number = Number(values[name]);
	if (Number.isInteger(number) && number > 0) return number;
	throw new Error(`--${name} must be a whole number above 0`);
}

function check(promise, requests, most) {
	const isKept = requests <= most;
	console.log(`  ${promise}: ${requests}, ${isKept ? 'kept' : 'BROKEN'}`);
	if (!isKept) process.exitCode = 1;
}
