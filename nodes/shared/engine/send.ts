import type { Operation, Outcome } from '../operation';
import type { Session } from '../transport/session';
import { alreadySent, claim, settleClaim, turnsOf, type KeyStore } from './deduplicate';
import { STOPPED, dispatch, notTried, type DispatchSettings } from './dispatch';
import { followUp } from './followUp';
import type { Job } from './jobs';
import { messagesIn, sentAmong, type Places } from './limits';
import { pollUntilFinal } from './pollUntilFinal';
import { reconcile } from './reconcile';
import type { RetryMemory } from './retryMemory';
import type { RunSettings } from './runSettings';

/** What the jobs of a run have in common. */
export interface Run {
	operation: Operation;
	session: Session;
	settings: RunSettings;
	/** Whether nothing new is begun after a failure. */
	stopsAtFailure: boolean;
	signal?: AbortSignal;
	/** Whether any item's results are wanted as the vendor gave them. */
	wantsRaw: boolean;
	memory: RetryMemory;
	keys(): KeyStore;
	places: Places;
}

/**
 * Carries out jobs and returns an outcome for each, in their order. What an earlier try has settled, and what has been sent
 * under its key before, is not sent; of the rest nothing, where it is more than the user allows. Never rejects.
 */
export async function send(jobs: readonly Job[], run: Run): Promise<Outcome[]> {
	const outcomes = new Map<Job, Outcome>();
	const note = (found: Iterable<readonly [Job, Outcome]>) => {
		for (const [job, outcome] of found) outcomes.set(job, outcome);
	};
	const open = () => jobs.filter((job) => !outcomes.has(job));

	note(run.memory.recall(jobs));
	const keys = run.keys();
	note(await alreadySent(open(), keys, run.places.areLimited));

	const taken = run.places.areLimited ? messagesIn(open()) : 0;
	const limit = run.places.take(taken);
	if (limit) note(open().map((job) => [job, notTried(limit)] as const));

	let sentCount = 0;
	for (const turn of turnsOf(open())) {
		const { fresh, settled } = await claim(turn, keys);
		note(settled);
		const sent = await carryOut(fresh, run);
		await settleClaim(fresh, sent, keys);
		sentCount += sentAmong(fresh, sent);
		fresh.forEach((job, index) => outcomes.set(job, sent[index]));
		const stopped = turn.find((job) => isWall(outcomes.get(job) as Outcome, run));
		const wall = stopped && outcomes.get(stopped);
		if (!wall) continue;
		note(open().map((job) => [job, wall.outcome === 'not tried' ? wall : notTried(STOPPED)] as const));
		break;
	}
	if (!limit) run.places.giveBack(taken - sentCount);
	return jobs.map((job) => outcomes.get(job) as Outcome);
}

/** After these, nothing more is begun. */
const isWall = ({ outcome }: Outcome, { stopsAtFailure }: Run): boolean =>
	outcome === 'not tried' || (stopsAtFailure && outcome !== 'accepted');

/** Sends, asks what became of what is unclear, and asks on until answers are final. */
async function carryOut(jobs: readonly Job[], { operation, session, settings, memory, stopsAtFailure, signal, wantsRaw }: Run): Promise<Outcome[]> {
	const entries = jobs.map(({ entry }) => entry);
	const dispatchSettings: DispatchSettings = {
		...settings,
		stopsAtFailure,
		signal,
		dropsRaw: !wantsRaw,
		onOutcome: (index, outcome) => memory.note(jobs[index], outcome),
	};
	const first = await dispatch(operation, entries, session, dispatchSettings);
	const certain = settings.checksUnclear ? await reconcile(operation, entries, first, session, dispatchSettings) : first;
	const newest = await pollUntilFinal(operation, entries, certain, session, dispatchSettings, settings.longestWait);
	return await followUp(operation, entries, newest, session, dispatchSettings, settings.longestWait);
}
