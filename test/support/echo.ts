/** A vendor that quotes the request in any field of its answers, which are its real ones otherwise. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SPELLINGS } from './spellings.ts';

type Json = Record<string, unknown>;

/** Where in an answer the request is quoted: the way to a value, or beside all that the vendor says. */
export type Place = Array<string | number> | 'nowhere' | 'new field' | 'new key' | 'page' | 'text';

/** An answer as the vendor gave it. */
export interface Answer {
	status: number;
	body: string;
}

/** What one address of the vendor answers: recorded answers in their order, the last one again and again. */
interface Script {
	answers: Answer[];
	place: Place;
	/** Which spellings the quote is in. */
	spellings: string[];
	asked: number;
}

/** The ways to all texts and numbers within a value; of a long list, the first two elements. */
export function placesIn(value: unknown, way: Array<string | number> = []): Place[] {
	if (typeof value === 'string' || typeof value === 'number') return [way];
	if (Array.isArray(value)) return value.slice(0, 2).flatMap((inner, index) => placesIn(inner, [...way, index]));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...way, key]));
}

/** Every place in an answer's body. */
export function placesOf({ body }: Answer): Place[] {
	const json = parsed(body);
	const inside = json === undefined ? [] : placesIn(json);
	return [...inside, 'new field', 'new key', 'page', 'text'];
}

/** The words and numbers of an answer that somebody might have for a login or a password; what it says of logins is no such word. */
export function ordinaryWords({ body }: Answer): string[] {
	const words = new Set<string>();
	const visit = (key: string, value: unknown) => {
		if (key === 'login') return undefined;
		if (typeof value === 'string' || typeof value === 'number') for (const word of [String(value), ...String(value).split(/[^\p{L}\d]+/u)]) words.add(word);
		return value;
	};
	JSON.parse(parsed(body) === undefined ? JSON.stringify(body) : body, visit);
	return [...words].filter((word) => /^(?:[A-Z]?[a-z]{3,14}|[А-ЯЁ]?[а-яё]{3,14}|[A-Z]{3,14}|\d{3,15}|\+\d{8,14}|\d{4}-\d\d-\d\d)$/.test(word));
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** The request as it came and in some spellings, with its parts by name. */
function quoteOf(request: IncomingMessage, body: string, spellings: string[]): { text: string; parts: Json } {
	const { search } = new URL(request.url!, 'http://localhost');
	const fields = { ...Object.fromEntries(new URLSearchParams(search)), ...fieldsOf(body) };
	const head = JSON.stringify(request.headers);
	const whole = `${request.method} ${request.url}\n${head}\n\n${body}`;
	const said = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`).join('&');
	const spelled = spellings.map((name) => `${name}: ${SPELLINGS[name](said)} ${SPELLINGS[name](JSON.stringify(fields))}`);
	const basic = Buffer.from(`${String(fields.login ?? fields.username)}:${String(fields.password ?? fields.psw)}`).toString('base64');
	return { text: [whole, ...spelled, `Authorization: Basic ${basic}`].join('\n'), parts: { ...fields, ['authorization']: `Basic ${basic}` } };
}

/** The fields of a form, of JSON, or of multipart. */
function fieldsOf(body: string): Json {
	const json = parsed(body);
	if (typeof json === 'object' && json !== null) return json as Json;
	if (!body.startsWith('--')) return Object.fromEntries(new URLSearchParams(body));
	return Object.fromEntries([...body.matchAll(/name="([^"]+)"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]*)/g)].map(([, name, value]) => [name, value]));
}

function withQuote({ status, body }: Answer, place: Place, { text, parts }: { text: string; parts: Json }): Answer {
	if (place === 'nowhere') return { status, body };
	if (place === 'page') return { status: 500, body: `<html><pre>${text}</pre></html>` };
	if (place === 'text') return { status: 200, body: text };
	const json = parsed(body);
	if (json === undefined) return { status, body: `${body} ${text}` };
	const extra = place === 'new field' ? { request: parts, note: text, pairs: Object.entries(parts) } : { [text]: { [text]: 1 } };
	if (typeof place === 'string') {
		const told = Array.isArray(json) ? json.map((row) => (typeof row === 'object' ? { ...row, ...extra } : row)) : { ...(json as Json), ...extra };
		return { status, body: JSON.stringify(told) };
	}
	let holder = json as Record<string | number, unknown>;
	for (const step of place.slice(0, -1)) holder = (holder?.[step] ?? {}) as Record<string | number, unknown>;
	const last = place.at(-1);
	if (last === undefined) return { status, body: JSON.stringify(text) };
	if (typeof holder === 'object' && holder !== null && last in holder) holder[last] = text;
	return { status, body: JSON.stringify(json) };
}

type Scripts = Map<string, Script>;
type Records = Map<string, { to: string; answers: Answer[] }>;

/** Records what a vendor answers, and plays it again with the request quoted in it. Each run has an address of its own. */
export class EchoVendor {
	readonly url: string;
	readonly #server: Server;
	readonly #scripts: Scripts;
	readonly #records: Records;

	private constructor(server: Server, scripts: Scripts, records: Records) {
		this.#server = server;
		this.#scripts = scripts;
		this.#records = records;
		this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	static async start(): Promise<EchoVendor> {
		const scripts: Scripts = new Map();
		const records: Records = new Map();
		const server = createServer((request, response) => void answer(request, response, scripts, records));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new EchoVendor(server, scripts, records);
	}

	/** An address that passes on to a simulator; what came back is in the list. */
	recording(to: string): { baseUrl: string; answers: Answer[] } {
		const name = `r${this.#records.size}`;
		const answers: Answer[] = [];
		this.#records.set(name, { to, answers });
		return { baseUrl: `${this.url}/${name}`, answers };
	}

	/** An address that answers as recorded, and quotes. */
	playing(answers: Answer[], place: Place, spellings: string[]): { baseUrl: string; isAsked: () => boolean } {
		const name = `p${this.#scripts.size}`;
		const script: Script = { answers, place, spellings, asked: 0 };
		this.#scripts.set(name, script);
		return { baseUrl: `${this.url}/${name}`, isAsked: () => script.asked > 0 };
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	scripts: Scripts,
	records: Records,
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	const [, name, path] = /^\/(\w+)(\/.*)$/.exec(request.url!)!;
	const record = records.get(name);
	const said = record ? await passedOn(record, request, path, body) : played(scripts.get(name)!, request, body.toString());
	response.writeHead(said.status, { 'content-type': 'application/json; charset=utf-8' }).end(said.body);
}

async function passedOn({ to, answers }: { to: string; answers: Answer[] }, { method, headers }: IncomingMessage, path: string, body: Buffer): Promise<Answer> {
	const type = headers['content-type'];
	const reply = await fetch(to + path, { method, headers: type ? { 'content-type': type } : {}, ...(method === 'GET' ? {} : { body: new Uint8Array(body) }) });
	const told = { status: reply.status, body: await reply.text() };
	answers.push(told);
	return told;
}

function played(script: Script, request: IncomingMessage, body: string): Answer {
	const { answers, place, spellings } = script;
	const told = answers[Math.min(script.asked++, answers.length - 1)];
	return withQuote(told, place, quoteOf(request, body, spellings));
}
