import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { connectionProblem, oversized } from './connection';
import type { NoReply, Reply, Request, Transport } from './operation';

/** The largest answer that is read, in bytes: far above a full list, far below what would hurt n8n. */
const LARGEST_ANSWER = 20_000_000;

export interface HttpSettings {
	/** The credential type whose `authenticate` signs the requests. */
	credential: string;
	/** Scheme, host and, for resellers, a path. */
	baseUrl: string;
	/** How long to wait for the vendor, in milliseconds. */
	timeout: number;
}

/**
 * The transport inside n8n: its own request helper, so that the instance's proxy, network policy and cancellation are
 * honoured and the credential never passes through here. The body is read as a stream, to stop at a bound.
 */
export function n8nTransport(context: IExecuteFunctions | ILoadOptionsFunctions, settings: HttpSettings): Transport {
	return async (request) => {
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				settings.credential,
				httpOptions(request, settings),
			)) as IN8nHttpFullResponse;
			return await replyOf(response);
		} catch (error) {
			return { problem: connectionProblem(error) };
		}
	};
}

/** A request in the form of n8n's helper. Redirects are not followed: they would carry the credential elsewhere. */
export function httpOptions(request: Request, { baseUrl, timeout }: HttpSettings): IHttpRequestOptions {
	return {
		url: `${baseUrl.trim().replace(/\/+$/, '')}${request.path}`,
		method: request.method ?? 'POST',
		...(request.query ? { qs: request.query } : {}),
		...bodyOf(request),
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout,
	};
}

function bodyOf({ form, json, method }: Request): Partial<IHttpRequestOptions> {
	if (method === 'GET') return {};
	if (json) return { body: json, headers: { 'content-type': 'application/json' } };
	return {
		body: new URLSearchParams(form ?? []),
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
	};
}

async function replyOf({ statusCode, headers, body }: IN8nHttpFullResponse): Promise<Reply | NoReply> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body as unknown as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > LARGEST_ANSWER) return { problem: oversized(LARGEST_ANSWER) };
	}
	return {
		status: statusCode,
		headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
		body: new TextDecoder().decode(Buffer.concat(chunks)),
	};
}
