/** The packages of single vendors, all of them in one real n8n, each against its vendor's simulator. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { PackedPackage as Packed } from '../../tools/packages/pack.mjs';
import { VENDORS } from '../support/vendors/index.ts';
import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client } from './support/client.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedOthers, packedVendors } from './support/packed.ts';
import { chain, manualTrigger, node, workflow } from './support/workflow.ts';

/** What n8n tells its editor about a node. */
interface NodeDescription {
	name: string;
	iconUrl: Record<'light' | 'dark', string>;
	codex?: { alias: string[] };
}

const { n8n: collection } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
	n8n: Record<'nodes' | 'credentials', string[]>;
};
const vendorNames = VENDORS.map(({ type }) => `n8n-nodes-${type.toLowerCase()}`);

/** Those of the collection's vendors, and those that are no part of it. */
const names = [...vendorNames, 'n8n-nodes-smpp'];

let packed: Packed[];
let n8n: N8n;
let client: Client;

beforeAll(async () => {
	packed = [...(await packedVendors()), ...(await packedOthers())];
	n8n = await startN8n({ packages: packed.map(({ tarball }) => tarball) });
	client = new Client(n8n.url);
	await client.setUpOwner();
});
afterAll(async () => await n8n?.stop());

const packageOf = (name: string): Packed => packed.find((one) => one.name === name)!;

test.each(['nodes', 'credentials'] as const)('all %s of the collection are in exactly one package', (kind) => {
	const ofCollection = packed.filter(({ own }) => !own);
	expect(ofCollection.map(({ name }) => name).sort()).toEqual([...vendorNames].sort());
	expect(ofCollection.flatMap((one) => one[kind]).sort()).toEqual([...collection[kind]].sort());
});

test.each(names)('%s holds what it needs and nothing of another vendor', (name) => {
	const { files, nodes, credentials, homes: [home], folder, own = '' } = packageOf(name);
	const outside = files.filter((path) => !path.startsWith('dist/')).sort();
	expect(outside).toEqual(['LICENSE.md', 'README.md', 'package.json']);
	expect(files).toEqual(expect.arrayContaining([...nodes, ...credentials]));
	const homes = new Set(files.map((path) => path.match(/^dist\/(nodes\/\w+)\//)?.[1]).filter(Boolean));
	expect(homes).toEqual(new Set([own ? home.slice(own.length + 1) : home, 'nodes/shared']));
	expect(files.filter((path) => path.startsWith('dist/credentials/'))).toEqual(credentials);
	for (const path of nodes) expect(codexOf(folder, path).node).toBe(`${name}.${nodeIn(path)}`);
});

test.each(VENDORS)('the editor knows what comes out of $name before its first run', async ({ type }) => {
	const response = await fetch(`${n8n.url}/schemas/n8n-nodes-${type.toLowerCase()}.${type}/1/message/send.json`);
	expect(response.status).toBe(200);
	expect(await response.json()).toMatchObject({ type: 'object', properties: { id: { type: 'string' }, status: { type: 'string' } } });
});

test.each(names)('the editor finds the nodes of %s by "sms" and draws their icons', async (name) => {
	const nodes = packageOf(name).nodes.map(nodeIn);
	const nodeInfos = nodes.map((node) => ({ name: `${name}.${node}`, version: 1 }));
	const found = await client.call<NodeDescription[]>('POST', '/rest/node-types', { nodeInfos });
	expect(found.map((one) => one.name).sort()).toEqual(nodes.sort());
	for (const { codex, iconUrl } of found) {
		expect(codex?.alias).toContain('SMS');
		for (const icon of Object.values(iconUrl)) {
			const image = await fetch(`${n8n.url}/${icon}`);
			expect([icon, image.status, image.headers.get('content-type')]).toEqual([icon, 200, expect.stringContaining('svg')]);
		}
	}
});

describe.each(VENDORS)('$name', ({ type, credentialType, credential, parameters, numbers: [to] }) => {
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulators[type]());
	});
	afterAll(async () => await sms.close());

	test('a message reaches the phone', async () => {
		const account = { ...credential(sms.account), baseUrl: sms.url };
		const stored = await client.createCredential(credentialType, credentialType, account);
		expect(await client.testCredential(stored, account)).toMatchObject({ status: 'OK' });

		const credentials = { [credentialType]: { id: stored.id, name: stored.name } };
		const send = node('SMS', `n8n-nodes-${type.toLowerCase()}.${type}`, parameters, { credentials });
		const text = 'Ваш заказ 1024 готов';
		const run = await client.runWorkflow(workflow(type, ...chain(manualTrigger([{ to, text }]), send)));
		expect(run.error).toBeUndefined();
		expect(run.items('SMS').map(({ json }) => json)).toMatchObject([{ id: expect.any(String), to }]);
		expect(await sms.messages()).toMatchObject([{ to, text }]);
	});
});

/** `dist/nodes/SmsRu/SmsRuTrigger.node.js` holds the node `smsRuTrigger`. */
function nodeIn(path: string): string {
	const file = path.split('/').at(-1)!.replace('.node.js', '');
	return file[0].toLowerCase() + file.slice(1);
}

function codexOf(folder: string, path: string): { node: string } {
	return JSON.parse(readFileSync(join(folder, path.replace(/\.js$/, '.json')), 'utf8'));
}
