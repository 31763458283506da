import type { Fallback, Request, Transport } from '../operation';

/** Statuses by which a server says that it does not know a call, or not by this method: it has certainly not acted. */
const NOT_TAKEN = [404, 405, 501];

const wayOf = ({ method = 'POST', path }: Request): string => `${method} ${path}`;

/**
 * A transport that puts a request in another way where the server does not take the first. What has helped once is done at
 * once from then on, as long as this transport lives.
 * @param fallback without one, the transport is returned as it is
 */
export function withFallback(transport: Transport, fallback?: Fallback): Transport {
	if (!fallback) return transport;
	const learnt = new Set<string>();

	return async (request) => {
		const way = wayOf(request);
		const known = learnt.has(way) ? fallback(request) : undefined;
		if (known) return await transport(known);

		const reply = await transport(request);
		const other = 'body' in reply && NOT_TAKEN.includes(reply.status) ? fallback(request, reply) : undefined;
		if (!other) return reply;
		const second = await transport(other);
		if ('body' in second && !NOT_TAKEN.includes(second.status)) learnt.add(way);
		return second;
	};
}
