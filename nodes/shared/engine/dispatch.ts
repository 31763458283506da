import { traitsOf, type Problem } from '../errors';
import type { Entry, Operation, Outcome, Refused } from '../operation';
import type { Session } from '../transport/session';
import { ask } from './ask';
import { batches } from './batches';
import { Pages } from './pages';
import { RateLimit, inParallel } from './rateLimit';

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
	/** Why it waits for another try. */
	told?: Refused;
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
		const { kind, halts = traitsOf(kind).halts } = outcome.problem;
		if (halts) halt = halts === true ? outcome.problem : halts;
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
			if (halt && halt !== STOPPED && waiting.every(({ told }) => told)) {
				// Another try would meet the wall that was found meanwhile.
				waiting.forEach((one) => settle(one, one.told as Refused));
				return;
			}
			const mayAsk = !settings.signal?.aborted;
			const verdicts = mayAsk ? await ask(operation, waiting.map(({ entry }) => entry), { ...session, dropsRaw }) : waiting.map(() => notTried(CANCELLED));
			const again: Array<Pending<T>> = [];
			let wait = 0;
			verdicts.forEach((verdict, place) => {
				const one = waiting[place];
				const nextPage = verdict.outcome === 'accepted' ? operation.next?.(one.entry, verdict) : undefined;
				if (nextPage && verdict.outcome === 'accepted' && one.pages?.add(verdict)) again.push({ ...one, entry: nextPage, told: undefined });
				else if (tries < PAUSES.length && helpsToWait(operation, verdict, one.entry)) {
					again.push({ ...one, told: verdict });
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
