/** A vendor may quote the whole request in any field of what it accepts: nothing that n8n stores or shows of it holds a secret. */
import { createRequire } from 'node:module';

import type * as Core from 'n8n-core';
import type * as N8n from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EchoVendor, placesOf } from '../support/echo.ts';
import { expectNoLeak } from '../support/echoCells.ts';
import { TYPES, accountsOf, credentialOf, inLanes, recordedOperations, someSpellings, type Recorded, type Type } from '../support/echoVendors.ts';
import { Polling } from '../support/polling.ts';
import { readable } from '../support/spellings.ts';
import { additionalData, nodeTypes, types } from '../support/workflow.ts';

const require = createRequire(import.meta.url);
const { LoadOptionsContext, HookContext } = require('n8n-core') as typeof Core;
const n8n = require('n8n-workflow') as typeof N8n;

type Json = N8n.IDataObject;

let echo: EchoVendor;

beforeAll(async () => {
	echo = await EchoVendor.start();
});
afterAll(async () => await echo.close());

/** A workflow with one node that has a credential. */
function workflowWith(type: string, credentials: Record<string, Json>): { workflow: N8n.Workflow; node: N8n.INode } {
	const used = Object.keys(credentials).map((name) => [name, { id: '1', name }]);
	const node = { id: 'a', name: 'SMS', type, typeVersion: 1, position: [0, 0] as [number, number], parameters: {}, webhookId: 'x', credentials: Object.fromEntries(used) as N8n.INodeCredentials };
	const workflow = new n8n.Workflow({ id: 'test', name: 'test', active: true, nodeTypes: types, nodes: [node], connections: {} });
	return { workflow, node: workflow.getNode('SMS')! };
}

/** What somebody sees who asks: the result, or the error in full. */
async function shown(ask: () => Promise<unknown>): Promise<string> {
	try {
		return JSON.stringify(await ask()) ?? '';
	} catch (error) {
		const { message, description, context, cause } = error as N8n.NodeApiError;
		return JSON.stringify([error, message, description, context, String(cause)]);
	}
}

/** Asks with the request quoted in every place of the answers to some operation, by every kind of credential. */
async function expectNothingShown(
	type: Type,
	answered: (recorded: Recorded) => boolean,
	ask: (credentials: Record<string, Json>) => Promise<unknown>,
): Promise<number> {
	const recordings = (await recordedOperations(type, echo)).filter(answered);
	const cells = recordings.flatMap(({ answers }) =>
		[answers.accepted, answers.refused].flatMap((given) => placesOf(given[0]).flatMap((place) => accountsOf(type).map((account) => ({ given, place, account })))),
	);
	const leaks: string[] = [];
	await inLanes(cells, async ({ given, place, account: { name, values, secrets } }, index) => {
		const { baseUrl } = echo.playing(given, place, someSpellings(index));
		const found = readable(await shown(async () => await ask(credentialOf(type, values, baseUrl) as Record<string, Json>)), secrets);
		if (found.length > 0) leaks.push(`${JSON.stringify(place)}, ${name}: ${found.join(' ')}`);
	});
	expect(leaks).toEqual([]);
	return cells.length;
}

describe.each(TYPES)('%s', { concurrent: true }, (type) => {
	test('every operation, every field of an acceptance, simplified and raw', { timeout: 240_000 }, async () => await expectNoLeak(type, echo, 'accepted'));

	const pickers = nodeTypes.get(type)!.methods!.listSearch!;
	test.each(Object.keys(pickers))('the picker %s', { timeout: 240_000 }, async (method) => {
		const isList = ({ name }: Recorded) => /getAll|getSenders|account\.get$/.test(name);
		const tried = await expectNothingShown(type, isList, async (credentials) => {
			const { workflow, node } = workflowWith(type, credentials);
			const data = { ...additionalData(credentials), currentNodeParameters: {} };
			return await pickers[method].call(new LoadOptionsContext(workflow, node, data, 'parameters.from'));
		});
		expect(tried).toBeGreaterThan(10);
	});
});

describe('triggers', { concurrent: true }, () => {
	test.each([
		['smscInboundTrigger', 'smsc'],
		['smsPilotInboundTrigger', 'smsPilot'],
	] as const)('%s, by hand and at its times', { timeout: 240_000 }, async (trigger, type) => {
		for (const mode of ['manual', 'trigger'] as const) {
			for (const output of ['simplified', 'raw']) {
				const isInbox = ({ name }: Recorded) => name === 'inbound.getAll';
				const tried = await expectNothingShown(type, isInbox, async (credentials) => {
					const polling = new Polling({ type: trigger, credentials, parameters: { output } });
					if (mode === 'trigger') await polling.look(mode);
					return await polling.look(mode);
				});
				expect(tried).toBeGreaterThan(10);
			}
		}
	});

	test('smsRuTrigger, published and unpublished', { timeout: 240_000 }, async () => {
		const hooks = nodeTypes.get('smsRuTrigger')!.webhookMethods!.default!;
		for (const hook of [hooks.checkExists, hooks.create, hooks.delete]) {
			const tried = await expectNothingShown('smsRu', ({ name }) => name.startsWith('webhook.'), async (credentials) => {
				const { workflow, node } = workflowWith('smsRuTrigger', credentials);
				const webhook = { ...nodeTypes.get('smsRuTrigger')!.description.webhooks![0], node: 'SMS', workflowId: 'test', path: 'x' };
				const context = new HookContext(workflow, node, additionalData(credentials), 'trigger', 'activate', webhook as never);
				return await hook.call(context);
			});
			expect(tried).toBeGreaterThan(10);
		}
	});
});
