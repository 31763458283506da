import type { AnyPdu, Malformed, Unwritable } from '../codec/pdu';

/** How a session binds: it may send, receive, or both. */
export type BindMode = 'transmitter' | 'receiver' | 'transceiver';

/** TLS, with the certificate and the name in it verified unless the user gave that up. */
export interface TlsSettings {
	/** Certificates of an authority of one's own, in PEM, beside those that Node.js trusts. */
	ca?: string;
	ignoresErrors?: boolean;
}

/** Where a session goes, who it says it is, and how it behaves. Times in milliseconds. */
export interface SessionSettings {
	host: string;
	port: number;
	tls?: TlsSettings;
	bind: BindMode;
	systemId: string;
	password: string;
	systemType: string;
	/** Requests that may be unanswered at once: what a break leaves unclear. */
	window: number;
	/** Messages per second; 0 for as many as the window lets through. */
	perSecond: number;
	timeouts: Timeouts;
}

export interface Timeouts {
	/** For the connection, with TLS for its handshake too. */
	connect: number;
	bind: number;
	response: number;
	/** Silence of the other side after which it is asked whether it is there. */
	enquireAfter: number;
	/** How long it has for the answer; two missed ones mean that it is gone. */
	enquireAnswer: number;
	/** How long an end waits for answers. */
	drain: number;
	/** How long an end waits for the answer to its unbind. */
	unbind: number;
	/** How long the other side's unbind waits for answers that are owed to it, or by it. */
	owed: number;
	/** First pause after an answer that says "slow down"; it doubles up to ten times its length. */
	throttle: number;
}

/** Times by the specification's advice (7.2) and vendors' (RocketSMS names none, SMSC drops after two silent minutes). */
export const TIMEOUTS: Timeouts = {
	connect: 10_000,
	bind: 15_000,
	response: 60_000,
	enquireAfter: 30_000,
	enquireAnswer: 10_000,
	drain: 10_000,
	unbind: 2_000,
	owed: 2_000,
	throttle: 1_000,
};

/** Why a session is over, or why a request was left alone. */
export type Reason =
	| 'closed'
	| 'cancelled'
	| 'connection lost'
	| 'no sign of life'
	| 'out of step'
	| 'unbound by the other side'
	| 'no answer in time';

/**
 * What became of a request. Each ends in exactly one of these: answered, with whatever the other side said; unknown, when
 * it had left and no answer came; never left, when it certainly was not handed to the network.
 */
export type Ending =
	| { ended: 'answered'; answer: AnyPdu }
	| { ended: 'unknown'; reason: Reason }
	| { ended: 'never left'; reason: Reason | Unwritable };

/** Why there is no session. `code` is an error code of Node.js, e.g. `ECONNREFUSED`. */
export type OpenFailure =
	| { failed: 'name unknown' | 'refused' | 'unreachable' | 'no answer' | 'no CA' | 'certificate' | 'no TLS' | 'closed before TLS' | 'closed at once' | 'no SMPP'; code?: string }
	| { failed: 'bind refused'; status: number }
	| { failed: 'unwritable'; unwritable: Unwritable };

/** What happens in a session beside answers, for logs and notices. */
export type SessionEvent =
	| { event: 'closed'; reason: Reason; code?: string }
	| { event: 'throttled'; status: number; pause: number }
	| { event: 'late answer'; answer: AnyPdu }
	| { event: 'stray answer'; answer: AnyPdu }
	| { event: 'malformed'; malformed: Malformed }
	| { event: 'undelivered'; error: unknown };

/** What a session hands to its owner. */
export interface SessionHandlers {
	/**
	 * Takes an incoming message or receipt. It is answered when the promise resolves: with the status it resolves to, or
	 * 0. When it rejects, the other side is told to try again later.
	 * @param over aborts when the session has ended: nobody can be answered any more
	 */
	deliver?(pdu: AnyPdu, over: AbortSignal): Promise<number | void>;
	/** Told once of a message whose answer has not gone out and never will: the other side will send it again. */
	unanswered?(pdu: AnyPdu): void;
	event?(event: SessionEvent): void;
}
