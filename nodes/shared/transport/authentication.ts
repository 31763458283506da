import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { boundaryOf, textParts } from './multipart';

const isPlainObject = (body: unknown): body is IDataObject =>
	typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype;

/**
 * A request with the credential's fields added where the vendor reads them: to the body of a POST, to the query of a
 * GET. Bodies may be form parameters, their encoded text, multipart, or an object.
 */
export function withFields(request: IHttpRequestOptions, fields: Record<string, string>): IHttpRequestOptions {
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
