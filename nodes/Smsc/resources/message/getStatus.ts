import type { IDataObject } from 'n8n-workflow';

import { messageResult } from '../../../shared/sms/status';
import { UnclearReply, type Problem } from '../../../shared/errors';
import { isoTime } from '../../../shared/sms/dates';
import { done, type Operation, type Reply, type Verdict } from '../../../shared/operation';
import { isObject, asNumber, asText, unclearReply } from '../../../shared/transport/replies';
import { answerIn, call, isError, refusal, rowsOf } from '../../vendor';
import { messageEntries, messageIdFields, type SentEntry } from './ids';
import { NO_STATUS, factsOf, stateOf } from './states';

/** Messages per request. The vendor names no bound, but allows one request for several messages a minute. */
const MOST_STATUSES = 500;

const MINUTE = 60_000;

/** The vendor allows five questions a minute about one message, and one about several. */
const patience = (entries: number): number => (entries > 1 ? MINUTE : 13_000);

/** States of one or many messages, HLR requests and pings (status.php, known from public sources). */
export const getStatus: Operation<SentEntry> = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the delivery status of a message',
	description: 'Get the delivery status of messages, or the result of number lookups and pings',
	effect: 'read',
	fields: messageIdFields,
	maxPerRequest: MOST_STATUSES,
	entries: messageEntries,
	pack: (entries) =>
		call('status', [
			['phone', entries.map(({ to }) => to).join(',')],
			['id', entries.map(({ id }) => id).join(',')],
			['all', '2'],
		]),
	unpack: states,
	isFinal: ({ results }) => results.every(({ isFinal }) => isFinal === true),
	minPollInterval: patience,
};

/** One object for one message, an array for several; an error is an object in both cases. */
function states(reply: Reply, entries: SentEntry[]): Verdict[] {
	const answer = answerIn(reply);
	if (isError(answer)) return entries.map(() => patient(refusal(answer)));
	if (!Array.isArray(answer) && !isObject(answer)) throw unclearReply(reply);
	const rows = rowsOf(answer);
	return entries.map((entry, index) => {
		const row = rowOf(rows, entry, rows.length === entries.length ? index : undefined);
		if (!row || row.status === undefined) throw new UnclearReply(MISSING, reply.body);
		return verdictOn(row, entry);
	});
}

/** "Too often" is over within a minute, and nothing is lost by waiting. */
const patient = (verdict: Verdict): Verdict =>
	verdict.outcome === 'refused' && verdict.problem.code === '9'
		? { ...verdict, problem: { ...verdict.problem, kind: 'busy', retryAfter: 60, remedy: 'Wait a minute; ask about one message at most five times a minute.' } }
		: verdict;

/** The row with this id and recipient; a row that names neither is known by its place. */
function rowOf(rows: IDataObject[], { id, to }: SentEntry, place?: number): IDataObject | undefined {
	const byName = rows.find((row) => asText(row.id) === id && (row.phone === undefined || sameRecipient(row, to)));
	if (byName) return byName;
	const byPlace = place === undefined ? undefined : rows[place];
	return byPlace && (byPlace.id === undefined || asText(byPlace.id) === id) ? byPlace : undefined;
}

const sameRecipient = ({ phone }: IDataObject, to: string): boolean =>
	(asText(phone) ?? '').replace(/^\+/, '').slice(-10) === to.replace(/^\+/, '').slice(-10);

const MISSING: Problem = {
	kind: 'unclear',
	meaning: 'its answer does not mention this message',
	remedy: 'Check the ID and the recipient, and ask again.',
};

function verdictOn(row: IDataObject, { id, to }: SentEntry): Verdict {
	const vendorStatus = asText(row.status) ?? '';
	const { status, text } = stateOf(vendorStatus, asText(row.err));
	const state = messageResult({
		id,
		to,
		status,
		parts: asNumber(row.sms_cnt),
		cost: asNumber(row.cost),
		vendorStatus,
		vendorStatusText: text ?? asText(row.status_name),
		sentAt: timeOf(row.send_timestamp),
		...(status === 'delivered' || status === 'read' ? { deliveredAt: timeOf(row.last_timestamp) } : {}),
	});
	return done([{ ...state, ...(asText(row.err) === NO_STATUS ? { isFinal: true } : {}), ...factsOf(row, status) }], row);
}

/** Unix seconds as ISO 8601; 0 or nothing where there is no time yet. */
export function timeOf(value: unknown): string | undefined {
	const seconds = asNumber(value);
	return seconds && seconds < 1e11 ? isoTime(seconds * 1000) : undefined;
}
