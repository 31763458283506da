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
export const textsInPanels = () => panels().flatMap(({ file, shown }) => textsOf(shown).map((text) => ({ text, file })));

/** @returns {Set<string>} those that are labels of fields and choices, for which there is little room */
export const labelsInPanels = () => new Set(panels().flatMap(({ shown }) => labelsIn(shown.description?.properties ?? shown.properties)));

/** Every node and credential, as it is when texts that are told get their marks. */
function panels() {
	const packages = [{ folder: root, n8n: collection.n8n }, ...ownPackages().map(({ folder, manifest }) => ({ folder, n8n: manifest.n8n }))];
	return packages.flatMap(({ folder, n8n }) => {
		const require = createRequire(join(folder, 'package.json'));
		require('./dist/nodes/shared/language/catalogue.js').CATALOGUE = MARKED;
		return [...n8n.nodes, ...n8n.credentials].map((file) => ({ file, shown: new (require(`./${file}`)[basename(file).split('.')[0]])() }));
	});
}

/** @returns {string[]} */
function labelsIn(/** @type {unknown} */ value) {
	if (typeof value !== 'object' || value === null) return [];
	const { displayName, type, name } = /** @type {Record<string, unknown>} */ (value);
	const isSeen = type !== 'notice' && type !== 'hidden';
	const label = displayName ?? ('value' in value ? name : undefined);
	return [...(isSeen && typeof label === 'string' ? [label] : []), ...Object.values(value).flatMap(labelsIn)];
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
