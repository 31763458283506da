/** A line: in at the end, or back in at the head; out at the head. */
export class Queue<T> {
	private items: T[] = [];
	private head = 0;

	get size(): number {
		return this.items.length - this.head;
	}

	push(item: T): void {
		this.items.push(item);
	}

	unshift(item: T): void {
		if (this.head > 0) this.items[--this.head] = item;
		else this.items.unshift(item);
	}

	/** Removes all that fit, and returns them in their order. */
	takeOut(fits: (item: T) => boolean): T[] {
		const all = this.items.slice(this.head);
		this.items = all.filter((item) => !fits(item));
		this.head = 0;
		return all.filter(fits);
	}

	shift(): T | undefined {
		if (this.size === 0) return undefined;
		const item = this.items[this.head++];
		if (this.head > 1_000 && this.head * 2 > this.items.length) {
			this.items = this.items.slice(this.head);
			this.head = 0;
		}
		return item;
	}
}
