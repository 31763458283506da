import type { IDataObject } from 'n8n-workflow';

import { hasFailed, messageResult } from '../shared/sms/status';
import { FAILED_AT_ONCE, doubt, UnclearReply, type Problem } from '../shared/errors';
import { doneWith, forAll, inDoubt, type Entry, type FormFields, type Refused, type Reply, type Request, type Unknown, type Verdict } from '../shared/operation';
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
import { HTTP_REFUSALS, STATUSES } from './codes';
import { refusalIn, unknownWords } from './refusals';

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

/** The objects of an answer in which an ID may stand: itself, and what it wraps. */
const layersOf = (answer: unknown): IDataObject[] => [single(answer), single(contentOf(answer))].filter(isObject);

/** What the answers of a call are read by. */
interface Reading {
	/** What of the answer may hold an error; lists whose rows have errors of their own pass them by. */
	open?: (answer: unknown) => unknown;
	/** What the document says of HTTP statuses, where that differs from one call to another. */
	statuses?: StatusRows;
	/** The ID that only a message has which was taken: where an error stands beside it, nobody knows which of both is true. */
	proof?: string;
}

/**
 * Reads a reply: one and the same refusal for all entries where the vendor refused, else a verdict for each.
 * @throws {UnclearReply} when the reply is none of the vendor's
 */
export function verdicts<T extends Entry>(reply: Reply, entries: T[], each: (answer: unknown, entry: T) => Verdict, reading: Reading = {}): Verdict[] {
	const answer = jsonUnder(reply, reading.statuses ?? HTTP_REFUSALS);
	const refused = refusalOf(reply, answer, reading);
	if (refused) return forAll(entries, refused);
	if (reply.status < 200 || reply.status > 299) throw unclearReply(reply);
	return entries.map((entry) => each(answer, entry));
}

/** What an answer complains of: the answer itself, or what it wraps, where the error is in there. */
function complaining(answer: unknown): unknown {
	const [one, content] = [single(answer), single(contentOf(answer))];
	return errorIn(one) === undefined && errorIn(content) !== undefined ? content : one;
}

/** @throws {UnclearReply} where the vendor's words leave open what became of it */
function refusalOf(reply: Reply, whole: unknown, { open = complaining, statuses = HTTP_REFUSALS, proof }: Reading): Refused | Unknown | undefined {
	const answer = open(whole);
	const inStatus = documentedStatus(reply, statuses);
	const vendorText = errorIn(answer) ?? (inStatus ? messageIn(answer) : undefined);
	const taken = proof ? idUnder(whole, proof) : undefined;
	if (vendorText === undefined && !inStatus) return taken && isDenied(whole) ? inDoubt(CONTRADICTION)(whole, taken) : undefined;

	const words = inStatus?.isCertain ? '' : (vendorText ?? '');
	const refusal = refusalIn(reply.status, words);
	const byStatus = words === '' ? inStatus : undefined;
	const { kind, meaning, remedy, isPermanent } = refusal?.row ?? byStatus ?? unknownWords(reply.status, words);
	const told: Pick<Problem, 'code' | 'vendorText'> = {
		...(reply.status === 200 ? {} : { code: `HTTP ${reply.status}` }),
		...(vendorText ? { vendorText } : {}),
	};
	// An earlier campaign is named in the place of a new one's ID.
	const isEarlier = refusal?.hasEarlierId && proof === 'message_id';
	if (taken && !isEarlier) return inDoubt({ ...CONTRADICTION, ...told })(whole, taken);
	const problem: Problem = { kind, meaning, remedy, ...(isPermanent ? { isPermanent } : {}), ...told };
	if (kind === 'unclear') throw new UnclearReply(problem, reply.body);
	const id = isObject(answer) ? (idOf(answer.message_id) ?? idOf(answer.sms_id)) : undefined;
	return { outcome: 'refused', problem, ...(id ? { id } : {}), raw: answer };
}

const CONTRADICTION = doubt('SMS.by', 'its answer holds an ID and an error');

/** A `success` that is a no, in any spelling. It gives no reason: alone it proves nothing, and beside an ID it is in doubt. */
const DENIAL = /^(false|0|no|error|fail(ed)?)$/i;

const isDenied = (answer: unknown): boolean =>
	layersOf(answer).some(({ success }) => success === false || DENIAL.test(asText(success) ?? ''));

/** The ID under a name, in the answer or in what it wraps. */
const idUnder = (answer: unknown, name: string): string | undefined =>
	layersOf(answer).map((layer) => idOf(layer[name])).find((id) => id !== undefined);

/** "Failed" is an error, unless it is the state of a message. */
function beyondState(answer: unknown): unknown {
	const one = complaining(answer);
	if (!isObject(one) || idOf(one.sms_id) === undefined || !hasFailed(stateOf(one.status).status)) return one;
	return { ...one, status: undefined };
}

/** The error of an answer: `{error}`, or `{status: "error", message}`; empty ones are none. '' where it gives no reason. */
function errorIn(answer: unknown): string | undefined {
	if (!isObject(answer)) return undefined;
	const { error, status } = answer;
	if (!namesNoError(error)) return wordsOf(error);
	const failed = /^(error|fail(ed)?)$/i.test(asText(status) ?? '');
	return failed ? (messageIn(answer) ?? '') : undefined;
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

/** A one-time code that SMS.by tells. None is no empty code: whoever enters nothing would have entered it. */
export const codeIn = (value: unknown): string | null => asText(value)?.trim() || null;

/** The verdict on an entry of which the answer says nothing certain. */
export const unproven = inDoubt(doubt('SMS.by', 'its answer holds neither an ID nor an error'));

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

/** `unpack` of a send that answers with `sms_id`. @param more what its result has in addition */
export const sends = <T extends Entry & { to: string }>(reply: Reply, entries: T[], more: (answer: IDataObject) => IDataObject = () => ({})): Verdict[] =>
	verdicts(reply, entries, (answer, entry) => sent(answer, entry, more), { open: beyondState, proof: 'sms_id' });

/** What "Show Cost" adds is not documented: `cost` or `price`, and `currency`, are taken where they come. */
function sent(answer: unknown, { to }: { to: string }, more: (answer: IDataObject) => IDataObject): Verdict {
	const id = idUnder(answer, 'sms_id');
	const one = layersOf(answer).find((layer) => idOf(layer.sms_id) === id);
	if (!id || !one) return unproven(answer);
	const state = stateOf(one.status ?? 'NEW');
	if (hasFailed(state.status)) {
		const vendorText = messageIn(one);
		return { outcome: 'refused', problem: { ...FAILED_AT_ONCE, code: state.vendorStatus, ...(vendorText ? { vendorText } : {}) }, id, raw: answer };
	}
	const result = messageResult({
		id,
		to,
		...state,
		parts: asNumber(one.parts),
		cost: asNumber(one.cost ?? one.price),
		currency: asText(one.currency),
	});
	return doneWith([{ ...result, ...more(one) }], () => ({ to, ...one }));
}
