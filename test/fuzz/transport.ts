import type { IHttpRequestOptions } from 'n8n-workflow';
import { request as send } from 'undici';

import type { Transport } from '../../nodes/shared/operation.ts';
import { httpOptions } from './built.ts';

type Signer = (request: IHttpRequestOptions) => Promise<IHttpRequestOptions>;

const TIMEOUT = 10_000;

/** The way to a vendor outside of n8n: the package's own requests, signed by its own credential, over undici. */
export const transportTo =
	(baseUrl: string, sign: Signer): Transport =>
	async (request) => {
		const { url, method, qs, body, headers, timeout } = await sign(httpOptions(request, { credential: '', baseUrl, timeout: TIMEOUT }));
		const { statusCode, headers: answered, body: answer } = await send(url, {
			method: method as 'GET' | 'POST',
			query: qs,
			headers: headers as Record<string, string>,
			body: written(body),
			headersTimeout: timeout,
			bodyTimeout: timeout,
		});
		const names = Object.entries(answered).map(([name, value]) => [name, String(value)]);
		return { status: statusCode, headers: Object.fromEntries(names) as Record<string, string>, body: await answer.text() };
	};

function written(body: unknown): string | Buffer | undefined {
	if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) return body;
	return body instanceof URLSearchParams ? String(body) : JSON.stringify(body);
}
