/**
 * Editions: the collection, and each package that is no part of it, in another language. Their sources are those of the English
 * package, with the language's catalogue in the place of the empty one, and each node and credential in a wrapper that
 * translates its description.
 */
import { readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';

import { LANGUAGES, SHARED, catalogue } from '../language/catalogues.mjs';
import { parsePage } from './page.mjs';
import { sourceOf } from './place.mjs';
import { collection, ownPackages, root } from './vendors.mjs';

const SAY = 'nodes/shared/language/say';
const CATALOGUE = 'nodes/shared/language/catalogue.ts';
const DESCRIPTIONS = 'locales/descriptions';

/** @returns {import('./vendors.mjs').VendorPackage[]} */
export const editions = () => LANGUAGES.flatMap((language) => [collectionPackage(), ...ownPackages()].map((one) => editionOf(one, language)));

function collectionPackage() {
	const { main, scripts, devDependencies, allowScripts, ...manifest } = collection;
	const { nodes, credentials } = manifest.n8n;
	const homes = [...new Set(nodes.map((/** @type {string} */ path) => `nodes/${path.split('/')[2]}`))];
	return { name: manifest.name, homes, nodes, credentials, manifest };
}

/** @returns {import('./vendors.mjs').VendorPackage} */
function editionOf(/** @type {any} */ english, /** @type {string} */ language) {
	const name = `${english.name}-${language}`;
	const page = `locales/${language}/README${english.own ? `-${english.own}` : ''}.md`;
	const { summary } = parsePage(readFileSync(join(root, page), 'utf8'));
	const repository = { ...english.manifest.repository, directory: `packages/${name}` };
	const manifest = { ...english.manifest, name, description: summary, repository };
	return { ...english, name, folder: join(root, 'packages', name), page, manifest, english: english.name, language };
}

/** Sources that an edition has beside those of its nodes. */
export const editionSources = [`${DESCRIPTIONS}.ts`];

/** What an edition makes of a source. */
export function inEdition(/** @type {string} */ text, /** @type {string} */ source, /** @type {import('./vendors.mjs').VendorPackage} */ { language, homes }) {
	return source === CATALOGUE ? catalogueSource(language, homes) : withDocuments(text, language);
}

/** The catalogue of an edition as a module: what all show, and the vendors that it has. */
function catalogueSource(/** @type {string} */ language, /** @type {string[]} */ homes) {
	const names = [SHARED, ...homes.map((home) => basename(home).toLowerCase())];
	const rows = names.flatMap((name) => Object.entries(catalogue(language, name))).filter(([, translation]) => translation !== '');
	const texts = JSON.stringify(Object.fromEntries(rows), null, '\t');
	return `export const LANGUAGE: string = '${language}';\n\nexport const CATALOGUE: Readonly<Record<string, string>> = ${texts};\n`;
}

/** A text with its links to pages leading to those of the language. */
export const withDocuments = (/** @type {string} */ text, /** @type {string} */ language) =>
	text.replace(/(blob\/\w+)\/(?:docs\/(\w+)\.md|(smpp)\/README\.md)(#[\w-]+)?/g, (_, blob, page, own) => `${blob}/docs/${language}/${page ?? own}.md`);

/** Where the English class of a node or a credential stands in an edition: beside the wrapper, which has its name. */
export const englishPlace = (/** @type {string} */ path) => path.replace(/\.(?:node|credentials)\.ts$/, '.english.ts');

/** The sources that get a wrapper. @returns {string[]} */
export const wrapped = (/** @type {import('./vendors.mjs').VendorPackage} */ { nodes, credentials, own = '' }) =>
	[...nodes, ...credentials].map((path) => posix.join(own, sourceOf(path)));

/** The wrapper of a node or a credential, with imports as they are right at its place in the repository. */
export function wrapperOf(/** @type {string} */ source) {
	const [name] = basename(source).split('.');
	const from = (/** @type {string} */ path) => posix.relative(posix.dirname(source), path);
	const [describe, part] = source.endsWith('.node.ts') ? ['describedNode', 'description'] : ['describedFields', 'properties'];
	return `import { ${describe} } from '${from(DESCRIPTIONS)}';
import { say } from '${from(SAY)}';
import { ${name} as English } from './${name}.english';

export class ${name} extends English {
	constructor() {
		super();
		this.${part} = ${describe}(this.${part}, say);
	}
}
`;
}
