/**
 * `npm run screenshots`: pictures of the packages in a real n8n's editor, for the docs: of the nodes' panels, of credentials
 * and of the examples. Names of pictures or of examples (`npm run screenshots -- smsc-trigger exactly-once/sweep`) take these
 * alone. `--language ru` takes the panels and credentials of the Russian edition, for docs/ru/images; else they go to
 * docs/images. Needs Chromium; says how to get it.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { Client } from '../test/e2e/support/client.ts';
import { openEditor } from '../test/e2e/support/editor.ts';
import { packPackage, packageRoot } from '../test/e2e/support/install.ts';
import { startN8n } from '../test/e2e/support/n8n.ts';
import { build } from './build.mjs';
import { LANGUAGES } from './language/catalogues.mjs';
import { ensureN8n } from './n8n.mjs';
import { packOne } from './packages/pack.mjs';
import { collection, ownPackages } from './packages/vendors.mjs';
import { pictureCredentials } from './screenshots/credentials.mjs';
import { pictureExamples } from './screenshots/examples.mjs';
import { picturePanels } from './screenshots/nodes.mjs';

/** The address that the triggers' panels show. */
const PUBLIC_URL = 'https://n8n.example.com/';

const { values, positionals: names } = parseArgs({ options: { language: { type: 'string' } }, allowPositionals: true });
const { language } = values;
if (language && !LANGUAGES.includes(language)) throw new Error(`Languages: ${LANGUAGES.join(', ')}`);
const suffix = language ? `-${language}` : '';
const images = join(packageRoot, 'docs', ...(language ? [language] : []), 'images');
const examples = names.filter((name) => existsSync(join(packageRoot, 'examples', `${name}.json`)));
const panels = names.filter((name) => !examples.includes(name));

await ensureN8n();
await build();
mkdirSync(images, { recursive: true });
const n8n = await startN8n({ packages: await packed(), env: { WEBHOOK_URL: PUBLIC_URL } });
try {
	const client = new Client(n8n.url);
	await client.setUpOwner();
	const editor = await openEditor(n8n.url);
	try {
		if (names.length === 0 || panels.length > 0) {
			await picturePanels(n8n, client, editor, images, { suffix, names: panels });
			await pictureCredentials(n8n, client, editor, images, panels);
		}
		if (!language && (names.length === 0 || examples.length > 0)) await pictureExamples(client, editor, images, examples);
	} finally {
		await editor.close();
	}
} finally {
	await n8n.stop();
}

/** The collection and the packages beside it, in the language that is wanted. */
async function packed() {
	const beside = ownPackages().map(({ name }) => name);
	const tarballs = language ? [] : [await packPackage()];
	const [kind, names] = language ? ['editions', [collection.name, ...beside]] : ['ownPackages', beside];
	for (const name of names) tarballs.push((await packOne(kind, name + suffix)).tarball);
	return tarballs;
}
