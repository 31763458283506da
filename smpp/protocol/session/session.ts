import type { Socket } from 'node:net';

import { COMMANDS, RESPONSE, isResponse, responseTo, type Command, type RequestCommand } from '../codec/commands';
import { Frames } from '../codec/frames';
import { LAST_SEQUENCE, decode, encode, type AnyPdu, type Draft, type Malformed } from '../codec/pdu';
import { Pace, now } from './pace';
import { Queue } from './queue';
import { STATUS, isThrottle } from './status';
import type { Ending, OpenFailure, Reason, SessionEvent, SessionHandlers, SessionSettings } from './types';

/** How one request is treated. */
export interface RequestOptions {
	/** How long answers that say "slow down" are followed by another try, in milliseconds; not at all unless said. */
	patience?: number;
	/** How long to wait for the answer, in milliseconds; as long as the session's other requests unless said. */
	timeout?: number;
	/** Takes the request back while it has not left. */
	signal?: AbortSignal;
}

/** A request on its way from the queue to its one ending. */
interface Errand {
	command: Command;
	frame: Buffer;
	/** How long it is tried again, in milliseconds, and when that ends, by the clock of `now`: the wait for its first turn does not count. */
	patience: number;
	patientUntil: number;
	/** How long its answer is waited for, in milliseconds, and when it counts as unanswered. */
	timeout: number;
	due: number;
	/** Takes it back while it has not left. */
	signal?: AbortSignal;
	end(ending: Ending): void;
}

/** Messages that the owner has in his hands at once; more are sent back with "queue full". */
const MOST_DELIVERIES = 1_000;

/** Unanswered requests whose late answer is still recognised. */
const MOST_LATE = 10_000;

/** Octets that are written as one at most. */
const MOST_GATHERED = 16_384;

/** Octets that wait for the other side to read, above which nothing more is read from it. */
const MOST_BUFFERED = 1_000_000;

/**
 * One life of a connection, from the bind to its end. Requests are spaced out, at most a window of them is unanswered,
 * and each ends in exactly one ending. Never throws and never rejects for anything that the other side does.
 */
export class Session {
	/** Resolves at the end, with the reason. */
	readonly closed: Promise<Reason>;
	/** Whether it takes requests. */
	get isOpen(): boolean {
		return this.state === 'bound';
	}
	/** The version that the other side named at the bind (0x34 for 3.4); nothing where it named none. */
	version?: number;

	private state: 'binding' | 'bound' | 'closing' | 'closed' = 'binding';
	private readonly queue = new Queue<Errand>();
	/** Unanswered requests by their sequence numbers, oldest first. */
	private readonly flights = new Map<number, Errand>();
	/** Requests of the session itself, which take no place in the window. */
	private readonly own = new Map<number, (answer: AnyPdu) => void>();
	private readonly late = new Map<number, Command>();
	private readonly pace: Pace;
	private readonly frames = new Frames();
	private readonly timers: { pump?: NodeJS.Timeout; due?: NodeJS.Timeout; enquire?: NodeJS.Timeout } = {};
	private readonly socket: Socket;
	private readonly settings: SessionSettings;
	private readonly handlers: SessionHandlers;
	private window: number;
	private perSecond: number;
	private nextDue = Infinity;
	private sequence = 0;
	/** What the owner has in his hands. */
	private readonly deliveries = new Set<AnyPdu>();
	private heard = now();
	private throttle: number;
	private isFull = false;
	private gathered: Buffer[] = [];
	private gatheredOctets = 0;
	/** What is to be done where that does not go out. */
	private gatheredLosses: Array<() => void> = [];
	private readonly heeded = new WeakSet<AbortSignal>();
	/** Ends with the session: takes its listeners off the signals of runs, and tells owners that nobody can be answered any more. */
	private readonly over = new AbortController();
	private end: (reason: Reason) => void = () => undefined;
	/** Those who wait until nothing is unanswered. */
	private readonly whenQuiet = new Set<() => void>();
	private isUnbound = false;
	private leaving?: Promise<void>;

