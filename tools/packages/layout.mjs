import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import gulp from 'gulp';

import { editionSources, englishPlace, inEdition, withDocuments, wrapped, wrapperOf } from './editions.mjs';
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
	const { name, folder, homes, page: path, own, manifest, english = collection.name, language } = vendorPackage;
	const page = parsePage(readFileSync(join(root, path), 'utf8'));
	const compiled = join(folder, 'dist');

	const entries = language ? wrapped(vendorPackage) : [];
	const sources = [...sourcesOf(vendorPackage), ...(language ? editionSources : [])];
	const inPlace = (/** @type {string} */ text, /** @type {string} */ source) => (own ? withMovedImports(text, source, own) : text);
	const inLanguage = (/** @type {string} */ text, /** @type {string} */ source) => (language ? inEdition(text, source, vendorPackage) : text);
	const codex = (/** @type {string} */ text) => {
		const ofPackage = text.replaceAll(`"${english}.`, `"${name}.`);
		return language ? withDocuments(ofPackage, language) : ofPackage;
	};
	const readme = (/** @type {string} */ text) => (manifest ? withAbsoluteLinks(text, path) : readmeOf(vendorPackage, page));
	const inHomes = (/** @type {string} */ pattern) => homes.map((home) => `${home}/${pattern}`);

	await rm(folder, { recursive: true, force: true });
	await Promise.all([
		copy(sources, [folder], edited(inLanguage), edited(inPlace), moved(own), renamed((place) => (language ? englishPlace(place) : place))),
		...(language ? [copy(entries, [folder], edited((_, source) => wrapperOf(source)), edited(inPlace), moved(own))] : []),
		copy('LICENSE.md', [folder]),
		copy('tsconfig.json', [folder], edited((text) => compiling(text, sources, own))),
		copy(inHomes('**/*.svg'), [folder, compiled], moved(own)),
		copy(inHomes('__schema__/**/*.json'), [folder, compiled], moved(own)),
		copy(inHomes('**/*.node.json'), [folder, compiled], edited(codex), moved(own)),
		copy('package.json', [folder], edited(() => `${JSON.stringify(manifest ?? manifestOf(vendorPackage, page), null, '\t')}\n`)),
		copy(path, [folder], edited(readme), called('README.md')),
		copy(`tools/packages/${rulesOf(vendorPackage)}`, [folder], called('eslint.config.mjs')),
	]);
}

/** n8n's rules for a package: those of a verified one, or those for one on one's own server. */
const rulesOf = (/** @type {import('./vendors.mjs').VendorPackage} */ { own }) => (own ? 'eslint.sockets.mjs' : 'eslint.config.mjs');

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

const renamed = (/** @type {(path: string) => string} */ rename) =>
	eachFile((file) => {
		file.path = join(file.base, rename(file.relative));
	});

const moved = (/** @type {string | undefined} */ own) => renamed((path) => placeOf(path, own));

const called = (/** @type {string} */ name) => renamed(() => name);

function eachFile(change) {
	return new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			change(file);
			done(null, file);
		},
	});
}
