import type { Problem } from '../errors';
import { say, type Text } from '../language/say';

/** Errors of the system calls that come before a request: the name was not found, or nobody took the connection. */
const BEFORE_CONNECTED: Record<string, Text> = {
	ECONNREFUSED: 'nobody answers at its address',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name could not be looked up',
	EHOSTUNREACH: 'its address cannot be reached',
	ENETUNREACH: 'its network cannot be reached',
	EADDRNOTAVAIL: 'its address cannot be reached from here',
};

/** The system calls that come before a request. A network may also fail while one is under way, with the same codes. */
const OPENING_CALLS = new Set<unknown>(['connect', 'getaddrinfo']);

/** Codes that no other system call gives, for a version of n8n that does not tell the call. */
const ONLY_WHEN_OPENING = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Errors of the handshake that precedes a request. Those of a connection that has begun are called `ERR_SSL_…` instead of EPROTO. */
const BEFORE_REQUEST: Record<string, Text> = {
	CERT_HAS_EXPIRED: 'its certificate has expired',
	CERT_NOT_YET_VALID: 'its certificate is not valid yet',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
	UNABLE_TO_GET_ISSUER_CERT: 'its certificate is not trusted',
	CERT_UNTRUSTED: 'its certificate is not trusted',
	CERT_REVOKED: 'its certificate has been revoked',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate belongs to another host',
	EPROTO: 'no secure connection to it could be made',
	UND_ERR_CONNECT_TIMEOUT: 'it did not take the connection in time',
};

/** What Node.js says of a connection that was closed during the handshake; it has no code of its own. */
const CLOSED_IN_HANDSHAKE = 'Client network socket disconnected before secure TLS connection was established';

/** Errors that n8n itself throws instead of making a request. */
const NEVER_MADE = new Set(['SsrfBlockedIpError', 'SsrfBlockedHostnameError']);

/** Errors of Node.js by which it declines to write a request at all. */
const NEVER_WRITTEN = new Set(['ERR_INVALID_CHAR', 'ERR_HTTP_INVALID_HEADER_VALUE', 'ERR_INVALID_HTTP_TOKEN', 'ERR_UNESCAPED_CHARACTERS']);

const TIME_OUTS = new Set(['ECONNABORTED', 'ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

interface Cause {
	code?: unknown;
	/** Where n8n 1 keeps the code; it does not keep what it wraps. */
	httpCode?: unknown;
	syscall?: unknown;
	name?: unknown;
	message?: unknown;
	/** Of a login that failed before the request. */
	problem?: unknown;
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
 * `unclear` otherwise. Codes are looked at, and one fixed message of Node.js: others may quote the request.
 */
export function connectionProblem(error: unknown): Problem {
	const chain = [...causes(error)];
	const login = chain.find(({ name, problem }) => name === 'LoginError' && problem);
	if (login) return login.problem as Problem;
	const codes = chain.flatMap(({ code, httpCode }) => [code, httpCode]).map((code) => String(code ?? ''));

	const reason = notSent(chain, codes);
	if (reason) return unreachable(...reason);
	if (chain.some(({ name }) => NEVER_MADE.has(String(name)))) {
		return {
			kind: 'address',
			meaning: 'this n8n does not allow requests to its address',
			remedy: 'Ask who runs this n8n to allow the host in the Base URL of the credential.',
		};
	}
	if (codes.some((code) => NEVER_WRITTEN.has(code))) {
		return {
			kind: 'input',
			meaning: 'the request holds a character that no address and no header can carry',
			remedy: 'Nothing was sent. Check the credential and the fields of the node for characters that do not belong there.',
		};
	}
	if (codes.some((code) => TIME_OUTS.has(code))) return unclear('it did not answer in time');
	if (codes.includes('ERR_CANCELED')) return unclear('the run was stopped while its answer was awaited');
	return unclear('the connection broke before its answer was complete');
}

/** Why a request has not left, and the code that says so; nothing where it may have. */
function notSent(chain: Cause[], codes: string[]): [meaning: Text, code?: string] | undefined {
	const calls = chain.map(({ syscall }) => syscall).filter((call) => call !== undefined);
	const isOpening = (code: string) => (calls.length > 0 ? calls.some((call) => OPENING_CALLS.has(call)) : ONLY_WHEN_OPENING.has(code));
	const host = codes.find((code) => Object.hasOwn(BEFORE_CONNECTED, code) && isOpening(code));
	if (host) return [BEFORE_CONNECTED[host], host];
	if (calls.includes('connect')) return ['it did not take the connection in time'];
	const handshake = codes.find((code) => Object.hasOwn(BEFORE_REQUEST, code));
	if (handshake) return [BEFORE_REQUEST[handshake], handshake];
	return chain.some(({ message }) => message === CLOSED_IN_HANDSHAKE) ? [BEFORE_REQUEST.EPROTO] : undefined;
}

/** The problem of a Base URL that is no address of the web: nothing can have been sent to it. */
export const NO_ADDRESS: Problem = {
	kind: 'address',
	meaning: 'the Base URL of the credential is not an address that begins with http:// or https://',
	remedy: 'Nothing was sent. Correct the Base URL of the credential.',
};

const unreachable = (meaning: Text, code?: string): Problem => ({
	kind: 'unreachable',
	...(code ? { code } : {}),
	meaning,
	remedy: 'Nothing was sent. Check the Base URL of the credential and this n8n’s connection to the internet, then run again.',
});

const unclear = (meaning: Text): Problem => ({
	kind: 'unclear',
	meaning,
	remedy: 'Check the vendor’s history before you run it again.',
});

/** The problem of an answer whose rest was not read because it is larger than any answer can be. */
export const oversized = (limit: number): Problem => unclear(say('its answer was larger than {most} MB', { most: limit / 1_000_000 }));

/** The problem of an answer that began but did not end in time. */
export const STALLED: Problem = unclear('it did not finish its answer in time');
