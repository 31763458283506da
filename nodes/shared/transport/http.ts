import { randomUUID } from 'node:crypto';

import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { multipart } from './multipart';
import { NO_ADDRESS, STALLED, connectionProblem, oversized } from './networkErrors';
import { wellFormed } from './wellFormed';
import type { NoReply, Reply, Request, Transport } from '../operation';

/** The largest answer that is read, in bytes: far above a full list, far below what would hurt n8n. */
const LARGEST_ANSWER = 20_000_000;

export interface HttpSettings {
	/** The credential type whose `authenticate` signs the requests. */
	credential: string;
	/** Scheme, host and, for resellers, a path. */
	baseUrl: string;
	/** How long to wait for the vendor, in milliseconds. */
	timeout: number;
	/** Whether n8n may fetch a new token when a call is answered with 401. */
	renewsToken?: boolean;
}

/** Where n8n offers its request helper. */
export type HttpContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IPollFunctions;

/** The answer by which a vendor says that a token has expired. */
const UNAUTHORIZED = 401;

/**
 * The transport inside n8n: its own request helper, so that the instance's proxy, network policy and cancellation are
 * honoured and the credential never passes through here. The body is read as a stream, to stop at a bound.
 */
export function n8nTransport(
	context: HttpContext,
	settings: HttpSettings,
): Transport {
	return async (request) => {
		const options = httpOptions(request, settings);
		if (!isHttpAddress(options.url)) return { problem: NO_ADDRESS };
		if (request.files) {
			const parts = await multipart(request.form ?? [], request.files, randomUUID());
			if ('problem' in parts) return parts;
			options.body = parts.body;
			options.headers = { ...options.headers, 'content-type': parts.contentType };
		}
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				settings.credential,
				options,
			)) as IN8nHttpFullResponse;
			return await replyOf(response, settings.timeout);
		} catch (error) {
			if (settings.renewsToken && isUnauthorized(error)) return { status: UNAUTHORIZED, headers: {}, body: '' };
			return { problem: connectionProblem(error) };
		}
	};
}

const isUnauthorized = (error: unknown): boolean => {
	const { httpCode, response, status } = (error ?? {}) as { httpCode?: unknown; status?: unknown; response?: { status?: unknown } };
	return [httpCode, status, response?.status].some((code) => String(code) === String(UNAUTHORIZED));
};

const isHttpAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/** A request in the form of n8n's helper. Redirects are not followed: they would carry the credential elsewhere. */
export function httpOptions(request: Request, { baseUrl, timeout, renewsToken }: HttpSettings): IHttpRequestOptions {
	const { body, type } = bodyOf(request);
	return {
		url: `${baseUrl.trim().replace(TRAILING_SLASHES, '')}${request.path}`,
		method: request.method ?? 'POST',
		...(request.query ? { qs: wellFormed(request.query) } : {}),
		...(body === undefined ? {} : { body }),
		...(type === undefined && !request.headers ? {} : { headers: { ...(type ? { 'content-type': type } : {}), ...request.headers } }),
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: renewsToken ? { ignore: true, except: [UNAUTHORIZED] } : true,
		disableFollowRedirect: true,
		timeout,
	};
}

/** Only the first slash of a row begins a match: otherwise each would be tried up to the end of the row. */
const TRAILING_SLASHES = /(?<!\/)\/+$/;

function bodyOf({ form, json, text, method }: Request): { body?: IHttpRequestOptions['body']; type?: string } {
	if (text) return { body: text.body.toWellFormed(), type: text.type };
	if (json) return { body: wellFormed(json), type: 'application/json' };
	if (method === 'GET' || (!form && method !== undefined && method !== 'POST')) return {};
	return {
		body: new URLSearchParams(wellFormed(form ?? [])),
		type: 'application/x-www-form-urlencoded',
	};
}

/** Part of a stream that n8n hands out; its types do not name it. */
interface Body extends AsyncIterable<Buffer> {
	destroy(): void;
}

async function replyOf(response: IN8nHttpFullResponse, timeout: number): Promise<Reply | NoReply> {
	const body = response.body as unknown as Body;
	const text = await readToEnd(body, timeout);
	if (typeof text !== 'string') {
		body.destroy();
		return text;
	}
	const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
	return { status: response.statusCode, headers: Object.fromEntries(headers) as Record<string, string>, body: text };
}

/**
 * An answer that begins in time may still never end: the rest of it has as long as n8n gives its beginning. Destroying
 * the stream would not end a read that waits, so each read runs against the clock.
 */
async function readToEnd(body: Body, timeout: number): Promise<string | NoReply> {
	const deadline = AbortSignal.timeout(timeout);
	const late = new Promise<'late'>((resolve) => {
		deadline.addEventListener('abort', () => resolve('late'), { once: true });
	});
	const chunks: Buffer[] = [];
	const reader = body[Symbol.asyncIterator]();
	for (let size = 0; size <= LARGEST_ANSWER; size += chunks[chunks.length - 1].length) {
		const read = await Promise.race([reader.next(), late]);
		if (read === 'late') return { problem: STALLED };
		if (read.done) return new TextDecoder().decode(Buffer.concat(chunks));
		chunks.push(read.value);
	}
	return { problem: oversized(LARGEST_ANSWER) };
}