	private constructor(socket: Socket, settings: SessionSettings, handlers: SessionHandlers) {
		this.socket = socket;
		this.settings = settings;
		this.handlers = handlers;
		this.window = settings.window;
		this.perSecond = settings.perSecond;
		this.pace = new Pace(settings.perSecond, now());
		this.throttle = settings.timeouts.throttle;
		this.closed = new Promise((resolve) => (this.end = resolve));
		socket.setNoDelay(true);
		socket.on('data', (chunk) => this.read(chunk));
		socket.on('drain', () => this.drained());
		const lost = (code?: string) => this.finish(this.isUnbound ? 'unbound by the other side' : 'connection lost', code);
		socket.on('error', (error: NodeJS.ErrnoException) => lost(error.code));
		socket.on('end', () => lost());
		socket.on('close', () => lost());
	}

	/** Binds over an open connection, which is closed where the bind fails. */
	static async bind(socket: Socket, settings: SessionSettings, handlers: SessionHandlers): Promise<Session | OpenFailure> {
		const session = new Session(socket, settings, handlers);
		const draft = {
			command: `bind_${settings.bind}`,
			body: { system_id: settings.systemId, password: settings.password, system_type: settings.systemType, interface_version: 0x34 },
		} as Draft<'bind_transmitter'>;
		const failure = await session.bound(draft);
		if (!failure) return session;
		session.finish('closed');
		return failure;
	}

	private async bound(draft: Draft<'bind_transmitter'>): Promise<OpenFailure | undefined> {
		const check = encode(draft, 1);
		if (!Buffer.isBuffer(check)) return { failed: 'unwritable', unwritable: check };
		const answer = await this.ask(draft, this.settings.timeouts.bind);
		if (answer === 'no answer') return { failed: 'no answer' };
		if (answer === 'over') return { failed: 'closed at once' };
		const isOwn = answer.command === `${draft.command}_resp`;
		const isRefusal = answer.status !== STATUS.OK && (isOwn || answer.command === 'generic_nack');
		if (isRefusal) return { failed: 'bind refused', status: answer.status };
		if (!isOwn) return { failed: 'no SMPP' };
		this.version = answer.tlvs.sc_interface_version;
		this.state = 'bound';
		this.watch();
		this.pump();
		return undefined;
	}

	/** Sends a request when its turn comes, and tells what became of it. */
	request<C extends RequestCommand>(draft: Draft<C>, { patience = 0, timeout = this.settings.timeouts.response, signal }: RequestOptions = {}): Promise<Ending> {
		return new Promise((resolve) => {
			const frame = encode(draft, 0);
			if (!Buffer.isBuffer(frame)) return resolve({ ended: 'never left', reason: frame });
			if (this.state !== 'bound') return resolve({ ended: 'never left', reason: 'closed' });
			if (signal?.aborted) return resolve({ ended: 'never left', reason: 'cancelled' });

			const errand: Errand = {
				command: draft.command,
				frame,
				patience,
				patientUntil: Infinity,
				timeout,
				due: 0,
				signal,
				end: resolve,
			};
			if (signal) this.heed(signal);
			this.queue.push(errand);
			this.pump();
		});
	}

	/** Goes on with another window and pace: an account's settings may change while its session lives. */
	adjust({ window, perSecond }: Pick<SessionSettings, 'window' | 'perSecond'>): void {
		if (window === this.window && perSecond === this.perSecond) return;
		this.window = window;
		this.perSecond = perSecond;
		this.pace.change(perSecond);
		this.pump();
	}

	/**
	 * Ends in good order: takes nothing more, waits a while for answers, unbinds, and closes the connection.
	 * @returns when the session is over
	 */
	close(): Promise<void> {
		this.leaving ??= this.leave();
		return this.leaving;
	}

	private async leave(): Promise<void> {
		// The other side takes leave already, which has an end.
		if (this.isUnbound) return void (await this.closed);
		if (this.state === 'bound') {
			this.state = 'closing';
			this.abandonQueue('closed');
			await this.quiet(this.settings.timeouts.drain);
			if (!this.isOver()) await this.ask({ command: 'unbind' }, this.settings.timeouts.unbind);
		}
		this.finish('closed');
	}

	private isOver(): boolean {
		return this.state === 'closed';
	}

