/** The catalogues of translations: `locales/<language>/<vendor>.json`, each English text with the one that is told instead. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { root } from '../packages/vendors.mjs';

/** The languages that there are editions in, beside English. */
export const LANGUAGES = ['ru'];

/** The catalogue of texts that more than one vendor shows, or the engine. */
export const SHARED = 'shared';

/** Beside the catalogues: what stays English. */
const KEPT = 'english';

/** Where a catalogue lies. @param {string} language @param {string} name a vendor's folder in small letters, or `shared` */
export const cataloguePath = (language, name) => join(root, 'locales', language, `${name}.json`);

/** Translations by their English texts. @returns {Record<string, string>} */
export const catalogue = (/** @type {string} */ language, /** @type {string} */ name) => JSON.parse(readFileSync(cataloguePath(language, name), 'utf8'));

/** The texts of a language that stay English, each with its reason. @returns {Record<string, string>} */
export const keptInEnglish = (/** @type {string} */ language) => catalogue(language, KEPT);

/** All translations into a language, by their English texts. @returns {Record<string, string>} */
export const everyTranslation = (/** @type {string} */ language) =>
	Object.assign({}, ...readdirSync(join(root, 'locales', language)).filter((name) => name.endsWith('.json')).map((name) => basename(name, '.json')).filter((name) => name !== KEPT).map((name) => catalogue(language, name)));
