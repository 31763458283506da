import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { boundaryOf, textParts } from './multipart';

const isPlainObject = (body: unknown): body is IDataObject =>
	typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype;

/** What signed requests were made from: n8n signs a signed one again when it has renewed a token. */
const unsigned = new WeakMap<IHttpRequestOptions, IHttpRequestOptions>();

/**
 * A request with the credential's fields added where the vendor reads them: to the body of a POST, to the query of a
 * GET. Bodies may be form parameters, their encoded text, multipart, or an object. A request that was signed before has
 * the new fields in the place of the old ones.
 */
export function withFields(request: IHttpRequestOptions, fields: Record<string, string>): IHttpRequestOptions {
	const bare = unsigned.get(request) ?? request;
	const signed = added(bare, fields);
	unsigned.set(signed, bare);
	return signed;
}

function added(request: IHttpRequestOptions, fields: Record<string, string>): IHttpRequestOptions {
	const { body, method = 'GET' } = request;
	if (method === 'GET') return { ...request, qs: { ...request.qs, ...fields } };
	if (body instanceof URLSearchParams) {
		return { ...request, body: new URLSearchParams([...body, ...Object.entries(fields)]) };
	}
	const boundary = boundaryOf(String(request.headers?.['content-type'] ?? ''));
	if (Buffer.isBuffer(body) && boundary) {
		return { ...request, body: Buffer.concat([textParts(Object.entries(fields), boundary), body]) };
	}
	if (typeof body === 'string') {
		const encoded = new URLSearchParams(fields).toString();
		return { ...request, body: body ? `${body}&${encoded}` : encoded };
	}
	return { ...request, body: { ...(isPlainObject(body) ? body : {}), ...fields } };
}
