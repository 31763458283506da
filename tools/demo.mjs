/**
 * Shows the package at work on this machine alone: a real n8n, a simulator in the place of SMS.ru, the example workflow
 * of a shop's form, and one message that goes the whole way.
 *
 * Usage: npm run demo              stays up until Ctrl-C and remembers n8n's data in .cache/demo
 *        npm run demo -- --once    in a fresh n8n, ends at once: exit code 0 if the message has arrived, else 1
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../test/e2e/support/client.ts';
import { packageRoot, packPackage } from '../test/e2e/support/install.ts';
import { startN8n } from '../test/e2e/support/n8n.ts';
import { until } from '../test/e2e/support/poll.ts';
import { freePort } from '../test/e2e/support/ports.ts';
import { owner } from '../test/e2e/support/session.ts';
import { simulators } from '../test/simulators/index.ts';
import { ensureN8n, nodeBinary } from './n8n.mjs';
import { step } from './process/step.mjs';

const N8N_PORT = 5678;
const PHONE_PORT = 5690;
const ORDER = { name: 'Анна', phone: '79255070602', order: '1024' };

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });

await ensureN8n();
await step('Building the package', nodeBinary, ['tools/build.mjs'], { cwd: packageRoot });
const tarball = await packPackage();

const simulator = await simulators.smsRu({ port: await freePort(PHONE_PORT) });
console.log('Starting n8n (10 to 20 s) ...');
const n8n = await startN8n({
	packages: [tarball],
	userFolder: values.once ? undefined : join(packageRoot, '.cache', 'demo'),
	port: N8N_PORT,
});
try {
	const workflowId = await prepareWorkflow();
	await orderIsReady();
	showMessage(await arrivedMessage());
	if (!values.once) {
		showAddresses(workflowId);
		const told = new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, resolve)));
		await told;
		console.log('\nStopping ...');
	}
} catch (error) {
	console.error(`The demo failed: ${error.message}\nn8n's last words:\n${n8n.log().slice(-2000)}`);
	process.exitCode = 1;
} finally {
	await n8n.stop();
	await simulator.close();
}

/** Puts the example workflow into n8n as it is in the repository, with a credential for the simulator, and publishes it. */
async function prepareWorkflow() {
	const client = new Client(n8n.url);
	await client.setUpOwner();

	const account = { authentication: 'apiKey', apiKey: simulator.account.api_id, baseUrl: simulator.url };
	const known = await client.findCredential('SMS.ru (simulator)');
	const credential = known ?? (await client.createCredential('smsRuApi', 'SMS.ru (simulator)', account));
	if (known) await client.updateCredential(known, account);

	const example = JSON.parse(readFileSync(join(packageRoot, 'examples', 'sms-ru-webhook.json'), 'utf8'));
	for (const node of example.nodes.filter(({ type }) => type.endsWith('.smsRu'))) {
		node.credentials = { smsRuApi: { id: credential.id, name: credential.name } };
	}
	const before = await client.findWorkflow(example.name);
	const workflow = before
		? await client.updateWorkflow(before.id, { nodes: example.nodes, connections: example.connections })
		: await client.createWorkflow(example);
	await client.activate(workflow);
	return workflow.id;
}

/** Does what the shop's form does. */
async function orderIsReady() {
	const response = await fetch(`${n8n.url}/webhook/order-ready`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(ORDER),
	});
	const answer = await response.text();
	if (!response.ok) throw new Error(`the webhook answered ${response.status}: ${answer}`);
	console.log(`\nThe shop's form says that order ${ORDER.order} is ready; the workflow answers: ${answer}`);
}

async function arrivedMessage() {
	const look = async () => simulator.phones.list(ORDER.phone).find(({ text }) => text.includes(ORDER.order));
	return await until(look, { for: `the message to arrive at ${ORDER.phone}`, longest: 10_000 });
}

function showMessage({ to, from, text }) {
	console.log(`\nThe phone ${to} has received:\n\n    ${from}: ${text}\n`);
}

function showAddresses(workflowId) {
	console.log(`Look around (Ctrl-C ends it):

  The phone     ${simulator.url}/
  The workflow  ${n8n.url}/workflow/${workflowId}
                sign in as ${owner.email} with the password ${owner.password}
  The webhook   curl -X POST ${n8n.url}/webhook/order-ready \\
                  -H 'Content-Type: application/json' -d '${JSON.stringify(ORDER)}'
`);
}
