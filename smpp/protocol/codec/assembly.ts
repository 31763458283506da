import type { Place } from './parts';

/** One part of a long message that has come in. */
export interface Part<T> {
	/** Who writes to whom. */
	key: string;
	place: Place;
	text: string;
	/** What else is known of the part; the first part's stands for the whole. */
	about: T;
}

/** A long message, or as much of it as came. */
export interface Joined<T> {
	text: string;
	parts: number;
	complete: boolean;
	about: T;
}

interface Group<T> {
	total: number;
	/** In milliseconds since 1970. */
	since: number;
	parts: Map<number, Part<T>>;
}

/** Long messages that are put together at once; above it, the oldest is given up. */
const MOST_GROUPS = 1_000;

/** Puts long messages together from parts that come in any order, with others between them, or more than once. */
export class Assembly<T> {
	private readonly groups = new Map<string, Group<T>>();
	/** The parts of messages that have been given out. */
	private readonly given = new WeakMap<Joined<T>, [key: string, group: Group<T>]>();
	private readonly patience: number;
	private returned = 0;

	/** @param patience how long to wait for the rest of a message, in milliseconds */
	constructor(patience: number) {
		this.patience = patience;
	}

	/** Takes a part. Returns what is whole now, and what had to be given up to make room. */
	add(part: Part<T>, now: number): Array<Joined<T>> {
		const { reference, total, number } = part.place;
		const key = JSON.stringify([part.key, reference, total]);
		const known = this.groups.get(key)?.parts.get(number);
		// References are used again: another text in a place that is taken begins another message.
		const abandoned = known !== undefined && known.text !== part.text ? this.take([key]) : [];
		const group = this.groups.get(key) ?? { total, since: now, parts: new Map<number, Part<T>>() };
		group.parts.set(number, group.parts.get(number) ?? part);
		this.groups.set(key, group);
		if (group.parts.size === total) return [...abandoned, ...this.take([key])];
		const crowded = this.groups.size > MOST_GROUPS ? this.take([this.groups.keys().next().value as string]) : [];
		return [...abandoned, ...crowded];
	}

	/** The messages whose rest has not come in time, as far as they came. */
	overdue(now: number): Array<Joined<T>> {
		return this.take([...this.groups].filter(([, { since }]) => now - since >= this.patience).map(([key]) => key));
	}

	/** All that is not whole, when nothing more will come. */
	rest(): Array<Joined<T>> {
		return this.take([...this.groups.keys()]);
	}

	/** Takes a message back that nobody could be given: its last part may come again, and it is overdue again. */
	putBack(message: Joined<T>): void {
		const [key, group] = this.given.get(message) ?? [];
		if (key === undefined || group === undefined) return;
		this.groups.set(this.groups.has(key) ? `${key} ${++this.returned}` : key, group);
	}

	private take(keys: string[]): Array<Joined<T>> {
		return keys.map((key) => {
			const group = this.groups.get(key) as Group<T>;
			this.groups.delete(key);
			const message = joined(group);
			this.given.set(message, [key, group]);
			return message;
		});
	}
}

function joined<T>({ total, parts }: Group<T>): Joined<T> {
	const inOrder = [...parts.values()].sort((a, b) => a.place.number - b.place.number);
	return {
		text: inOrder.map(({ text }) => text).join(''),
		parts: inOrder.length,
		complete: inOrder.length === total,
		about: inOrder[0].about,
	};
}
