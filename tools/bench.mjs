/**
 * `npm run bench`: the package in a real n8n against n8n's own HTTP Request node, a node that awaits a request per item,
 * and a bare undici pool; and what loading the package costs. All in one run on one machine, against the same simulator
 * in a process of its own, so the ratios are what counts. Writes docs/bench.json, docs/benchmark.md and
 * docs/images/bench.svg, unless only a part was measured.
 *
 * Usage: npm run bench -- [--parts vendors,large,smpp,loading] [--items 1000,3000,10000] [--vendors smsRu,smsc] [--without http,oneByOne] [--quick] [--no-build]
 *
 * Fails when a run fails or a phone has not received exactly its message. A goal that is missed is told, and is no failure:
 * times are the machine's.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { build } from './build.mjs';
import { ensurePrograms } from './debian.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureN8n } from './n8n.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({
	options: {
		parts: { type: 'string' },
		items: { type: 'string' },
		without: { type: 'string', default: '' },
		vendors: { type: 'string' },
		quick: { type: 'boolean', default: false },
		'no-build': { type: 'boolean', default: false },
	},
});

const PARTS = ['vendors', 'large', 'smpp', 'loading'];
const parts = values.parts?.split(',') ?? (values.quick ? ['vendors', 'loading'] : PARTS);
if (!parts.every((part) => PARTS.includes(part))) throw new Error(`--parts knows: ${PARTS.join(', ')}`);
const [load] = loadavg();

await ensureN8n();
if (parts.includes('smpp')) {
	await ensurePrograms({ '/usr/sbin/bearerbox': 'kannel' }, 'The benchmark of SMPP');
	await ensureInstalled(join(root, 'test', 'smpp'));
}
if (!values['no-build']) await build();
const { VENDORS } = await import('../test/support/vendors/index.ts');
const { largePlan, plan } = await import('../test/bench/plan.ts');
const { measure } = await import('../test/bench/measure.ts');
const { Instance } = await import('../test/bench/instance.ts');
const { startSimulators } = await import('../test/bench/simulator.ts');
const { measureSmpp } = await import('../test/bench/smpp/measure.ts');
const { measureLoading } = await import('../test/bench/loading.ts');
const { goals } = await import('../test/bench/goals.ts');
const { inConsole, line, page, smppLine } = await import('../test/bench/report.ts');
const { chart } = await import('../test/bench/chart.ts');

const sizes = (values.items ?? (values.quick ? '1000' : '1000,3000,10000')).split(',').map(positive);
const wanted = values.vendors?.split(',');
const vendors = VENDORS.filter(({ type }, index) => wanted?.includes(type) ?? (!values.quick || index === 0));
const isWhole = ['items', 'vendors', 'parts'].every((name) => values[name] === undefined) && values.without === '' && !values.quick;
if (vendors.length === 0) throw new Error(`--vendors knows: ${VENDORS.map(({ type }) => type).join(', ')}`);

const simulators = await startSimulators();
const instance = await Instance.start();
const results = [];
let smpp = [];
try {
	const without = values.without.split(',');
	const usual = parts.includes('vendors') ? plan(vendors, sizes, values.quick) : [];
	const large = parts.includes('large') ? largePlan(vendors) : [];
	for (const series of [...usual, ...large]) {
		const contestants = series.contestants.filter((one) => !without.includes(one));
		if (contestants.length === 0) continue;
		for (const result of await measure({ ...series, contestants }, simulators[series.vendor.type], instance)) {
			results.push(result);
			console.log(line(result));
		}
	}
	if (parts.includes('smpp')) smpp = await measureSmpp(simulators, instance, sizes.at(-1), (result) => console.log(smppLine(result)));
} finally {
	await instance.stop();
	await simulators[VENDORS[0].type].close();
}

const loading = parts.includes('loading') ? await measureLoading(values.quick ? 1 : 3) : undefined;
const { version } = createRequire(import.meta.url)('n8n-core/package.json');
const machine = { date: new Date().toISOString().slice(0, 10), node: process.version, n8nCore: version, cpu: cpus()[0].model, cores: cpus().length, load };
const report = { machine, results, smpp, loading, goals: goals(results, smpp) };
console.log(inConsole(report));

const folder = isWhole ? join(root, 'docs') : join(root, '.cache', 'bench');
await mkdir(join(folder, 'images'), { recursive: true });
await writeFile(join(folder, 'bench.json'), `${JSON.stringify(report, null, '\t')}\n`);
await writeFile(join(folder, 'benchmark.md'), page(report));
if (results.length > 0) await writeFile(join(folder, 'images', 'bench.svg'), chart(results));
process.exit();

function positive(text) {
	const number = Number(text);
	if (Number.isInteger(number) && number > 0) return number;
	throw new Error('--items must be whole numbers above 0, separated by commas');
}
