/** Who is measured against whom. */
import type { ICredentialType, IDataObject } from 'n8n-workflow';

import type { Simulated } from '../support/simulated.ts';
import { credentialTypes, nodeTypes, runNode } from '../support/workflow.ts';
import { messageOf, type Item, type Wording } from './messages.ts';
import { engineReadingNode, n8nReadingNode, oneByOneCredential, oneByOneNode } from './nodes.ts';
import { described, prepared, sendThroughPool } from './pool.ts';
import type { BenchVendor } from './vendors.ts';

/** One run: what is sent, and where to. */
export interface Task {
	vendor: BenchVendor;
	simulated: Simulated;
	wording: Wording;
	items: Item[];
}

export interface Contestant {
	key: 'ours' | 'oursOneByOne' | 'oneByOne' | 'pool' | 'engineReads' | 'n8nReads';
	title: string;
	/** Whether it makes a request per item, so that it takes a time in proportion to the items. */
	isPerItem?: true;
	/** Whether it sends nothing. */
	isReadOnly?: true;
	/** Does everything that is not to be measured, and returns what is. */
	prepare: (task: Task) => Promise<() => Promise<void>>;
}

const SEND = { resource: 'message', operation: 'send' };
const ONE_PER_REQUEST = { options: { batching: { batch: { entriesPerRequest: 1 } } } };

export const CONTESTANTS: Contestant[] = [
	{
		key: 'ours',
		title: 'this package',
		prepare: async (task) => run(task, task.vendor.type, SEND),
	},
	{
		key: 'oursOneByOne',
		title: 'this package, Entries per Request = 1',
		isPerItem: true,
		prepare: async (task) => run(task, task.vendor.type, { ...SEND, ...ONE_PER_REQUEST }),
	},
	{
		key: 'oneByOne',
		title: 'a node with a request per item',
		isPerItem: true,
		prepare: async (task) => run(task, `${task.vendor.type}OneByOne`, {}),
	},
	{
		key: 'pool',
		title: 'the same requests, bare undici pool',
		prepare: async ({ vendor, simulated, items }) => {
			const requests = await prepared(vendor, items.map(messageOf), ourCredential(vendor, simulated) as never);
			return async () => await sendThroughPool(simulated.url, requests, described(vendor).requestsAtOnce);
		},
	},
	{
		key: 'engineReads',
		title: 'reading parameters alone: this package',
		isReadOnly: true,
		prepare: async (task) => run(task, engineReadingNode.description.name, {}),
	},
	{
		key: 'n8nReads',
		title: 'reading parameters alone: n8n',
		isReadOnly: true,
		prepare: async (task) => run(task, n8nReadingNode.description.name, {}),
	},
];

/** Makes the nodes and credentials that exist for comparison known to the workflows. */
export function addComparisons(vendors: BenchVendor[]): void {
	const nodes = [engineReadingNode, n8nReadingNode, ...vendors.map(oneByOneNode)];
	for (const node of nodes) nodeTypes.set(node.description.name, node);
	for (const { type, oneByOne } of vendors) {
		const name = oneByOneCredential(type);
		const { authenticate } = oneByOne;
		const credential: ICredentialType = { name, displayName: name, properties: [], authenticate };
		credentialTypes.set(name, credential);
	}
}

const ourCredential = ({ credential }: BenchVendor, { account, url }: Simulated): IDataObject => ({
	...credential(account),
	baseUrl: url,
});

/** A workflow with one node; it must take every item and fail none. */
function run({ vendor, simulated, wording: { to, message }, items }: Task, type: string, parameters: IDataObject) {
	const credential = ourCredential(vendor, simulated);
	const credentials = { [vendor.credentialType]: credential, [oneByOneCredential(vendor.type)]: credential };
	const all = { ...parameters, to, message };
	return async () => {
		const { status, items: sent, error } = await runNode(type, { parameters: all, items, credentials });
		if (status === 'success' && sent.length === items.length) return;
		throw new Error(`${type}: ${status}, ${sent.length} of ${items.length} items; ${error?.message ?? ''}`);
	};
}
