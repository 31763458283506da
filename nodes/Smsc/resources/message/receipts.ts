import type { IDataObject } from 'n8n-workflow';

import { CONTRADICTORY, doubt } from '../../../shared/errors';
import { forAll, type Accepted, type Entry, type Refused, type Reply, type Unknown, type Verdict } from '../../../shared/operation';
import { hasServerFailed, isObject, namesNoError, unclearReply, unexpectedReply } from '../../../shared/transport/replies';
import { SEND_CODES } from '../../codes';
import { answerIn, idOf, refusal, rowsOf } from '../../vendor';
import { isGroup } from './recipients';
import { isOfAnother, rowsFinder } from './rowFinder';
import { DISAGREEING, MISSING, isGood, rowsProblem, type Row } from './rowProblem';

/** An answer that took a request: its id, and everything else. */
export interface Receipt {
	id: string;
	answer: IDataObject;
}

/** A recipient of a group has an outcome of his own. */
interface Addressed extends Entry {
	to: string;
}

/**
 * Reads an answer of send.php: one refusal for all where the call as a whole failed, else a verdict for each recipient by
 * his row. An id alone proves a request for one recipient only.
 * @throws {UnclearReply} when the answer is none of the vendor's, or names no id
 */
export function receipts<T extends Addressed>(
	reply: Reply,
	entries: T[],
	accept: (entry: T, rows: Row[], receipt: Receipt) => Accepted,
): Verdict[] {
	const answer = answerIn({ ...reply, body: withQuotedId(reply.body) });
	if (!isObject(answer)) throw unclearReply(reply);
	const rows = [...rowsOf(answer.phones ?? []), ...rowsOf(answer.errors ?? [])];
	const rowsFor = rowsFinder(rows);
	// The only row of a request for one recipient is his, however it spells him.
	const isOnly = entries.length === 1 && rows.length === 1 && !isOfAnother(rows[0], entries[0].to);
	const ownOf = ({ to }: T): Row[] => (isOnly || isGroup(to) ? rows : rowsFor(to));
	if (answer.error_code !== undefined || !namesNoError(answer.error)) {
		const whole = forAll(entries, noTo(answer, entries));
		return entries.map((entry, place) => ownProblem(ownOf(entry), answer) ?? whole[place]);
	}

	// A server in between may number its failures; SMSC counts what it takes.
	if (hasServerFailed(reply) && answer.cnt === undefined) throw unclearReply(reply);
	const id = idOf(answer.id);
	if (!id && answer.cost === undefined) throw unexpectedReply(reply, 'its answer names no message ID');
	return entries.map((entry): Verdict => {
		const own = ownOf(entry);
		if (own.length === 0 && (entries.length > 1 || rows.length > 0)) {
			return { outcome: 'unknown', problem: MISSING, ...(id ? { id } : {}), raw: answer };
		}
		const refused = isGroup(entry.to) ? undefined : rowsProblem(own);
		if (refused) return { ...refused, ...(id ? { id } : {}) };
		if (!entry.dryRun && !id) throw unexpectedReply(reply, 'its answer names no message ID');
		return accept(entry, own, { id: id ?? '', answer });
	});
}

/** What the rows of a recipient say beside an error of the whole call: a good one contradicts it. */
const ownProblem = (rows: Row[], answer: IDataObject): Verdict | undefined =>
	rowsProblem(rows) ?? (rows.some(isGood) ? { outcome: 'unknown', problem: DISAGREEING, raw: answer } : undefined);

/** The codes that come with an ID (official). */
const NUMBERED = ['3', '6', '7', '8'];

const IN_DOUBT = doubt('SMSC', CONTRADICTORY);

/** What an error of the whole call means for its entries. An ID beside a code that has none may be that of messages that were taken. */
function noTo(answer: IDataObject, [{ dryRun }]: Entry[]): Refused | Unknown {
	const refused = refusal(answer, { table: SEND_CODES, asks: dryRun ? 'question' : 'message' });
	const isProof = refused.id !== undefined && !NUMBERED.includes(refused.problem.code ?? '');
	return isProof ? { ...refused, outcome: 'unknown', problem: IN_DOUBT } : refused;
}

/** Values that JSON writes without quotes. */
const BARE = /^(?:null|true|false|[\d-]+)$/;

/** A text as an id stands without quotes in the vendor's page; if it does so in its answers, they are put right. */
const withQuotedId = (body: string): string =>
	body.replace(/("id"\s*:\s*)([\w.-]+)(?=\s*[,}])/g, (whole, name: string, id: string) => (BARE.test(id) ? whole : `${name}"${id}"`));
