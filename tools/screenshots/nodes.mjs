/** Takes the pictures of the nodes' panels. */
import { join } from 'node:path';

import { chain, manualTrigger, node, workflow } from '../../test/e2e/support/workflow.ts';
import { VENDORS } from '../../test/support/vendors/index.ts';
import { simulators } from '../../test/simulators/index.ts';
import { createSmpp } from '../../test/simulators/smpp/index.ts';
import { PANELS, SECRET_WORD } from './panels.mjs';

const WIDTH = 1500;
const HEIGHT = 860;

/** Long enough for the panel's animation, and for the previews of expressions. */
export const SETTLE_MS = 1500;

/** The random part of the triggers' addresses: the same in each picture that is taken. */
const WEBHOOK_ID = '3d1e0c52-7b64-4f0a-9a1e-1c5b2f7e8a90';

/** n8n keeps in the browser what it has explained already; else an explanation hides the heads of the output table. */
const EXPLAINED = ['N8N_PIN_DATA_DISCOVERY_NDV', 'N8N_PIN_DATA_DISCOVERY_CANVAS'];

/**
 * Makes each panel's workflow and takes its picture.
 *
 * @param n8n an n8n with the packages
 * @param client a signed-in person
 * @param editor the same person's browser
 * @param folder where the pictures go
 * @param {{ suffix: string, names: string[] }} wanted what the packages' names end with in the language, and the pictures to take; all if there are none
 */
export async function picturePanels(n8n, client, editor, folder, { suffix, names }) {
	const wanted = PANELS.filter(({ picture }) => names.length === 0 || names.includes(picture));
	const vendors = await openAccounts(client);
	await editor.page.evaluate((keys) => keys.forEach((key) => localStorage.setItem(key, 'true')), EXPLAINED);
	try {
		for (const panel of wanted) await picturePanel(n8n, client, editor, vendors, folder, { ...panel, suffix });
	} finally {
		await Promise.all(Object.values(vendors).map(({ sms }) => sms.close()));
	}
}

/** A simulated account at each vendor, with its credential, by the credential's type. */
async function openAccounts(client) {
	const opened = VENDORS.map(async ({ name, type, credentialType, credential }) => {
		const sms = await simulators[type]();
		const secret = type === 'smsc' ? { secretWord: SECRET_WORD } : {};
		const data = { ...credential(sms.account), ...secret, baseUrl: sms.url };
		return [credentialType, { sms, stored: await client.createCredential(credentialType, name, data) }];
	});
	return Object.fromEntries(await Promise.all([...opened, openSmpp(client)]));
}

async function openSmpp(client) {
	const sms = await createSmpp();
	const { host, port, system_id: systemId, password } = sms.account;
	const data = { provider: 'other', host, port: Number(port), systemId, password };
	return ['smppApi', { sms, stored: await client.createCredential('smppApi', 'SMPP', data) }];
}

async function picturePanel(n8n, client, editor, vendors, folder, panel) {
	const { picture, title, push, isRun, written, sent, height = HEIGHT } = panel;
	const { account, url } = vendors[panel.credential]?.sms ?? {};
	if (written) await posted(`${url}/__inbound`, { body: new URLSearchParams(written) });
	if (sent) await client.runWorkflow(workflowOf({ ...sent, suffix: panel.suffix }, vendors));
	const { id } = await client.createWorkflow(workflowOf(panel, vendors));
	const { page } = editor;
	await page.setViewportSize({ width: WIDTH, height });
	await editor.openWorkflow(id);
	await editor.openNode(title);
	if (push) await showAddress(page);
	if (push || isRun) await executeStep(page);
	if (push) await posted(`${n8n.url}/webhook-test/${WEBHOOK_ID}/webhook`, push(account));
	if (push || isRun) await page.locator('[data-test-id=output-panel] table td').first().waitFor();
	await tidy(page);
	await editor.screenshot(join(folder, `${picture}.png`));
}

/** Leaves the panel alone on the screen: nothing listens, nothing pops up, and the mouse points at nothing. */
async function tidy(page) {
	await page.getByText('Listening for test event').filter({ visible: true }).first().waitFor({ state: 'hidden' });
	await page.mouse.move(0, 0);
	await page.waitForTimeout(SETTLE_MS);
	// A notice goes by itself after a few seconds.
	await page.locator('.el-notification').first().waitFor({ state: 'hidden' });
}

/** Presses the button, and waits until n8n has begun: a trigger listens then. */
async function executeStep(page) {
	const begun = page.waitForResponse((response) => response.url().endsWith('/run'));
	await page.locator('[data-test-id=ndv] [data-test-id=node-execute-button]').last().click();
	await begun;
}

async function posted(url, init) {
	const response = await fetch(url, { method: 'POST', ...init });
	if (!response.ok) throw new Error(`${url} was answered with ${response.status}: ${await response.text()}`);
}

function workflowOf({ title, package: from = 'n8n-nodes-cis-sms', suffix, type, parameters = {}, credential, input, isRun, push }, vendors) {
	const { id, name } = vendors[credential]?.stored ?? {};
	const credentials = credential && { [credential]: { id, name } };
	const webhookId = push && WEBHOOK_ID;
	const options = { credentials, webhookId, onError: input && isRun && 'continueErrorOutput' };
	const pictured = node(title, `${from}${suffix}.${type}`, parameters, options);
	return workflow(title, ...(input ? chain(manualTrigger(input), pictured) : [pictured]));
}

/** Unfolds a trigger's addresses, and shows the one that is for real use. */
async function showAddress(page) {
	await page.getByText('Webhook URLs').first().click();
	await page.getByText('Production URL', { exact: true }).first().click();
}