	/** Many requests share a signal, and one listener. */
	private heed(signal: AbortSignal): void {
		if (this.heeded.has(signal)) return;
		this.heeded.add(signal);
		const cancel = () => {
			for (const errand of this.queue.takeOut((one) => one.signal === signal)) errand.end({ ended: 'never left', reason: 'cancelled' });
		};
		signal.addEventListener('abort', cancel, { once: true, signal: this.over.signal });
	}

	/** Resolves when nothing is unanswered on either side, or when that has taken too long. @param patience in milliseconds */
	private quiet(patience: number): Promise<void> {
		return new Promise((resolve) => {
			const over = () => {
				clearTimeout(timer);
				this.whenQuiet.delete(over);
				resolve();
			};
			const timer = setTimeout(over, patience);
			this.whenQuiet.add(over);
			this.checkQuiet();
		});
	}

	private checkQuiet(): void {
		if (this.state !== 'closed' && (this.flights.size > 0 || this.deliveries.size > 0)) return;
		for (const over of this.whenQuiet) over();
	}

	/** A request of the session itself. */
	private ask<C extends RequestCommand>(draft: Draft<C>, timeout: number): Promise<AnyPdu | 'no answer' | 'over'> {
		return new Promise((resolve) => {
			const sequence = this.nextSequence();
			const timer = setTimeout(() => over('no answer'), timeout);
			const over = (answer: AnyPdu | 'no answer' | 'over') => {
				clearTimeout(timer);
				this.own.delete(sequence);
				resolve(answer);
			};
			this.own.set(sequence, over);
			void this.closed.then(() => over('over'));
			this.send(draft, sequence);
		});
	}

	/** @param lost called where it does not go out, once the session is bound */
	private send<C extends Command>(draft: Draft<C>, sequence: number, lost?: () => void): void {
		const frame = encode(draft, sequence);
		if (Buffer.isBuffer(frame) && this.state !== 'closed') this.write(frame, lost);
	}

	/** Writes what the window, the pace and the connection let through. */
	private pump(): void {
		if (this.state !== 'bound') return;
		while (this.queue.size > 0 && this.flights.size < this.window && !this.isFull) {
			const wait = this.pace.take(now());
			if (wait > 0) {
				this.timers.pump ??= setTimeout(() => {
					this.timers.pump = undefined;
					this.pump();
				}, wait);
				break;
			}
			this.launch(this.queue.shift() as Errand);
		}
	}

	/** What is written in one turn of the event loop goes out as one: answers come in lumps, and each lets another request go. */
	private write(frame: Buffer, lost?: () => void): void {
		if (this.gathered.length === 0) setImmediate(() => this.flush());
		this.gathered.push(frame);
		if (lost) this.gatheredLosses.push(lost);
		this.gatheredOctets += frame.length;
		// Only what has been written shows whether the other side keeps up.
		if (this.gatheredOctets >= MOST_GATHERED) this.flush();
	}

	private flush(): void {
		if (this.gathered.length === 0) return;
		// A copy, since another try of the same request writes another number into its frame, which may still wait to be sent.
		const losses = this.gatheredLosses;
		this.isFull = !this.socket.write(Buffer.concat(this.gathered), (error) => error && losses.forEach((lost) => lost()));
		this.gathered = [];
		this.gatheredLosses = [];
		this.gatheredOctets = 0;
	}

	private launch(errand: Errand): void {
		const sequence = this.nextSequence();
		errand.frame.writeUInt32BE(sequence, 12);
		const moment = now();
		errand.due = moment + errand.timeout;
		errand.patientUntil = Math.min(errand.patientUntil, moment + errand.patience);
		this.flights.set(sequence, errand);
		this.write(errand.frame);
		this.watchAnswers(errand.due);
	}

	private nextSequence(): number {
		do this.sequence = this.sequence >= LAST_SEQUENCE ? 1 : this.sequence + 1;
		while (this.flights.has(this.sequence) || this.late.has(this.sequence) || this.own.has(this.sequence));
		return this.sequence;
	}

	private drained(): void {
		this.isFull = false;
		this.socket.resume();
		this.pump();
	}

	/** Gives up those that have waited for their answer too long. @param due when the next one may be so far */
	private watchAnswers(due: number): void {
		if (due >= this.nextDue) return;
		this.nextDue = due;
		clearTimeout(this.timers.due);
		// An answer that has arrived while n8n was busy is read before its request is given up.
		this.timers.due = setTimeout(() => setImmediate(() => this.giveUp()), Math.max(1, Math.ceil(due - now())));
	}

