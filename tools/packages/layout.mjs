import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import gulp from 'gulp';

import { manifestOf } from './manifest.mjs';
import { parsePage } from './page.mjs';
import { readmeOf } from './readme.mjs';
import { sourcesOf } from './sources.mjs';
import { collection, root } from './vendors.mjs';

/**
 * Lays a vendor's package out, ready to be compiled: every file in it is made from one of the collection's.
 *
 * @param {import('./vendors.mjs').VendorPackage} vendorPackage
 */
export async function layOut(vendorPackage) {
	const { name, folder, home, page: path } = vendorPackage;
	const page = parsePage(readFileSync(join(root, path), 'utf8'));
	const ofPackage = (/** @type {string} */ text) => text.replaceAll(`"${collection.name}.`, `"${name}.`);
	const compiled = join(folder, 'dist');

	await rm(folder, { recursive: true, force: true });
	await Promise.all([
		copy([...sourcesOf(vendorPackage), 'LICENSE.md', 'tsconfig.json'], [folder]),
		copy(`${home}/**/*.svg`, [folder, compiled]),
		copy(`${home}/__schema__/**/*.json`, [folder, compiled]),
		copy(`${home}/**/*.node.json`, [folder, compiled], edited(ofPackage)),
		copy('package.json', [folder], edited(() => `${JSON.stringify(manifestOf(vendorPackage, page), null, '\t')}\n`)),
		copy(path, [folder], edited(() => readmeOf(vendorPackage, page)), called('README.md')),
		copy('tools/packages/eslint.config.mjs', [folder], called('eslint.config.mjs')),
	]);
}

/** @param {string | string[]} from paths from the root @param {string[]} folders @param {Transform[]} steps on the way */
async function copy(from, folders, ...steps) {
	const source = gulp.src(from, { cwd: root, base: root, encoding: false });
	await pipeline([source, ...steps, ...folders.map((folder) => gulp.dest(folder))]);
}

const edited = (/** @type {(text: string) => string} */ edit) =>
	eachFile((file) => {
		file.contents = Buffer.from(edit(file.contents.toString()));
	});

const called = (/** @type {string} */ name) =>
	eachFile((file) => {
		file.path = join(file.base, name);
	});

function eachFile(change) {
	return new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			change(file);
			done(null, file);
		},
	});
}
