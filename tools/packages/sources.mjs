import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import ts from 'typescript';

import { sourceOf } from './place.mjs';
import { root } from './vendors.mjs';

/**
 * The sources of a package: its nodes and credentials, and whatever they import, however far away.
 *
 * @param {import('./vendors.mjs').VendorPackage} vendorPackage
 * @returns {string[]} paths from the root
 */
export function sourcesOf({ nodes, credentials, own = '' }) {
	const found = new Set();
	const visit = (/** @type {string} */ file) => {
		if (found.has(file)) return;
		found.add(file);
		const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'));
		const relative = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
		relative.map((name) => moduleAt(posix.join(posix.dirname(file), name))).forEach(visit);
	};
	[...nodes, ...credentials].map((path) => posix.join(own, sourceOf(path))).forEach(visit);
	return [...found];
}

function moduleAt(/** @type {string} */ path) {
	const file = [`${path}.ts`, `${path}/index.ts`].find((candidate) => existsSync(join(root, candidate)));
	if (file) return file;
	throw new Error(`No module at ${path}`);
}
