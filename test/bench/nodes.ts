/** Nodes that exist for comparison only. */
import { createRequire } from 'node:module';

import type * as N8n from 'n8n-workflow';

import type { BenchVendor } from './vendors.ts';

const require = createRequire(import.meta.url);
const { parameterReader } = require('../../dist/nodes/shared/parameters.js') as {
	parameterReader: (context: N8n.IExecuteFunctions) => (item: number) => { get(name: string): unknown };
};

type Execute = (this: N8n.IExecuteFunctions) => Promise<N8n.INodeExecutionData[][]>;

const node = (name: string, credential: string | undefined, execute: Execute): N8n.INodeType => ({
	description: {
		displayName: name,
		name,
		group: ['output'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		credentials: credential ? [{ name: credential, required: true }] : [],
		properties: [
			{ displayName: 'To', name: 'to', type: 'string', default: '' },
			{ displayName: 'Message', name: 'message', type: 'string', default: '' },
		],
	},
	execute,
});

/**
 * Stands for the way in which SMS nodes commonly work: a loop over the items, in which n8n reads the parameters of one,
 * and one request and its answer are awaited. It signs by a declarative credential. In its favour, the loop checks
 * nothing, understands no answer, and no database is asked for the credential at each request.
 */
export const oneByOneNode = ({ type, oneByOne: { path, form } }: BenchVendor): N8n.INodeType => {
	const credential = oneByOneCredential(type);
	return node(`${type}OneByOne`, credential, async function () {
		const { baseUrl } = await this.getCredentials<{ baseUrl: string }>(credential);
		const sent: N8n.INodeExecutionData[] = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			const to = this.getNodeParameter('to', item) as string;
			const text = this.getNodeParameter('message', item) as string;
			const json = (await this.helpers.httpRequestWithAuthentication.call(this, credential, {
				url: `${baseUrl}${path}`,
				method: 'POST',
				body: new URLSearchParams(form({ to, text })),
				json: true,
			})) as N8n.IDataObject;
			sent.push({ json, pairedItem: { item } });
		}
		return [sent];
	});
};

/** The name of the credential type of `oneByOneNode`. */
export const oneByOneCredential = (type: string): string => `${type}OneByOneApi`;

type Reader = (context: N8n.IExecuteFunctions) => (name: string, item: number) => unknown;

/** Reads both parameters of every item, and sends nothing. */
const readingNode = (name: string, reader: Reader): N8n.INodeType =>
	node(name, undefined, async function () {
		const read = reader(this);
		const message = (item: number) => ({ to: read('to', item), text: read('message', item) }) as N8n.IDataObject;
		return [this.getInputData().map((_, item) => ({ json: message(item), pairedItem: { item } }))];
	});

/** Reads the parameters as this package's engine does. */
export const engineReadingNode = readingNode('readsByEngine', (context) => {
	const parametersOf = parameterReader(context);
	return (name, item) => parametersOf(item).get(name);
});

/** Reads the parameters as other nodes do. */
export const n8nReadingNode = readingNode(
	'readsByN8n',
	(context) => (name, item) => context.getNodeParameter(name, item),
);
