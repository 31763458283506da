import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** An order for trouble, as posted to `/__faults`. */
export interface FaultOrder {
	fault: string;
	/** Only requests whose path begins so; all if absent. */
	path?: string;
	/** How many requests it hits; 1 if absent, 0 = until cleared. */
	times?: number;
	/** How many matching requests it lets through first. */
	skip?: number;
	/** Whether the vendor does the work before things go wrong; each fault has its own default. */
	processed?: boolean;
	status?: number;
	retryAfter?: number | string;
	to?: string;
	bytes?: number;
	ms?: number;
	body?: unknown;
	contentType?: string;
}

/** An answer about to go out, and the order that it falls victim to. */
interface Victim {
	request: FastifyRequest;
	reply: FastifyReply;
	payload: string;
	order: FaultOrder;
}

interface Fault {
	/** Whether the vendor does the work first, unless the order says otherwise. */
	processed: boolean;
	/** Strikes before the body is read. */
	unread?: true;
	/** Returns what goes out instead of the payload. */
	spoil: (victim: Victim) => unknown;
}

const never = () => new Promise<never>(() => {});
const page = (title: string) => `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

const MEGABYTE = 1024 * 1024;

const FAULTS: { [name: string]: Fault } = {
	resetBeforeRead: { processed: false, unread: true, spoil: reset },
	resetAfterRead: { processed: true, spoil: reset },
	silence: { processed: true, spoil: never },
	stallMidAnswer: { processed: true, spoil: stall },
	status: { processed: false, spoil: failWithStatus },
	html: { processed: false, spoil: ({ reply }) => asHtml(reply, 'Technical works') },
	truncated: { processed: true, spoil: ({ payload }) => payload.slice(0, Math.ceil(payload.length / 2)) },
	wrongShape: { processed: true, spoil: ({ reply }) => asJson(reply, '{"result":[null,42,{"ok":"yes"}]}') },
	empty: { processed: true, spoil: () => '' },
	redirect: { processed: false, spoil: redirect },
	gigantic: { processed: true, spoil: swell },
	delay: { processed: true, spoil: ({ payload, order }) => sleep(order.ms ?? 1000, payload, { ref: false }) },
	reply: { processed: false, spoil: replyWith },
};

/** One order at work on one request. */
export class ClaimedFault {
	readonly order: FaultOrder;
	readonly #fault: Fault;

	constructor(order: FaultOrder) {
		this.order = order;
		this.#fault = FAULTS[order.fault];
	}

	get processed(): boolean {
		return this.order.processed ?? this.#fault.processed;
	}

	/** Whether it strikes before the body is read. */
	get unread(): boolean {
		return this.#fault.unread === true && !this.processed;
	}

	/** Turns the vendor's answer into what goes over the wire, if anything does. */
	spoil(request: FastifyRequest, reply: FastifyReply, payload: string): unknown {
		return this.#fault.spoil({ request, reply, payload, order: this.order });
	}
}

/** The orders that still wait for a request, oldest first. */
export class Faults {
	#orders: FaultOrder[] = [];

	/** Returns an error text for an order that can't be taken. */
	add(order: FaultOrder): string | undefined {
		if (!Object.hasOwn(FAULTS, String(order?.fault))) return `Unknown fault; known: ${Object.keys(FAULTS).join(', ')}`;
		this.#orders.push({ ...order, times: order.times ?? 1, skip: order.skip ?? 0 });
		return undefined;
	}

	list(): FaultOrder[] {
		return this.#orders;
	}

	clear(): void {
		this.#orders = [];
	}

	/** Takes the first order that is due for this path. */
	claim(path: string): ClaimedFault | undefined {
		const due = this.#orders.find((order) => path.startsWith(order.path ?? '') && !this.#skips(order));
		if (due === undefined) return undefined;
		if (due.times === 1) this.#orders = this.#orders.filter((order) => order !== due);
		else if (due.times! > 1) due.times! -= 1;
		return new ClaimedFault({ ...due });
	}

	#skips(order: FaultOrder): boolean {
		if (order.skip! <= 0) return false;
		order.skip! -= 1;
		return true;
	}
}

function reset({ request }: Victim) {
	request.raw.socket.resetAndDestroy();
	return never();
}

function stall({ reply, payload }: Victim) {
	const bytes = Buffer.from(payload);
	reply.header('content-length', bytes.length);
	const half = new Readable({ read() {} });
	half.push(bytes.subarray(0, Math.ceil(bytes.length / 2)));
	return half;
}

function failWithStatus({ reply, order }: Victim) {
	const status = order.status ?? 503;
	reply.code(status);
	if (order.retryAfter !== undefined) reply.header('retry-after', order.retryAfter);
	return asHtml(reply, `${status} from the front server`);
}

function redirect({ reply, order }: Victim) {
	reply.code(order.status ?? 302).header('location', order.to ?? '/');
	return '';
}

// White space after JSON is still JSON: only a reader with a limit notices.
function swell({ payload, order }: Victim) {
	let left = (order.bytes ?? 50 * MEGABYTE) - Buffer.byteLength(payload);
	const padding = function* () {
		yield Buffer.from(payload);
		for (; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536), ' ');
	};
	return Readable.from(padding());
}

function replyWith({ reply, order }: Victim) {
	reply.code(order.status ?? 200).header('content-type', order.contentType ?? 'application/json; charset=utf-8');
	return typeof order.body === 'string' ? order.body : JSON.stringify(order.body ?? {});
}

function asHtml(reply: FastifyReply, title: string): string {
	reply.header('content-type', 'text/html; charset=utf-8');
	return page(title);
}

function asJson(reply: FastifyReply, body: string): string {
	reply.header('content-type', 'application/json; charset=utf-8');
	return body;
}
