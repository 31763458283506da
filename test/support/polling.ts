/** Asks a polling trigger in n8n-core's real PollContext, as n8n does at its times. */
import { createRequire } from 'node:module';

import type * as Core from 'n8n-core';
import type * as N8n from 'n8n-workflow';

import { additionalData, nodeTypes, types } from './workflow.ts';

const require = createRequire(import.meta.url);
const { PollContext } = require('n8n-core') as typeof Core;
const n8n = require('n8n-workflow') as typeof N8n;

type Json = N8n.IDataObject;

export interface PollingNode {
	/** The node's type, e.g. `smscInboundTrigger`. */
	type: string;
	credentials: Record<string, Json>;
	parameters?: Json;
	/** The id of its credential. */
	account?: string;
}

/** A published polling trigger. What n8n stores of it outlives a restart. */
export class Polling {
	readonly #node: PollingNode;
	#workflow: N8n.Workflow;

	constructor(node: PollingNode) {
		this.#node = node;
		this.#workflow = this.#load({});
	}

	/** One look: the items of the run that it starts, or nothing. */
	async look(mode: 'trigger' | 'manual' = 'trigger'): Promise<Json[] | null> {
		const { type, credentials } = this.#node;
		const node = this.#workflow.getNode('Trigger')!;
		const context = new PollContext(this.#workflow, node, additionalData(credentials), mode, 'activate');
		const data = await nodeTypes.get(type)!.poll!.call(context);
		return data && data[0].map(({ json }) => json);
	}

	/** n8n stops and starts again: what is left is what it has stored. */
	restart(changes: Partial<PollingNode> = {}): void {
		Object.assign(this.#node, changes);
		this.#workflow = this.#load(JSON.parse(JSON.stringify(this.#workflow.staticData)) as Json);
	}

	#load(staticData: Json): N8n.Workflow {
		const { type, credentials, parameters = {}, account = '1' } = this.#node;
		const used = Object.keys(credentials).map((name) => [name, { id: account, name }]);
		const trigger = {
			id: 'a',
			name: 'Trigger',
			type,
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: parameters as N8n.INodeParameters,
			credentials: Object.fromEntries(used) as N8n.INodeCredentials,
		};
		return new n8n.Workflow({ id: 'test', name: 'test', active: true, nodeTypes: types, nodes: [trigger], connections: {}, staticData });
	}
}
