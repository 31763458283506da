/** Every text that people may read, and the catalogue that it belongs to. */
import { collection, ownPackages } from '../packages/vendors.mjs';
import { SHARED } from './catalogues.mjs';
import { textsInCode } from './code.mjs';
import { textsInPanels } from './panels.mjs';

/** Folders of vendors by the names of their catalogues, e.g. `smsru`: `SmsRu`. @type {Record<string, string>} */
export const VENDORS = Object.fromEntries(
	[...collection.n8n.nodes, ...ownPackages().flatMap(({ nodes }) => nodes)].map((path) => path.split('/')[2]).map((folder) => [folder.toLowerCase(), folder]),
);

/** Whether there is a word in it that a translator could tell otherwise. */
const hasWords = (/** @type {string} */ text) => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));

/** Whose text a file shows: a vendor's, or everybody's. */
function ownerOf(/** @type {string} */ file) {
	const own = Object.entries(VENDORS).find(([, folder]) => file.includes(`nodes/${folder}/`) || file.includes(`credentials/${folder}Api.`));
	return own?.[0] ?? SHARED;
}

/**
 * @returns {{ catalogues: Record<string, string[]>, pieces: Array<{ text: string, file: string, line: number }> }}
 * texts by catalogue, in the order in which they stand in the panels and then in the code; and templates of the code whose
 * words cannot be translated
 */
export function allTexts() {
	const { texts, pieces } = textsInCode();
	/** @type {Map<string, Set<string>>} */
	const owners = new Map();
	for (const { text, file } of [...textsInPanels(), ...texts]) {
		if (hasWords(text)) owners.set(text, (owners.get(text) ?? new Set()).add(ownerOf(file)));
	}
	/** @type {Record<string, string[]>} */
	const catalogues = Object.fromEntries([SHARED, ...Object.keys(VENDORS)].map((name) => [name, []]));
	for (const [text, names] of owners) catalogues[names.size === 1 ? [...names][0] : SHARED].push(text);
	return { catalogues, pieces };
}
