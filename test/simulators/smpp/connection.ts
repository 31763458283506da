import type { Socket } from 'node:net';

import { stateOf, type Messages, type SmppMessage } from './messages.ts';
import { COMMANDS, RESPONSE, Reader, Refusal, STATUS, frames, pdu, tlv, type Command, type Frame } from './octets.ts';
import { FAULTS, claimFault, type SmppFault, type SmppSettings } from './settings.ts';

type Bind = 'transmitter' | 'receiver' | 'transceiver';

/** What a connection needs of the gateway that it belongs to. */
export interface Gateway {
	settings: SmppSettings;
	messages: Messages;
	account: { system_id: string; password: string };
	/** Connections that are bound. */
	bound(): Connection[];
	/** Called when a part was taken: before its answer has left where receipts are to be early, and after it else. */
	taken(id: string): void;
	/** Called when the connection may get messages, or has answered one. */
	ready(): void;
}

/** A message for the other side: a deliver_sm or a data_sm. */
export interface Outgoing {
	command: 'deliver_sm' | 'data_sm';
	body: Buffer;
}

/** How long an answer waits for a receipt that is to come before it, in milliseconds. */
const EARLY = 150;

/** Messages that may wait for their answers at once, as SMSC has it. */
const MOST_DELIVERING = 5;

const BINDS: Partial<Record<Command, Bind>> = { bind_transmitter: 'transmitter', bind_receiver: 'receiver', bind_transceiver: 'transceiver' };

/** Requests that a bind allows (2.3). */
const ALLOWED: Record<Bind, Command[]> = {
	transmitter: ['submit_sm', 'query_sm', 'cancel_sm', 'unbind', 'enquire_link'],
	receiver: ['unbind', 'enquire_link'],
	transceiver: ['submit_sm', 'query_sm', 'cancel_sm', 'unbind', 'enquire_link'],
};

const nameOf = (id: number): Command | undefined => (Object.keys(COMMANDS) as Command[]).find((name) => COMMANDS[name] === id);

/** One connection of a client. */
export class Connection {
	bind?: Bind;
	readonly delivering = new Map<number, Outgoing>();
	readonly #gateway: Gateway;
	readonly #socket: Socket;
	#rest = Buffer.alloc(0);
	#sequence = 0;
	#unanswered = 0;
	#recent: number[] = [];
	#lump: Buffer[] = [];
	#enquiring?: NodeJS.Timeout;

