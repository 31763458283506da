import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InputError, type Mistake, type Problem } from '../errors';
import { done, type Accepted, type Outcome } from '../operation';
import { isSpoiled, type Job, type Read } from './jobs';
import { sleepWithAbort } from './rateLimit';
import { say } from '../language/say';

/** How many keys a node remembers; n8n reads and writes them all at each call. */
const MAX_KEYS = 10_000;

/** How many jobs are claimed at a time: what a crash in the middle may leave claimed but unsent. */
const SLICE = 500;

/** For how many keys the id of the message is known, to show it when one is skipped. */
const MAX_IDS = 1_000;

const MISTAKES = {
	tooMany: {
		what: 'has {count} {count|key|keys} in this run, of which n8n would forget the first before it is over',
		remedy: 'Send at most {most} {most|key|keys} in a run: put the node into a loop over the items.',
	},
} satisfies Record<string, Mistake>;

/** Where the keys that have been sent are kept. */
export interface KeyStore {
	/** Those keys of a run that are new; records none. */
	lookUp(keys: string[]): Promise<Set<string>>;
	/** Records keys and returns those that were new. */
	claim(keys: string[]): Promise<Set<string>>;
	/** Forgets keys, so that they can be sent. */
	release(keys: string[]): Promise<void>;
	/** The id of the message that a key was sent with, where it is known. */
	idOf(key: string): string | undefined;
	noteId(key: string, id: string): void;
}

/** All claims of this process, one after another: n8n's store is not atomic between two executions. */
let line: Promise<unknown> = Promise.resolve();

function inTurn<V>(work: () => Promise<V>): Promise<V> {
	const turn = line.then(work, work);
	line = turn.catch(() => undefined);
	return turn;
}

/** The node's keys in n8n's own deduplication store, which survives restarts; ids in the workflow's static data. */
export function nodeKeys(context: IExecuteFunctions): KeyStore {
	const { helpers } = context;
	const ids = (): Record<string, string> => (context.getWorkflowStaticData('node').sentIds ??= {}) as Record<string, string>;
	const settings = { mode: 'entries', maxEntries: MAX_KEYS } as const;
	// n8n can only look up what it records: with room for all, so that no old key is forgotten for that.
	const roomy = { ...settings, maxEntries: 2 * MAX_KEYS };
	const removed = async (keys: string[]) => await patiently(async () => await helpers.removeProcessed(keys, 'node', settings));
	const record = async (keys: string[], where: typeof settings | typeof roomy) =>
		new Set((await helpers.checkProcessedAndRecord(keys, 'node', where as never)).new.map(String));
	return {
		lookUp: (keys) =>
			inTurn(async () => {
				const fresh = await record(keys, roomy);
				if (fresh.size > 0) await removed([...fresh]).catch(stuck);
				return fresh;
			}),
		claim: (keys) => inTurn(async () => await record(keys, settings)),
		release: (keys) => inTurn(async () => await removed(keys)),
		idOf: (key) => harmless(() => ids()[key]),
		noteId: (key, id) =>
			harmless(() => {
				const all = ids();
				all[key] = id;
				const known = Object.keys(all);
				for (const oldest of known.slice(0, Math.max(0, known.length - MAX_IDS))) delete all[oldest];
			}),
	};
}

/** Ids of messages are only shown: without them all else is done as it should be. */
function harmless<V>(work: () => V): V | undefined {
	try {
		return work();
	} catch {
		return undefined;
	}
}

/** A key that stays although nothing was sent with it would make every later run skip the message: worth some patience, in milliseconds. */
const PAUSES = [200, 1_000];

async function patiently(work: () => Promise<void>): Promise<void> {
	for (const pause of PAUSES) {
		try {
			return await work();
		} catch {
			await sleepWithAbort(pause);
		}
	}
	return await work();
}

/** Keys that were recorded only to look them up, and stay recorded. */
class StuckKeys extends Error {}

function stuck(error: Error): never {
	throw new StuckKeys(error.message);
}

/** Jobs in the place of which a run with more keys than the store holds has a mistake: run twice, it would send twice. */
export function withinStore(reads: Read[]): Read[] {
	const count = new Set(reads.map((read) => (isSpoiled(read) ? undefined : read.deduplicationKey))).size;
	if (count <= MAX_KEYS) return reads;
	const mistake = InputError.of('Send Once Per Key', MISTAKES.tooMany, { count, most: MAX_KEYS });
	return reads.map((read) => (isSpoiled(read) || read.deduplicationKey === undefined ? read : { item: read.item, mistake }));
}

