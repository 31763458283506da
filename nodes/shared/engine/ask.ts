import { UnclearReply, type Problem } from '../errors';
import type { Entry, Operation, Outcome, Reply, Request, Verdict } from '../operation';
import { bounded } from '../transport/bounds';
import { retryAfter } from '../transport/replies';
import type { Session } from '../transport/session';
import { takenAfterAll } from './takenAfterAll';
import { say, type Text } from '../language/say';

/**
 * One request, and a verdict for each of its entries, whatever happens on the way. Here, and nowhere else, what the vendor
 * said is cut to size and its quotations of secrets are blanked out: all that follows sees safe values only.
 */
export async function ask<T extends Entry>(
	operation: Operation<T>,
	entries: T[],
	{ transport, redact, dropsRaw }: Session & { dropsRaw: boolean },
): Promise<Outcome[]> {
	const request = packed(operation, entries);
	if (request instanceof Error) return entries.map(() => ({ outcome: 'refused', problem: unpackable(request) }));
	try {
		const reply = await transport(request);
		const verdicts = 'body' in reply ? verdictsOf(operation, reply, entries) : entries.map(() => verdictOf(operation, reply.problem));
		return bounded(verdicts, redact, dropsRaw).map((verdict) => traceable(verdict, request));
	} catch {
		// What broke may quote the answer, which has not been made safe yet.
		return entries.map(() => traceable(verdictOf(operation, BROKEN), request));
	}
}

function packed<T extends Entry>(operation: Operation<T>, entries: T[]): Request | Error {
	try {
		return operation.pack(entries);
	} catch (error) {
		return error as Error;
	}
}

function verdictsOf<T extends Entry>(operation: Operation<T>, reply: Reply, entries: T[]): Verdict[] {
	const forAll = (problem: Problem, raw: unknown) => entries.map(() => verdictOf(operation, problem, raw));
	try {
		const verdicts = operation.unpack(reply, entries);
		if (verdicts.length !== entries.length) return forAll(MISCOUNTED, reply.body);
		const describe = inFull(operation, reply);
		return verdicts.map((verdict) => fitting(operation, verdict, describe));
	} catch (error) {
		if (!(error instanceof UnclearReply)) return forAll(NOT_UNDERSTOOD, reply.body);
		return takenAfterAll(operation, reply, entries) ?? forAll(error.problem, error.answer);
	}
}

const unpackable = ({ message }: Error): Problem => ({
	kind: 'input',
	meaning: say('the request could not be written ({message})', { message }),
	remedy: 'Nothing was sent. Check the parameters of the node.',
});

/** An unclear verdict with the id that the answer names, or else the request: a status read can settle it. */
const traceable = (verdict: Verdict, { reference }: Request): Verdict =>
	verdict.outcome === 'unknown' && verdict.id === undefined && reference !== undefined ? { ...verdict, id: reference } : verdict;

const NOT_UNDERSTOOD: Problem = {
	kind: 'unclear',
	meaning: 'its answer could not be understood',
	remedy: 'Check the vendor’s history before you run it again, and report the attached answer.',
};

/** Something of n8n's or ours failed once the request may have been under way. */
const BROKEN: Problem = {
	...NOT_UNDERSTOOD,
	meaning: 'something broke while its answer was awaited or read',
	remedy: 'Check the vendor’s history before you run it again, and the log of this n8n.',
};

const MISCOUNTED: Problem = { ...NOT_UNDERSTOOD, meaning: 'its answer does not fit what was asked' };

/** A problem of kind "unclear" leaves open what became of a write; a read has simply failed. */
function verdictOf(operation: Operation, problem: Problem, raw?: unknown): Verdict {
	const outcome = problem.kind === 'unclear' && operation.effect === 'write' ? 'unknown' : 'refused';
	return { outcome, problem: advised(operation, problem), ...(raw === undefined ? {} : { raw }) };
}

const ASK_AGAIN: Text =
	'Nothing was sent or changed. Check what you asked for, and ask again; if it stays so, check the address in the credential.';

/** An unclear read has left nothing to look for, unless what it returns counts as seen. */
const advised = ({ effect, usesUp }: Operation, problem: Problem): Problem =>
	effect === 'read' && problem.kind === 'unclear' && !usesUp ? { ...problem, remedy: ASK_AGAIN } : problem;

/** Problems as the whole reply tells them, with the pause of its header. What several entries share stays one, and is worked on once. */
function inFull(operation: Operation, reply: Reply): (problem: Problem) => Problem {
	const wait = retryAfter(reply);
	const known = new Map<Problem, Problem>();
	return (problem) => {
		const full = known.get(problem) ?? { ...advised(operation, problem), ...(wait === undefined ? {} : { retryAfter: wait }) };
		known.set(problem, full);
		return full;
	};
}

/** A verdict with its problem in full; an unclear read is a failed one. */
function fitting(operation: Operation, verdict: Verdict, describe: (problem: Problem) => Problem): Verdict {
	if (verdict.outcome === 'accepted') return verdict;
	const outcome = operation.effect === 'read' ? 'refused' : verdict.outcome;
	return { ...verdict, outcome, problem: describe(verdict.problem) };
}
