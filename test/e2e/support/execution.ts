import { parse } from 'flatted';

/** One output item as n8n has stored it. */
export interface Item {
	json: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
	binary?: Record<string, { fileName?: string; mimeType: string }>;
	pairedItem?: number | { item: number; input?: number } | { item: number; input?: number }[];
	error?: unknown;
}

/** One run of one node: a loop, or a retry by a person, makes several. */
export interface NodeRun {
	startTime: number;
	/** Milliseconds. */
	executionTime: number;
	executionStatus: string;
	/** Output after output; null where nothing came out. */
	data?: { main: (Item[] | null)[] };
	error?: { message: string; description?: string; [key: string]: unknown };
	hints?: { message: string }[];
	metadata?: Record<string, unknown>;
	[key: string]: unknown;
}

export type ExecutionStatus = 'new' | 'running' | 'waiting' | 'success' | 'error' | 'canceled' | 'crashed' | 'unknown';

/** An execution as n8n's REST interface hands it out: `data` is in the `flatted` form. */
export interface StoredExecution {
	id: string;
	status: ExecutionStatus;
	mode: string;
	startedAt: string;
	stoppedAt?: string;
	waitTill?: string | null;
	retryOf?: string;
	data: string;
	[key: string]: unknown;
}

interface ResultData {
	runData?: Record<string, NodeRun[]>;
	error?: NodeRun['error'];
	lastNodeExecuted?: string;
}

/** What a person sees when they open an execution. */
export class Execution {
	readonly id: string;
	readonly status: ExecutionStatus;
	/** The error that has ended the whole execution. */
	readonly error: NodeRun['error'];
	readonly lastNode: string | undefined;
	/** All that n8n has stored, the run data decoded. */
	readonly raw: Omit<StoredExecution, 'data'> & { data: { resultData?: ResultData } };
	readonly #runData: Record<string, NodeRun[]>;

	constructor(stored: StoredExecution) {
		// A running execution has no data yet.
		const data: { resultData?: ResultData } = parse(stored.data) ?? {};
		const { runData = {}, error, lastNodeExecuted } = data.resultData ?? {};
		this.raw = { ...stored, data };
		this.id = stored.id;
		this.status = stored.status;
		this.error = error;
		this.lastNode = lastNodeExecuted;
		this.#runData = runData;
	}

	/** Every run of a node, the oldest first; none if the execution never came to it. */
	runs(nodeName: string): NodeRun[] {
		return this.#runData[nodeName] ?? [];
	}

	/**
	 * What the last run of a node has put out.
	 *
	 * @param outputIndex 0 is the first (success) output; the error output comes after the node's own ones
	 */
	items(nodeName: string, outputIndex = 0): Item[] {
		return this.runs(nodeName).at(-1)?.data?.main[outputIndex] ?? [];
	}
}
