import type { IExecuteFunctions } from 'n8n-workflow';

import type { Entry, Outcome, Verdict } from '../operation';
import { fingerprint, type Job } from './jobs';

/** What is remembered of a job: its outcome, and for refusals a print of what was refused. */
interface Settled {
	outcome: Outcome;
	print?: string;
}

/** The outcomes of earlier tries of this run. */
export interface RetryMemory {
	/** What became of this job in an earlier try, if it must not be tried again. */
	recall(job: Job): Outcome | undefined;
	/** Notes a certain outcome. Never throws. */
	note(job: Job, outcome: Outcome): void;
}

/** Where n8n keeps it: with the execution, but not with the next pass of a loop. */
const SLOT = 'cisSms';

type Notes = Record<string, Settled>;

/** For reads: they may be repeated at will. */
export const NO_MEMORY: RetryMemory = { recall: () => undefined, note: () => undefined };

/**
 * The memory of one run of a node. n8n's Retry On Fail and "retry execution" start `execute` again with all items; the
 * run's metadata survive that, until the run is over for n8n. What was accepted or is unclear is never sent again, even if
 * an expression now gives another text; a refusal is asked about again, unless only the entry itself could cure it and it
 * is still the same. Each recipient of an item is known by its number, wherever it stands among the others.
 */
export function retryMemory(context: IExecuteFunctions, operation: string): RetryMemory {
	const metadata = (context.getExecuteData() as { metadata?: Record<string, unknown> }).metadata;
	const remembered = metadata?.[SLOT] as Record<string, Notes> | undefined;
	const notes: Notes = remembered?.[operation] ?? {};
	if (!remembered?.[operation]) context.setMetadata({ [SLOT]: { ...remembered, [operation]: notes } } as never);

	return {
		recall: ({ memoryKey, entry }) => {
			const settled = Object.hasOwn(notes, memoryKey) ? notes[memoryKey] : undefined;
			if (!settled || (settled.print !== undefined && settled.print !== fingerprint(entry))) return undefined;
			return settled.outcome;
		},
		note: ({ memoryKey, entry }, outcome) => {
			if (isWorthKeeping(entry, outcome)) notes[memoryKey] = settledOf(entry, outcome);
		},
	};
}

/** A rehearsal leaves no trace; a refusal took nothing, so that asking again does no harm and may help. */
function isWorthKeeping({ dryRun }: Entry, outcome: Outcome): outcome is Verdict {
	if (dryRun || outcome.outcome === 'not tried') return false;
	return outcome.outcome !== 'refused' || outcome.problem.isPermanent === true;
}

const settledOf = (entry: Entry, outcome: Verdict): Settled => ({
	outcome: withoutRaw(outcome),
	...(outcome.outcome === 'refused' ? { print: fingerprint(entry) } : {}),
});

/** The vendor's own words may quote a text; a retry shows the simplified results in their place. */
function withoutRaw(outcome: Verdict): Verdict {
	if (outcome.outcome === 'accepted') return { ...outcome, raw: outcome.results };
	const { outcome: kind, problem, id } = outcome;
	return { outcome: kind, problem, ...(id === undefined ? {} : { id }) };
}
