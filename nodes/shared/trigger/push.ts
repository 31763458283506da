import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../transport/replies';
import type { Push } from './source';

/** The request as n8n hands it out; its types do not name the bytes. */
interface Request {
	method: string;
	headers: Record<string, string | string[] | undefined>;
	query: unknown;
	body: unknown;
	rawBody?: Buffer;
	originalUrl?: string;
}

/** A push with its size in bytes. */
export interface ReceivedPush extends Push {
	size: number;
}

/** How many levels a push may have, far more than any needs. A deeper one could be read, but not be worked through or stored by n8n. */
export const DEEPEST_PUSH = 30;

const MULTIPART = /^multipart\/form-data/i;

/** The push that n8n has just received. */
export function pushOf(context: IWebhookFunctions): ReceivedPush {
	const { method, headers, query, body, rawBody, originalUrl } = context.getRequestObject() as unknown as Request;
	const contentType = String(headers['content-type'] ?? '');
	const isMultipart = MULTIPART.test(contentType);
	return {
		method,
		query: isObject(query) ? query : {},
		body: isMultipart ? fieldsOfMultipart(body) : parsed(body, rawBody),
		rawBody,
		rawQuery: /\?(.*)$/s.exec(originalUrl ?? '')?.[1],
		contentType,
		size: rawBody?.length ?? Number(headers['content-length'] ?? 0),
	};
}

/** n8n puts the fields of a multipart form beside its files. */
const fieldsOfMultipart = (body: unknown): unknown => (isObject(body) && isObject(body.data) ? body.data : {});

/** n8n goes by the content type; a body without one, or with a wrong one, is tried as JSON and then as a form. */
function parsed(body: unknown, rawBody?: Buffer): unknown {
	if (typeof body === 'object' && body !== null && Object.keys(body).length > 0) return body;
	const text = rawBody?.toString('utf8') ?? '';
	return fromJson(text) ?? Object.fromEntries(new URLSearchParams(text));
}

/** What JSON holds; nothing where a text is none. */
export function fromJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Whether the name of a form's field has more brackets (`a[b][c]…`) than any vendor's. */
export const hasDeepName = (fields: object): boolean => Object.keys(fields).some((name) => name.split('[').length - 1 > DEEPEST_PUSH);

/** The fields of the query and of the body together; the body wins. */
export const fieldsOf = ({ query, body }: Push): IDataObject => ({ ...query, ...(isObject(body) ? body : {}) });
