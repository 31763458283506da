import { UserError, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';

import { say, type Text } from '../language/say';
import { boundaryOf, textParts } from './multipart';
import { parse } from './replies';

/** Where n8n's HTTP Request node puts the fields of a body that is no JSON; its types are not those of our requests. */
const NODE_BODIES = ['form', 'formData'] as const;

type NodeRequest = IHttpRequestOptions & Partial<Record<(typeof NODE_BODIES)[number], unknown>>;

/** Objects of fields, those of n8n's expressions too, which come from another realm or have no prototype. */
function isPlainObject(body: unknown): body is IDataObject {
	if (typeof body !== 'object' || body === null) return false;
	const prototype: unknown = Object.getPrototypeOf(body);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A multipart body in the making; n8n never sends one twice. */
const isMultipart = (body: unknown): body is { append(name: string, value: string): void } =>
	typeof (body as { append?: unknown } | undefined)?.append === 'function';

const NO_PLACE: Text = 'This body has no place for the credential. Send a form, multipart, or a JSON object.';

/** What signed requests were made from: n8n signs a signed one again when it has renewed a token. */
const unsigned = new WeakMap<IHttpRequestOptions, IHttpRequestOptions>();

/**
 * A request with the credential's fields added where the vendor reads them: to the body of a POST, to the query of a
 * GET. Bodies may be form parameters, their encoded text, multipart, or JSON; those of n8n's HTTP Request node are as well.
 * A request that was signed before has the new fields in the place of the old ones.
 *
 * @throws {UserError} where a body has no place for them
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
	const { formData } = request as NodeRequest;
	if (isMultipart(formData)) {
		for (const [name, value] of Object.entries(fields)) formData.append(name, value);
		return request;
	}
	const kind = NODE_BODIES.find((name) => isPlainObject((request as NodeRequest)[name]));
	if (kind) return { ...request, [kind]: { ...((request as NodeRequest)[kind] as IDataObject), ...fields } } as IHttpRequestOptions;
	return { ...request, body: bodyWith(body, contentTypeOf(request), fields) };
}

function bodyWith(body: IHttpRequestOptions['body'], contentType: string, fields: Record<string, string>): IHttpRequestOptions['body'] {
	if (body === undefined) return fields;
	if (isPlainObject(body)) return { ...body, ...fields };
	if (body instanceof URLSearchParams) return new URLSearchParams([...body, ...Object.entries(fields)]);
	const boundary = boundaryOf(contentType);
	if (Buffer.isBuffer(body) && boundary) return Buffer.concat([textParts(Object.entries(fields), boundary), body]);
	if (typeof body === 'string') {
		const signed = /json/i.test(contentType) ? jsonWith(body, fields) : formWith(body, contentType, fields);
		if (signed !== undefined) return signed;
	}
	throw new UserError(say(NO_PLACE));
}

function jsonWith(body: string, fields: Record<string, string>): string | undefined {
	const json = parse(body);
	return isPlainObject(json) ? JSON.stringify({ ...json, ...fields }) : undefined;
}

function formWith(body: string, contentType: string, fields: Record<string, string>): string | undefined {
	if (contentType && !/urlencoded/i.test(contentType)) return undefined;
	const encoded = new URLSearchParams(fields).toString();
	return body ? `${body}&${encoded}` : encoded;
}

function contentTypeOf({ headers = {} }: IHttpRequestOptions): string {
	const [, type] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
	return String(type ?? '');
}
