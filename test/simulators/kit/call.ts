import type { FastifyRequest } from 'fastify';

import { formOf, mergeForms, parseForm, type Form, type FormValue } from './form.ts';

export interface UploadedFile {
	name: string;
	type: string;
	bytes: Buffer;
}

/** One request to a vendor, as its handlers see it. */
export interface Call {
	method: string;
	/** Without the query and without a slash at the end. */
	path: string;
	headers: FastifyRequest['headers'];
	query: Form;
	/** The body's fields, whatever its encoding. */
	form: Form;
	/** `query` and `form` together; the body wins. */
	params: Form;
	/** The parsed body, if it was JSON. */
	json?: unknown;
	files: { [field: string]: UploadedFile };
	rawBody: Buffer;
}

/** What a vendor's handler answers; `recipients` goes to the request journal alone. */
export interface Answer {
	/** A text goes out as UTF-8; a vendor that answers in other encodings gives bytes. */
	body: string | Buffer;
	status?: number;
	headers?: { [name: string]: string };
	recipients?: number;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

type Body = Pick<Call, 'form' | 'files' | 'json'>;
type BodyReader = (bytes: Buffer, contentType: string) => Body | Promise<Body>;

const BODY_READERS: Array<[type: string, read: BodyReader]> = [
	['multipart/form-data', readMultipart],
	['application/json', readJson],
	// What fetch says of a plain string; PHP reads no form from it either.
	['text/plain', readJson],
];

/** Collects everything that a handler may ask about; an unreadable body counts as an empty one. */
export async function readCall(request: FastifyRequest): Promise<Call> {
	const [path, query = ''] = request.raw.url!.split(/\?(.*)/s);
	const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
	const contentType = request.headers['content-type'] ?? '';
	const read = BODY_READERS.find(([type]) => contentType.toLowerCase().startsWith(type))?.[1] ?? readUrlencoded;
	const body = await read(rawBody, contentType);
	const queryForm = parseForm(query);
	return {
		...body,
		method: request.method,
		path: path.replace(/\/+$/, ''),
		headers: request.headers,
		query: queryForm,
		params: mergeForms(queryForm, body.form),
		rawBody,
	};
}

function readUrlencoded(bytes: Buffer): Body {
	return { form: parseForm(bytes.toString('latin1').trim()), files: {} };
}

function readJson(bytes: Buffer): Body {
	try {
		const json: unknown = JSON.parse(bytes.toString('utf8'));
		const form = asForm(json);
		return { json, form: typeof form === 'string' ? {} : form, files: {} };
	} catch {
		return { form: {}, files: {} };
	}
}

// Form values are texts, so a number in JSON becomes one.
function asForm(json: unknown): FormValue {
	if (typeof json !== 'object' || json === null) return String(json ?? '');
	return mergeForms(Object.fromEntries(Object.entries(json).map(([key, value]) => [key, asForm(value)])));
}

async function readMultipart(bytes: Buffer, contentType: string): Promise<Body> {
	const texts: Array<[string, string]> = [];
	const files: Call['files'] = {};
	const fields = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } })
		.formData()
		.catch(() => new FormData());
	for (const [name, value] of fields) {
		if (typeof value === 'string') texts.push([name, value]);
		else files[name] = { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) };
	}
	return { form: formOf(texts), files };
}
