/**
 * Changes the edition of workflows: `node tools/edition.mjs ru workflow.json …` makes them use the Russian packages, `… en …` the
 * English ones. Only the packages' names change, for names of nodes, parameters and values are the same in all editions.
 */
import { readFile, writeFile } from 'node:fs/promises';

import { LANGUAGES } from './language/catalogues.mjs';
import { collection, ownPackages } from './packages/vendors.mjs';

const names = [collection.name, ...ownPackages().map(({ name }) => name)];

/** @returns {string} the workflow with its nodes in an edition: the tag of a language, or `en` */
export function inEditionOf(/** @type {string} */ workflow, /** @type {string} */ language) {
	const suffix = language === 'en' ? '' : `-${language}`;
	const packages = new RegExp(`"(${names.join('|')})(?:-(?:${LANGUAGES.join('|')}))?\\.`, 'g');
	return workflow.replace(packages, (_, name) => `"${name}${suffix}.`);
}

if (import.meta.main) {
	const [language, ...paths] = process.argv.slice(2);
	if (!['en', ...LANGUAGES].includes(language) || paths.length === 0) throw new Error(`Usage: node tools/edition.mjs en|${LANGUAGES.join('|')} workflow.json …`);
	for (const path of paths) {
		await writeFile(path, inEditionOf(await readFile(path, 'utf8'), language));
		console.log(path);
	}
}
