/** Milliseconds by a clock that nobody sets. */
export const now = (): number => performance.now();

/** What may go at once after a quiet moment, as a part of a second: more would look like a burst to a strict gateway. */
const BURST = 0.02;

/** Spaces messages out to so many per second, and lets none go while a pause lasts. Times in milliseconds. */
export class Pace {
	private tokens: number;
	private since: number;
	private heldUntil = 0;
	private perSecond: number;

	/** @param perSecond 0 for no limit */
	constructor(perSecond: number, now: number) {
		this.perSecond = perSecond;
		this.tokens = this.most;
		this.since = now;
	}

	/** Goes on at another pace. */
	change(perSecond: number): void {
		this.perSecond = perSecond;
		this.tokens = Math.min(this.tokens, this.most);
	}

	private get most(): number {
		return Math.max(1, this.perSecond * BURST);
	}

	/** How long to wait before the next message may go; 0 takes its turn. */
	take(now: number): number {
		if (now < this.heldUntil) return this.heldUntil - now;
		if (this.perSecond === 0) return 0;
		this.tokens = Math.min(this.most, this.tokens + (Math.max(0, now - this.since) * this.perSecond) / 1_000);
		this.since = now;
		if (this.tokens < 1) return Math.ceil(((1 - this.tokens) * 1_000) / this.perSecond);
		this.tokens -= 1;
		return 0;
	}

	isHeld(now: number): boolean {
		return now < this.heldUntil;
	}

	hold(until: number): void {
		this.heldUntil = Math.max(this.heldUntil, until);
	}
}