	constructor(socket: Socket, gateway: Gateway) {
		this.#gateway = gateway;
		this.#socket = socket;
		socket.setNoDelay(true);
		socket.on('error', () => undefined);
		socket.on('data', (chunk) => this.#read(chunk));
		socket.on('close', () => clearInterval(this.#enquiring));
	}

	get mayDeliver(): boolean {
		return (this.bind === 'receiver' || this.bind === 'transceiver') && this.delivering.size < MOST_DELIVERING && !this.#socket.destroyed;
	}

	deliver(message: Outgoing): void {
		this.delivering.set(++this.#sequence, message);
		this.#write(pdu(COMMANDS[message.command], this.#sequence, message.body));
	}

	destroy(): void {
		this.#socket.destroy();
	}

	#read(chunk: Buffer): void {
		try {
			const { whole, rest } = frames(Buffer.concat([this.#rest, chunk]));
			this.#rest = Buffer.from(rest);
			for (const frame of whole) void this.#hear(frame);
		} catch {
			this.#write(pdu(RESPONSE, 0, '', STATUS.wrongLength));
			this.#socket.end();
		}
	}

	async #hear(frame: Frame): Promise<void> {
		if (frame.id >= RESPONSE) return this.#hearAnswer(frame);
		const command = nameOf(frame.id);
		if (!command || frame.sequence < 1 || frame.sequence > 0x7fffffff) return this.#write(pdu(RESPONSE, frame.sequence, '', STATUS.wrongCommand));
		const { settings } = this.#gateway;
		this.#unanswered++;
		const fault = claimFault(settings, command);
		const isProcessed = fault === undefined || (fault.processed ?? FAULTS[fault.fault]);
		const answer = isProcessed ? this.#answered(command, frame) : { status: fault.status ?? STATUS.throttled, body: Buffer.alloc(0) };
		if (answer.id !== undefined && settings.receipts.early) this.#gateway.taken(answer.id);
		const delay = settings.delayMs + (fault?.fault === 'late' ? (fault.ms ?? 1_000) : 0) + (settings.receipts.early && answer.id !== undefined ? EARLY : 0);
		if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay).unref());
		this.#unanswered--;
		if (command === 'enquire_link' && settings.ignoresEnquireLink) return;
		if (fault) this.#spoil(fault, frame, answer);
		else this.#write(pdu((frame.id + RESPONSE) >>> 0, frame.sequence, answer.body, answer.status));
		if (answer.id !== undefined && !settings.receipts.early) this.#gateway.taken(answer.id);
		if (command === 'unbind') {
			this.bind = undefined;
			this.#socket.end();
		} else if (BINDS[command] && answer.status === STATUS.ok) this.#gateway.ready();
		else if (BINDS[command]) this.#socket.end();
	}

	#hearAnswer({ sequence, status }: Frame): void {
		const message = this.delivering.get(sequence);
		this.delivering.delete(sequence);
		if (!message) return;
		// What was not taken comes again, at the end of the queue.
		if (status !== STATUS.ok) setTimeout(() => this.#socket.destroyed || this.deliver(message), 500).unref();
		this.#gateway.ready();
	}

	#answered(command: Command, frame: Frame): { status: number; body: Buffer; id?: string } {
		try {
			return { status: STATUS.ok, ...this.#carriedOut(command, frame) };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { status: error.status, body: Buffer.alloc(0) };
		}
	}

	#carriedOut(command: Command, { body }: Frame): { body: Buffer; id?: string } {
		const bind = BINDS[command];
		if (bind) return { body: this.#bound(bind, new Reader(body)) };
		if (!this.bind || !ALLOWED[this.bind].includes(command)) throw new Refusal(STATUS.wrongBindState);
		const { messages } = this.#gateway;
		const reader = new Reader(body);
		if (command === 'submit_sm') {
			this.#keepPace();
			const { id } = messages.take(body);
			return { body: Buffer.from(`${id}\0`), id };
		}
		if (command === 'query_sm') {
			const [id] = [reader.text(65, STATUS.unknownId), reader.octets(2)];
			const message = messages.find(id, reader.text(21, STATUS.sender));
			return { body: Buffer.concat([Buffer.from(`${id}\0`), Buffer.from(finalDate(message)), stateOctets(message)]) };
		}
		if (command === 'cancel_sm') {
			const [, id] = [reader.text(6), reader.text(65, STATUS.unknownId), reader.octets(2)];
			messages.cancel(id, reader.text(21, STATUS.sender));
		}
		return { body: Buffer.alloc(0) };
	}

	#bound(bind: Bind, reader: Reader): Buffer {
		const { account, settings, bound } = this.#gateway;
		if (this.bind) throw new Refusal(STATUS.alreadyBound);
		const systemId = reader.text(16, STATUS.systemId);
		const password = reader.text(9, STATUS.password);
		reader.text(13);
		reader.octets(3);
		reader.text(41);
		if (settings.bindStatus !== 0) throw new Refusal(settings.bindStatus);
		if (systemId !== account.system_id) throw new Refusal(STATUS.systemId);
		if (password !== account.password) throw new Refusal(STATUS.password);
		if (settings.mostBinds > 0 && bound().length >= settings.mostBinds) throw new Refusal(STATUS.alreadyBound);
		this.bind = bind;
		if (settings.enquireEvery > 0) this.#enquiring = setInterval(() => this.#write(pdu(COMMANDS.enquire_link, ++this.#sequence)), settings.enquireEvery).unref();
		return Buffer.concat([Buffer.from('SIMULATOR\0'), settings.tellsVersion ? tlv(0x210, '\x34') : Buffer.alloc(0)]);
	}

	/** @throws {Refusal} where more comes than the account allows */
	#keepPace(): void {
		const { window, perSecond } = this.#gateway.settings;
		if (window > 0 && this.#unanswered > window) throw new Refusal(STATUS.throttled);
		if (perSecond === 0) return;
		const now = Date.now();
		this.#recent = this.#recent.filter((at) => at > now - 1_000);
		if (this.#recent.length >= perSecond) throw new Refusal(STATUS.throttled);
		this.#recent.push(now);
	}

	#spoil({ fault }: SmppFault, frame: Frame, { status, body }: { status: number; body: Buffer }): void {
		const id = (frame.id + RESPONSE) >>> 0;
		const whole = pdu(id, frame.sequence, body, status);
		const deeds: Record<keyof typeof FAULTS, () => void> = {
			silence: () => undefined,
			late: () => this.#write(whole),
			wrongSequence: () => this.#write(pdu(id, (frame.sequence + 100_000) & 0x7fffffff, body, status)),
			nack: () => this.#write(pdu(RESPONSE, frame.sequence, '', STATUS.wrongCommand)),
			nackZero: () => this.#write(pdu(RESPONSE, 0, '', STATUS.wrongCommand)),
			unbind: () => this.#write(pdu(COMMANDS.unbind, ++this.#sequence)),
			cutBefore: () => this.#socket.resetAndDestroy(),
			cutInside: () => this.#socket.write(whole.subarray(0, 10), () => this.#socket.resetAndDestroy()),
			cutAfter: () => this.#socket.write(whole, () => this.#socket.destroySoon()),
			octets: () => whole.forEach((octet) => this.#socket.write(Buffer.from([octet]))),
			strayNul: () => this.#write(pdu(id, frame.sequence, Buffer.concat([body, Buffer.alloc(1)]), status)),
			noId: () => this.#write(pdu(id, frame.sequence, '', status)),
			status: () => this.#write(whole),
			stopsReading: () => void this.#socket.pause(),
		};
		deeds[fault]();
	}

	#write(octets: Buffer): void {
		const { lumpsFor } = this.#gateway.settings;
		if (lumpsFor === 0) return void (this.#socket.writable && this.#socket.write(octets));
		this.#lump.push(octets);
		if (this.#lump.length > 1) return;
		setTimeout(() => {
			const whole = Buffer.concat(this.#lump.splice(0));
			if (this.#socket.writable) this.#socket.write(whole);
		}, lumpsFor).unref();
	}
}

const isOver = ({ status }: SmppMessage): boolean => status === 'delivered' || status === 'read' || status === 'undelivered';

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment in SMPP's absolute form, in UTC. */
const absolute = (moment: number): string => {
	const at = new Date(moment);
	return `${[at.getUTCFullYear() % 100, at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join('')}000+`;
};

const finalDate = (message: SmppMessage): string => `${isOver(message) ? absolute(message.changedAt) : ''}\0`;

const stateOctets = (message: SmppMessage): Buffer => Buffer.from([stateOf(message).number, stateOf(message).error]);