/** Jobs in turns, each key once in a turn. Jobs without a key go in one turn. */
export function turnsOf(jobs: readonly Job[]): Job[][] {
	if (jobs.every(({ deduplicationKey }) => deduplicationKey === undefined)) return [[...jobs]];
	const turns: Job[][] = [];
	const nextTurn = new Map<string, number>();
	let first = 0;
	for (const job of jobs) {
		const { deduplicationKey: key } = job;
		const turn = Math.max(first, (key !== undefined && nextTurn.get(key)) || 0);
		(turns[turn] ??= []).push(job);
		if (key !== undefined) nextTurn.set(key, turn + 1);
		while (turns[first]?.length >= SLICE) first++;
	}
	return turns;
}

/** What a claim found: jobs that may be sent now, and an outcome for each of the others. */
export interface Claim {
	fresh: Job[];
	settled: Map<Job, Outcome>;
}

const keysIn = (jobs: readonly Job[]): string[] =>
	jobs.flatMap(({ deduplicationKey }) => (deduplicationKey === undefined ? [] : [deduplicationKey]));

/**
 * Jobs whose keys were sent before the run, with their outcomes. All keys are looked up before the first is claimed, for a claim may
 * make n8n forget another.
 * @param mustCount whether it has to be known, however few there are: their claim would tell as well
 */
export async function alreadySent(jobs: readonly Job[], keys: KeyStore, mustCount: boolean): Promise<Map<Job, Outcome>> {
	const wanted = [...new Set(keysIn(jobs))];
	if (wanted.length === 0 || (wanted.length <= SLICE && !mustCount)) return new Map();
	return settledBy(await keys.lookUp(wanted).catch(unusable), jobs, keys);
}

/** Claims the keys of a turn's jobs before they are sent. */
export async function claim(jobs: Job[], keys: KeyStore): Promise<Claim> {
	const wanted = keysIn(jobs);
	const settled = wanted.length > 0 ? settledBy(await keys.claim(wanted).catch(unusable), jobs, keys) : new Map<Job, Outcome>();
	return { fresh: jobs.filter((job) => !settled.has(job)), settled };
}

function settledBy(fresh: Set<string> | Problem, jobs: readonly Job[], keys: KeyStore): Map<Job, Outcome> {
	const outcomeOf = (job: Job): Outcome | undefined => {
		const { deduplicationKey: key } = job;
		if (key === undefined) return undefined;
		if (!(fresh instanceof Set)) return { outcome: 'refused', problem: fresh };
		return fresh.has(key) ? undefined : skipped(job, key, keys.idOf(key));
	};
	return new Map(jobs.flatMap((job) => {
		const outcome = outcomeOf(job);
		return outcome ? [[job, outcome] as const] : [];
	}));
}

/**
 * Releases what was not sent, and records again what was: n8n writes all keys of a node at each call, so another process
 * may have overwritten a claim meanwhile. A failure here must not hide what was sent; it shows later, as a skip.
 */
export async function settleClaim(jobs: readonly Job[], outcomes: readonly Outcome[], keys: KeyStore): Promise<void> {
	jobs.forEach(({ deduplicationKey: key }, index) => {
		const id = key !== undefined && idOf(outcomes[index]);
		if (key !== undefined && id) keys.noteId(key, id);
	});
	const unsent = keysIn(jobs.filter((_, index) => isUnsent(outcomes[index])));
	const kept = keysIn(jobs.filter((_, index) => !isUnsent(outcomes[index])));
	if (unsent.length > 0) await keys.release(unsent).catch(() => undefined);
	if (kept.length > 0) await keys.claim(kept).catch(() => undefined);
}

const isUnsent = ({ outcome }: Outcome): boolean => outcome === 'refused' || outcome === 'not tried';

const idOf = (outcome: Outcome): string | undefined =>
	outcome.outcome === 'accepted' ? (outcome.results[0]?.id as string | undefined) : undefined;

function skipped({ entry }: Job, key: string, id = ''): Accepted {
	const result: IDataObject = {
		id,
		to: entry.to ?? '',
		status: 'unknown',
		isFinal: false,
		skipped: true,
		reason: say('A message with the key "{key}" has been sent before, or may have been', { key: key.slice(0, key.lastIndexOf(':')) }),
	};
	return done([result], result);
}

const unusable = (error: Error): Problem => ({
	kind: 'temporary',
	meaning: say('the keys of "Send Once Per Key" could not be read ({message})', { message: error.message }),
	remedy:
		error instanceof StuckKeys
			? 'Nothing was sent, but these keys may count as sent from now on. Replace the node by a copy of it, which remembers no keys.'
			: 'Nothing was sent. Run again; if it happens again, look at the database of this n8n.',
});
