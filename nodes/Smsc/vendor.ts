import type { IDataObject } from 'n8n-workflow';

import { doubt, problemOf, UnclearReply, type CodeTable, type Problem } from '../shared/errors';
import { done, type Entry, type FormFields, type Refused, type Reply, type Request, type Verdict } from '../shared/operation';
import { isObject, jsonOf, asNumber, asText, hasServerFailed, unclearReply, unexpectedReply } from '../shared/transport/replies';
import { CALL_CODES, SEND_CODES } from './codes';
import { TOO_OFTEN, tooOften, type Asks } from './tooOften';

/** Recipients or lines of a `list` per request. The vendor names no bound; the node keeps to this one. */
export const MAX_PER_REQUEST = 100;

/** A call of one of the vendor's scripts: form body, UTF-8 both ways, answers in JSON where there are data. */
export const call = (script: string, form: FormFields): Request => ({
	path: `/sys/${script}.php`,
	form: [['fmt', '3'], ['charset', 'utf-8'], ...form],
});

/** A number as it is sent. A plus turns off the vendor's automatic correction, which may take a foreign number for a Russian one. */
export const wired = (to: string): string => (/^\d+$/.test(to) && !/^7\d{10}$/.test(to) ? `+${to}` : to);

/** A pair of a form, or none where there is nothing to say. */
export const pair = (name: string, value: string | undefined): FormFields =>
	value === undefined || value === '' ? [] : [[name, value]];

const NOTHING_FOUND = 3;
/** How errors look in the formats 0, 1 and 2: `ERROR = N (words), ID - <id>`, `<id>,-N`, and XML (document). */
const PLAIN_ERRORS = [
	/^\s*ERROR\s*=\s*(?<code>\d{1,3})\b(?:\s*\((?<words>[^)]*)\))?(?:\s*,\s*ID\s*-\s*(?<id>[\w.-]+))?\s*$/i,
	/^\s*(?<id>[\w.-]+),-(?<code>\d{1,3})\s*$/,
	/^\s*(?:<\?xml[^>]{0,100}\?>\s*)?<result>\s*<error>(?<words>[^<]*)<\/error>\s*<error_code>(?<code>\d{1,3})<\/error_code>\s*(?:<id>(?<id>[\w.-]+)<\/id>\s*)?<\/result>\s*$/,
];

/** An error in a format that was not asked for, as an answer in JSON would put it. */
function plainError({ status, body }: Reply): IDataObject | undefined {
	const found = PLAIN_ERRORS.map((form) => form.exec(body)?.groups).find((groups) => groups !== undefined);
	if (!found || status === 429) return undefined;
	return { error: found.words ?? '', error_code: Number(found.code), ...(idOf(found.id) ? { id: found.id } : {}) };
}

/**
 * What an answer says: JSON, or an error in one of the vendor's other formats; of a failed server only one of SMSC's codes.
 * @throws {UnclearReply} when it is neither
 */
export function answerIn(reply: Reply): unknown {
	const answer = plainError(reply) ?? jsonOf(reply);
	if (hasServerFailed(reply) && isError(answer) && !isKnown(answer.error_code)) throw unclearReply(reply);
	return answer;
}

function isKnown(written: unknown): boolean {
	const code = asText(written) ?? '';
	return [SEND_CODES, CALL_CODES].some((table) => Object.hasOwn(table, code)) || Number(code) === TOO_OFTEN;
}

/** Whether an answer is an error of the whole call. */
export const isError = (answer: unknown): answer is IDataObject => isObject(answer) && answer.error_code !== undefined;

/** The problem of a failed call. */
export function callProblem(answer: IDataObject, table: CodeTable, asks: Asks): Problem {
	const code = asText(answer.error_code) ?? 'no code';
	const text = asText(answer.error);
	return problemOf(Number(code) === TOO_OFTEN ? { ...table, [code]: tooOften(text ?? '', asks) } : table, code, text);
}

const NO_CODE = doubt('SMSC', 'its answer speaks of an error, but gives no code');

/** What a call asks for, and the codes by which it is refused. */
interface Call {
	table?: CodeTable;
	asks?: Asks;
}

/**
 * The refusal of a failed call. Codes 3, 6, 7 and 8 of send.php come with an id.
 * @throws {UnclearReply} when there is no code of an error: 0 or nothing refuses nothing
 */
