import { createHash } from 'node:crypto';

import type { AnyPdu } from '../codec/pdu';

/** How many different messages are remembered; above it, the oldest is forgotten. */
const MOST = 10_000;

/** The same for the same message sent again, whatever number it has then. */
export function printOf({ command, body, tlvs, others }: AnyPdu): string {
	return createHash('sha256').update(JSON.stringify([command, body, tlvs, others])).digest('base64');
}

/**
 * Messages that somebody has taken, or is taking, although the other side does not know it and will send them again. One that
 * comes again is forgotten: nothing tells another repetition from a new message with the same text.
 */
export class Repeats {
	private readonly known = new Map<string, Array<Promise<boolean>>>();

	get areExpected(): boolean {
		return this.known.size > 0;
	}

	/** @param taking resolves when the message has been taken; what could not be taken is new when it comes again */
	expect(print: string, taking: Promise<void>): void {
		const isTaken = taking.then(
			() => true,
			() => {
				this.drop(print, isTaken);
				return false;
			},
		);
		this.known.set(print, [...(this.known.get(print) ?? []), isTaken]);
		if (this.known.size > MOST) this.known.delete(this.known.keys().next().value as string);
	}

	/** Whether a message that has come has been taken before. */
	async isRepeated(print: string): Promise<boolean> {
		const first = this.known.get(print)?.[0];
		if (!first) return false;
		this.drop(print, first);
		return await first;
	}

	private drop(print: string, one: Promise<boolean>): void {
		const left = (this.known.get(print) ?? []).filter((other) => other !== one);
		if (left.length > 0) this.known.set(print, left);
		else this.known.delete(print);
	}
}
