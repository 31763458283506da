/**
 * `npm run packages`: lays out a package for each vendor and each edition under packages/, compiles and packs it, and checks it as n8n
 * does before it verifies a package. Fails on any error and any warning. The tarballs are left in .cache/packed.
 */
import { join } from 'node:path';

import { ensureInstalled } from './install.mjs';
import { packEditions, packVendors } from './packages/pack.mjs';
import { root } from './packages/vendors.mjs';

await ensureInstalled(join(root, 'tools', 'lint'));
const { checkPackage } = await import('./lint/check.mjs');

console.log('Laying out, compiling and packing ...');
const packed = [...(await packVendors()), ...(await packEditions())];

let failed = 0;
for (const one of packed) {
	const kilobytes = Math.round(one.size / 1024);
	console.log(`\n${one.name}: ${kilobytes} KB, ${one.files.length} files, ${one.nodes.length} node(s)`);
	for (const verdict of await checkPackage(one)) show(verdict);
}
console.log(`\n${packed.length} packages, ${failed === 0 ? 'all checks passed' : `${failed} checks FAILED`}`);
process.exitCode = failed === 0 ? 0 : 1;

function show({ title, files, errors, warnings, passed, details }) {
	console.log(`  ${title.padEnd(58)} ${files} files: ${errors} errors, ${warnings} warnings${passed ? '' : ', FAILED'}`);
	if (passed) return;
	failed += 1;
	console.log(details);
}
