import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isDeeper, isObject, parse } from '../transport/replies';
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

/** Far above what any vendor pushes at once, in bytes. A larger push is not even read. */
export const LARGEST_PUSH = 1_000_000;

/** How many fields of a form are read; n8n reads no more either. */
export const MOST_FIELDS = 1_000;

/** How many levels a push may have, far more than any needs. A deeper one could be read, but not be worked through or stored by n8n. */
const DEEPEST_PUSH = 30;

/** How many values a push may hold: each may become an event, and anybody may push where nothing is signed. */
const MOST_VALUES = 20_000;

const MULTIPART = /^multipart\/form-data/i;

/** The push that n8n has just received. */
export function pushOf(context: IWebhookFunctions): ReceivedPush {
	const { method, headers, query, body, rawBody, originalUrl } = context.getRequestObject() as unknown as Request;
	const contentType = String(headers['content-type'] ?? '');
	const isMultipart = MULTIPART.test(contentType);
	const size = rawBody?.length ?? Number(headers['content-length'] ?? 0);
	const bodyOf = () => (isMultipart ? fieldsOfMultipart(body) : parsed(body, rawBody));
	return {
		method,
		query: isObject(query) ? query : {},
		body: size > LARGEST_PUSH ? {} : bodyOf(),
		rawBody,
		rawQuery: /\?(.*)$/s.exec(originalUrl ?? '')?.[1],
		contentType,
		size,
	};
}

/** n8n puts the fields of a multipart form beside its files. */
const fieldsOfMultipart = (body: unknown): unknown => (isObject(body) && isObject(body.data) ? body.data : {});

/**
 * n8n goes by the content type, and its numbers lose digits; JSON is read from the bytes, and a body that n8n could not read is
 * taken for a form.
 */
function parsed(body: unknown, rawBody?: Buffer): unknown {
	const text = rawBody?.toString('utf8') ?? '';
	const json = parse(text);
	if (typeof json === 'object' && json !== null) return json;
	if (typeof body === 'object' && body !== null && Object.keys(body).length > 0) return body;
	return Object.fromEntries(new URLSearchParams(text.split('&', MOST_FIELDS).join('&')));
}

/** Whether a push is too deep or holds too much to be worked through while n8n waits. */
export const isUnwieldy = (body: unknown): boolean => isDeeper(body, DEEPEST_PUSH) || valuesIn(body) > MOST_VALUES;

function valuesIn(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 1;
	let count = 1;
	for (const inner of Object.values(value)) count += valuesIn(inner);
	return count;
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
