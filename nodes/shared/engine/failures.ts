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

/** How each outcome is told. `who` is the recipient or "the request". */
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
 * Tells a failure.
 * @param item the index of the input item, counted from 0
 * @param redact blanks out secrets in what the vendor said
 */
export function describeFailure(
	failure: Failure,
	{ vendor, operation, item, entry, redact }: {
		vendor: Vendor;
		operation: Operation;
		item: number;
		entry?: Entry;
		redact: <V>(value: V) => V;
	},
): FailureReport {
	if (failure instanceof InputError) return inputReport(failure, item);
	const problem = redact(failure.problem);
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
			answer: 'raw' in failure ? excerpt(redact(failure.raw)) : undefined,
		}),
		cause: traitsOf(problem.kind).cause,
	};
}

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

/** How much of an answer that is no data is shown, in characters. */
const LONGEST_ANSWER = 1000;

const excerpt = (answer: unknown): unknown => (typeof answer === 'string' ? answer.slice(0, LONGEST_ANSWER) : answer);

const compact = (details: Record<string, unknown>): IDataObject =>
	Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)) as IDataObject;
