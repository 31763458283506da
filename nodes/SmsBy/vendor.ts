import type { IDataObject } from 'n8n-workflow';

import { messageResult } from '../shared/sms/status';
import { UnclearReply, type CodeRow, type Problem } from '../shared/errors';
import { doneWith, type Entry, type FormFields, type Refused, type Reply, type Request, type Unknown, type Verdict } from '../shared/operation';
import {
	isObject,
	asNumber,
	asText,
	documentedStatus,
	jsonUnder,
	namesNoError,
	unclearReply,
	unexpectedReply,
	type StatusRows,
} from '../shared/transport/replies';
import { HTTP_REFUSALS, REFUSALS, STATUSES } from './codes';
import { say } from '../shared/language/say';

/** Longest text, in SMS parts. */
export const MAX_PARTS = 10;

/** A call that its document makes by GET: parameters in the query. */
export const get = (method: string, query: Record<string, string> = {}): Request => ({
	method: 'GET',
	path: `/api/v1/${method}`,
	query,
});

/** A call that its document makes by POST: parameters, and the token with them, in a form. */
export const post = (method: string, form: FormFields = [], version = 'v1'): Request => ({
	path: `/api/${version}/${method}`,
	form,
});

/** Older servers wrap an answer of one object in a list. */
export const single = (answer: unknown): unknown =>
	Array.isArray(answer) && answer.length === 1 && isObject(answer[0]) ? answer[0] : answer;

/** The part of an answer that holds what was asked for: under `result` or `data`, or the answer itself. */
export function contentOf(answer: unknown): unknown {
	const one = single(answer);
	if (!isObject(one)) return one;
	return [one.result, one.data].find((part) => typeof part === 'object' && part !== null) ?? one;
}

/**
 * Reads a reply: one and the same refusal for all entries where the vendor refused, else a verdict for each.
 * @param open what of the answer may hold an error; lists whose rows have errors of their own pass them by
 * @param statuses what the document says of HTTP statuses, where that differs from one call to another
 * @throws {UnclearReply} when the reply is none of the vendor's
 */
export function verdicts<T extends Entry>(
	reply: Reply,
	entries: T[],
	each: (answer: unknown, entry: T) => Verdict,
	{ open = complaining, statuses = HTTP_REFUSALS }: { open?: (answer: unknown) => unknown; statuses?: StatusRows } = {},
): Verdict[] {
	const answer = jsonUnder(reply, statuses);
	const refused = refusalOf(reply, open(answer), statuses);
	if (refused) return entries.map(() => refused);
	if (reply.status < 200 || reply.status > 299) throw unclearReply(reply);
	return entries.map((entry) => each(answer, entry));
}

/** What an answer complains of: the answer itself, or what it wraps, where the error is in there. */
function complaining(answer: unknown): unknown {
	const [one, content] = [single(answer), single(contentOf(answer))];
	return errorIn(one) === undefined && errorIn(content) !== undefined ? content : one;
}

/** @throws {UnclearReply} where the vendor's words leave open what became of it */
function refusalOf(reply: Reply, answer: unknown, statuses: StatusRows): Refused | Unknown | undefined {
	const inStatus = documentedStatus(reply, statuses);
	const vendorText = errorIn(answer) ?? (inStatus ? messageIn(answer) : undefined);
	if (vendorText === undefined && !inStatus) return undefined;

	const words = vendorText === undefined || inStatus?.isCertain ? undefined : explained(reply.status, vendorText);
	const { kind, meaning, remedy } = (words ?? inStatus) as CodeRow;
	const problem: Problem = {
		kind,
		meaning,
		remedy,
		...(reply.status === 200 ? {} : { code: `HTTP ${reply.status}` }),
		...(vendorText ? { vendorText } : {}),
	};
	if (problem.kind === 'unclear') throw new UnclearReply(problem, reply.body);
	// The ID of a message says that it was taken; that of a campaign may be the one that exists already.
	const taken = isObject(answer) ? idOf(answer.sms_id) : undefined;
	if (taken) return { outcome: 'unknown', problem: { ...problem, ...CONTRADICTORY }, id: taken, raw: answer };
	const id = isObject(answer) ? idOf(answer.message_id) : undefined;
	return { outcome: 'refused', problem, ...(id ? { id } : {}), raw: answer };
}

