import type { IExecuteFunctions } from 'n8n-workflow';

import type { Problem } from '../errors';
import { grouped } from '../grouped';
import { sendsMessages, type Entry, type Operation, type Outcome, type Verdict } from '../operation';
import { notTried } from './dispatch';
import { fingerprint, type Job } from './jobs';
import { Notes, isNotes, outcomeOf, printOf, type Kept } from './notes';

/** The outcomes of earlier tries of this run. */
export interface RetryMemory {
	/** What became of these jobs, all that a try has, in an earlier try: of those that must not be tried again. */
	recall(jobs: readonly Job[]): Map<Job, Outcome>;
	/** Notes an outcome; a rehearsal leaves no trace. Never throws. */
	note(job: Job, outcome: Outcome): void;
	/** Whether another execution, of which this one is a retry, has sent it: answers to it and reports on it go there. */
	isOfAnother(job: Job): boolean;
}

/** Where n8n keeps it: with the execution, but not with the next pass of a loop. */
const SLOT = 'cisSms';

/** For reads: they may be repeated at will. */
export const NO_MEMORY: RetryMemory = { recall: () => new Map(), note: () => undefined, isOfAnother: () => false };

/**
 * The memory of one run of a node. n8n's Retry On Fail and "retry execution" start `execute` again with all items; the
 * run's metadata survive that, until the run is over for n8n. What was accepted or is unclear is never sent again, even if
 * an expression now gives another text; a refusal is asked about again, unless only the entry itself could cure it and it
 * is still the same. Each recipient of an item is known by its number, wherever it stands among the others, and by number
 * and text where it has moved to another item. Operations that write to people share what they remember: a user who chooses
 * another one before a retry still writes to the same people.
 * @param name the operation's full name, e.g. `message.send`
 */
export function retryMemory(context: IExecuteFunctions, name: string, operation: Operation): RetryMemory {
	const isIrreplaceable = operation.answerBy !== undefined || operation.hasOwnResult === true;
	const audienceOf = (entry: Entry) => operation.audience?.(entry);
	const standIn = (settled: Kept, { entry }: Job): Outcome => {
		if (isIrreplaceable && settled.by !== name) return notTried(BY_ANOTHER);
		const { audience = audienceOf(entry) } = settled;
		if (settled.outcome.outcome !== 'refused' && audience !== audienceOf(entry)) return notTried(TO_OTHERS);
		return outcomeOf(settled);
	};
	const family = sendsMessages(operation) ? MESSAGES : name;
	const metadata = (context.getExecuteData() as { metadata?: Record<string, unknown> }).metadata;
	const remembered = metadata?.[SLOT] as Record<string, unknown> | undefined;
	const kept = remembered?.[family];
	const isFirstTry = kept === undefined;
	const notes = isNotes(kept) ? kept : new Notes(kept);
	const execution = context.getExecutionId();
	// n8n merges what it is given into what it has, and makes plain objects of all on the way: the slot is filled once, and then ours.
	if (remembered) remembered[family] = notes;
	else context.setMetadata({ [SLOT]: { [family]: notes } } as never);

	return {
		recall: (jobs) => {
			if (isFirstTry) return new Map();
			const moved = movedNotes(notes, jobs);
			return new Map(
				jobs.flatMap((job) => {
					const settled = ownNote(notes, job) ?? takenFrom(moved, job);
					return settled ? [[job, standIn(settled, job)] as const] : [];
				}),
			);
		},
		note: ({ memoryKey, entry }, outcome) => {
			if (entry.dryRun || outcome.outcome === 'not tried') return;
			if (isWorthKeeping(outcome)) notes.set(memoryKey, { outcome, by: name, execution, audience: audienceOf(entry), entry });
			// What was in doubt may have been settled since.
			else notes.delete(memoryKey);
		},
		isOfAnother: ({ memoryKey }) => (notes.get(memoryKey)?.execution ?? execution) !== execution,
	};
}

/** What all operations that write to people share. */
const MESSAGES = 'messages';

/** The message of another operation has no link or address by which a wait could end, and no code that is told. */
const BY_ANOTHER: Problem = {
	kind: 'other',
	meaning: 'an earlier try of this run has sent it a message by another operation, or may have, which cannot stand in for this one',
	remedy: 'Choose the former operation again, or start the workflow anew if a second message is meant.',
};

/** Some of them may be the same. */
const TO_OTHERS: Problem = {
	kind: 'other',
	meaning: 'an earlier try of this run has done it for other recipients, or may have',
	remedy: 'Choose the former recipients again, or start the workflow anew if these are to get it, too.',
};

/** The note on a job at its own place; a refusal stands only while the entry is what was refused. */
function ownNote(notes: Notes, { memoryKey, entry }: Job) {
	const settled = notes.get(memoryKey);
	return settled?.outcome.outcome === 'refused' && printOf(settled) !== fingerprint(entry) ? undefined : settled;
}

/** A key without its item. */
const placeless = (memoryKey: string, print: string): string => `${memoryKey.slice(memoryKey.indexOf(':'))} ${print}`;

/** Notes on what no job asks for at its old place any more. */
function movedNotes(notes: Notes, jobs: readonly Job[]) {
	const left = notes.without(new Set(jobs.map(({ memoryKey }) => memoryKey)));
	return grouped(left, ([memoryKey, note]) => placeless(memoryKey, printOf(note)));
}

/** The note on a job that stood at another place; most runs have none, and then no print is made. */
function takenFrom(moved: ReturnType<typeof movedNotes>, { memoryKey, entry }: Job) {
	if (moved.size === 0) return undefined;
	const [, settled] = moved.get(placeless(memoryKey, fingerprint(entry)))?.pop() ?? [];
	return settled;
}

/** A refusal took nothing, so that asking again does no harm and may help. */
const isWorthKeeping = (verdict: Verdict): boolean => verdict.outcome !== 'refused' || verdict.problem.isPermanent === true;
