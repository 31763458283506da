import type { IDataObject } from 'n8n-workflow';

import { InputError, traitsOf, type FailureCause } from '../errors';
import type { Accepted, Entry, Operation, Outcome, Vendor } from '../operation';

/** Anything but an acceptance, or a mistake that was found before anything was sent. */
export type Failure = Exclude<Outcome, Accepted> | InputError;

/** A failure in words: `error` is the headline, `advice` what to do, `message` both; `details` are for machines. */
export interface FailureReport {
	error: string;
	advice: string;
	message: string;
	details: IDataObject;
	cause: FailureCause;
}

/** How each outcome is described. `who` is the recipient or "the request". */
const HEADLINES: Record<string, (vendor: string, who: string, meaning: string) => string> = {
	refused: (vendor, who, meaning) => `${vendor} refused ${who}: ${meaning}`,
	unreachable: (vendor, who, meaning) => `${vendor} could not be reached for ${who}: ${meaning}`,
	unread: (vendor, who, meaning) => `${vendor} gave no usable answer for ${who}: ${meaning}`,
	unknown: (vendor, who, meaning) => `It is unclear whether ${vendor} took ${who}: ${meaning}`,
	'not tried': (_vendor, who, meaning) => `${who} was not tried: ${meaning}`,
};

const headlineOf = (outcome: Exclude<Outcome, Accepted>): string => {
	if (outcome.outcome !== 'refused') return outcome.outcome;
	const { kind } = outcome.problem;
	if (kind === 'unreachable') return 'unreachable';
	return kind === 'unclear' ? 'unread' : 'refused';
};

/**
 * A failure in words.
 * @param item the index of the input item, counted from 0
 */
export function describeFailure(
	failure: Failure,
	{ vendor, operation, item, entry }: { vendor: Vendor; operation: Operation; item: number; entry?: Entry },
): FailureReport {
	if (failure instanceof InputError) return inputReport(failure, item);
	const { problem } = failure;
	const who = entry?.to ?? `"${operation.name}"`;
	const code = problem.code ? ` (${problem.code})` : '';
	const error = HEADLINES[headlineOf(failure)](vendor.name, who, problem.meaning + code);
	const advice = problem.remedy + (problem.retryAfter ? ` The vendor asks to wait ${problem.retryAfter} s.` : '');
	return {
		error,
		advice,
		message: `${error}. ${advice}`,
		details: compact({
			item,
			to: entry?.to,
			code: problem.code,
			meaning: problem.meaning,
			remedy: problem.remedy,
			outcome: failure.outcome,
			id: 'id' in failure ? failure.id : undefined,
			vendorText: problem.vendorText,
			answer: 'raw' in failure ? failure.raw : undefined,
		}),
		cause: traitsOf(problem.kind).cause,
	};
}

/** The failure of an item that a run could not even read: something that concerns all of them is wrong. */
export function describeBreakdown(error: unknown, item: number, outcome: 'refused' | 'unknown'): FailureReport {
	const meaning = String((error as { message?: unknown } | undefined)?.message ?? error).slice(0, 1000);
	const remedy = BREAKDOWN_REMEDIES[outcome];
	return {
		error: meaning,
		advice: remedy,
		message: `${meaning}. ${remedy}`,
		details: { item, meaning, remedy, outcome },
		cause: 'configuration-invalid',
	};
}

const BREAKDOWN_REMEDIES = {
	refused: 'Nothing was sent. Check the parameters and the credential of the node.',
	unknown: 'Check the vendor’s history before you run it again.',
};

function inputReport(failure: InputError, item: number): FailureReport {
	return {
		error: failure.message,
		advice: failure.remedy,
		message: `${failure.message}. ${failure.remedy}`,
		details: compact({
			item,
			to: failure.to,
			parameter: failure.parameter,
			meaning: failure.message,
			remedy: failure.remedy,
			outcome: 'refused',
		}),
		cause: 'configuration-invalid',
	};
}

const compact = (details: Record<string, unknown>): IDataObject =>
	Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)) as IDataObject;
