import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
	/** What is being waited for, for the error: "the webhook to be live". */
	for: string;
	/** The longest wait, in milliseconds. */
	longest?: number;
	/** Between two looks, in milliseconds. */
	every?: number;
}

/**
 * Looks again and again until there is something to see.
 *
 * @param look answers undefined while there is nothing yet; what it throws ends the wait
 * @throws if nothing has come in the longest wait (30 s unless told)
 */
export async function until<T>(look: () => Promise<T | undefined>, patience: Patience): Promise<T> {
	const { longest = 30_000, every = 100 } = patience;
	const deadline = Date.now() + longest;
	while (true) {
		const seen = await look();
		if (seen !== undefined) return seen;
		if (Date.now() > deadline) throw new Error(`Waited ${longest / 1000} s in vain for ${patience.for}`);
		await pause(every);
	}
}
