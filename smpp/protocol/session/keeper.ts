import { DELAYS, delayAfter, type Delays } from './backoff';
import { openSession } from './open';
import { now } from './pace';
import type { Session } from './session';
import type { OpenFailure, Reason, SessionHandlers, SessionSettings } from './types';

/** What happens to a kept session, for logs and notices. */
export type KeeperEvent =
	| { event: 'bound' }
	| { event: 'lost'; reason: Reason; pause: number }
	| { event: 'not bound'; failure: OpenFailure; pause: number };

export interface KeeperHandlers extends SessionHandlers {
	kept?(event: KeeperEvent): void;
}

/** A session that has lived so long was a good one: the pauses begin anew after it. */
const LONG_LIFE = 10_000;

/** Keeps a session bound for as long as it is wanted: binds again after each end, with growing pauses, for ever. */
export class Keeper {
	/** The session that is bound now. */
	session?: Session;
	/** What came of the latest try to bind. */
	latest?: Session | OpenFailure;

	private readonly settings: SessionSettings;
	private readonly handlers: KeeperHandlers;
	private readonly delays: Delays;
	private readonly waiting = new Set<(session: Session | undefined) => void>();
	private tries = 0;
	private triedAt = -Infinity;
	private isOver = false;
	private wake: () => void = () => undefined;

	constructor(settings: SessionSettings, handlers: KeeperHandlers, delays = DELAYS) {
		this.settings = settings;
		this.handlers = handlers;
		this.delays = delays;
	}

	/** Binds for the first time and goes on from there. Resolves when that has worked or failed. */
	async start(): Promise<Session | OpenFailure> {
		const first = await this.bind();
		void this.live(first);
		return first;
	}

	/**
	 * The session, waiting for the next bind if there is none; nothing where that takes longer. A pause is cut short: the
	 * server may be back already.
	 * @param patience in milliseconds
	 */
	async ready(patience: number): Promise<Session | undefined> {
		if (this.session?.isOpen || this.isOver) return this.session;
		this.hurry();
		return await new Promise((resolve) => {
			const over = (session: Session | undefined) => {
				clearTimeout(timer);
				this.waiting.delete(over);
				resolve(session);
			};
			const timer = setTimeout(() => over(undefined), patience);
			this.waiting.add(over);
		});
	}

	/** Ends a pause, unless a refusal is its cause, which another try does not cure, or the last try was just now. */
	private hurry(): void {
		const wasRefused = this.latest && 'failed' in this.latest && this.latest.failed === 'bind refused';
		if (!wasRefused && now() - this.triedAt >= this.delays.first) this.wake();
	}

	/** Unbinds and stops. A bind that is under way is undone when it comes about, and not waited for. */
	async close(): Promise<void> {
		this.isOver = true;
		this.wake();
		for (const over of this.waiting) over(undefined);
		await this.session?.close();
	}

	private async live(first: Session | OpenFailure): Promise<void> {
		for (let current = first; !this.isOver; current = await this.bind()) {
			const pause = 'failed' in current ? this.pauseAfter(current) : await this.outlive(current);
			if (!this.isOver) await this.sleep(pause);
			if (this.isOver) return;
		}
	}

	private async bind(): Promise<Session | OpenFailure> {
		this.triedAt = now();
		const opened = await openSession(this.settings, this.handlers);
		this.latest = opened;
		if ('failed' in opened) return opened;
		if (this.isOver) {
			await opened.close();
			return opened;
		}
		this.session = opened;
		this.tell({ event: 'bound' });
		for (const over of this.waiting) over(opened);
		return opened;
	}

	/** Waits for the end of a session. @returns the pause after it */
	private async outlive(session: Session): Promise<number> {
		const since = now();
		const reason = await session.closed;
		this.session = undefined;
		if (now() - since >= LONG_LIFE) this.tries = 0;
		const pause = delayAfter(undefined, this.tries++, Math.random(), this.delays);
		if (!this.isOver) this.tell({ event: 'lost', reason, pause });
		return pause;
	}

	private pauseAfter(failure: OpenFailure): number {
		const pause = delayAfter(failure, this.tries++, Math.random(), this.delays);
		this.tell({ event: 'not bound', failure, pause });
		return pause;
	}

	private sleep(pause: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, pause);
			this.wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	private tell(event: KeeperEvent): void {
		try {
			this.handlers.kept?.(event);
		} catch {
			// What a listener does must not end the keeping.
		}
	}
}