	private giveUp(): void {
		const moment = now();
		let next = Infinity;
		for (const [sequence, errand] of this.flights) {
			if (errand.due > moment) {
				next = Math.min(next, errand.due);
				continue;
			}
			this.flights.delete(sequence);
			this.remember(sequence, errand.command);
			errand.end({ ended: 'unknown', reason: 'no answer in time' });
		}
		this.nextDue = Infinity;
		if (next < Infinity) this.watchAnswers(next);
		this.checkQuiet();
		this.pump();
	}

	private remember(sequence: number, command: Command): void {
		this.late.set(sequence, command);
		if (this.late.size > MOST_LATE) this.late.delete(this.late.keys().next().value as number);
	}

	/** Asks after a silence whether the other side is there; after two questions without any sign it is gone. */
	private watch(missed = 0): void {
		if (this.state === 'closed') return;
		const { enquireAfter, enquireAnswer } = this.settings.timeouts;
		const askedAt = now();
		const wait = missed > 0 ? enquireAnswer : Math.max(1, enquireAfter - (askedAt - this.heard));
		this.timers.enquire = setTimeout(() => {
			const isSilent = missed > 0 ? this.heard < askedAt : now() - this.heard >= enquireAfter;
			if (!isSilent) return this.watch();
			if (missed >= 2) return this.finish('no sign of life');
			this.send({ command: 'enquire_link' }, this.nextSequence());
			this.watch(missed + 1);
		}, wait);
	}

	private read(chunk: Buffer): void {
		for (const frame of this.frames.push(chunk)) {
			if (this.state === 'closed') return;
			this.heard = now();
			if (Buffer.isBuffer(frame)) this.take(decode(frame));
			else {
				this.send({ command: 'generic_nack', status: STATUS.INVALID_COMMAND_LENGTH }, 0);
				this.finish('out of step');
			}
		}
		if (this.socket.writableLength > MOST_BUFFERED) this.socket.pause();
		this.pump();
	}

	private take(pdu: AnyPdu | Malformed): void {
		if ('malformed' in pdu) return this.refuse(pdu);
		if (isResponse(pdu.command)) return this.settle(pdu);
		switch (pdu.command) {
			case 'enquire_link':
				return this.send({ command: 'enquire_link_resp' }, pdu.sequence);
			case 'deliver_sm':
			case 'data_sm':
				return this.deliver(pdu);
			case 'unbind':
				return void this.takeLeave(pdu.sequence);
			case 'alert_notification':
				return;
			default:
				this.send({ command: 'generic_nack', status: STATUS.INVALID_COMMAND }, pdu.sequence);
		}
	}

	/**
	 * Ends because the other side wants to, with nothing left open as far as a short while allows: it is told what has been
	 * taken, and the answers that it sends behind its unbind are read.
	 */
	private async takeLeave(sequence: number): Promise<void> {
		this.isUnbound = true;
		if (this.state === 'bound') this.state = 'closing';
		this.abandonQueue('unbound by the other side');
		await this.quiet(this.settings.timeouts.owed);
		this.send({ command: 'unbind_resp' }, sequence);
		this.finish('unbound by the other side');
	}

	private refuse(malformed: Malformed): void {
		this.tell({ event: 'malformed', malformed });
		const { command, header } = malformed;
		if (header.id >= RESPONSE) return;
		if (command === 'deliver_sm' || command === 'data_sm') {
			this.send({ command: responseTo(command), status: STATUS.PERMANENT }, header.sequence);
		} else if (command !== 'alert_notification') {
			this.send({ command: 'generic_nack', status: command ? STATUS.INVALID_COMMAND_LENGTH : STATUS.INVALID_COMMAND }, header.sequence);
		}
	}

