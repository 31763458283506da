import type { IDataObject } from 'n8n-workflow';

import { limited, listEntries, type ListEntry } from '../shared/sms/lists';
import { done, type Accepted, type Entry, type Parameters, type Reply, type Verdict } from '../shared/operation';
import { isObject, asText } from '../shared/transport/replies';
import { contentOf, verdicts, unexpected } from './vendor';

/** Rows asked for at once. */
const PAGE = 100;

/** One page of a list. */
export interface PageEntry extends ListEntry {
	offset: number;
	/** The page before this one, to see whether the vendor turns pages at all. */
	before?: string;
}

export const pageEntry = (parameters: Parameters): PageEntry => ({ ...listEntries(parameters)[0], offset: 0 });

/** The document wants `limit_rows` wherever `limit_offset` is. */
export const pageQuery = ({ limit = Infinity, offset }: PageEntry): Record<string, string> => ({
	limit_offset: String(offset),
	limit_rows: String(Math.min(PAGE, limit - offset)),
});

/** A page may be shorter than what was asked for, since the vendor may have a bound that it does not tell: only an empty one is the end. */
export function nextPage<T extends PageEntry>(entry: T, { raw }: Accepted): T | undefined {
	const rows = raw as unknown[];
	const offset = entry.offset + rows.length;
	if (rows.length === 0 || offset >= (entry.limit ?? Infinity)) return undefined;
	return { ...entry, offset, before: JSON.stringify(rows) };
}

/** `unpack` of a list in pages: its rows, each as `read` tells it. */
export const pages =
	<T extends PageEntry>(read: (row: IDataObject) => IDataObject) =>
	(reply: Reply, entries: T[]): Verdict[] =>
		verdicts(reply, entries, (answer, { limit, offset, before }) => {
			const all = rowsOf(answer, reply);
			const rows = JSON.stringify(all) === before ? [] : limited(all, limit === undefined ? {} : { limit: limit - offset });
			return done(rows.map(read), rows);
		});

/** `unpack` of a list in one piece. */
export const list =
	<T extends ListEntry>(read: (row: IDataObject) => IDataObject) =>
	(reply: Reply, entries: T[]): Verdict[] =>
		verdicts(reply, entries, (answer, entry) => {
			const rows = limited(rowsOf(answer, reply), entry);
			return done(rows.map(read), rows);
		});

/**
 * The rows of an answer.
 * @throws {UnclearReply} when it holds no list, or a list of something else
 */
export function rowsOf(answer: unknown, reply: Reply): IDataObject[] {
	const rows = Array.isArray(answer) ? answer : contentOf(answer);
	if (!Array.isArray(rows) || !rows.every(isObject)) throw unexpected(reply);
	return rows;
}

/** Names of ids, however they are called. */
const ID_KEYS = ['id', 'list_id', 'alphaname_id', 'vibername_id'];

/** `unpack` of a list of names: an object of names by ids, which PHP may also write as a list, or a list of objects. */
export const names = <T extends ListEntry>(reply: Reply, entries: T[]): Verdict[] =>
	verdicts(
		reply,
		entries,
		(answer, entry) => {
			const content = Array.isArray(answer) ? answer : contentOf(answer);
			if (typeof content !== 'object' || content === null) throw unexpected(reply);
			const all = Object.entries(content);
			const rows = all.flatMap(([key, value]) => namedRow(key, value));
			if (rows.length === 0 && all.length > 0) throw unexpected(reply);
			return done(limited(rows, entry), limited(rows, entry));
		},
		{ open: (answer) => answer },
	);

function namedRow(key: string, value: unknown): IDataObject[] {
	if (!isObject(value)) return /^\d+$/.test(key) && typeof value === 'string' ? [{ id: key, name: value }] : [];
	const id = ID_KEYS.map((name) => asText(value[name])).find((one) => one !== undefined);
	return id === undefined ? [] : [{ ...value, id, name: asText(value.name) ?? '' }];
}

/** `unpack` of a call that answers one thing: what the answer holds; `undefined` where it does not hold it. */
export const answers =
	<T extends Entry>(read: (content: IDataObject, entry: T) => IDataObject | undefined) =>
	(reply: Reply, entries: T[]): Verdict[] =>
		verdicts(reply, entries, (answer, entry) => {
			const content = contentOf(answer);
			const one = Array.isArray(content) && content.length === 1 ? (content[0] as unknown) : content;
			const result = isObject(one) ? read(one, entry) : undefined;
			if (!result) throw unexpected(reply);
			return done([result], answer);
		});
