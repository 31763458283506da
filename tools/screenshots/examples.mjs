/** Pictures of the examples as n8n's canvas shows them, for examples/README.md. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { example } from '../../test/e2e/support/example.ts';
import { packageRoot } from '../../test/e2e/support/install.ts';
import { VENDORS } from '../../test/support/vendors/index.ts';

/** Large enough for the notes of the largest example to be read, in CSS pixels. */
const VIEWPORT = { width: 1700, height: 1060 };

/** Around the nodes, in CSS pixels. */
const MARGIN = 16;

/** Long enough for the animation of "Zoom to fit" and for the icons. */
const SETTLE_MS = 1200;

/**
 * Imports each example and takes its picture, `example-<name>.png`; a folder's name comes first.
 *
 * @param client a signed-in person
 * @param editor the same person's browser
 * @param folder where the pictures go
 * @param names the examples to picture; all if it is empty
 */
export async function pictureExamples(client, { page, openWorkflow }, folder, names = []) {
	await page.setViewportSize(VIEWPORT);
	// A node without a credential bears a warning sign.
	const own = VENDORS.map(({ name, credentialType }) => [credentialType, name]);
	const foreign = [['smppApi', 'SMPP'], ['openAiApi', 'OpenAI'], ['httpBearerAuth', 'Token'], ['postgres', 'PostgreSQL']];
	const made = await Promise.all([...own, ...foreign].map(([type, name]) => client.createCredential(type, name, {})));
	const [, model, token] = made.slice(own.length);
	const picked = { 'Your model': model, 'SMS for AI programs': token };
	const files = readdirSync(join(packageRoot, 'examples'), { recursive: true }).filter((name) => name.endsWith('.json'));
	for (const name of files.map((file) => file.replace('.json', '')).filter((name) => names.length === 0 || names.includes(name))) {
		const { id } = await client.createWorkflow(example(name, made, picked));
		await openWorkflow(id);
		await page.locator('[data-test-id=zoom-to-fit]').click();
		await page.waitForTimeout(SETTLE_MS);
		await page.screenshot({ path: join(folder, `example-${name.replace('/', '-')}.png`), clip: await page.evaluate(drawn, MARGIN) });
	}
}

/** Runs in the browser: the part of the page that holds all nodes and notes. */
function drawn(margin) {
	const boxes = [...document.querySelectorAll('.vue-flow__node')].map((node) => node.getBoundingClientRect());
	const x = Math.min(...boxes.map(({ left }) => left)) - margin;
	const y = Math.min(...boxes.map(({ top }) => top)) - margin;
	const width = Math.max(...boxes.map(({ right }) => right)) + margin - x;
	const height = Math.max(...boxes.map(({ bottom }) => bottom)) + margin - y;
	return { x, y, width, height };
}