export function refusal(answer: IDataObject, { table = CALL_CODES, asks = 'question' }: Call = {}): Refused {
	if (!((asNumber(answer.error_code) ?? 0) > 0)) throw new UnclearReply(NO_CODE, JSON.stringify(answer));
	const id = idOf(answer.id);
	return { outcome: 'refused', problem: callProblem(answer, table, asks), ...(id ? { id } : {}), raw: answer };
}

/** `unpack` of the calls that answer one entry with an object. */
export const answers =
	<T extends Entry>(read: (answer: IDataObject, entry: T, reply: Reply) => IDataObject[], called?: Call) =>
	(reply: Reply, entries: T[]): Verdict[] => {
		const answer = answerIn(reply);
		if (isError(answer)) return entries.map(() => refusal(answer, called));
		if (!isObject(answer)) throw unclearReply(reply);
		return entries.map((entry) => done(read(answer, entry, reply), answer));
	};

/** `unpack` of a list: an array, one object for a list of one, or code 3 where there is nothing. */
export const lists =
	<T extends Entry>(read: (row: IDataObject) => IDataObject, choose: (rows: IDataObject[], entry: T) => IDataObject[]) =>
	(reply: Reply, entries: T[]): Verdict[] => {
		const answer = answerIn(reply);
		if (isError(answer) && asNumber(answer.error_code) !== NOTHING_FOUND) return entries.map(() => refusal(answer));
		if (typeof answer !== 'object' || answer === null) throw unexpectedReply(reply, 'its answer is no list');
		const rows = isError(answer) ? [] : rowsOf(answer);
		return entries.map((entry) => {
			const chosen = choose(rows, entry);
			return done(chosen.map(read), chosen);
		});
	};

/** `unpack` of what changes something: the word OK, or an object that says so. */
export const changes =
	<T extends Entry>(result: (entry: T) => IDataObject) =>
	(reply: Reply, entries: T[]): Verdict[] => {
		if (/^\s*"?OK\b/i.test(reply.body) && reply.status === 200) return entries.map((entry) => done([result(entry)], { result: 'OK' }));
		const answer = answerIn(reply);
		if (isError(answer)) return entries.map(() => refusal(answer, { asks: 'change' }));
		const says = isObject(answer) ? (asText(answer.result) ?? '') : '';
		if (says.toUpperCase() !== 'OK') throw unexpectedReply(reply, 'its answer does not say that it was done');
		return entries.map((entry) => done([result(entry)], answer));
	};

/** `unpack` of what the vendor only confirms, in whatever words: OK, or the id of what it was done to. */
export const confirms =
	<T extends Entry>(result: (entry: T) => IDataObject) =>
	(reply: Reply, entries: T[]): Verdict[] => {
		const answer = /^\s*[[{]/.test(reply.body) ? answerIn(reply) : undefined;
		const isNamed = isObject(answer) && answer.error_code === undefined && idOf(answer.id) !== undefined;
		return isNamed ? entries.map((entry) => done([result(entry)], answer)) : changes(result)(reply, entries);
	};

/** `unpack` of what makes something: its new id. */
export const makes = <T extends Entry>(result: (entry: T) => IDataObject, table?: CodeTable) =>
	answers<T>((answer, entry, reply) => [{ id: proof(answer, reply), ...result(entry) }], { table, asks: 'change' });

/** @throws {UnclearReply} when the answer names no id */
function proof(answer: IDataObject, reply: Reply): string {
	const id = idOf(answer.id);
	if (id) return id;
	throw unexpectedReply(reply, 'its answer names no ID');
}

/** An id of the vendor's, or one of ours given back; 0 and other words prove nothing. */
export function idOf(value: unknown): string | undefined {
	const id = asText(value)?.trim() ?? '';
	return /^[\w.-]{1,40}$/.test(id) && id !== '0' ? id : undefined;
}

/** The rows of a list, whatever it is wrapped in. */
export const rowsOf = (answer: unknown): IDataObject[] =>
	(Array.isArray(answer) ? answer : [answer]).filter((row): row is IDataObject => isObject(row));

/** The currency's ISO code; the vendor writes the rouble of before 1998. */
export const currencyOf = (value: unknown): string | undefined => {
	const code = asText(value);
	return code === 'RUR' ? 'RUB' : code;
};
