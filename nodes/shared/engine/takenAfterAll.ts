import type { Problem } from '../errors';
import { sendsMessages, type Entry, type Operation, type Reply, type Unknown, type Verdict } from '../operation';
import { asText } from '../transport/replies';

/** It may come from a server in between as well, which may number requests: ids of vendors are numbers. */
const TOO_MANY = 429;
const NUMBER = /^\d+(-\d+)?$/;

/**
 * A write whose HTTP status says that it was not done, or leaves it open, while its answer would be a yes under any other: nobody
 * knows which of both is true, so it is unclear, with the id that the answer names. Nothing where the answer holds no yes.
 */
export function takenAfterAll<T extends Entry>(operation: Operation<T>, reply: Reply, entries: T[]): Unknown[] | undefined {
	const { status, body } = reply;
	if (operation.effect === 'read' || (status >= 200 && status <= 299)) return undefined;
	const ids = readAsSuccess(operation, reply, entries).map((verdict, place) => {
		const id = idIn(verdict, operation, entries[place]);
		return id !== undefined && (status !== TOO_MANY || NUMBER.test(id)) ? id : undefined;
	});
	if (ids.every((id) => id === undefined)) return undefined;
	const problem: Problem = { ...CONTRADICTORY, code: `HTTP ${status}` };
	return entries.map((_, place) => ({ outcome: 'unknown', problem, ...(ids[place] === undefined ? {} : { id: ids[place] }), raw: body }));
}

function readAsSuccess<T extends Entry>(operation: Operation<T>, reply: Reply, entries: T[]): Verdict[] {
	try {
		return operation.unpack({ ...reply, status: 200 }, entries);
	} catch {
		return [];
	}
}

/** The id of what was made, if the answer names one. Operations on what exists give back the id that they were asked about. */
function idIn(verdict: Verdict, operation: Pick<Operation, 'isSend' | 'answerBy'>, entry: Entry): string | undefined {
	const id = verdict.outcome === 'accepted' ? asText(verdict.results[0]?.id) : undefined;
	return id !== undefined && (sendsMessages(operation) || !JSON.stringify(entry).includes(id)) ? id : undefined;
}

const CONTRADICTORY: Problem = {
	kind: 'unclear',
	meaning: 'its answer says that it was taken, its HTTP status that it was not',
	remedy: 'Check the vendor’s history before you run it again, and report the attached answer.',
};
