/** Publishes a trigger with a connection of its own in n8n-core's real TriggerContext, as n8n does. */
import { createRequire } from 'node:module';

import type * as Core from 'n8n-core';
import type * as N8n from 'n8n-workflow';

import { additionalData, nodeTypes, types } from '../workflow.ts';

const require = createRequire(import.meta.url);
const { TriggerContext } = require('n8n-core') as typeof Core;
const n8n = require('n8n-workflow') as typeof N8n;

type Json = N8n.IDataObject;

export interface ListeningNode {
	credentials: Record<string, Json>;
	parameters?: Json;
	mode?: 'trigger' | 'manual';
	/** The id of the workflow. */
	workflow?: string;
	/** What n8n has stored for the node. */
	staticData?: Json;
	/** What n8n does when it is asked to start a run; a failure is thrown. Runs are over at once unless told. */
	onEmit?: (item: Json, run?: { resolve(run: N8n.IRun): void; reject(error: Error): void }) => void;
}

/** A published trigger and the runs that it has started. */
export class Listening {
	readonly items: Json[] = [];
	readonly keys: Array<string | undefined> = [];
	readonly workflow: N8n.Workflow;
	private response?: N8n.ITriggerResponse;
	private waiting: Array<() => void> = [];

	private constructor({ credentials, parameters = {}, workflow = 'test', staticData = {} }: ListeningNode) {
		const used = Object.keys(credentials).map((name) => [name, { id: '1', name }]);
		const trigger = {
			id: 'a',
			name: 'Trigger',
			type: 'smppTrigger',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: parameters as N8n.INodeParameters,
			credentials: Object.fromEntries(used) as N8n.INodeCredentials,
		};
		this.workflow = new n8n.Workflow({ id: workflow, name: 'test', active: true, nodeTypes: types, nodes: [trigger], connections: {}, staticData });
	}

	/** Rejects as `trigger` does. */
	static async publish(node: ListeningNode): Promise<Listening> {
		const listening = new Listening(node);
		const emit: N8n.ITriggerFunctions['emit'] = ([[{ json }]], _response, run, key) => {
			if (node.onEmit) node.onEmit(json, run);
			else run?.resolve({} as N8n.IRun);
			listening.items.push(json);
			listening.keys.push(key);
			for (const wake of listening.waiting.splice(0)) wake();
		};
		const trigger = listening.workflow.getNode('Trigger')!;
		const context = new TriggerContext(listening.workflow, trigger, additionalData(node.credentials), node.mode ?? 'trigger', 'activate', emit);
		listening.response = await nodeTypes.get('smppTrigger')!.trigger!.call(context);
		return listening;
	}

	/** The items, once there are so many. */
	async first(count: number): Promise<Json[]> {
		while (this.items.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
		return this.items.slice(0, count);
	}

	async unpublish(): Promise<void> {
		await this.response?.closeFunction?.();
	}
}
