/** Where a message has got to, in words that every vendor's codes can be mapped to. */
export type Stage = 'queued' | 'sent' | 'delivered' | 'read' | 'undelivered';

/** Seconds from acceptance (or from the scheduled moment) until a stage is reached. */
export type Steps = Record<Stage, number>;

export const DEFAULT_STEPS: Steps = { queued: 0, sent: 1, delivered: 3, undelivered: 3, read: 5 };

/** What a vendor hands over; times are milliseconds since 1970. */
export interface Draft {
	id: string;
	/** What this message is kept under, for vendors whose ids are not unique; the id if absent. */
	key?: string;
	/** The recipient's number, digits only. */
	to: string;
	text: string;
	from?: string;
	channel?: string;
	/** Scheduled sending: the clock of the stages starts here. */
	deliverAt?: number;
	/** The stage that this message ends in; 'delivered' if absent. */
	fate?: Stage;
}

export type Message<Extras extends object = object> = Draft & Extras & { status: Stage; acceptedAt: number; changedAt: number };

export type ChangeListener<Extras extends object> = (changed: Array<Message<Extras>>) => void;

const WAYS: Record<Stage, Stage[]> = {
	queued: ['queued'],
	sent: ['queued', 'sent'],
	delivered: ['queued', 'sent', 'delivered'],
	read: ['queued', 'sent', 'delivered', 'read'],
	undelivered: ['queued', 'sent', 'undelivered'],
};

const TICK_MS = 50;

/** The phones of all recipients: keeps every accepted message and moves it from stage to stage as time goes by. */
export class Phones<Extras extends object = object> {
	readonly #messages = new Map<string, Message<Extras>>();
	readonly #byNumber = new Map<string, Array<Message<Extras>>>();
	readonly #moving = new Set<Message<Extras>>();
	readonly #listeners: Array<ChangeListener<Extras>> = [];
	readonly #steps: Steps;
	readonly #now: () => number;
	#ticking?: NodeJS.Timeout;

	/** `steps` is read at every tick, so changing it changes the pace of messages that are still under way. */
	constructor(steps: Steps, now: () => number = Date.now) {
		this.#steps = steps;
		this.#now = now;
	}

	add(draft: Draft & Extras): Message<Extras> {
		const now = this.#now();
		const message: Message<Extras> = { ...draft, status: 'queued', acceptedAt: now, changedAt: now };
		this.#messages.set(message.key ?? message.id, message);
		const neighbours = this.#byNumber.get(message.to);
		if (neighbours) neighbours.push(message);
		else this.#byNumber.set(message.to, [message]);
		this.#moving.add(message);
		this.#ticking ??= setInterval(() => this.advance(), TICK_MS).unref();
		return message;
	}

	/** @param key the message's key, which is its id unless the draft had another */
	get(key: string): Message<Extras> | undefined {
		const message = this.#messages.get(key);
		if (message) this.#moveAll([message]);
		return message;
	}

	/** All messages, or one recipient's, newest last. */
	list(to?: string): Array<Message<Extras>> {
		this.advance();
		return to === undefined ? [...this.#messages.values()] : [...(this.#byNumber.get(to) ?? [])];
	}

	/** What a number has got after a moment; cheap enough to ask before every message. */
	received(to: string, after: number): Array<Message<Extras>> {
		return (this.#byNumber.get(to) ?? []).filter(({ acceptedAt }) => acceptedAt > after);
	}

	/** How many messages each number has got. */
	perNumber(): { [to: string]: number } {
		return Object.fromEntries(Array.from(this.#byNumber, ([to, messages]) => [to, messages.length]));
	}

	/** The listener hears of every message whose stage has changed since the last tick. */
	watch(listener: ChangeListener<Extras>): void {
		this.#listeners.push(listener);
	}

	/** Moves every message to the stage that the clock says. */
	advance(): void {
		this.#moveAll([...this.#moving]);
	}

	clear(): void {
		this.#messages.clear();
		this.#byNumber.clear();
		this.#moving.clear();
		this.#rest();
	}

	#moveAll(messages: Array<Message<Extras>>): void {
		const now = this.#now();
		const changed = messages.filter((message) => this.#move(message, now));
		if (this.#moving.size === 0) this.#rest();
		if (changed.length > 0) for (const listener of this.#listeners) listener(changed);
	}

	#move(message: Message<Extras>, now: number): boolean {
		const since = message.deliverAt ?? message.acceptedAt;
		const way = WAYS[message.fate ?? 'delivered'];
		const reached = way.findLast((stage) => since + this.#steps[stage] * 1000 <= now) ?? 'queued';
		if (reached === way.at(-1)) this.#moving.delete(message);
		if (way.indexOf(reached) <= way.indexOf(message.status)) return false;
		message.status = reached;
		message.changedAt = now;
		return true;
	}

	#rest(): void {
		clearInterval(this.#ticking);
		this.#ticking = undefined;
	}
}
