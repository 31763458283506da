/** `npm run test:faults`: every vendor, every fault. Prints a table and ends with "N passed, N failed". */
import { build } from './build.mjs';

if (!process.argv.includes('--no-build')) await build();
const { cell } = await import('../test/faults/cell.ts');
const { FAULTS } = await import('../test/faults/faults.ts');
const { SMPP_FAULTS, smppCell } = await import('../test/faults/smpp.ts');
const { VENDORS } = await import('../test/support/vendors/index.ts');

const only = process.argv.find((argument) => argument.startsWith('--vendor='))?.split('=')[1];
const cells = [];
console.log = () => undefined; // n8n-core prints every failed run
const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

const columns = [
	...VENDORS.map((vendor) => ({ type: vendor.type, name: vendor.name, cells: () => FAULTS.map((fault) => cell(vendor, fault)) })),
	{ type: 'smpp', name: 'SMPP', cells: () => SMPP_FAULTS.map(smppCell) },
];
for (const column of columns.filter(({ type }) => !only || type === only)) {
	print(`\n${column.name}`);
	// Each cell has a simulator of its own, and most of its time is waiting.
	for (const one of await Promise.all(column.cells())) {
		cells.push(one);
		const verdict = one.wrong.length === 0 ? 'right' : `WRONG: ${one.wrong.join('; ')}`;
		const told = [...new Set(one.outcomes)].join(', ');
		print(`  ${one.fault.padEnd(42)} told ${told.padEnd(20)} received ${one.received}  ${verdict}`);
		print(`    ${one.headline}`);
	}
}

const sum = (/** @type {'received' | 'duplicates' | 'lost' | 'leaks'} */ key) => cells.reduce((total, one) => total + one[key], 0);
const failed = cells.filter(({ wrong }) => wrong.length > 0).length;
print(`\n${cells.length} faults tried, ${sum('received')} messages received, ${sum('duplicates')} duplicates, ${sum('lost')} lost, ${sum('leaks')} leaks`);
print(`\n${cells.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
