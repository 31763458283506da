import { problemOf } from '../shared/errors';
import type { Entry, Fallback, FormFields, Refused, Reply, Request, Verdict } from '../shared/operation';
import { isObject, jsonOf, asText, hasServerFailed, namesNoError, parse, unclearReply } from '../shared/transport/replies';
import { CODES } from './codes';

/**
 * A call: a form in a POST body, so that the password's MD5 is in no URL. The document names GET for the calls that only
 * read; that they take POST as well is known from public clients.
 */
export const call = (path: string, form: FormFields = []): Request => ({ path: `/simple${path}`, form });

/** The calls that the document makes by GET (1.2, 1.3, 1.4, 1.6). */
const READS = ['/status', '/balance', '/senders', '/templates'].map((path) => call(path).path);

/** A read by GET, as the document has it, for a server that does not take it by POST. What the vendor itself says is an answer. */
export const byGet: Fallback = ({ path, form = [] }, reply) =>
	READS.includes(path) && !(reply && isAnswer(reply)) ? { method: 'GET', path, query: Object.fromEntries(form) } : undefined;

function isAnswer({ body }: Reply): boolean {
	const answer = parse(body);
	return isObject(answer) && isKnown(answer.error);
}

const isKnown = (error: unknown): boolean => Object.hasOwn(CODES, asText(error)?.trim() ?? '');

/** The id by which the vendor proves that it took a message: a whole number. */
export function idIn(answer: unknown): string | undefined {
	const id = isObject(answer) ? (asText(answer.id)?.trim() ?? '') : '';
	return /^\d+$/.test(id) && Number(id) > 0 ? id : undefined;
}

/**
 * The refusal of a whole call, whatever its HTTP status; of a failed server only by a code that is known to be RocketSMS's.
 * @throws {UnclearReply} when the error may be another server's
 */
export function wholeRefusal(reply: Reply, answer: unknown): Refused | undefined {
	const refused = refusalIn(answer);
	if (refused && hasServerFailed(reply) && !isKnown(refused.problem.code)) throw unclearReply(reply);
	return refused;
}

/** The refusal that an answer, or a part of it, spells out as `{"error":"CODE"}`. */
export function refusalIn(answer: unknown): Refused | undefined {
	const error = isObject(answer) ? answer.error : undefined;
	if (namesNoError(error)) return undefined;
	const code = typeof error === 'object' ? JSON.stringify(error) : String(error).trim();
	const id = idIn(answer);
	return { outcome: 'refused', problem: problemOf(CODES, code), ...(id ? { id } : {}), raw: answer };
}

/**
 * `unpack` of the calls that carry one entry and give it no id: the vendor's refusal, or what `read` makes of the answer.
 * @param read throws `UnclearReply` when the answer does not hold what was promised
 */
export const answers =
	<T extends Entry>(read: (answer: unknown, entry: T, reply: Reply) => Verdict) =>
	(reply: Reply, entries: T[]): Verdict[] => {
		const answer = jsonOf(reply);
		return entries.map((entry) => wholeRefusal(reply, answer) ?? read(answer, entry, reply));
	};
