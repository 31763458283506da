/** The node as a tool that an agent calls several times within one run, and that n8n tries again: judged by what the phones have received. */
import { createRequire } from 'node:module';

import type * as Core from 'n8n-core';
import type * as N8n from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { accountAt } from '../support/account.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { additionalData, nodeTypes, types } from '../support/workflow.ts';

const require = createRequire(import.meta.url);
const { WorkflowExecute } = require('n8n-core') as typeof Core;
const n8n = require('n8n-workflow') as typeof N8n;

type Json = N8n.IDataObject;

interface Tool {
	invoke(called: Json): Promise<unknown>;
}

/** An agent without a model: it makes the calls that its items are, one after another. */
const agent = {
	description: { displayName: 'Agent', name: 'agent', group: ['transform'], version: 1, description: '', defaults: { name: 'Agent' }, inputs: ['main', { type: 'ai_tool' }], outputs: ['main'], properties: [] },
	async execute(this: N8n.IExecuteFunctions) {
		const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as Tool[];
		for (const { json } of this.getInputData()) await tool.invoke(json).catch(() => undefined);
		return [this.getInputData()];
	},
} as unknown as N8n.INodeType;

/** A node as n8n offers it to agents. */
function asTool(type: string): N8n.INodeType {
	const node = nodeTypes.get(type)!;
	return Object.create(node, { description: { value: { ...node.description, name: `${type}Tool`, inputs: [], outputs: ['ai_tool'] } } }) as N8n.INodeType;
}

/** Has an agent call the node, which n8n tries again after a failure. */
async function called(type: string, { parameters, credentials, calls }: { parameters: Json; credentials: Record<string, Json>; calls: Json[] }): Promise<void> {
	nodeTypes.set('agent', agent).set(`${type}Tool`, asTool(type));
	const names = Object.keys(credentials).map((name) => [name, { id: '1', name }]);
	const at = { typeVersion: 1, position: [0, 0] as [number, number] };
	const workflow = new n8n.Workflow({
		id: 'test', name: 'test', active: false, nodeTypes: types,
		nodes: [
			{ ...at, id: 'a', name: 'Agent', type: 'agent', parameters: {} },
			{ ...at, id: 'b', name: 'SMS', type: `${type}Tool`, parameters: parameters as never, credentials: Object.fromEntries(names) as never, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		],
		connections: { SMS: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] } },
	});
	const stack = [{ node: workflow.getNode('Agent')!, data: { main: [calls.map((json) => ({ json }))] }, source: null }];
	const data = n8n.createRunExecutionData({ executionData: { contextData: {}, metadata: {}, nodeExecutionStack: stack, waitingExecution: {}, waitingExecutionSource: {} } });
	await new WorkflowExecute(additionalData(credentials), 'trigger', data).processRunExecutionData(workflow);
}

const BY_AGENT = { resource: 'message', operation: 'send', to: "={{ $fromAI('to') }}", message: "={{ $fromAI('text') }}" };

describe.each(VENDORS)('$name', (vendor) => {
	const account = accountAt(vendor);
	const { type, numbers, refusedNumber } = vendor;

	const [A, B, C] = numbers;
	const call = async (more: Json, calls: Json[]) => {
		const credentials = account.credentials;
		await called(type, { parameters: { ...BY_AGENT, ...more }, credentials, calls });
		return await account.sms.perPhone();
	};

	test('another text is another message, the same one is not', async () => {
		const calls = [{ to: A, text: 'one' }, { to: A, text: 'one' }, { to: A, text: 'two' }, { to: B, text: 'one' }];
		expect(await call({}, calls)).toEqual({ [A]: 2, [B]: 1 });
	});

	test.each([
		['a text', {}],
		['a text that names the moment', { message: "={{ $fromAI('text') + Date.now() }}" }],
		['a time that is counted from now', { options: { sendAt: '={{ $now.plus({ hours: 5 }).toISO() }}' } }],
	] as Array<[string, Json]>)('one of three refused, tried again with %s: nobody twice', async (_what, more) => {
		// SMS.by has no time in its send.
		if (type === 'smsBy' && more.options) return;
		expect(await call(more, [{ to: `${A}, ${refusedNumber}, ${C}`, text: 'x' }])).toEqual({ [A]: 1, [C]: 1 });
	});
});
