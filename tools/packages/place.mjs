import { posix } from 'node:path';

import ts from 'typescript';

/** `dist/nodes/SmsRu/SmsRu.node.js` is compiled from `nodes/SmsRu/SmsRu.node.ts`. */
export const sourceOf = (/** @type {string} */ compiled) => compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts');

/**
 * Where a file of the repository stands in a package: where it is, or, from a package's own folder, one level up.
 *
 * @param {string} path from the root
 * @param {string} [own] the package's own folder
 * @returns {string} from the root of the package
 */
export const placeOf = (path, own) => (own && path.startsWith(`${own}/`) ? path.slice(own.length + 1) : path);

/**
 * A source with its relative imports as they are right at its place in a package.
 *
 * @param {string} text TypeScript
 * @param {string} path of the file, from the root
 * @param {string} [own] the package's own folder
 * @returns {string}
 */
export function withMovedImports(text, path, own) {
	let moved = '';
	let done = 0;
	for (const { fileName, pos } of ts.preProcessFile(text).importedFiles.filter(({ fileName }) => fileName.startsWith('.'))) {
		const target = placeOf(posix.join(posix.dirname(path), fileName), own);
		const between = posix.relative(posix.dirname(placeOf(path, own)), target);
		moved += `${text.slice(done, pos + 1)}${between.startsWith('.') ? between : `./${between}`}`;
		done = pos + 1 + fileName.length;
	}
	return moved + text.slice(done);
}
