import type { IDataObject } from 'n8n-workflow';

import { UnclearReply, type CodeRow, type Problem } from '../errors';
import type { Reply } from '../operation';
import { say, type Text } from '../language/say';

const CHECK_HISTORY: Text = 'Check the vendor’s history before you run it again.';
const CHECK_ADDRESS: Text = 'Check the Base URL of the credential.';

type Row = Pick<Problem, 'kind' | 'meaning' | 'remedy'>;

/**
 * What an HTTP status says by itself. Statuses by which a server declares that it did not act mean refused; a redirect
 * is never followed (it would carry credentials and might repeat the request).
 */
const HTTP_STATUSES: Array<[from: number, to: number, row: Row]> = [
	[301, 301, { kind: 'address', meaning: 'its address has moved', remedy: CHECK_ADDRESS }],
	[307, 308, { kind: 'address', meaning: 'its address has moved', remedy: CHECK_ADDRESS }],
	[300, 399, { kind: 'unclear', meaning: 'it pointed to another address instead of answering', remedy: CHECK_ADDRESS }],
	[401, 401, { kind: 'credential', meaning: 'it does not accept the credential', remedy: 'Check the credential.' }],
	[403, 403, { kind: 'credential', meaning: 'it denies access', remedy: 'Check the credential and the vendor’s IP allow list.' }],
	[404, 405, { kind: 'address', meaning: 'it does not know this call', remedy: CHECK_ADDRESS }],
	[407, 407, { kind: 'address', meaning: 'a proxy asks for a password', remedy: 'Check the proxy settings of this n8n.' }],
	[429, 429, { kind: 'busy', meaning: 'it is receiving too many requests', remedy: 'Send fewer requests at once (option "Batching") or run again later.' }],
	[500, 599, { kind: 'unclear', meaning: 'its server failed', remedy: CHECK_HISTORY }],
];

/** A server that has nothing under an id says so with 404 as well; where it answers with data, it knows the call. */
const NOTHING_THERE: Row = {
	kind: 'other',
	meaning: 'it has found nothing there',
	remedy: 'Check the ID, where you gave one; if it is right, check the address in the credential.',
};

/**
 * Whether a server has failed, which need not be the vendor's: one in between may fail after the vendor has taken what it was
 * asked, and its answer speaks of an error, too. Only what is certainly the vendor's own refuses anything then.
 */
export const hasServerFailed = ({ status }: Pick<Reply, 'status'>): boolean => status >= 500;

