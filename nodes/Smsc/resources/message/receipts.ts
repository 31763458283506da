import type { IDataObject } from 'n8n-workflow';

import { CONTRADICTORY as BOTH, doubt, problemOf, type Problem } from '../../../shared/errors';
import { forAll, type Accepted, type Entry, type Refused, type Reply, type Unknown, type Verdict } from '../../../shared/operation';
import { hasFailed } from '../../../shared/sms/status';
import { asNumber, asText, hasServerFailed, isObject, namesNoError, unclearReply, unexpectedReply } from '../../../shared/transport/replies';
import { ERRORS, SEND_CODES, STATUSES, STATUS_CODES } from '../../codes';
import { answerIn, idOf, refusal, rowsOf } from '../../vendor';
import { isGroup } from './recipients';
import { isOfAnother, rowsFinder } from './rowFinder';

/** What an answer of send.php says of one recipient (`op=1`); all its values are texts, and any may be missing. */
export type Row = IDataObject;

/** An answer that took a request: its id, and everything else. */
export interface Receipt {
	id: string;
	answer: IDataObject;
}

/** A recipient of a group has an outcome of his own. */
interface Addressed extends Entry {
	to: string;
}

/** Errors that are none: nothing wrong, and the account's test mode. */
const HARMLESS = [0, 200];

const MISSING: Problem = {
	kind: 'unclear',
	meaning: 'its answer does not mention it',
	remedy: 'Check the history of the SMSC account, or ask for its status by the ID, before you send it again.',
};

const CONTRADICTORY: Problem = { ...MISSING, meaning: 'its answer gives an error and a good status at once' };

const UNREADABLE: Problem = { ...MISSING, meaning: 'its answer gives an error that is no code' };

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
		return entries.map((entry, place) => {
			const own = ownOf(entry);
			return own.length > 0 ? (rowsProblem(own) ?? { outcome: 'unknown', problem: CONTRADICTORY, raw: answer }) : whole[place];
		});
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

/** The codes that come with an ID (official). */
const NUMBERED = ['3', '6', '7', '8'];

const IN_DOUBT = doubt('SMSC', BOTH);

/** What an error of the whole call means for its entries. An ID beside a code that has none may be that of messages that were taken. */
function noTo(answer: IDataObject, [{ dryRun }]: Entry[]): Refused | Unknown {
	const refused = refusal(answer, { table: SEND_CODES, asks: dryRun ? 'question' : 'message' });
	const isProof = refused.id !== undefined && !NUMBERED.includes(refused.problem.code ?? '');
	return isProof ? { ...refused, outcome: 'unknown', problem: IN_DOUBT } : refused;
}

/** What is wrong with a recipient, if anything is. Rows of one recipient that do not agree leave it open. */
export function rowsProblem(rows: Row[]): Verdict | undefined {
	const problems = rows.map(rowProblem);
	const [first] = problems;
	return problems.every((one) => one?.outcome === first?.outcome) ? first : { outcome: 'unknown', problem: CONTRADICTORY, raw: { rows } };
}

function rowProblem(row: Row): Verdict | undefined {
	const error = asNumber(asText(row.error)?.trim() || '0');
	if (error === undefined) return { outcome: 'unknown', problem: UNREADABLE, raw: row };
	const status = asText(row.status);
	const state = status === undefined ? undefined : STATUSES[status]?.status;
	const isBad = hasFailed(state);
	const isGood = state !== undefined && !isBad && state !== 'unknown';
	if (HARMLESS.includes(error)) return isBad ? refusedFor(STATUS_CODES, status as string, row) : undefined;
	return isGood ? { outcome: 'unknown', problem: CONTRADICTORY, raw: row } : refusedFor(ERRORS, error, row);
}

/** Most codes refuse a recipient; by 245 nobody knows whether the message arrived. */
function refusedFor(table: typeof ERRORS, code: string | number, raw: Row): Verdict {
	const problem = problemOf(table, code);
	return { outcome: problem.kind === 'unclear' ? 'unknown' : 'refused', problem, raw };
}

/** Values that JSON writes without quotes. */
const BARE = /^(?:null|true|false|[\d-]+)$/;

/** A text as an id stands without quotes in the vendor's page; if it does so in its answers, they are put right. */
const withQuotedId = (body: string): string =>
	body.replace(/("id"\s*:\s*)([\w.-]+)(?=\s*[,}])/g, (whole, name: string, id: string) => (BARE.test(id) ? whole : `${name}"${id}"`));
