import { batches } from './batches';
import { UnclearReply, traitsOf, type Problem } from '../errors';
import type { Entry, Operation, Outcome, Refused, Reply, Request, Verdict } from '../operation';
import { bounded } from '../transport/bounds';
import { retryAfter } from '../transport/replies';
import type { Session } from '../transport/session';
import { Pages } from './pages';
import { RateLimit, inParallel } from './rateLimit';
import { say, type Text } from '../language/say';

export interface DispatchSettings {
	concurrency: number;
	/** Shortest time between two starts, in milliseconds. */
	pause: number;
	/** Fewer entries per request than the operation allows. */
	maxPerRequest?: number;
	/** Start nothing new after the first failure; what has begun is finished. */
	stopsAtFailure: boolean;
	signal?: AbortSignal;
	/** Whether nobody is to see the vendor's own words on what it took: they need not be kept, nor made safe. */
	dropsRaw?: boolean;
	/** Called with every outcome as soon as it is certain. */
	onOutcome?: (index: number, outcome: Outcome) => void;
}

/** Tries for what was certainly not carried out, and for reads; pauses between them in milliseconds. */
const PAUSES = [1_000, 3_000];

/** The longest pause on a vendor's wish, in seconds; longer ones are left to the user. */
const LONGEST_WAIT = 60;

interface Pending<T> {
	index: number;
	entry: T;
	/** Of a list in pages: those so far. */
	pages?: Pages;
}

/**
 * Sends entries in as few requests as they fit into, and returns one outcome per entry, in their order. Repeats only
 * reads and what was certainly not carried out. Never rejects for anything the vendor or the network does.
 */
export async function dispatch<T extends Entry>(
	operation: Operation<T>,
	entries: readonly T[],
	session: Session,
	settings: DispatchSettings,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	// The next page of a list is told by the raw rows of this one.
	const dropsRaw = settings.dropsRaw === true && !operation.next;
	const rateLimit = new RateLimit(settings.pause, settings.signal);
	let halt: Problem | undefined;

	const settle = ({ index, pages }: Pending<T>, outcome: Outcome) => {
		outcomes[index] = pages && outcome.outcome === 'accepted' ? pages.joinedWith(outcome) : outcome;
		settings.onOutcome?.(index, outcomes[index]);
		if (outcome.outcome === 'accepted' || halt) return;
		if (outcome.problem.halts ?? traitsOf(outcome.problem.kind).halts) halt = outcome.problem;
		else if (settings.stopsAtFailure) halt = STOPPED;
	};

	const carryOut = async (batch: number[]) => {
		let waiting: Array<Pending<T>> = batch.map((index) => ({ index, entry: entries[index], ...(operation.next ? { pages: new Pages() } : {}) }));
		if (halt ?? (settings.signal?.aborted ? CANCELLED : undefined)) {
			waiting.forEach((one) => settle(one, notTried(halt ?? CANCELLED)));
			return;
		}
		for (let tries = 0; waiting.length > 0; ) {
			await rateLimit.acquire();
			const mayAsk = !settings.signal?.aborted;
			const verdicts = mayAsk ? await ask(operation, waiting, { ...session, dropsRaw }) : waiting.map(() => notTried(CANCELLED));
			const again: Array<Pending<T>> = [];
			let wait = 0;
			verdicts.forEach((verdict, place) => {
				const one = waiting[place];
				const nextPage = verdict.outcome === 'accepted' ? operation.next?.(one.entry, verdict) : undefined;
				if (nextPage && verdict.outcome === 'accepted' && one.pages?.add(verdict)) again.push({ ...one, entry: nextPage });
				else if (tries < PAUSES.length && helpsToWait(operation, verdict, one.entry)) {
					again.push(one);
					wait = Math.max(wait, PAUSES[tries], (verdict.problem.retryAfter ?? 0) * 1000);
				} else settle(one, verdict);
			});
			if (wait > 0) {
				tries++;
				rateLimit.pauseFor(wait);
			}
			waiting = again;
		}
	};

	const { maxPerRequest = 1, batchKey, conflictKey } = operation;
	const plan = batches(entries, { maxPerRequest: Math.min(maxPerRequest, settings.maxPerRequest ?? maxPerRequest), batchKey, conflictKey });
	await inParallel(plan, settings.concurrency, carryOut);
	return outcomes;
}

/** Why a run that stops at errors leaves the rest alone. */
export const STOPPED: Problem = {
	kind: 'other',
	meaning: 'the run stopped at an earlier failure before its turn came',
	remedy: 'Correct the failure and run again; what was accepted is not sent again by a retry of this run.',
};

const CANCELLED: Problem = {
	kind: 'other',
	meaning: 'the run was cancelled before its turn came',
	remedy: 'Run again if it should still be sent.',
};

/** The outcome of what was left alone. */
export const notTried = (problem: Problem): Outcome => ({ outcome: 'not tried', problem });

function helpsToWait<T extends Entry>(operation: Operation<T>, outcome: Outcome, entry: T): outcome is Refused {
	if (outcome.outcome !== 'refused') return false;
	const { kind, halts, retryAfter: wished = 0 } = outcome.problem;
	if (halts) return false;
	const mayAskAgain = operation.effect === 'read' && !operation.usesUp?.(entry);
	const repeatable = traitsOf(kind).repeats ?? (mayAskAgain && kind === 'unclear');
	return repeatable === true && wished <= LONGEST_WAIT;
}

/**
 * One request, and a verdict for each of its entries, whatever happens on the way. Here, and nowhere else, what the vendor
 * said is cut to size and its quotations of secrets are blanked out: all that follows sees safe values only.
 */
async function ask<T extends Entry>(
	operation: Operation<T>,
	pending: Array<Pending<T>>,
	{ transport, redact, dropsRaw }: Session & { dropsRaw: boolean },
): Promise<Outcome[]> {
	const entries = pending.map(({ entry }) => entry);
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
		if (error instanceof UnclearReply) return forAll(error.problem, error.answer);
		return forAll(NOT_UNDERSTOOD, reply.body);
	}
}

const unpackable = ({ message }: Error): Problem => ({
	kind: 'input',
	meaning: say('the request could not be written ({message})', { message }),
	remedy: 'Nothing was sent. Check the parameters of the node.',
});

/** An unclear verdict with the id that the request carried: a status read can settle it. */
const traceable = (verdict: Verdict, { reference }: Request): Verdict =>
	verdict.outcome === 'unknown' && reference !== undefined ? { ...verdict, id: reference } : verdict;

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