const CONTRADICTORY = {
	kind: 'unclear',
	meaning: 'its answer names a message ID and an error at once',
	remedy: 'Check the SMS.by account before you run it again.',
} satisfies Partial<Problem>;

/** What the vendor's words mean. Those that nobody has met yet are a no, unless the server failed while it said them. */
const explained = (status: number, vendorText: string): CodeRow =>
	REFUSALS.find(([says]) => says.test(vendorText))?.[1] ?? {
		kind: status >= 500 ? 'unclear' : 'other',
		meaning: vendorText,
		remedy: 'Ask the vendor what this means; the answer is attached in the details.',
	};

/** The error of an answer: `{error}`, or `{status: "error", message}`; empty ones are none. */
function errorIn(answer: unknown): string | undefined {
	if (!isObject(answer)) return undefined;
	const { error, status } = answer;
	if (!namesNoError(error)) return wordsOf(error);
	const failed = /^(error|fail(ed)?)$/i.test(asText(status) ?? '');
	return failed ? (messageIn(answer) ?? say('it gave no reason')) : undefined;
}

const messageIn = (answer: unknown): string | undefined =>
	isObject(answer) && answer.message ? wordsOf(answer.message) : undefined;

const wordsOf = (error: unknown): string => asText(error) ?? JSON.stringify(error);

/** The error for an answer that is whole, but of another form than the one that is known. */
export const unexpected = (reply: Reply): UnclearReply => unexpectedReply(reply, 'its answer does not hold what was asked for');

/** A whole number or a uuid. */
const ID = /^(\d+|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** An id, which proves that something was taken; 0 and -1 prove nothing. */
export function idOf(value: unknown): string | undefined {
	const id = asText(value)?.trim() ?? '';
	return ID.test(id) && Number(id) !== 0 ? id : undefined;
}

/** A code that was sent; null where SMS.by tells none: an empty text would equal an entry that was left empty. */
export const codeIn = (value: unknown): string | null => asText(value)?.trim() || null;

const UNPROVEN: Problem = {
	kind: 'unclear',
	meaning: 'its answer holds neither an ID nor an error',
	remedy: 'Check the SMS.by account before you run it again.',
};

/** The verdict on an entry of which the answer says nothing certain. */
export const unproven = (raw: unknown): Verdict => ({ outcome: 'unknown', problem: UNPROVEN, raw });

/** Our word for a vendor's status, in whatever letters it is written. */
export function stateOf(vendorStatus: unknown) {
	const word = asText(vendorStatus)?.toUpperCase() ?? '';
	const known = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
	return {
		status: known?.status ?? ('unknown' as const),
		vendorStatus: asText(vendorStatus),
		vendorStatusText: known?.text,
	};
}

/**
 * The verdict on a send that answers with `sms_id`. What "Show Cost" adds is not documented: `cost` or `price`, and
 * `currency`, are taken where they come.
 */
export function sent(answer: unknown, { to }: { to: string }, more: (answer: IDataObject) => IDataObject = () => ({})): Verdict {
	const one = single(answer);
	const id = isObject(one) ? idOf(one.sms_id) : undefined;
	if (!id || !isObject(one)) return unproven(answer);
	const result = messageResult({
		id,
		to,
		...stateOf(one.status ?? 'NEW'),
		parts: asNumber(one.parts),
		cost: asNumber(one.cost ?? one.price),
		currency: asText(one.currency),
	});
	return doneWith([{ ...result, ...more(one) }], () => ({ to, ...one }));
}
