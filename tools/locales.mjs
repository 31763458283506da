/**
 * `npm run locales`: writes every text that people may read into the catalogues under locales/, new ones without a translation
 * and gone ones not at all. What has been translated stays as it is.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from './build.mjs';
import { LANGUAGES, cataloguePath } from './language/catalogues.mjs';
import { allTexts } from './language/texts.mjs';

await build();
const { catalogues, pieces } = allTexts();
for (const { file, line, text } of pieces) console.error(`${file}:${line}: a text is put together from pieces: ${text}`);
if (pieces.length > 0) process.exitCode = 1;

for (const language of LANGUAGES) {
	const known = await knownTranslations(language);
	await mkdir(join(cataloguePath(language, ''), '..'), { recursive: true });
	for (const [name, texts] of Object.entries(catalogues)) {
		const rows = texts.map((text) => [text, known[text] ?? '']);
		await writeFile(cataloguePath(language, name), `${JSON.stringify(Object.fromEntries(rows), null, '\t')}\n`);
		console.log(`${language}/${name}: ${texts.length} texts, ${rows.filter(([, translation]) => translation === '').length} without a translation`);
	}
}

/** A text may have moved from one catalogue to another. @returns {Promise<Record<string, string>>} */
async function knownTranslations(/** @type {string} */ language) {
	const read = async (/** @type {string} */ name) => JSON.parse(await readFile(cataloguePath(language, name), 'utf8').catch(() => '{}'));
	return Object.assign({}, ...(await Promise.all(Object.keys(catalogues).map(read))));
}
