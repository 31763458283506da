import { createHash } from 'node:crypto';

import type { AnyPdu } from '../codec/pdu';
import { now } from './pace';

/** How many different messages are remembered; above it, the oldest is forgotten. */
const MOST = 10_000;

/** How long a repetition is expected, in milliseconds: what comes later is rather a new message with the same text. */
const LONGEST = 3_600_000;

/** The same for the same message sent again, whatever number it has then. */
export function printOf({ command, body, tlvs, others }: AnyPdu): string {
	return createHash('sha256').update(JSON.stringify([command, body, tlvs, others])).digest('base64');
}

interface Expected {
	since: number;
	isTaken: Promise<boolean>;
}

/**
 * Messages that somebody has taken, or is taking, although the other side does not know it and will send them again. One that
 * comes again is forgotten: nothing tells another repetition from a new message with the same text.
 */
export class Repeats {
	private readonly known = new Map<string, Expected[]>();
	private readonly clock: () => number;

	constructor(clock = now) {
		this.clock = clock;
	}

	get areExpected(): boolean {
		return this.known.size > 0;
	}

	/** @param taking resolves when the message has been taken; what could not be taken is new when it comes again */
	expect(print: string, taking: Promise<void>): void {
		const isTaken = taking.then(
			() => true,
			() => {
				this.drop(print, expected);
				return false;
			},
		);
		const expected = { since: this.clock(), isTaken };
		this.known.set(print, [...this.expected(print), expected]);
		if (this.known.size > MOST) this.known.delete(this.known.keys().next().value as string);
	}

	/** Whether a message that has come has been taken before. */
	async isRepeated(print: string): Promise<boolean> {
		const [first] = this.expected(print);
		if (!first) return false;
		this.drop(print, first);
		return await first.isTaken;
	}

	private expected(print: string): Expected[] {
		return (this.known.get(print) ?? []).filter(({ since }) => this.clock() - since < LONGEST);
	}

	private drop(print: string, one: Expected): void {
		const left = this.expected(print).filter((other) => other !== one);
		if (left.length > 0) this.known.set(print, left);
		else this.known.delete(print);
	}
}
