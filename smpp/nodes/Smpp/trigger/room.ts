/**
 * Runs that a trigger may have under way at once. n8n starts whatever it is given, and a database that gets a thousand runs
 * in a second drops some of them, whose receipts were answered already. What is not answered the provider keeps.
 */
const MOST_RUNS = 10;

/** A run that takes longer than this, in milliseconds, keeps nobody waiting any more. */
const LONGEST_RUN = 10_000;

/** How long anybody waits for a place, in milliseconds: well within the time that gateways wait for an answer, before they cut. */
const LONGEST_WAIT = 5_000;

/** There is no place for now; what wanted one has to come again. */
export class NoPlace extends Error {}

/** Lets a few runs in at a time, in the order in which they came. */
export class Room {
	private inside = 0;
	private isOpen = true;
	private readonly waiting = new Set<{ go(): void; stop(reason: string): void }>();

	/**
	 * Waits for a place, which `leave` gives back.
	 * @param over aborts when nobody wants it any more
	 * @throws {NoPlace} where that takes too long, nobody wants it any more, or the room is closed meanwhile
	 */
	async enter(over?: AbortSignal): Promise<void> {
		if (this.inside >= MOST_RUNS && this.isOpen) await this.turn(over);
		else this.inside++;
	}

	private turn(over?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const drop = () => place.stop('its connection has ended');
			const end = () => {
				clearTimeout(timer);
				over?.removeEventListener('abort', drop);
				this.waiting.delete(place);
			};
			const place = {
				go: () => {
					end();
					resolve();
				},
				stop: (reason: string) => {
					end();
					reject(new NoPlace(reason));
				},
			};
			const timer = setTimeout(() => place.stop('too many runs are under way'), LONGEST_WAIT);
			this.waiting.add(place);
			if (over?.aborted) drop();
			else over?.addEventListener('abort', drop);
		});
	}

	/** Gives a place back when a run has ended, however, or has taken too long. @returns when that is */
	async leave(run: Promise<unknown>): Promise<void> {
		await outlived(run);
		const [next] = this.waiting;
		if (next) next.go();
		else this.inside--;
	}

	/** Turns away those who wait. Whoever still comes is the last, and need not wait. */
	close(): void {
		this.isOpen = false;
		for (const { stop } of [...this.waiting]) stop('the workflow is not published any more');
	}
}

function outlived(run: Promise<unknown>): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, LONGEST_RUN);
		const over = () => {
			clearTimeout(timer);
			resolve();
		};
		run.then(over, over);
	});
}
