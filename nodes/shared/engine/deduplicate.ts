import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { STOPPED, notTried } from './dispatch';
import type { Problem } from '../errors';
import type { Accepted, Outcome } from '../operation';
import type { OpenJob } from './jobs';

/** How many keys a node remembers; n8n reads and writes them all at each call. */
const MOST_KEYS = 10_000;

/** How many orders are claimed at a time: what a crash in the middle may leave claimed but unsent. */
const SLICE = 500;

/** For how many keys the id of the message is known, to show it when one is skipped. */
const MOST_IDS = 1_000;

/** Where the keys that have been sent are kept. */
export interface KeyStore {
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
	const ids = (context.getWorkflowStaticData('node').sentIds ??= {}) as Record<string, string>;
	const settings = { mode: 'entries', maxEntries: MOST_KEYS } as const;
	return {
		claim: (keys) =>
			inTurn(async () => new Set((await helpers.checkProcessedAndRecord(keys, 'node', settings)).new.map(String))),
		release: (keys) => inTurn(async () => await helpers.removeProcessed(keys, 'node', settings)),
		idOf: (key) => ids[key],
		noteId: (key, id) => {
			ids[key] = id;
			const known = Object.keys(ids);
			for (const oldest of known.slice(0, Math.max(0, known.length - MOST_IDS))) delete ids[oldest];
		},
	};
}

/**
 * Carries out orders, each key once: claims keys before sending, releases them when an order was certainly not carried
 * out, keeps them when it was or when that is unclear. Orders without a key are always carried out.
 * @param stopsAtFailure begin no further slice after a failure
 * @param carryOut returns one outcome per order, in their order
 */
export async function oncePerKey(
	open: OpenJob[],
	keys: KeyStore,
	stopsAtFailure: boolean,
	carryOut: (orders: OpenJob[]) => Promise<Outcome[]>,
): Promise<void> {
	let waiting = open;
	while (waiting.length > 0) {
		const turn = firstOfEachKey(waiting).slice(0, SLICE);
		await carryOutSlice(turn, keys, carryOut);
		waiting = waiting.filter(({ outcome }) => outcome === undefined);
		const wall = turn.map(({ outcome }) => outcome as Outcome).find(isWall(stopsAtFailure));
		if (!wall) continue;
		for (const order of waiting) order.outcome = wall.outcome === 'not tried' ? wall : notTried(STOPPED);
		return;
	}
}

const isWall = (stopsAtFailure: boolean) => ({ outcome }: Outcome): boolean =>
	outcome === 'not tried' || (stopsAtFailure && outcome !== 'accepted');

function firstOfEachKey(orders: OpenJob[]): OpenJob[] {
	const seen = new Set<string>();
	return orders.filter(({ once }) => once === undefined || (!seen.has(once) && seen.add(once)));
}

async function carryOutSlice(
	orders: OpenJob[],
	keys: KeyStore,
	carryOut: (orders: OpenJob[]) => Promise<Outcome[]>,
): Promise<void> {
	const keyed = orders.flatMap(({ once }) => (once === undefined ? [] : [once]));
	const fresh = keyed.length > 0 ? await keys.claim(keyed).catch(unusable) : new Set<string>();
	if (!(fresh instanceof Set)) {
		for (const order of orders) order.outcome = { outcome: 'refused', problem: fresh };
		return;
	}
	for (const order of orders) {
		if (order.once !== undefined && !fresh.has(order.once)) order.outcome = skipped(order, keys.idOf(order.once));
	}
	const sending = orders.filter(({ outcome }) => outcome === undefined);
	const outcomes = await carryOut(sending);
	sending.forEach((order, index) => {
		order.outcome = outcomes[index];
		const id = order.once !== undefined && idOf(outcomes[index]);
		if (id) keys.noteId(order.once as string, id);
	});
	const keysOf = (wanted: (outcome: Outcome) => boolean): string[] =>
		sending.flatMap(({ once, outcome }) => (once !== undefined && wanted(outcome as Outcome) ? [once] : []));
	await settle(keys, keysOf(isUnsent), keysOf((outcome) => !isUnsent(outcome)));
}

/**
 * Releases what was not sent, and records again what was: n8n writes all keys of a node at each call, so another process
 * may have overwritten a claim meanwhile. A failure here must not hide what was sent; it shows later, as a skip.
 */
async function settle(keys: KeyStore, unsent: string[], kept: string[]): Promise<void> {
	if (unsent.length > 0) await keys.release(unsent).catch(() => undefined);
	if (kept.length > 0) await keys.claim(kept).catch(() => undefined);
}

const isUnsent = ({ outcome }: Outcome): boolean => outcome === 'refused' || outcome === 'not tried';

const idOf = (outcome: Outcome): string | undefined =>
	outcome.outcome === 'accepted' ? (outcome.results[0]?.id as string | undefined) : undefined;

function skipped({ entry, once }: OpenJob, id = ''): Accepted {
	const result: IDataObject = {
		id,
		to: entry.to ?? '',
		status: 'unknown',
		isFinal: false,
		skipped: true,
		reason: `A message with the key "${once?.slice(0, once.lastIndexOf(':'))}" has been sent before, or may have been`,
	};
	return { outcome: 'accepted', results: [result], raw: result };
}

const unusable = (error: Error): Problem => ({
	kind: 'temporary',
	meaning: `the keys of "Send Once Per Key" could not be read (${error.message})`,
	remedy: 'Nothing was sent. Run again; if it happens again, look at the database of this n8n.',
});
