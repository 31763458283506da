/** Takes the pictures of credentials, of those that ask for more than a key. */
import { join } from 'node:path';

import { SETTLE_MS } from './nodes.mjs';

/** @type {{ picture: string, type: string, name: string, data: { [field: string]: unknown }, height: number }[]} */
const CREDENTIALS = [
	{ picture: 'smpp-credential', type: 'smppApi', name: 'SMPP at SMSC', data: { provider: 'smsc', useTls: true, systemId: 'myshop', password: 'sms-1234' }, height: 1570 },
];

/**
 * Opens each credential as its owner does, and takes its picture.
 *
 * @param n8n an n8n with the packages
 * @param client a signed-in person
 * @param editor the same person's browser
 * @param folder where the pictures go
 * @param {string[]} names the pictures to take; all if there are none
 */
export async function pictureCredentials({ url }, client, { page }, folder, names) {
	// n8n tests a credential that is opened: nobody outside is asked for the sake of a picture.
	await page.route('**/rest/credentials/test', (route) => route.fulfill({ json: { data: { status: 'OK', message: 'Connection successful' } } }));
	for (const { picture, type, name, data, height } of CREDENTIALS.filter((one) => names.length === 0 || names.includes(one.picture))) {
		const { id } = await client.createCredential(type, name, data);
		await page.setViewportSize({ width: 1500, height });
		await page.goto(`${url}/home/credentials/${id}`);
		const window = page.locator('[data-test-id=editCredential-modal]');
		await window.waitFor();
		// n8n keeps the window lower than the page, and lets it be scrolled.
		await page.addStyleTag({ content: '[data-test-id=editCredential-modal] { height: 94vh !important; max-height: none !important; }' });
		await page.waitForTimeout(SETTLE_MS);
		await window.screenshot({ path: join(folder, `${picture}.png`) });
	}
}
