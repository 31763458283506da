/** The SMPP package in a real n8n: its credential, sends, receipts, and a gateway that goes away for 100 seconds and comes back. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createSmpp, type SmppSimulator } from '../simulators/smpp/index.ts';
import { ID, Peer, deliverBody, gateway, pdu, type Connection } from '../support/smpp/peer.ts';
import { credentialFor } from '../support/smpp/credential.ts';
import { submitted } from '../support/smpp/submitted.ts';
import { Client, type Credential, type StoredWorkflow } from './support/client.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedSmpp } from './support/packed.ts';
import { until } from './support/poll.ts';
import { chain, manualTrigger, node, workflow, type Json, type Workflow } from './support/workflow.ts';

const SENDS = 1_000;
const DOWN = 100_000;

let n8n: N8n;
let client: Client;
/** Follows a script, and has a log of all that it has heard. */
let peer: Peer;
/** Keeps messages and receipts, and goes down. */
let smpp: SmppSimulator;
const credentials = {} as Record<'peer' | 'smpp', Credential>;

beforeAll(async () => {
	peer = await Peer.listen(gateway());
	smpp = await createSmpp();
	n8n = await startN8n({ packages: [await packedSmpp()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	const { port, system_id: systemId, password } = smpp.account;
	credentials.peer = await client.createCredential('smppApi', 'Peer', credentialFor(peer.port));
	credentials.smpp = await client.createCredential('smppApi', 'Gateway', credentialFor(Number(port), { systemId, password }));
});
afterAll(async () => {
	await n8n?.stop();
	await peer?.close();
	await smpp?.close();
	notebook.server.close();
});

const used = (at: keyof typeof credentials) => ({ smppApi: { id: credentials[at].id, name: credentials[at].name } });

const phones = (first: number, count: number): string[] => Array.from({ length: count }, (_, index) => String(first + index));

function sending(at: keyof typeof credentials, to: string[]): Workflow {
	const parameters = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: 'Ready', from: 'MyShop' };
	const one = node('SMS', 'n8n-nodes-smpp.smpp', parameters, { credentials: used(at), onError: 'continueRegularOutput' });
	return workflow('Send', ...chain(manualTrigger(to.map((phone) => ({ to: phone }))), one));
}

async function send(at: keyof typeof credentials, to: string[]): Promise<Json[]> {
	const run = await client.runWorkflow(sending(at, to));
	expect(run.error).toBeUndefined();
	return run.items('SMS').map(({ json }) => json);
}

/** What the runs of published triggers have written down: the workflow's name and the receipt's id, one line a run. */
class Notebook {
	readonly lines: string[] = [];
	readonly server: Server = createServer(({ url = '' }, response) => {
		this.lines.push(decodeURIComponent(url.slice(1)));
		response.end('{}');
	}).listen(0, '127.0.0.1');

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}
}
const notebook = new Notebook();

/** Publishes a trigger whose runs write their receipt's id down. */
async function publish(at: keyof typeof credentials): Promise<StoredWorkflow> {
	const trigger = node('Trigger', 'n8n-nodes-smpp.smppTrigger', {}, { credentials: used(at) });
	const note = node('Note', 'n8n-nodes-base.httpRequest', { url: `=${notebook.url}/${at} {{ $json.id }}` }, { typeVersion: 4.2 });
	const flow = await client.createWorkflow(workflow('Receipts', ...chain(trigger, note)));
	await client.activate(flow);
	return flow;
}

/** The ids that runs were started with, once there are so many. */
async function told(at: keyof typeof credentials, count: number): Promise<string[]> {
	const ids = () => notebook.lines.filter((line) => line.startsWith(`${at} `)).map((line) => line.split(' ')[1]);
	await until(async () => ids().length >= count || undefined, { for: `${count} runs`, longest: 300_000 });
	return ids().sort();
}

const backDoor = async (path: string): Promise<unknown> => await (await fetch(`${smpp.url}/__${path}`, { method: 'POST' })).json();

/** Connections to the peer that are bound now. */
const bound = (): Connection[] => peer.connections.filter(({ socket, heard }) => !socket.destroyed && !heard.some(({ id }) => id === ID.unbind));

/** The ids that the gateway has given out, one for each message. */
const taken = (): string[] => smpp.phones.list().map(({ id }) => id).sort();

let receipts: StoredWorkflow;
let interrupted: string;
let downSince: number;
const meanwhile = phones(375297000000, 300);

test(`${SENDS} sends share the published trigger's connection, and the gateway goes down amid receipts and further sends`, async () => {
	smpp.settings.mostBinds = 1;
	Object.assign(smpp.settings.steps, { sent: 0, delivered: 0 });
	receipts = await publish('smpp');
	const sent = await send('smpp', phones(375296000000, SENDS));
	expect(sent.filter(({ error }) => error)).toEqual([]);
	expect(await backDoor('binds')).toEqual(['transceiver']);
	await told('smpp', SENDS / 2);

	// Slowly, so that the end comes between the first of them and the last.
	smpp.settings.delayMs = 200;
	interrupted = await client.startWorkflow(sending('smpp', meanwhile));
	await until(async () => taken().length >= SENDS + 50 || undefined, { for: 'the first of further sends' });
	await backDoor('down');
	downSince = Date.now();
	smpp.settings.delayMs = 0;
}, 400_000);

test('the credential is tested by a bind and an unbind', async () => {
	expect(await client.testCredential(credentials.peer, credentialFor(peer.port))).toMatchObject({ status: 'OK', message: 'Connection successful' });
	expect(await client.testCredential(credentials.peer, credentialFor(1))).toMatchObject({ status: 'Error' });
	expect(peer.connections[0].heard.map(({ id }) => id)).toEqual([ID.bindTransmitter, ID.unbind]);
});

test('messages go out, each once, over one connection', async () => {
	const [to, before] = [phones(375296000000, 100), peer.connections.length];
	expect((await send('peer', to)).map((one) => one.to)).toEqual(to);
	const reached = peer.connections.flatMap((connection) => connection.all(ID.submit)).map((one) => submitted(one).destination);
	expect(reached.sort()).toEqual(to);
	expect(peer.connections.length - before).toBe(1);
	await until(async () => bound().length === 0 || undefined, { for: 'the unbind' });
});

let sequence = 0;
const receipt = (id: string) => pdu(ID.deliver, ++sequence, { body: deliverBody({ esm: 4, text: Buffer.from(`id:${id} stat:DELIVRD`) }) });

test('a published trigger lends its connection to sends, takes a receipt that comes twice once, and unbinds at the end', async () => {
	const flow = await publish('peer');
	const connection = await until(async () => bound()[0], { for: 'the bind' });
	await connection.next(ID.bindTransceiver);
	await send('peer', ['375296890043']);
	expect(bound()).toEqual([connection]);
	expect(connection.all(ID.submit)).toHaveLength(1);

	connection.send(Buffer.concat([receipt('a'), receipt('b'), receipt('a')]));
	for (let count = 0; count < 3; count++) expect(await connection.next(0x80000005)).toMatchObject({ status: 0 });
	expect(await told('peer', 2)).toEqual(['a', 'b']);

	await client.deactivate(flow);
	await until(async () => bound().length === 0 || undefined, { for: 'the unbind' });
	expect(connection.all(ID.unbind)).toHaveLength(1);
});

test('each send that the outage has met has one outcome, which is true, and nobody got two messages', async () => {
	const run = await client.finished(interrupted, 120_000);
	expect(run.error).toBeUndefined();
	const perNumber = smpp.phones.perNumber();
	const got = run.items('SMS').map(({ json }) => [json.to ?? json.details.to, json.details?.outcome ?? 'accepted', perNumber[json.to ?? json.details.to] ?? 0]);
	expect(got.map(([to]) => to)).toEqual(meanwhile);
	const outcomes = (outcome: string) => got.filter(([, one]) => one === outcome);
	for (const [to, , count] of outcomes('accepted')) expect([to, count]).toEqual([to, 1]);
	for (const [, , count] of outcomes('unknown')) expect(count).toBeLessThanOrEqual(1);
	for (const [to, , count] of outcomes('not tried')) expect([to, count]).toEqual([to, 0]);
	for (const [to, , count] of outcomes('refused')) expect([to, count]).toEqual([to, 0]);
	expect(outcomes('accepted').length).toBeGreaterThan(0);
	expect(outcomes('unknown').length).toBeLessThanOrEqual(10);
	expect(outcomes('not tried').length).toBeGreaterThan(0);
});

test(`after ${DOWN / 1_000} s the gateway is back: the trigger binds by itself, once, and each receipt starts one run`, async () => {
	await pause(Math.max(0, downSince + DOWN - Date.now()));
	expect((await told('smpp', 0)).length).toBeLessThan(SENDS);
	await backDoor('up');
	expect(await told('smpp', taken().length)).toEqual(taken());
	expect(await backDoor('binds')).toEqual(['transceiver']);

	const [{ id }] = await send('smpp', ['375296890043']);
	expect(await told('smpp', taken().length)).toContain(id);
	expect(await backDoor('binds')).toEqual(['transceiver']);
}, 400_000);

test('unpublished, no bind is left, and none comes back', async () => {
	const before = await backDoor('connected');
	await client.deactivate(receipts);
	expect(await backDoor('binds')).toEqual([]);
	await pause(3_000);
	expect([await backDoor('binds'), await backDoor('connected')]).toEqual([[], before]);
	// Runs that n8n began late would show by now.
	expect(await told('smpp', taken().length)).toEqual(taken());
});
