/** A vendor may quote a request, with the credential in it, in what it pushes: no item of the run that it starts shows a secret. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

import type * as Core from 'n8n-core';
import type * as N8n from 'n8n-workflow';
import { expect, test } from 'vitest';

import { accountsOf, credentialOf, type Type } from '../support/echoVendors.ts';
import { SPELLINGS, readable } from '../support/spellings.ts';
import { additionalData, nodeTypes, types } from '../support/workflow.ts';

const require = createRequire(import.meta.url);
const { WebhookContext } = require('n8n-core') as typeof Core;
const n8n = require('n8n-workflow') as typeof N8n;

type Json = N8n.IDataObject;

const WORD = 'a-Word-of-0ur-0wn';
const API_ID = '5C1A0B7E-3D42-4F60-9A11-00000000ABCD';

/** Signed pushes that hold some text wherever a text can stand. */
const PUSHES: Array<[trigger: string, type: Type, own: Json, bodies: (text: string) => Json[]]> = [
	['smsRuTrigger', 'smsRu', { apiKey: API_ID }, (text) => {
		const lines = text.replaceAll(/\s/g, ' ');
		return [`sms_status\n${lines}\n103\n1782404881`, `callcheck_status\n7\n401\n1782404881\n${lines}`].map((entry) => ({
			'data[1]': entry,
			hash: createHash('sha256').update(API_ID + entry).digest('hex'),
		}));
	}],
	['smscTrigger', 'smsc', { secretWord: WORD }, (text) => {
		const signed = (fields: Json, names: string[]) => ({
			...fields,
			sha1: createHash('sha1').update([...names.map((name) => fields[name]), WORD].join(':')).digest('hex'),
		});
		return [
			signed({ id: '7', phone: '79255070602', status: '1', note: text }, ['id', 'phone', 'status']),
			signed({ id: text.replaceAll(':', ' '), phone: text.replaceAll(':', ' '), status: '1', [text]: '1' }, ['id', 'phone', 'status']),
			signed({ phone: '79255070602', mes: text, to: '79991234567' }, ['phone', 'mes', 'to']),
		];
	}],
];

/** One push to a published trigger: the items of the run that it starts. */
async function pushed(trigger: string, credentials: Record<string, Json>, body: Json, output: string): Promise<Json[]> {
	const parameters = { output, triggerOn: ['deliveryStatus', 'incomingSms', 'callCheck'], finalOnly: false, ...(trigger === 'smsRuTrigger' ? { apiKey: API_ID } : {}) };
	const used = Object.keys(credentials).map((name) => [name, { id: '1', name }]);
	const node = { id: 'a', name: 'SMS', type: trigger, typeVersion: 1, position: [0, 0] as [number, number], parameters, credentials: Object.fromEntries(used) as N8n.INodeCredentials };
	const workflow = new n8n.Workflow({ id: 'test', name: 'test', active: true, nodeTypes: types, nodes: [node], connections: {} });
	const response = { setHeader: () => response, status: () => response, type: () => response, send: () => response, once: () => response };
	const data = {
		...additionalData(credentials),
		httpRequest: { method: 'POST', headers: { 'content-type': 'application/json' }, query: {}, body, rawBody: Buffer.from(JSON.stringify(body)) },
		httpResponse: response,
	};
	const type = nodeTypes.get(trigger)!;
	const webhook = { webhookDescription: type.description.webhooks![0], node: 'SMS', workflowId: 'test', path: 'x' };
	const context = new WebhookContext(workflow, workflow.getNode('SMS')!, data as never, 'manual', webhook as never, [], null);
	const { workflowData } = await type.webhook!.call(context);
	return (workflowData ?? [[]])[0].map(({ json }) => json);
}

test.each(PUSHES)('%s', async (trigger, type, own, bodies) => {
	const leaks: string[] = [];
	for (const { name, values, secrets } of accountsOf(type)) {
		const quoted = Object.entries(values).map(([field, value]) => `${field}=${String(value)}`).join('&');
		for (const [spelling, spell] of Object.entries(SPELLINGS)) {
			for (const output of ['simplified', 'raw']) {
				for (const [index, body] of bodies(`It was: ${spell(quoted)}`).entries()) {
					const account = type === 'smsRu' && values.apiKey ? { ...values, ...own } : { ...own, ...values };
					const items = await pushed(trigger, credentialOf(type, account, 'http://127.0.0.1:1') as Record<string, Json>, body, output);
					expect(items).toHaveLength(1);
					const found = readable(JSON.stringify(items), type === 'smsRu' && values.apiKey ? [API_ID] : secrets);
					if (found.length > 0) leaks.push(`${index}, ${spelling}, ${output}, ${name}: ${found.join(' ')}`);
				}
			}
		}
	}
	expect(leaks).toEqual([]);
});
