import type { IDataObject } from 'n8n-workflow';

import { problemOf } from '../shared/errors';
import type { Accepted, Entry, FormFields, Refused, Reply, Request, Verdict } from '../shared/operation';
import { isObject, jsonOf, asText } from '../shared/transport/replies';
import { CODES } from './codes';

/**
 * A call: always a form in a POST body, so that the password's MD5 is in no URL. The document names GET for the calls that
 * only read; that they take POST as well is known from public clients.
 */
export const call = (path: string, form: FormFields = []): Request => ({ path: `/simple${path}`, form });

export const done = (results: IDataObject[], raw: unknown): Accepted => ({ outcome: 'accepted', results, raw });

/** The id by which the vendor proves that it took a message: a whole number. */
export function idIn(answer: unknown): string | undefined {
	const id = isObject(answer) ? (asText(answer.id)?.trim() ?? '') : '';
	return /^\d+$/.test(id) && Number(id) > 0 ? id : undefined;
}

/** The refusal that an answer spells out as `{"error":"CODE"}`, whatever its HTTP status. */
export function refusalIn(answer: unknown): Refused | undefined {
	const error = isObject(answer) ? answer.error : undefined;
	if (!error) return undefined;
	const code = typeof error === 'object' ? JSON.stringify(error) : String(error).trim();
	const id = idIn(answer);
	return { outcome: 'refused', problem: problemOf(CODES, code), ...(id ? { id } : {}), raw: answer };
}

/**
 * `unpack` of the calls that carry one entry: the vendor's refusal, or what `read` makes of the answer.
 * @param read throws `UnclearReply` when the answer does not hold what was promised
 */
export const answers =
	<T extends Entry>(read: (answer: unknown, entry: T, reply: Reply) => Verdict) =>
	(reply: Reply, entries: T[]): Verdict[] => {
		const answer = jsonOf(reply);
		return entries.map((entry) => refusalIn(answer) ?? read(answer, entry, reply));
	};
