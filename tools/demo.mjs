/**
 * Shows the packages at work on this machine alone: a real n8n, simulators in the place of SMS.ru and of a gateway that
 * speaks SMPP, the example workflows of a shop's form and of a table of receipts, and one message that goes the whole way.
 *
 * Usage: npm run demo              stays up until Ctrl-C and remembers n8n's data in .cache/demo
 *        npm run demo -- --once    in a fresh n8n, ends at once: exit code 0 if the message has arrived, else 1
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../test/e2e/support/client.ts';
import { example } from '../test/e2e/support/example.ts';
import { packageRoot, packPackage } from '../test/e2e/support/install.ts';
import { startN8n } from '../test/e2e/support/n8n.ts';
import { until } from '../test/e2e/support/poll.ts';
import { freePort } from '../test/e2e/support/ports.ts';
import { owner } from '../test/e2e/support/session.ts';
import { simulators } from '../test/simulators/index.ts';
import { createSmpp } from '../test/simulators/smpp/index.ts';
import { ensureN8n, nodeBinary } from './n8n.mjs';
import { packOne } from './packages/pack.mjs';
import { step } from './process/step.mjs';

const N8N_PORT = 5678;
const PHONE_PORT = 5690;
const ORDER = { name: 'Анна', phone: '79255070602', order: '1024' };

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });

await ensureN8n();
await step('Building the packages', nodeBinary, ['tools/build.mjs'], { cwd: packageRoot });
const packages = [await packPackage(), (await packOne('ownPackages', 'n8n-nodes-smpp')).tarball];

const smsRu = await simulators.smsRu({ port: await freePort(PHONE_PORT) });
const smpp = await createSmpp();
console.log('Starting n8n (10 to 20 s) ...');
const n8n = await startN8n({
	packages,
	userFolder: values.once ? undefined : join(packageRoot, '.cache', 'demo'),
	port: N8N_PORT,
});
try {
	const workflows = await prepareWorkflows();
	await orderIsReady();
	showMessage(await arrivedMessage());
	if (!values.once) {
		showAddresses(workflows);
		const told = new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, resolve)));
		await told;
		console.log('\nStopping ...');
	}
} catch (error) {
	console.error(`The demo failed: ${error.message}\nn8n's last words:\n${n8n.log().slice(-2000)}`);
	process.exitCode = 1;
} finally {
	await n8n.stop();
	await smsRu.close();
	await smpp.close();
}

/** Puts the example workflows into n8n as they are in the repository, with credentials for the simulators, and publishes them. */
async function prepareWorkflows() {
	const client = new Client(n8n.url);
	await client.setUpOwner();
	const { host, port, system_id: systemId, password } = smpp.account;
	return {
		smsRu: await prepare(client, 'sms-ru-webhook', 'smsRuApi', 'SMS.ru (simulator)', { authentication: 'apiKey', apiKey: smsRu.account.api_id, baseUrl: smsRu.url }),
		smpp: await prepare(client, 'smpp-delivery-log', 'smppApi', 'SMPP (simulator)', { provider: 'other', host, port: Number(port), systemId, password }),
	};
}

/** @returns the workflow's id */
async function prepare(client, file, credentialType, credentialName, account) {
	const known = await client.findCredential(credentialName);
	const credential = known ?? (await client.createCredential(credentialType, credentialName, account));
	if (known) await client.updateCredential(known, account);

	const imported = example(file, [{ ...credential, type: credentialType }]);
	const before = await client.findWorkflow(imported.name);
	const workflow = before
		? await client.updateWorkflow(before.id, { nodes: imported.nodes, connections: imported.connections })
		: await client.createWorkflow(imported);
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
	const look = async () => smsRu.phones.list(ORDER.phone).find(({ text }) => text.includes(ORDER.order));
	return await until(look, { for: `the message to arrive at ${ORDER.phone}`, longest: 10_000 });
}

function showMessage({ to, from, text }) {
	console.log(`\nThe phone ${to} has received:\n\n    ${from}: ${text}\n`);
}

function showAddresses(workflows) {
	console.log(`Look around (Ctrl-C ends it):

  The phone     ${smsRu.url}/
  The workflow  ${n8n.url}/workflow/${workflows.smsRu}
                sign in as ${owner.email} with the password ${owner.password}
  The webhook   curl -X POST ${n8n.url}/webhook/order-ready \\
                  -H 'Content-Type: application/json' -d '${JSON.stringify(ORDER)}'
  SMPP          ${n8n.url}/workflow/${workflows.smpp}
                press "Execute workflow" at "Send now"; the phones are at ${smpp.url}/
`);
}
