import type { AnyPdu } from '../codec/pdu';
import type { KeeperEvent } from './keeper';
import { Repeats, printOf } from './repeats';
import type { SessionEvent } from './types';

/** Somebody who takes what comes in. */
export interface Consumer {
	/**
	 * Resolves when it has been taken; when it rejects, it is asked for again.
	 * @param over aborts when the session that it came over has ended: whatever has not been begun will come again
	 */
	deliver(pdu: AnyPdu, over: AbortSignal): Promise<void>;
	event?(event: SessionEvent | KeeperEvent): void;
}

/** Whether its class says that it is a receipt, or another report about a message (5.2.12). */
const isReport = (pdu: AnyPdu): boolean => 'esm_class' in pdu.body && (pdu.body.esm_class & MESSAGE_TYPE) !== 0;

const MESSAGE_TYPE = 0x3c;

/**
 * All who listen to a kept session: each gets everything, and nothing twice. A gateway sends again whatever it was not told to
 * be taken, because another listener could not take it, or because the connection broke first.
 */
export class Audience {
	private readonly consumers = new Map<Consumer, Repeats>();
	/** What each makes of a message, for as long as that may come again. */
	private readonly handed = new WeakMap<AnyPdu, Map<Repeats, Promise<void>>>();

	get size(): number {
		return this.consumers.size;
	}

	add(consumer: Consumer): void {
		this.consumers.set(consumer, new Repeats());
	}

	/** @returns whether it was there */
	remove(consumer: Consumer): boolean {
		return this.consumers.delete(consumer);
	}

	tell(event: SessionEvent | KeeperEvent): void {
		for (const one of this.consumers.keys()) one.event?.(event);
	}

	/** Resolves when everybody has taken it. */
	async deliver(pdu: AnyPdu, over: AbortSignal): Promise<void> {
		// While a session ends nobody has it: what comes then is asked for again, and is not lost.
		if (this.consumers.size === 0) throw new Error('nobody listens any more');
		const handed = new Map([...this.consumers].map(([one, repeats]) => [repeats, this.handTo(one, repeats, pdu, over)]));
		this.handed.set(pdu, handed);
		await Promise.all(handed.values()).catch((error: unknown) => {
			this.expectAgain(pdu);
			throw error;
		});
	}

	/** To be told when a message will come again: whoever has taken it, or is about to, does not get it then. */
	expectAgain(pdu: AnyPdu): void {
		const handed = this.handed.get(pdu) ?? new Map<Repeats, Promise<void>>();
		this.handed.delete(pdu);
		if (handed.size === 0) return;
		const print = printOf(pdu);
		for (const [repeats, taking] of handed) repeats.expect(print, taking);
	}

	private async handTo(one: Consumer, repeats: Repeats, pdu: AnyPdu, over: AbortSignal): Promise<void> {
		if (repeats.areExpected && (await repeats.isRepeated(printOf(pdu)))) return;
		await one.deliver(pdu, over).catch((error: unknown) => {
			if (!this.mayLack(one, pdu)) throw error;
		});
	}

	/**
	 * What a listener that has left could not take is asked for again, so that it finds it when it is back. An SMS is not, as
	 * long as somebody has it: nothing tells it from another one with the same text, and the others would get it twice.
	 */
	private mayLack(one: Consumer, pdu: AnyPdu): boolean {
		return this.consumers.size > 0 && !this.consumers.has(one) && !isReport(pdu);
	}
}
