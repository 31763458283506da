/** `npm run schemas`: writes what the editor shows of an operation's output before its first run. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from './build.mjs';
import { schemaOf } from './schemas/schema.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await build();
const { outputs } = await import('./schemas/outputs.mjs');
const all = await outputs();
for (const home of new Set(all.map((one) => one.home))) await rm(join(root, home, '__schema__'), { recursive: true, force: true });

for (const { home, vendor, resource, operation, results } of all) {
	if (results.length === 0) throw new Error(`${vendor} ${resource}.${operation} has returned nothing to make a schema of`);
	const path = join(root, home, '__schema__', 'v1.0.0', resource, `${operation}.json`);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, `${JSON.stringify({ ...schemaOf(results), version: 1 }, null, '\t')}\n`);
}
console.log(`${all.length} schemas`);
process.exit(0);
