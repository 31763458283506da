/** The SMPP package in a real n8n: its credential, sends, receipts, and a gateway that goes away and comes back. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { packOne } from '../../tools/packages/pack.mjs';
import { ID, Peer, deliverBody, gateway, pdu, type Connection } from '../support/smpp/peer.ts';
import { credentialFor } from '../support/smpp/credential.ts';
import { submitted } from '../support/smpp/submitted.ts';
import { Client, type Credential, type StoredWorkflow } from './support/client.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { until } from './support/poll.ts';
import { chain, manualTrigger, node, workflow, type Json } from './support/workflow.ts';

const SENDS = 100;
const script = gateway();

let n8n: N8n;
let client: Client;
let peer: Peer;
let port: number;
let credential: Credential;
let flow: StoredWorkflow;

beforeAll(async () => {
	peer = await Peer.listen(script);
	port = peer.port;
	n8n = await startN8n({ packages: [(await packOne('ownPackages', 'n8n-nodes-smpp')).tarball] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	credential = await client.createCredential('smppApi', 'SMPP', credentialFor(port));
});
afterAll(async () => {
	await n8n?.stop();
	await peer?.close();
});

const credentials = () => ({ smppApi: { id: credential.id, name: credential.name } });

async function send(items: Json[], parameters: Json = {}): Promise<Json[]> {
	const one = node('SMS', 'n8n-nodes-smpp.smpp', { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: 'Ready', from: 'MyShop', ...parameters }, { credentials: credentials() });
	const run = await client.runWorkflow(workflow('Send', ...chain(manualTrigger(items), one)));
	expect(run.error).toBeUndefined();
	return run.items('SMS').map(({ json }) => json);
}

/** Connections that are bound now. */
const bound = (): Connection[] => peer.connections.filter(({ socket, heard }) => !socket.destroyed && !heard.some(({ id }) => id === ID.unbind));

/** The ids that the runs of the trigger were started with. */
async function told(count: number): Promise<string[]> {
	await until(async () => (await client.executionsOf(flow.id)).length >= count || undefined, { for: `${count} runs`, longest: 60_000 });
	const all = await client.executionsOf(flow.id);
	return await Promise.all(all.map(async ({ id }) => String((await client.execution(id)).items('Trigger')[0].json.id)));
}

let sequence = 0;
const receipt = (id: string) => pdu(ID.deliver, ++sequence, { body: deliverBody({ esm: 4, text: Buffer.from(`id:${id} stat:DELIVRD`) }) });

test('the credential is tested by a bind and an unbind', async () => {
	expect(await client.testCredential(credential, credentialFor(port))).toMatchObject({ status: 'OK', message: 'Connection successful' });
	expect(await client.testCredential(credential, credentialFor(1))).toMatchObject({ status: 'Error' });
	expect(peer.connections[0].heard.map(({ id }) => id)).toEqual([ID.bindTransmitter, ID.unbind]);
});

test('messages go out, each once, over one connection', async () => {
	const items = Array.from({ length: SENDS }, (_, index) => ({ to: String(375296000000 + index) }));
	const before = peer.connections.length;
	const results = await send(items);
	expect(results.map(({ to }) => to)).toEqual(items.map(({ to }) => to));
	const phones = peer.connections.flatMap((connection) => connection.all(ID.submit)).map((one) => submitted(one).destination);
	expect(phones.sort()).toEqual(items.map(({ to }) => to));
	expect(peer.connections.length - before).toBe(1);
	await until(async () => bound().length === 0 || undefined, { for: 'the unbind' });
});

test('a published trigger gets receipts and lends its connection to sends', async () => {
	const trigger = node('Trigger', 'n8n-nodes-smpp.smppTrigger', {}, { credentials: credentials() });
	flow = await client.createWorkflow(workflow('Receipts', ...chain(trigger, node('Done', 'n8n-nodes-base.noOp'))));
	await client.activate(flow);
	const connection = await until(async () => bound()[0], { for: 'the bind' });
	await connection.next(ID.bindTransceiver);
	await send([{ to: '375296890043' }]);
	expect(bound()).toEqual([connection]);
	expect(connection.all(ID.submit)).toHaveLength(1);

	connection.send(Buffer.concat([receipt('a'), receipt('b'), receipt('a')]));
	for (let count = 0; count < 3; count++) expect(await connection.next(0x80000005)).toMatchObject({ status: 0 });
	expect((await told(2)).sort()).toEqual(['a', 'b']);
}, 60_000);

test('the gateway goes away and comes back: one bind, and nothing that it sends is lost', async () => {
	await peer.close();
	await new Promise((resolve) => setTimeout(resolve, 12_000));
	peer = await Peer.listen(script, { port });
	const connection = await peer.connection(0);
	await connection.next(ID.bindTransceiver);
	connection.send(receipt('c'));
	expect(await connection.next(0x80000005)).toMatchObject({ status: 0 });
	expect((await told(3)).sort()).toEqual(['a', 'b', 'c']);
	expect(bound()).toHaveLength(1);
}, 120_000);

test('unpublished, it unbinds, and no bind is left', async () => {
	await client.deactivate(flow);
	await until(async () => bound().length === 0 || undefined, { for: 'the unbind' });
	expect(peer.connections[0].all(ID.unbind)).toHaveLength(1);
	await new Promise((resolve) => setTimeout(resolve, 3_000));
	expect(peer.connections).toHaveLength(1);
});
