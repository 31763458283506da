import type { IExecuteFunctions } from 'n8n-workflow';

import { traitsOf } from '../errors';
import type { Entry, Outcome, Verdict } from '../operation';

/** What is remembered of an entry: its outcome, and for refusals a print of what was refused. */
interface Settled {
	outcome: Outcome;
	print?: string;
}

/** The outcomes of earlier tries of this run. */
export interface Memory {
	/** What became of this entry in an earlier try, if it must not be tried again. */
	recall(key: string, entry: Entry): Outcome | undefined;
	settle(key: string, entry: Entry, outcome: Outcome): void;
	/** Nothing is left to retry. */
	forget(): void;
}

/** Where n8n keeps it: with the execution, but not with the next pass of a loop. */
const SLOT = 'cisSms';

type Notes = Record<string, Settled>;

/** For reads: they may be repeated at will. */
export const NO_MEMORY: Memory = { recall: () => undefined, settle: () => undefined, forget: () => undefined };

/**
 * The memory of one run of a node. n8n's Retry On Fail and "retry execution" start `execute` again with all items; the
 * run's metadata survive that. What was accepted or is unclear is never sent again, even if an expression now gives
 * another text; what was refused for good is sent again only if something about it has changed.
 */
export function runMemory(context: IExecuteFunctions, operation: string): Memory {
	const metadata = (context.getExecuteData() as { metadata?: Record<string, unknown> }).metadata;
	const remembered = metadata?.[SLOT] as Record<string, Notes> | undefined;
	const notes: Notes = remembered?.[operation] ?? {};
	const write = (value: Record<string, Notes>) => context.setMetadata({ [SLOT]: value } as never);
	if (!remembered?.[operation]) write({ [operation]: notes });

	return {
		recall: (key, entry) => {
			const settled = Object.hasOwn(notes, key) ? notes[key] : undefined;
			if (!settled || (settled.print !== undefined && settled.print !== fingerprint(entry))) return undefined;
			return settled.outcome;
		},
		settle: (key, entry, outcome) => {
			if (entry.dryRun || outcome.outcome === 'not tried') return;
			if (outcome.outcome === 'refused' && !traitsOf(outcome.problem.kind).settled) return;
			notes[key] = {
				outcome: withoutRaw(outcome),
				...(outcome.outcome === 'refused' ? { print: fingerprint(entry) } : {}),
			};
		},
		forget: () => {
			for (const key of Object.keys(notes)) delete notes[key];
		},
	};
}

/** The vendor's own words may quote a text; a retry shows the simplified results in their place. */
function withoutRaw(outcome: Verdict): Verdict {
	if (outcome.outcome === 'accepted') return { ...outcome, raw: outcome.results };
	const { outcome: kind, problem, id } = outcome;
	return { outcome: kind, problem, ...(id === undefined ? {} : { id }) };
}

/** A short print of an entry (FNV-1a, 32 bits): enough to see that it changed, too little to tell what it was. */
function fingerprint(entry: Entry): string {
	let hash = 0x811c9dc5;
	for (const character of JSON.stringify(entry)) {
		hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
	}
	return (hash >>> 0).toString(36);
}

/** The key of an entry: the same in each try, as long as the items come in the same order. */
export const memoryKey = (item: number, place: number, entry: Entry): string => `${item}.${place}:${entry.to ?? ''}`;
