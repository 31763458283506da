import { sleep } from 'n8n-workflow';

/** Resolves after a time in milliseconds, or at once when the run is stopped. */
export async function sleepWithAbort(milliseconds: number, signal?: AbortSignal): Promise<void> {
	if (milliseconds <= 0 || signal?.aborted) return;
	let stop: (() => void) | undefined;
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
		signal?.addEventListener('abort', resolve as () => void, { once: true });
	});
	await Promise.race([sleep(milliseconds), stopped]);
	if (stop) signal?.removeEventListener('abort', stop);
}

/** Hands out the moments at which requests may start: so far apart, and none while the vendor asked for a pause. */
export class RateLimit {
	private next = 0;
	private heldUntil = 0;
	private readonly pause: number;
	private readonly signal?: AbortSignal;

	/** @param pause shortest time between two starts, in milliseconds */
	constructor(pause: number, signal?: AbortSignal) {
		this.pause = pause;
		this.signal = signal;
	}

	/** Resolves when the caller may start its request. */
	async acquire(): Promise<void> {
		let start: number;
		do {
			const now = Date.now();
			start = Math.max(now, this.next, this.heldUntil);
			this.next = start + this.pause;
			if (start > now) await sleepWithAbort(start - now, this.signal);
		} while (this.heldUntil > start);
	}

	/** Lets nobody start for this time, in milliseconds. */
	pauseFor(milliseconds: number): void {
		this.heldUntil = Math.max(this.heldUntil, Date.now() + milliseconds);
	}
}

/**
 * Runs jobs in their order, a number of them at once. The first runs alone: if it meets a wall (a wrong credential, a dead
 * host), that wall is met once.
 */
export async function inParallel<T>(jobs: readonly T[], atOnce: number, run: (job: T) => Promise<void>): Promise<void> {
	if (jobs.length === 0) return;
	await run(jobs[0]);
	let next = 1;
	const lane = async () => {
		while (next < jobs.length) await run(jobs[next++]);
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length - 1) }, lane));
}
