/**
 * `npm run bench`: the package in a real n8n against n8n's own HTTP Request node, a node that awaits a request per item,
 * and a bare undici pool; and what loading the package costs. All in one run on one machine, against the same simulator
 * in a process of its own, so the ratios are what counts. Writes docs/bench.json, docs/benchmark.md and
 * docs/images/bench.svg, unless only a part was measured.
 *
 * Usage: npm run bench -- [--items 1000,3000,10000] [--vendors smsRu,smsc] [--quick] [--no-build]
 *
 * Fails when a run fails or a phone has not received exactly its message. A goal that is missed is told, and is no failure:
 * times are the machine's.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { build } from './build.mjs';
import { ensureN8n } from './n8n.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({
	options: {
		items: { type: 'string' },
		vendors: { type: 'string' },
		quick: { type: 'boolean', default: false },
		'no-build': { type: 'boolean', default: false },
	},
});

await ensureN8n();
if (!values['no-build']) await build();
const { VENDORS } = await import('../test/support/vendors/index.ts');
const { plan } = await import('../test/bench/plan.ts');
const { measure } = await import('../test/bench/measure.ts');
const { Instance } = await import('../test/bench/instance.ts');
const { startSimulators } = await import('../test/bench/simulator.ts');
const { measureLoading } = await import('../test/bench/loading.ts');
const { goals } = await import('../test/bench/goals.ts');
const { inConsole, line, page } = await import('../test/bench/report.ts');
const { chart } = await import('../test/bench/chart.ts');

const sizes = (values.items ?? (values.quick ? '1000' : '1000,3000,10000')).split(',').map(positive);
const wanted = values.vendors?.split(',');
const vendors = VENDORS.filter(({ type }, index) => wanted?.includes(type) ?? (!values.quick || index === 0));
const isWhole = values.items === undefined && wanted === undefined && !values.quick;
if (vendors.length === 0) throw new Error(`--vendors knows: ${VENDORS.map(({ type }) => type).join(', ')}`);

const simulators = await startSimulators();
const instance = await Instance.start();
const results = [];
try {
	for (const series of plan(vendors, sizes, values.quick)) {
		for (const result of await measure(series, simulators[series.vendor.type], instance)) {
			results.push(result);
			console.log(line(result));
		}
	}
} finally {
	await instance.stop();
	await simulators[VENDORS[0].type].close();
}

const loading = await measureLoading(values.quick ? 1 : 3);
const { version } = createRequire(import.meta.url)('n8n-core/package.json');
const machine = { date: new Date().toISOString().slice(0, 10), node: process.version, n8nCore: version, cpu: cpus()[0].model, cores: cpus().length };
const report = { machine, results, loading, goals: goals(results) };
console.log(inConsole(report));

const folder = isWhole ? join(root, 'docs') : join(root, '.cache', 'bench');
await mkdir(join(folder, 'images'), { recursive: true });
await writeFile(join(folder, 'bench.json'), `${JSON.stringify(report, null, '\t')}\n`);
await writeFile(join(folder, 'benchmark.md'), page(report));
await writeFile(join(folder, 'images', 'bench.svg'), chart(results));
process.exit();

function positive(text) {
	const number = Number(text);
	if (Number.isInteger(number) && number > 0) return number;
	throw new Error('--items must be whole numbers above 0, separated by commas');
}
