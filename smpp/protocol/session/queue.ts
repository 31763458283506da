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
