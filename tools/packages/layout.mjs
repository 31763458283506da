import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import gulp from 'gulp';

import { manifestOf } from './manifest.mjs';
import { parsePage, withAbsoluteLinks } from './page.mjs';
import { placeOf, withMovedImports } from './place.mjs';
import { readmeOf } from './readme.mjs';
import { sourcesOf } from './sources.mjs';
import { collection, root } from './vendors.mjs';

/**
 * Lays a vendor's package out, ready to be compiled: every file in it is made from one of the collection's.
 *
 * @param {import('./vendors.mjs').VendorPackage} vendorPackage
 */
export async function layOut(vendorPackage) {
	const { name, folder, home, page: path, own, manifest } = vendorPackage;
	const page = parsePage(readFileSync(join(root, path), 'utf8'));
	const ofPackage = (/** @type {string} */ text) => text.replaceAll(`"${collection.name}.`, `"${name}.`);
	const compiled = join(folder, 'dist');

	const sources = sourcesOf(vendorPackage);
	const inPlace = (/** @type {string} */ text, /** @type {string} */ source) => (own ? withMovedImports(text, source, own) : text);
	const readme = (/** @type {string} */ text) => (own ? withAbsoluteLinks(text, path) : readmeOf(vendorPackage, page));
	const rules = own ? 'eslint.sockets.mjs' : 'eslint.config.mjs';

	await rm(folder, { recursive: true, force: true });
	await Promise.all([
		copy(sources, [folder], edited(inPlace), moved(own)),
		copy('LICENSE.md', [folder]),
		copy('tsconfig.json', [folder], edited((text) => compiling(text, sources, own))),
		copy(`${home}/**/*.svg`, [folder, compiled], moved(own)),
		copy(`${home}/__schema__/**/*.json`, [folder, compiled], moved(own)),
		copy(`${home}/**/*.node.json`, [folder, compiled], edited(ofPackage), moved(own)),
		copy('package.json', [folder], edited(() => `${JSON.stringify(manifest ?? manifestOf(vendorPackage, page), null, '\t')}\n`)),
		copy(path, [folder], edited(readme), called('README.md')),
		copy(`tools/packages/${rules}`, [folder], called('eslint.config.mjs')),
	]);
}

/** @param {string | string[]} from paths from the root @param {string[]} folders @param {Transform[]} steps on the way */
async function copy(from, folders, ...steps) {
	const source = gulp.src(from, { cwd: root, base: root, encoding: false });
	await pipeline([source, ...steps, ...folders.map((folder) => gulp.dest(folder))]);
}

/** The compiler's settings for the folders that the sources are in. */
function compiling(/** @type {string} */ text, /** @type {string[]} */ sources, /** @type {string | undefined} */ own) {
	const folders = [...new Set(sources.map((source) => placeOf(source, own).split('/')[0]))].sort();
	return `${JSON.stringify({ ...JSON.parse(text), include: folders.map((one) => `${one}/**/*.ts`) }, null, '\t')}\n`;
}

const edited = (/** @type {(text: string, path: string) => string} */ edit) =>
	eachFile((file) => {
		file.contents = Buffer.from(edit(file.contents.toString(), file.relative));
	});

const moved = (/** @type {string | undefined} */ own) =>
	eachFile((file) => {
		file.path = join(file.base, placeOf(file.relative, own));
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
