import { randomUUID } from 'node:crypto';

export type Json = Record<string, unknown>;

/** A node of a workflow, in n8n's own form. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Json;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail?: boolean;
	maxTries?: number;
	/** Milliseconds, at most 5,000. */
	waitBetweenTries?: number;
	executeOnce?: boolean;
	alwaysOutputData?: boolean;
	disabled?: boolean;
	webhookId?: string;
	/** What comes out of the node instead of running it, in manual runs only. A workflow keeps it apart from its nodes. */
	pinned?: Json[];
}

export type NodeOptions = Partial<Omit<WorkflowNode, 'name' | 'type' | 'parameters'>>;

/** Data that flows, or a tool that is at the disposal of an agent. */
type Kind = 'main' | 'ai_tool';

/** A workflow in the form in which n8n imports and exports it. */
export interface Workflow {
	name: string;
	nodes: Omit<WorkflowNode, 'pinned'>[];
	/** By the name of the node they begin at, and by their kind. */
	connections: Record<string, Partial<Record<Kind, { node: string; type: Kind; index: number }[][]>>>;
	settings: Json;
	pinData?: Record<string, { json: Json }[]>;
}

export interface Connection {
	from: WorkflowNode;
	output: number;
	to: WorkflowNode;
	kind?: Kind;
}

/** The name of the node that {@link manualTrigger} makes. */
export const START = 'Start';

const STEP_RIGHT = 220;

export function node(name: string, type: string, parameters: Json = {}, options: NodeOptions = {}): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters, ...options };
}

/**
 * The node that the "Execute workflow" button starts.
 *
 * @param items what comes out of it (as pinned data, which n8n passes on without evaluating anything: 10,000 items
 * are no trouble); one empty item unless told
 */
export function manualTrigger(items?: Json[]): WorkflowNode {
	return node(START, 'n8n-nodes-base.manualTrigger', {}, { pinned: items });
}

/** A webhook that starts a published workflow; its address is `/webhook/<path>`. */
export function webhook(path: string, parameters: Json = {}): WorkflowNode {
	const options = { typeVersion: 2, webhookId: randomUUID() };
	return node('Webhook', 'n8n-nodes-base.webhook', { path, httpMethod: 'POST', ...parameters }, options);
}

/** Connects nodes in a row, each by its first output. */
export function chain(...nodes: WorkflowNode[]): Connection[] {
	return nodes.slice(1).map((to, index) => ({ from: nodes[index], output: 0, to }));
}

/** @param output 1 is the error output of a node with one output and `onError: 'continueErrorOutput'` */
export function connect(from: WorkflowNode, to: WorkflowNode, output = 0): Connection {
	return { from, output, to };
}

/** Gives an agent, or a server of tools, a node as its tool. */
export function attach(tool: WorkflowNode, to: WorkflowNode): Connection {
	return { from: tool, output: 0, to, kind: 'ai_tool' };
}

/**
 * Makes a workflow of connections, with the nodes they connect, and of nodes that stand alone.
 *
 * @example workflow('Two texts', ...chain(manualTrigger([{ to: '79255070602' }]), send), connect(send, failed, 1))
 */
export function workflow(name: string, ...parts: (WorkflowNode | Connection)[]): Workflow {
	const connections = parts.filter((part) => 'from' in part);
	const nodes = [...new Set(parts.flatMap((part) => ('from' in part ? [part.from, part.to] : [part])))];
	const pins = nodes.filter((one) => one.pinned).map((one) => [one.name, one.pinned!.map((json) => ({ json }))]);
	return {
		name,
		nodes: nodes.map((one, index) => ({ ...one, pinned: undefined, position: [index * STEP_RIGHT, 0] })),
		connections: draw(connections),
		settings: { executionOrder: 'v1' },
		pinData: Object.fromEntries(pins),
	};
}

function draw(connections: Connection[]): Workflow['connections'] {
	const drawn: Workflow['connections'] = {};
	for (const { from, output, to, kind = 'main' } of connections) {
		const outputs = ((drawn[from.name] ??= {})[kind] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output].push({ node: to.name, type: kind, index: 0 });
	}
	return drawn;
}