	private settle(answer: AnyPdu): void {
		const { sequence, status } = answer;
		const errand = this.flights.get(sequence);
		if (errand && answers(answer, errand.command)) {
			this.flights.delete(sequence);
			if (isThrottle(status) && this.slowsDown(errand, status)) return;
			// There is no time left for another try here, and nothing was taken: it may go over the next connection.
			if (isThrottle(status) && this.isUnbound) return this.sendBack(errand);
			if (status === STATUS.OK) this.throttle = this.settings.timeouts.throttle;
			errand.end({ ended: 'answered', answer });
			this.checkQuiet();
			return;
		}
		const own = this.own.get(sequence);
		if (own) return own(answer);
		if (answer.command === 'enquire_link_resp') return;
		if (answer.command === 'generic_nack' && sequence === 0) return this.finish('out of step');
		const asked = this.late.get(sequence);
		const isLate = asked !== undefined && answers(answer, asked);
		if (isLate) this.late.delete(sequence);
		this.tell({ event: isLate ? 'late answer' : 'stray answer', answer });
	}

	private sendBack(errand: Errand): void {
		errand.end({ ended: 'never left', reason: 'unbound by the other side' });
		this.checkQuiet();
	}

	/** Puts a request back at the head of the line and lets none go for a while, if there is patience left. */
	private slowsDown(errand: Errand, status: number): boolean {
		const moment = now();
		if (this.state !== 'bound' || errand.signal?.aborted || moment + this.throttle > errand.patientUntil) return false;
		if (!this.pace.isHeld(moment)) {
			this.pace.hold(moment + this.throttle);
			this.tell({ event: 'throttled', status, pause: this.throttle });
			this.throttle = Math.min(this.throttle * 2, this.settings.timeouts.throttle * 10);
		}
		this.queue.unshift(errand);
		return true;
	}

	private deliver(pdu: AnyPdu & { command: 'deliver_sm' | 'data_sm' }): void {
		const answer = (status: number) => this.send({ command: responseTo(pdu.command), status }, pdu.sequence, () => this.tellUnanswered(pdu));
		if (!this.handlers.deliver) return answer(this.settings.bind === 'transmitter' ? STATUS.WRONG_BIND_STATE : STATUS.TEMPORARY);
		if (this.deliveries.size >= MOST_DELIVERIES) return answer(STATUS.QUEUE_FULL);
		this.deliveries.add(pdu);
		const over = (status: number) => {
			// The end of the session has told of all that were open.
			if (!this.deliveries.delete(pdu)) return;
			answer(status);
			this.checkQuiet();
		};
		// In a turn of its own: whatever the owner does, the reading goes on.
		void Promise.resolve(pdu)
			.then((one) => (this.deliveries.has(one) ? this.handlers.deliver?.(one, this.over.signal) : undefined))
			.then(
				(status) => over(status ?? STATUS.OK),
				(error: unknown) => {
					this.tell({ event: 'undelivered', error });
					over(STATUS.TEMPORARY);
				},
			);
	}

	private tellUnanswered(pdu: AnyPdu): void {
		try {
			this.handlers.unanswered?.(pdu);
		} catch {
			// What an owner does must not touch the session.
		}
	}

	private tell(event: SessionEvent): void {
		try {
			this.handlers.event?.(event);
		} catch {
			// What a listener does must not touch the session.
		}
	}

	private abandonQueue(reason: Reason): void {
		for (let errand = this.queue.shift(); errand; errand = this.queue.shift()) errand.end({ ended: 'never left', reason });
	}

	/** The end, whatever brought it: every request that is still open gets its ending. */
	private finish(reason: Reason, code?: string): void {
		if (this.state === 'closed') return;
		this.state = 'closed';
		for (const timer of Object.values(this.timers)) clearTimeout(timer);
		// What was written just before, such as the answer to an unbind, still goes out.
		this.flush();
		this.socket.end();
		setTimeout(() => this.socket.destroy(), reason === 'no sign of life' ? 0 : this.settings.timeouts.unbind).unref();
		this.over.abort();
		this.abandonQueue(reason);
		for (const errand of this.flights.values()) errand.end({ ended: 'unknown', reason });
		this.flights.clear();
		for (const pdu of this.deliveries) this.tellUnanswered(pdu);
		this.deliveries.clear();
		this.checkQuiet();
		this.end(reason);
		this.tell({ event: 'closed', reason, ...(code ? { code } : {}) });
	}
}

/** Whether a response may answer a request: it is the request's own, or says that the request was not understood. */
const answers = ({ command }: AnyPdu, asked: Command): boolean =>
	command === 'generic_nack' || COMMANDS[command].id === COMMANDS[asked].id + RESPONSE;
