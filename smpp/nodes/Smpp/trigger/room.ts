/**
 * Runs that a trigger may have under way at once. n8n starts whatever it is given, and a database that gets a thousand runs
 * in a second drops some of them, whose receipts were answered already. What is not answered the provider keeps.
 */
const MOST_RUNS = 10;

/** A run that takes longer than this, in milliseconds, keeps nobody waiting any more. */
const LONGEST_WAIT = 10_000;

/** Lets a few runs in at a time, in the order in which they came. */
export class Room {
	private inside = 0;
	private isOpen = true;
	private readonly waiting: Array<{ go(): void; stop(reason: Error): void }> = [];

	/** Waits for a place, which `leave` gives back. @throws where the room is closed meanwhile */
	async enter(): Promise<void> {
		if (this.inside >= MOST_RUNS && this.isOpen) return await new Promise((go, stop) => this.waiting.push({ go, stop }));
		this.inside++;
	}

	/** Gives a place back when a run has ended, however, or has taken too long. @returns when that is */
	async leave(run: Promise<unknown>): Promise<void> {
		await outlived(run);
		const next = this.waiting.shift();
		if (next) next.go();
		else this.inside--;
	}

	/** Turns away those who wait. Whoever still comes is the last, and need not wait. */
	close(): void {
		this.isOpen = false;
		for (const { stop } of this.waiting.splice(0)) stop(new Error('The workflow is not published any more'));
	}
}

function outlived(run: Promise<unknown>): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, LONGEST_WAIT);
		const over = () => {
			clearTimeout(timer);
			resolve();
		};
		run.then(over, over);
	});
}
