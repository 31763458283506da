/**
 * The texts that the panels show: every label, description and choice of the built nodes and credentials. What they join by
 * `say` has been told already, and stands in the code as a text.
 */
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import { describedFields, describedNode } from '../../locales/descriptions.ts';
import { collection, ownPackages, root } from '../packages/vendors.mjs';

/** What a text is put into when it is told, to know it by. */
const MARK = '\u2063';

/** Every text in its mark: a language of its own, in which nothing stays as it was. @type {Record<string, string>} */
const MARKED = new Proxy({}, { get: (_, text) => `${MARK}${String(text)}${MARK}` });

/** @returns {Array<{ text: string, file: string }>} in the order of the panels, with the built file that shows it */
export function textsInPanels() {
	const packages = [{ folder: root, n8n: collection.n8n }, ...ownPackages().map(({ folder, manifest }) => ({ folder, n8n: manifest.n8n }))];
	return packages.flatMap(({ folder, n8n }) => {
		const require = createRequire(join(folder, 'package.json'));
		require('./dist/nodes/shared/language/catalogue.js').CATALOGUE = MARKED;
		return [...n8n.nodes, ...n8n.credentials].flatMap((file) => {
			const [name] = basename(file).split('.');
			return textsOf(new (require(`./${file}`)[name])()).map((text) => ({ text, file }));
		});
	});
}

/** @returns {string[]} */
function textsOf(/** @type {any} */ { description, properties }) {
	/** @type {string[]} */
	const texts = [];
	const collect = (/** @type {string} */ text) => {
		if (!text.includes(MARK)) texts.push(text);
		return text;
	};
	if (description) describedNode(description, collect);
	else describedFields(properties, collect);
	return texts;
}
