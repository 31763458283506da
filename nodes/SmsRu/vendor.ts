import type { IDataObject } from 'n8n-workflow';

import { CONTRADICTORY, FAILED_AT_ONCE, UNMENTIONED, UNPROVEN, doubt, problemOf, UnclearReply, type Problem } from '../shared/errors';
import { grouped } from '../shared/grouped';
import { done, doubted, forAll, inDoubt, type Entry, type FormFields, type Refused, type Reply, type Request, type Unknown, type Verdict } from '../shared/operation';
import { isObject, asNumber, hasServerFailed, objectOf, asText, unclearReply } from '../shared/transport/replies';
import { hasFailed } from '../shared/sms/status';
import { CODES, STATUSES } from './codes';

/** Recipients or ids per request: the documented number for `to`, `multi` and `sms_id`. */
export const MAX_PER_REQUEST = 100;

/** Longest text, in SMS parts (code 205). */
export const MAX_PARTS = 8;

/** A call: form body, answers in JSON. */
export const call = (path: string, form: FormFields = []): Request => ({ path, form: [['json', '1'], ...form] });

/** Whether an answer, or a part of it, says yes: OK with code 100, which a few calls leave out. */
export const isOk = ({ status, status_code: code }: IDataObject): boolean =>
	says(status, 'OK') && (code === undefined || asText(code) === '100');

/** Whether an answer, or a part of it, says no. */
export const isRefused = ({ status }: IDataObject): boolean => says(status, 'ERROR');

const says = (status: unknown, word: string): boolean => asText(status)?.trim().toUpperCase() === word;

/** An id, which proves that something was taken: e.g. `000000-10000000`. */
export function idOf(value: unknown): string | undefined {
	const id = asText(value);
	return id !== undefined && /^\d+(-\d+)?$/.test(id) ? id : undefined;
}

/** What an answer, or a part of it, that says no spells out by its code. */
export function refusal(answer: IDataObject): Refused | Unknown {
	const id = idOf(answer.sms_id);
	const problem = problemIn(answer);
	return { outcome: problem === IN_DOUBT ? 'unknown' : 'refused', problem, ...(id ? { id } : {}), raw: answer };
}

/** A no may come with the code of a message's state: one that has failed is a no, too; any other contradicts it. */
function problemIn({ status_code: written, status_text: words }: IDataObject): Problem {
	const code = asNumber(written);
	const state = code !== undefined && Object.hasOwn(STATUSES, code) ? STATUSES[code] : undefined;
	if (!state) return problemOf(CODES, code ?? 'no code', asText(words));
	return hasFailed(state.status) ? { ...FAILED_AT_ONCE, code: String(code), vendorText: asText(words) } : IN_DOUBT;
}

const CONTRADICTED = doubt('SMS.ru', CONTRADICTORY);

const IN_DOUBT = doubt('SMS.ru', 'its answer says no, but gives the code of a message that was taken');

/**
 * Reads a reply: one and the same refusal for all entries where the call as a whole failed, else a verdict for each.
 * @throws {UnclearReply} when the reply is none of the vendor's
 */
export function verdicts<T extends Entry>(
	reply: Reply,
	entries: T[],
	each: (answer: IDataObject, entry: T) => Verdict,
): Verdict[] {
	const answer = plainCode(reply) ?? objectOf(reply);
	if (isRefused(answer) && isOwnNo(answer, reply)) {
		if (!hasYes(answer)) return forAll(entries, refusal(answer));
		const problem: Problem = { ...CONTRADICTED, code: asText(answer.status_code) };
		return entries.map((entry) => doubted(each(answer, entry), problem));
	}
	if (!isOk(answer)) throw unclearReply(reply);
	return entries.map((entry) => each(answer, entry));
}

/** Whether a no is SMS.ru's own: of a failed server, a code that repeats the HTTP status needs SMS.ru's words beside it. */
function isOwnNo({ status_code: written, status_text: words }: IDataObject, { status }: Reply): boolean {
	const code = asNumber(written);
	return !hasServerFailed({ status }) || (code !== undefined && (Boolean(asText(words)) || (code !== status && Object.hasOwn(CODES, code))));
}

/** Whether any part of an answer says yes, or may: a no to the whole then proves nothing. */
const hasYes = ({ sms }: IDataObject): boolean => isObject(sms) && Object.values(sms).some((part) => isObject(part) && mayBeTaken(part));

const mayBeTaken = (part: IDataObject): boolean =>
	isRefused(part) ? refusal(part).outcome === 'unknown' : isOk(part) || idOf(part.sms_id) !== undefined;

/**
 * Some failures come as plain text even when JSON was asked for: the code alone on the first line. Under any other HTTP
 * status such a number is that of a server in between.
 */
function plainCode({ status, body }: Reply): IDataObject | undefined {
	const code = status === 200 ? /^\s*(\d{3})\s*$/.exec(body)?.[1] : undefined;
	return code && code !== '100' ? { status: 'ERROR', status_code: Number(code) } : undefined;
}

/**
 * The part of an answer that belongs to a message id or a number.
 * @throws {UnclearReply} when the answer has no parts at all
 */
export function partFor(answer: IDataObject, key: string): IDataObject | undefined {
	const parts = answer.sms;
	if (Array.isArray(parts) && parts.length === 0) return undefined;
	if (!isObject(parts)) throw new UnclearReply(MISSING, JSON.stringify(answer));
	const part = Object.hasOwn(parts, key) ? parts[key] : alike(parts, key);
	return isObject(part) ? part : undefined;
}

/** SMS.ru may write a number in another form than we did, e.g. with 8 in front; it must still be that number. */
function alike(parts: IDataObject, number: string): unknown {
	if (!spellings.has(parts)) spellings.set(parts, grouped(Object.keys(parts), inOurForm));
	const matches = spellings.get(parts)?.get(number) ?? [];
	return matches.length === 1 ? parts[matches[0]] : undefined;
}

/** How an answer spells each number, worked out once for all that it is asked about. */
const spellings = new WeakMap<IDataObject, Map<string, string[]>>();

const inOurForm = (written: string): string =>
	written.replace(/[^\d+]/g, '').replace(/^8?(?=\d{10}$)/, '7').replace('+', '');

const MISSING = doubt('SMS.ru', UNMENTIONED);

/** The verdict on an entry of which the answer says nothing certain. */
export const unmentioned = inDoubt(MISSING);

/** The verdict on an entry of which the answer speaks, but without a proof. */
export const unproven = inDoubt(doubt('SMS.ru', UNPROVEN));

/** A list of words; the vendor leaves the key out where there are none. */
export const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((word) => asText(word) ?? []) : []);

/** `unpack` of the calls that answer one entry: what the answer holds, as output items. */
export const answers =
	<T extends Entry>(read: (answer: IDataObject, entry: T) => IDataObject[]) =>
	(reply: Reply, entries: T[]): Verdict[] =>
		verdicts(reply, entries, (answer, entry) => done(read(answer, entry), answer));