/** What the beginning of a body says about an answer that cannot be used. */
const BODIES: Array<[looksLike: RegExp, meaning: Text]> = [
	[/^\s*$/, 'its answer was empty'],
	[/^\s*</, 'it answered with a web page instead of data'],
	[/^\s*[[{"]/, 'its answer was cut off or damaged'],
];

const OTHER_FORM: Text = 'its answer is not in the promised form';

/** What an HTTP status says by itself; for 404 it matters whether data came with it. */
function rowOfStatus({ status, body }: Reply): Row | undefined {
	if (status === 404 && holdsData(body)) return NOTHING_THERE;
	return HTTP_STATUSES.find(([from, to]) => status >= from && status <= to)?.[2];
}

const holdsData = (body: string): boolean => typeof (parse(body) ?? undefined) === 'object';

function meaningOf(body: string): Text {
	if (parse(body) !== undefined) return OTHER_FORM;
	return BODIES.find(([looksLike]) => looksLike.test(body))?.[1] ?? OTHER_FORM;
}

/** E.g. `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** The vendor's wish for a pause in seconds, from a Retry-After header in either of its two forms. */
export function retryAfter(reply: Reply, now = Date.now()): number | undefined {
	const header = reply.headers['retry-after'];
	if (header === undefined) return undefined;
	const moment = HTTP_DATE.test(header) ? new Date(header).getTime() : NaN;
	const seconds = /^\d+$/.test(header) ? Number(header) : (moment - now) / 1000;
	return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** The error for a reply that is none of the vendor's own answers; what is wrong with it, told by status, then body. */
export function unclearReply(reply: Reply): UnclearReply {
	const row: Row = rowOfStatus(reply) ?? { kind: 'unclear', meaning: meaningOf(reply.body), remedy: CHECK_HISTORY };
	const wait = retryAfter(reply);
	return new UnclearReply(
		{
			...row,
			...(reply.status === 200 ? {} : { code: `HTTP ${reply.status}` }),
			...(wait === undefined ? {} : { retryAfter: wait }),
		},
		reply.body,
	);
}

/**
 * The error for a reply that is whole, but does not hold what was promised; the HTTP status still comes first.
 * @param meaning what is wrong with it, as a phrase, e.g. "its answer names no message ID"
 */
export function unexpectedReply(reply: Reply, meaning: Text): UnclearReply {
	const told = unclearReply(reply);
	if (reply.status < 200 || reply.status > 299) return told;
	return new UnclearReply({ ...told.problem, meaning }, told.answer);
}

/**
 * The reply's JSON. A vendor may put its answers into any HTTP status, except 429, which is about the request itself.
 * @throws {UnclearReply} when it is not JSON
 */
export function jsonOf(reply: Reply): unknown {
	if (reply.data) return reply.data;
	if (reply.status === 429) throw unclearReply(reply);
	const parsed = parse(reply.body);
	if (parsed === undefined) throw unclearReply(reply);
	return parsed;
}

/** What an HTTP status means in a vendor's document. */
export interface StatusRow extends CodeRow {
	/** It means that whatever the answer says: words beside it change nothing. */
	isCertain?: true;
}

/** The HTTP statuses that a vendor's document explains: they are read without a body, too. */
export type StatusRows = Readonly<Record<number, StatusRow>>;

/** What a vendor's document says of a reply's HTTP status, if anything. */
export const documentedStatus = ({ status }: Reply, rows: StatusRows): StatusRow | undefined =>
	Object.hasOwn(rows, status) ? rows[status] : undefined;

/**
 * The reply's JSON; nothing where its HTTP status is documented and its body is no JSON: then the status says it all.
 * @throws {UnclearReply} when neither the status nor the body can be read
 */
export function jsonUnder(reply: Reply, rows: StatusRows): unknown {
	return documentedStatus(reply, rows) ? parse(reply.body) : jsonOf(reply);
}

/** @throws {UnclearReply} when the reply is not a JSON object */
export function objectOf(reply: Reply): IDataObject {
	const value = jsonOf(reply);
	if (!isObject(value)) throw unclearReply(reply);
	return value;
}

/** Whether a value is an object with keys; PHP writes an empty map as `[]`, which is none. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A part of an answer, such as the row of one recipient, with what the answer says beside it: each field under the vendor's own
 * name. Where both use a name, it is the part's, and the answer's own fields stand under `answer`.
 */
export function withAnswer(part: IDataObject, answer: IDataObject): IDataObject {
	const isShared = Object.keys(part).some((name) => Object.hasOwn(answer, name));
	return { ...answer, ...part, ...(isShared ? { answer } : {}) };
}

/** How much of what an answer says beside its parts is kept with each of them, in characters: far above what vendors say there. */
const MOST_BESIDE = 20_000;

/** What answers say beside their parts, worked out once for all of these. */
const besides = new WeakMap<IDataObject, Map<string, IDataObject>>();

/**
 * An answer without its lists of parts. Fields that would be too long to be copied to each part are left out whole: a secret
 * of which only the beginning is left could not be told any more.
 */
export function without(answer: IDataObject, ...lists: string[]): IDataObject {
	const known = besides.get(answer) ?? new Map<string, IDataObject>();
	besides.set(answer, known);
	const name = lists.join();
	const beside = known.get(name) ?? shortened(Object.entries(answer).filter(([field]) => !lists.includes(field)));
	known.set(name, beside);
	return beside;
}

function shortened(fields: Array<[string, IDataObject[string]]>): IDataObject {
	let length = 0;
	const kept = fields.filter((field) => {
		const size = JSON.stringify(field).length;
		if (length + size > MOST_BESIDE) return false;
		length += size;
		return true;
	});
	const leftOut = fields.length - kept.length;
	return { ...Object.fromEntries(kept), ...(leftOut > 0 ? { '…': say('{count} {count|field is|fields are} too long', { count: leftOut }) } : {}) };
}

/** A number that a vendor may also have written as text; `undefined` for anything else. */
export function asNumber(value: unknown): number | undefined {
	if (typeof value === 'string' && value.trim() === '') return undefined;
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** An id or a word that a vendor may also have written as a number; `undefined` for anything else. */
export const asText = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** No vendor's answer is deeper. One that is could be read, but not be worked through or stored by n8n. */
const DEEPEST = 100;

/** Whether objects and lists stand in each other on more levels than these. */
export const isDeeper = (value: unknown, levels: number): boolean =>
	typeof value === 'object' &&
	value !== null &&
	(levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

/** From this number of digits on, a number may lose its last ones. */
const LONG_NUMBER = /\d{16}/;

/** The texts and numbers of JSON; a text without an end takes all, so that no other is looked for in it. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** JSON whose long whole numbers are texts: an ID with other last digits is that of another message. */
function withWholeNumbers(body: string): string {
	if (!LONG_NUMBER.test(body)) return body;
	return body.replace(TEXT_OR_NUMBER, (found) => (/^-?\d{16,}$/.test(found) && !Number.isSafeInteger(Number(found)) ? `"${found}"` : found));
}

/** The JSON of a body; `undefined` where it is none, or none that can be worked with. */
export function parse(body: string): unknown {
	try {
		const value = JSON.parse(withWholeNumbers(body)) as unknown;
		return isDeeper(value, DEEPEST) ? undefined : value;
	} catch {
		return undefined;
	}
}

/** Whether a field for errors names none: "0", an empty list and the like are false for PHP, which writes most answers. */
export const namesNoError = (error: unknown): boolean =>
	!error || error === '0' || (typeof error === 'object' && Object.keys(error).length === 0);

/** Whether a field of a row holds nothing. */
export const isEmpty = (value: unknown): boolean => value === '' || value === null || value === undefined;

/** A row without its empty fields. */
export const filled = (row: IDataObject): IDataObject => Object.fromEntries(Object.entries(row).filter(([, value]) => !isEmpty(value)));
