import type { IDataObject } from 'n8n-workflow';

import { CONTRADICTORY, UNMENTIONED, UNPROVEN, doubt, problemOf, UnclearReply } from '../shared/errors';
import { doubted, forAll, inDoubt, type Entry, type FormFields, type Reply, type Request, type Verdict } from '../shared/operation';
import { asNumber, asText, isObject, namesNoError, hasServerFailed, objectOf, unclearReply } from '../shared/transport/replies';
import { CODES } from './codes';

/** Messages, ids or numbers per request. The document names no maximum; public code takes lists of 500 numbers. */
export const MAX_PER_REQUEST = 100;

/** Longest text, in SMS parts. */
export const MAX_PARTS = 10;

/** A call of API-2: one JSON document (official). */
export const call = (command: IDataObject): Request => ({ path: '/api2.php', json: command });

/** A call of API-1, for what API-2 cannot do: form fields, answers in JSON (known from the vendor's public samples). */
export const call1 = (form: FormFields): Request => ({
	path: '/api.php',
	form: [['format', 'json'], ['charset', 'utf-8'], ...form],
});

/**
 * Reads a reply: one and the same refusal for all entries where it is an error document, else whatever `read` makes of
 * the command's answer. SMSPILOT itself answers with 200 either way, so nothing that a failed server says is its own refusal.
 * @param command the member that the answer must have
 * @throws {UnclearReply} when the reply is none of the vendor's
 */
export function answerOf<T extends Entry>(
	reply: Reply,
	entries: T[],
	command: string,
	read: (answer: IDataObject) => Verdict[],
): Verdict[] {
	const answer = plainError(reply) ?? objectOf(reply);
	const { error } = answer;
	if (namesNoError(error) && Object.hasOwn(answer, command)) return read(answer);
	if (command === 'send' && hasYes(answer)) return read(answer).map((verdict) => doubted(verdict, { ...IN_DOUBT, ...codeOf(error) }));
	if (!isObject(error) || namesNoError(error) || asNumber(error.code) === 0 || hasServerFailed(reply)) throw unclearReply(reply);
	return forAll(entries, refusal(error.code, error.description_ru ?? error.description, answer));
}

const codeOf = (error: unknown) => (isObject(error) && asText(error.code) ? { code: asText(error.code) } : {});

/** Whether any item of an answer says yes: an error of the whole then proves nothing. */
const hasYes = ({ send }: IDataObject): boolean =>
	typeof send === 'object' && send !== null && Object.values(send).some((item) => isObject(item) && mayBeTaken(item));

/** An id or a state, but for that of a refusal. */
const mayBeTaken = ({ server_id: id, status }: IDataObject): boolean =>
	asText(status) !== '-2' && (idOf(id) !== undefined || asNumber(status) !== undefined);

/** An error in the vendor's text format, `ERROR=102: words`, which may come where another format was asked for. */
function plainError({ status, body }: Reply): IDataObject | undefined {
	const [, code, description] = /^\s*ERROR\s*=\s*(\d{1,4})\b[\s:]*(.*)/i.exec(body) ?? [];
	if (code === undefined || Number(code) === 0 || status === 429) return undefined;
	return { error: { code, ...(description.trim() ? { description: description.trim() } : {}) } };
}

/**
 * The refusal behind a code; codes may be texts or numbers, and some answers have words in their place. A code that leaves
 * open whether the message has arrived refuses nothing.
 */
export function refusal(code: unknown, words: unknown, raw: IDataObject): Verdict {
	const number = asNumber(code);
	const problem = problemOf(CODES, number ?? 'no code', asText(words) ?? (number === undefined ? asText(code) : undefined));
	return { outcome: problem.kind === 'unclear' ? 'unknown' : 'refused', problem, raw };
}

/**
 * The items of a list in an answer; PHP may write an object with numbers for keys in the place of a list.
 * @throws {UnclearReply} when there is none
 */
export function itemsOf(answer: IDataObject, command: string): IDataObject[] {
	const list = answer[command];
	const items = isObject(list) ? Object.values(list) : list;
	if (!Array.isArray(items)) throw new UnclearReply(MISSING, JSON.stringify(answer));
	return items.filter(isObject);
}

const MISSING = doubt('SMSPILOT', UNMENTIONED);

const IN_DOUBT = doubt('SMSPILOT', CONTRADICTORY);

/** The verdict on an entry of which the answer says nothing certain. */
export const unmentioned = inDoubt(MISSING);

/** The verdict on an entry of which the answer speaks, but without a proof. */
export const unproven = inDoubt(doubt('SMSPILOT', UNPROVEN));

/** Whether the vendor speaks of the number that we asked about: it may write a Russian one with 8, or without the 7. */
export function isNumber(answered: unknown, asked: string): boolean {
	const digits = (asText(answered) ?? '').replace(/\D/g, '');
	return digits === asked || (asked.startsWith('7') && [asked.slice(1), `8${asked.slice(1)}`].includes(digits));
}

/** An id of the vendor's: a whole number; 0 stands for none. */
export function idOf(value: unknown): string | undefined {
	const id = asText(value)?.trim() ?? '';
	return /^[1-9]\d*$/.test(id) ? id : undefined;
}

/** Whether an item carries an error code. */
export const hasError = ({ error }: IDataObject): boolean => !namesNoError(error);
