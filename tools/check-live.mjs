/**
 * `npm run check:live`: asks the real vendors what costs nothing, with your own keys from environment variables, and says
 * whether they answer as this package expects. See docs/live-check.md. Never part of a test run.
 */
import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

import { build } from './build.mjs';

if (!process.argv.includes('--no-build')) await build();
const { VENDORS } = await import('../test/support/vendors/index.ts');
const { accountOf } = await import('./live/accounts.mjs');
const { ask } = await import('./live/ask.mjs');

setGlobalDispatcher(new EnvHttpProxyAgent());

const told = await Promise.all(
	VENDORS.map(async (vendor) => {
		const account = accountOf(vendor, process.env);
		return 'missing' in account ? { name: vendor.name, missing: account.missing, rows: [] } : await ask(vendor, account.values);
	}),
);

for (const { name, url, missing, rows } of told) {
	console.log(missing ? `\n${name}: not asked, for want of ${missing}` : `\n${name} at ${url}`);
	for (const { question, kind, words } of rows) console.log(`  ${question.padEnd(28)} ${kind.padEnd(12)} ${words}`.trimEnd());
}

const rows = told.flatMap((vendor) => vendor.rows);
const reached = rows.filter(({ kind }) => kind !== 'unreachable' && kind !== 'not asked');
const right = rows.filter(({ kind }) => kind === 'as expected');
if (reached.length === 0) console.log('\nNo vendor could be reached. Is this machine connected to the internet? Nothing was checked.');
console.log(`\n${right.length} as expected, ${reached.length - right.length} not as expected, ${rows.length - reached.length} without an answer`);
process.exit(right.length === rows.length ? 0 : 1);
