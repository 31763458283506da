import type { IDataObject } from 'n8n-workflow';

import { InputError, traitsOf, type FailureCause } from '../errors';
import type { Accepted, Entry, Operation, Outcome, Vendor } from '../operation';
import { say, type Text } from '../language/say';

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

/** How each outcome is described. `who` is the recipient, or the operation in quotation marks. */
const HEADLINES: Record<string, Text> = {
	refused: '{vendor} refused {who}: {meaning}',
	unreachable: '{vendor} could not be reached for {who}: {meaning}',
	unread: '{vendor} gave no usable answer for {who}: {meaning}',
	unknown: 'It is unclear whether {vendor} took {who}: {meaning}',
	'not tried': '{who} was not tried: {meaning}',
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
	const who = entry?.to ?? say('"{operation}"', { operation: say(operation.name) });
	const [meaning, remedy] = [say(problem.meaning), say(problem.remedy)];
	const code = problem.code ? ` (${problem.code})` : '';
	const error = say(HEADLINES[headlineOf(failure)], { vendor: vendor.name, who, meaning: meaning + code });
	const advice = problem.retryAfter ? `${remedy} ${say('The vendor asks to wait {seconds} s.', { seconds: problem.retryAfter })}` : remedy;
	return {
		error,
		advice,
		message: `${error}. ${advice}`,
		details: compact({
			item,
			to: entry?.to,
			code: problem.code,
			meaning,
			remedy,
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
	const remedy = say(BREAKDOWN_REMEDIES[outcome]);
	return {
		error: meaning,
		advice: remedy,
		message: `${meaning}. ${remedy}`,
		details: { item, meaning, remedy, outcome },
		cause: 'configuration-invalid',
	};
}

const BREAKDOWN_REMEDIES: Record<'refused' | 'unknown', Text> = {
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
