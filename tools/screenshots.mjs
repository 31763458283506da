/**
 * `npm run screenshots`: pictures of the package in a real n8n's editor, for the docs. Needs Chromium; says how to get it.
 * The pictures go to docs/images.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from '../test/e2e/support/client.ts';
import { openEditor } from '../test/e2e/support/editor.ts';
import { packPackage, packageRoot } from '../test/e2e/support/install.ts';
import { startN8n } from '../test/e2e/support/n8n.ts';
import { chain, connect, manualTrigger, node, workflow } from '../test/e2e/support/workflow.ts';
import { simulators } from '../test/simulators/index.ts';
import { build } from './build.mjs';
import { ensureN8n } from './n8n.mjs';
import { pictureExamples } from './screenshots/examples.mjs';

const images = join(packageRoot, 'docs', 'images');
const ORDERS = [
	{ name: 'Анна', phone: '+7 925 507-06-02', order: 1024 },
	{ name: 'Пётр', phone: '8 (499) 322-16-27', order: 1025 },
];
const TEXT = '={{ $json.name }}, ваш заказ {{ $json.order }} готов. Ждём вас!';

await ensureN8n();
await build();
mkdirSync(images, { recursive: true });
const sms = await simulators.smsRu();
const n8n = await startN8n({ packages: [await packPackage()] });
try {
	const client = new Client(n8n.url);
	await client.setUpOwner();
	const account = { authentication: 'apiKey', apiKey: sms.account.api_id, baseUrl: sms.url };
	const { id, name } = await client.createCredential('smsRuApi', 'SMS.ru', account);
	const parameters = { resource: 'message', operation: 'send', to: '={{ $json.phone }}', message: TEXT };
	const options = { credentials: { smsRuApi: { id, name } }, onError: 'continueErrorOutput' };
	const send = node('SMS.ru', 'n8n-nodes-cis-sms.smsRu', parameters, options);
	const sent = node('Sent', 'n8n-nodes-base.noOp');
	const refused = node('Refused', 'n8n-nodes-base.noOp');
	const stored = await client.createWorkflow(
		workflow('Orders', ...chain(manualTrigger(ORDERS), send, sent), connect(send, refused, 1)),
	);

	const editor = await openEditor(n8n.url, { width: 1500, height: 860 });
	try {
		await editor.openWorkflow(stored.id);
		await editor.page.locator('[data-test-id=execute-workflow-button]').first().click();
		await editor.page.getByText('Workflow executed successfully').first().waitFor();
		await editor.openNode('SMS.ru');
		await editor.page.waitForTimeout(1500);
		await editor.screenshot(join(images, 'sms-ru-node.png'));
		await pictureExamples(client, editor, images);
	} finally {
		await editor.close();
	}
} finally {
	await n8n.stop();
	await sms.close();
}
