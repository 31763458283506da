import type { IDataObject } from 'n8n-workflow';

import { areFinal } from '../../../shared/sms/status';
import { grouped } from '../../../shared/grouped';
import { UnclearReply, type Problem } from '../../../shared/errors';
import { done, type Operation, type Reply, type Verdict } from '../../../shared/operation';
import { isObject, asText, unclearReply } from '../../../shared/transport/replies';
import { answerIn, call, isError, refusal, rowsOf } from '../../vendor';
import { messageEntries, messageIdFields, type SentEntry } from './ids';
import { rowFinder } from './rowFinder';
import { factsOf, stateIn, statusIn } from './states';

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
	isFinal: areFinal,
	minPollInterval: patience,
};

/** One object for one message, an array for several; an error is an object in both cases. */
function states(reply: Reply, entries: SentEntry[]): Verdict[] {
	const answer = answerIn(reply);
	if (isError(answer)) return entries.map(() => patient(refusal(answer)));
	if (!Array.isArray(answer) && !isObject(answer)) throw unclearReply(reply);
	const rows = rowsOf(answer);
	const rowOf = finder(rows);
	return entries.map((entry, index) => {
		const row = rowOf(entry, rows.length === entries.length ? index : undefined);
		if (!row || row.status === undefined) throw new UnclearReply(MISSING, reply.body);
		return verdictOn(row, entry);
	});
}

/** "Too often" is over within a minute, and nothing is lost by waiting. */
const patient = (verdict: Verdict): Verdict =>
	verdict.outcome === 'refused' && verdict.problem.code === '9'
		? { ...verdict, problem: { ...verdict.problem, kind: 'busy', retryAfter: 60, remedy: 'Wait a minute; ask about one message at most five times a minute.' } }
		: verdict;

/** Finds the row with an id and a recipient, who may share the id with others; a row that names neither is known by its place. */
function finder(rows: IDataObject[]): (entry: SentEntry, place?: number) => IDataObject | undefined {
	const withId = grouped(rows, ({ id }) => asText(id) ?? '');
	const finders = new Map([...withId].map(([id, own]) => [id, rowFinder(own.filter(isNamed))]));
	return ({ id, to }, place) => {
		const byName = finders.get(id)?.(to) ?? withId.get(id)?.find((row) => !isNamed(row));
		const byPlace = place === undefined ? undefined : rows[place];
		return byName ?? (byPlace && byPlace.id === undefined && (!isNamed(byPlace) || rowFinder([byPlace])(to)) ? byPlace : undefined);
	};
}

const isNamed = ({ phone }: IDataObject): boolean => phone !== undefined;

const MISSING: Problem = {
	kind: 'unclear',
	meaning: 'its answer does not mention this message',
	remedy: 'Check the ID and the recipient, and ask again.',
};

const verdictOn = (row: IDataObject, { id, to }: SentEntry): Verdict => done([{ ...stateIn(row, id, to), ...factsOf(row, statusIn(row)) }], row);
