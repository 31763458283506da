import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';

export interface JournalEntry {
	method: string;
	/** Without the query, which may carry secrets. */
	path: string;
	/** The HTTP status; null while, or if, no whole answer has gone out. */
	status: number | null;
	/** Milliseconds since 1970. */
	at: number;
	recipients?: number;
}

const KEPT = 1000;

/** Who asked for what: the requests to the vendor, never those to the simulator's own pages. */
export class Journal {
	#entries = new Map<FastifyRequest, JournalEntry>();
	#sockets = new WeakSet<Socket>();
	#count = 0;
	#connections = 0;
	#inFlight = 0;
	#mostInFlight = 0;

	begin(request: FastifyRequest, reply: FastifyReply): void {
		const entry: JournalEntry = { method: request.method, path: pathOf(request), status: null, at: Date.now() };
		this.#count += 1;
		this.#entries.set(request, entry);
		if (this.#entries.size > KEPT) this.#entries.delete(this.#entries.keys().next().value!);
		this.#meet(request.raw.socket);
		this.#inFlight += 1;
		this.#mostInFlight = Math.max(this.#mostInFlight, this.#inFlight);
		reply.raw.once('close', () => {
			this.#inFlight -= 1;
			if (reply.raw.writableFinished) entry.status = reply.raw.statusCode;
		});
	}

	noteRecipients(request: FastifyRequest, recipients: number | undefined): void {
		const entry = this.#entries.get(request);
		if (entry && recipients !== undefined) entry.recipients = recipients;
	}

	/** Counters are since the last `clear`; the list is bounded to the newest 1000. */
	report() {
		return {
			count: this.#count,
			connections: this.#connections,
			inFlight: this.#inFlight,
			mostInFlight: this.#mostInFlight,
			requests: [...this.#entries.values()],
		};
	}

	clear(): void {
		this.#entries = new Map();
		this.#sockets = new WeakSet();
		this.#count = 0;
		this.#connections = 0;
		this.#mostInFlight = this.#inFlight;
	}

	#meet(socket: Socket): void {
		if (this.#sockets.has(socket)) return;
		this.#sockets.add(socket);
		this.#connections += 1;
	}
}

/** The request's path without its query. */
export function pathOf(request: FastifyRequest): string {
	return request.raw.url!.split('?', 1)[0];
}
