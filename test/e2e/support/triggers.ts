import { randomUUID } from 'node:crypto';

import { Client, type Credential, type StoredWorkflow } from './client.ts';
import type { Execution } from './execution.ts';
import { startN8n, type N8n } from './n8n.ts';
import { packedCollection } from './packed.ts';
import { until } from './poll.ts';
import { chain, manualTrigger, node, workflow, type Json } from './workflow.ts';

/** The node after a trigger, which does nothing with what comes. */
const DONE = 'Done';

/** A published workflow and the address of its trigger. */
export interface Published {
	flow: StoredWorkflow;
	url: string;
}

/** A real n8n in which workflows with triggers are published. */
export class TriggerStage {
	readonly n8n: N8n;
	readonly client: Client;
	readonly #published: StoredWorkflow[] = [];

	private constructor(n8n: N8n) {
		this.n8n = n8n;
		this.client = new Client(n8n.url);
	}

	static async open(): Promise<TriggerStage> {
		const stage = new TriggerStage(await startN8n({ packages: [await packedCollection()] }));
		await stage.client.setUpOwner();
		return stage;
	}

	/** A stored workflow that begins with a trigger. `webhookId` is what makes its address unguessable. */
	async store(type: string, parameters: Json, credential: Credential | undefined, webhookId: string | undefined = randomUUID()): Promise<Published> {
		const credentials = credential ? { [credential.type]: { id: credential.id, name: credential.name } } : undefined;
		const trigger = node('Trigger', `n8n-nodes-cis-sms.${type}`, parameters, { credentials, webhookId });
		const flow = await this.client.createWorkflow(workflow(type, ...chain(trigger, node(DONE, 'n8n-nodes-base.noOp'))));
		return { flow, url: `${this.n8n.url}/webhook/${webhookId}/webhook` };
	}

	async publish(type: string, parameters: Json, credential?: Credential): Promise<Published> {
		const stored = await this.store(type, parameters, credential);
		await this.client.activate(stored.flow);
		this.#published.push(stored.flow);
		return stored;
	}

	async unpublishAll(): Promise<void> {
		for (const flow of this.#published.splice(0)) await this.client.deactivate(flow);
	}

	/** What n8n says of a trigger that keeps its workflow from being published; n8n tries five times, which takes 15 s. */
	async publicationError({ flow: { id, versionId } }: Published): Promise<string> {
		await this.client.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		const look = async () => {
			type Publication = { status: string; triggers: Array<{ errorMessage: string }> };
			const { status, triggers } = await this.client.call<Publication>('GET', `/rest/workflows/${id}/publication-status`);
			return status === 'failed' ? triggers[0].errorMessage : undefined;
		};
		return await until(look, { for: 'the publication to fail', longest: 90_000 });
	}

	/** The runs of a workflow, the oldest first, once there are exactly so many. @param longest the longest wait, in milliseconds */
	async runs({ flow }: Published, count: number, longest?: number): Promise<Execution[]> {
		const look = async () => {
			const all = await this.client.executionsOf(flow.id);
			return all.length >= count && all.every(({ status }) => status === 'success') ? all : undefined;
		};
		const all = await until(look, { for: `${count} runs`, longest });
		if (all.length !== count) throw new Error(`${all.length} runs in the place of ${count}`);
		return await Promise.all(all.reverse().map(({ id }) => this.client.execution(id)));
	}

	/** The items of each run. */
	async items(published: Published, count: number, longest?: number): Promise<Json[][]> {
		return (await this.runs(published, count, longest)).map((run) => run.items(DONE).map(({ json }) => json));
	}

	/** Runs one node of the package by hand, and returns its output. */
	async run(type: string, parameters: Json, credential: Credential, items: Json[] = [{}]): Promise<Json[]> {
		const credentials = { [credential.type]: { id: credential.id, name: credential.name } };
		const one = node('Node', `n8n-nodes-cis-sms.${type}`, parameters, { credentials });
		return (await this.client.runWorkflow(workflow(type, ...chain(manualTrigger(items), one)))).items('Node').map(({ json }) => json);
	}

	async close(): Promise<void> {
		await this.n8n.stop();
	}
}

/** Calls an address as a vendor would; the answer's status and text. */
export async function pushTo(url: string, init: RequestInit = {}): Promise<[status: number, text: string]> {
	const response = await fetch(url, { method: 'POST', ...init });
	return [response.status, await response.text()];
}

/** Fields as a form, as JSON, or as the query of a GET. */
export const asForm = (fields: Record<string, string>): RequestInit => ({ body: new URLSearchParams(fields) });

export const asJson = (value: unknown): RequestInit => ({
	body: typeof value === 'string' ? value : JSON.stringify(value),
	headers: { 'content-type': 'application/json' },
});
