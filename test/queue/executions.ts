import type { Client } from '../e2e/support/client.ts';
import type { ExecutionStatus } from '../e2e/support/execution.ts';
import { until } from '../e2e/support/poll.ts';

/** A line of n8n's list of executions. */
export interface Listed {
	id: string;
	status: ExecutionStatus;
	startedAt: string;
	stoppedAt: string | null;
}

/** How n8n calls what has not come to an end. */
export const UNFINISHED: ExecutionStatus[] = ['new', 'running', 'waiting'];
const LONGEST_MS = 180_000;

/** The longest page. The next ones have gaps: n8n sorts them by their start, but goes on by the last id. */
const MOST = 100;

/** The executions of a workflow that has had no more than {@link MOST}, the oldest first. */
export async function executionsOf(client: Client, workflowId: string): Promise<Listed[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const path = `/rest/executions?limit=${MOST}&filter=${filter}`;
	const { results } = await client.call<{ results: Listed[] }>('GET', path);
	// One that ends while n8n looks is among the current ones and among the ended ones.
	const all = new Map(results.map((one) => [one.id, one]));
	return [...all.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

/**
 * Waits until a workflow has so many executions and all have come to an end, good or bad.
 *
 * @throws with what n8n lists if that takes longer than three minutes
 */
export async function allFinished(client: Client, workflowId: string, count: number): Promise<Listed[]> {
	let listed: Listed[] = [];
	const look = async () => {
		listed = await executionsOf(client, workflowId);
		const isDone = listed.length === count && listed.every(({ status }) => !UNFINISHED.includes(status));
		return isDone ? listed : undefined;
	};
	try {
		return await until(look, { for: `${count} executions to end`, longest: LONGEST_MS, every: 250 });
	} catch (error) {
		const unfinished = listed.filter(({ status }) => UNFINISHED.includes(status)).length;
		throw new Error(`${(error as Error).message}: n8n lists ${listed.length}, ${unfinished} of them unfinished`);
	}
}
