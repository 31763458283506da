import type { Problem } from '../errors';

/** Errors of Node.js that come before a request has left: the name was not found, or nobody took the connection. */
const NEVER_LEFT: Record<string, string> = {
	ECONNREFUSED: 'nobody answers at its address',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name could not be looked up',
	EHOSTUNREACH: 'its address cannot be reached',
	ENETUNREACH: 'its network cannot be reached',
	EADDRNOTAVAIL: 'its address cannot be reached from here',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate belongs to another host',
	ERR_INVALID_URL: 'the Base URL of the credential is not an address',
	UND_ERR_CONNECT_TIMEOUT: 'it did not take the connection in time',
};

/** Errors that n8n itself throws instead of making a request. */
const NEVER_MADE = new Set(['SsrfBlockedIpError', 'SsrfBlockedHostnameError']);

const TIME_OUTS = new Set(['ECONNABORTED', 'ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

interface Cause {
	code?: unknown;
	/** Where n8n 1 keeps the code; it does not keep what it wraps. */
	httpCode?: unknown;
	syscall?: unknown;
	name?: unknown;
}

/** An error and all that it wraps, outermost first. */
function* causes(error: unknown, depth = 0): Generator<Cause> {
	if (typeof error !== 'object' || error === null || depth > 6) return;
	yield error as Cause;
	const { cause, errors } = error as { cause?: unknown; errors?: unknown };
	yield* causes(cause, depth + 1);
	if (Array.isArray(errors)) for (const one of errors) yield* causes(one, depth + 1);
}

/**
 * The problem behind an exception of the transport: `unreachable` only when the request certainly never left,
 * `unclear` otherwise. Only codes are looked at; messages may quote the request.
 */
export function connectionProblem(error: unknown): Problem {
	const chain = [...causes(error)];
	const codes = chain.flatMap(({ code, httpCode }) => [code, httpCode]).map((code) => String(code ?? ''));

	const known = codes.find((code) => Object.hasOwn(NEVER_LEFT, code));
	if (known) return unreachable(NEVER_LEFT[known], known);
	if (chain.some(({ syscall }) => syscall === 'connect')) return unreachable('it did not take the connection in time');
	if (chain.some(({ name }) => NEVER_MADE.has(String(name)))) {
		return {
			kind: 'address',
			meaning: 'this n8n does not allow requests to its address',
			remedy: 'Ask who runs this n8n to allow the host in the Base URL of the credential.',
		};
	}
	if (codes.some((code) => TIME_OUTS.has(code))) return unclear('it did not answer in time');
	if (codes.includes('ERR_CANCELED')) return unclear('the run was stopped while its answer was awaited');
	return unclear('the connection broke before its answer was complete');
}

const unreachable = (meaning: string, code?: string): Problem => ({
	kind: 'unreachable',
	...(code ? { code } : {}),
	meaning,
	remedy: 'Check the Base URL of the credential and this n8n’s connection to the internet, then run again.',
});

const unclear = (meaning: string): Problem => ({
	kind: 'unclear',
	meaning,
	remedy: 'Look in the vendor’s history whether it was carried out before you run it again.',
});

/** The problem of an answer whose rest was not read because it is larger than any answer can be. */
export const oversized = (limit: number): Problem => unclear(`its answer was larger than ${limit / 1_000_000} MB`);

/** The problem of an answer that began but did not end in time. */
export const STALLED: Problem = unclear('it did not finish its answer in time');
