import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Client, type Credential } from '../e2e/support/client.ts';
import type { NodeRun } from '../e2e/support/execution.ts';
import { packOne } from '../../tools/packages/pack.mjs';
import { packPackage } from '../e2e/support/install.ts';
import { startN8n, type N8n } from '../e2e/support/n8n.ts';
import { until } from '../e2e/support/poll.ts';
import { chain, manualTrigger, workflow, type Json, type WorkflowNode } from '../e2e/support/workflow.ts';
import { SENDER, type CredentialPlan } from './contestants.ts';
import { cpuSeconds, residentSet, type Watched } from './watch.ts';

/** How n8n has carried a workflow out. */
export interface Performance {
	/** Of the node alone, by n8n's own clock; in seconds. */
	nodeSeconds: number;
	/** From pressing "Execute workflow" until n8n has stored the execution; in seconds. */
	wallSeconds: number;
	/** How long n8n has computed in that time, in seconds. */
	cpuSeconds: number;
	/** The largest resident set above the idle instance, in megabytes. */
	memory: number;
	/** The longest answer of `/healthz`: all the time, and among those that were under way while the node ran; seconds. */
	longestAnswer: number;
	longestAnswerInNode: number;
}

const LONGEST_MS = 600_000;
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A real n8n with the packed packages and the node for comparison, which begins anew for each contestant. */
export class Instance {
	readonly #n8n: N8n;
	readonly #client: Client;
	#credentials = 0;
	#idle = 0;

	private constructor(n8n: N8n, client: Client) {
		this.#n8n = n8n;
		this.#client = client;
	}

	static async start(): Promise<Instance> {
		const packages = [await packPackage(), (await packOne('ownPackages', 'n8n-nodes-smpp')).tarball, here('./nodes')];
		const n8n = await startN8n({ packages, env: { NODE_OPTIONS: `--require "${here('./collect.cjs')}"` } });
		const client = new Client(n8n.url);
		await client.setUpOwner();
		return new Instance(n8n, client);
	}

	/** A process without the garbage of others, and its memory while it idles. @param warmUp what every process does once */
	async fresh(warmUp: () => Promise<unknown>): Promise<void> {
		await this.#n8n.restart();
		await warmUp();
		this.#idle = await this.#collected();
	}

	async credential({ type, data }: CredentialPlan): Promise<WorkflowNode['credentials']> {
		const { id, name }: Credential = await this.#client.createCredential(type, `${type} ${++this.#credentials}`, { ...data });
		return { [type]: { id, name } };
	}

	/** Runs one node over items, which come out of a pinned trigger. @throws unless every item comes out again */
	async run(node: WorkflowNode, items: Json[]): Promise<Performance> {
		const title = `${node.type}, ${items.length} items`;
		const { id } = await this.#client.createWorkflow(workflow(title, ...chain(manualTrigger(items), node)));
		await this.#collected();

		const watcher = fork(here('./watch.ts'), [String(this.#n8n.pid()), this.#n8n.url]);
		await once(watcher, 'message');
		const [began, cpu] = [performance.now(), cpuSeconds(this.#n8n.pid())];
		const execution = await this.#client.startWorkflow(id);
		await until(async () => await this.#hasEnded(id), { for: title, longest: LONGEST_MS });
		const wallSeconds = (performance.now() - began) / 1000;
		const computed = cpuSeconds(this.#n8n.pid()) - cpu;
		watcher.send('enough');
		const [watched] = (await once(watcher, 'message')) as [Watched];

		const run = await this.#outcome(execution, title, items.length);
		await this.#client.call('POST', '/rest/executions/delete', { ids: [execution] });
		return { ...seen(watched, run), memory: watched.peak - this.#idle, nodeSeconds: run.executionTime / 1000, wallSeconds, cpuSeconds: computed };
	}

	async stop(): Promise<void> {
		await this.#n8n.stop();
		rmSync(this.#n8n.userFolder, { recursive: true, force: true });
	}

	/**
	 * Asks for the list of executions, which is short: the execution itself would hold everything that came out. A busy n8n
	 * drops connections, or takes its database for lost, and is asked again.
	 */
	async #hasEnded(workflowId: string): Promise<true | undefined> {
		const [execution] = await this.#client.executionsOf(workflowId).catch(() => []);
		return ['success', 'error', 'crashed', 'canceled'].includes(execution?.status) ? true : undefined;
	}

	async #outcome(id: string, title: string, count: number): Promise<NodeRun> {
		const execution = await this.#client.execution(id);
		const [run] = execution.runs(SENDER);
		const out = execution.items(SENDER).length;
		if (execution.status === 'success' && out === count) return run;
		throw new Error(`${title}: ${execution.status}, ${out} items came out; ${execution.error?.message ?? ''}`);
	}

	/** Garbage is collected, and what was freed is given back. @returns the resident set */
	async #collected(): Promise<number> {
		const pid = this.#n8n.pid();
		for (let times = 0; times < 2; times++) {
			process.kill(pid, 'SIGUSR2');
			await pause(500);
		}
		return residentSet(pid);
	}
}

function seen({ answers }: Watched, { startTime, executionTime }: NodeRun) {
	const longest = (some: Watched['answers']) => Math.max(0, ...some.map(({ seconds }) => seconds));
	const isInNode = ({ at, seconds }: Watched['answers'][number]) =>
		at < startTime + executionTime && at + seconds * 1000 > startTime;
	return { longestAnswer: longest(answers), longestAnswerInNode: longest(answers.filter(isInNode)) };
}
