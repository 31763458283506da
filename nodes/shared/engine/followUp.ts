import type { Entry, Operation, Outcome } from '../operation';
import type { Session } from '../transport/session';
import { dispatch, type DispatchSettings } from './dispatch';
import { pollUntilFinal } from './pollUntilFinal';

/**
 * Asks for the results of jobs that the vendor has taken and works on, until they are final or the time is over. A question
 * that fails leaves the vendor's receipt as the outcome.
 * @param longestWait in milliseconds; 0 asks nothing
 */
export async function followUp<T extends Entry>(
	{ follow }: Operation<T>,
	entries: readonly T[],
	outcomes: Outcome[],
	session: Session,
	settings: DispatchSettings,
	longestWait: number,
): Promise<Outcome[]> {
	if (!follow || longestWait === 0) return outcomes;
	const questions = outcomes.flatMap((outcome, index) => {
		const question = outcome.outcome === 'accepted' ? follow.entry(entries[index], outcome) : undefined;
		return question ? [{ index, question }] : [];
	});
	const asked = questions.map(({ question }) => question);
	const quiet = { ...settings, stopsAtFailure: false, onOutcome: undefined };
	const first = await dispatch(follow.operation, asked, session, quiet);
	const answers = await pollUntilFinal(follow.operation, asked, first, session, quiet, longestWait);
	return replaced(outcomes, new Map(questions.map(({ index }, place) => [index, answers[place]])));
}

/** Outcomes with newer ones in their places, where those are answers. */
const replaced = (outcomes: Outcome[], newer: ReadonlyMap<number, Outcome>): Outcome[] =>
	outcomes.map((outcome, index) => {
		const answer = newer.get(index);
		return answer?.outcome === 'accepted' ? answer : outcome;
	});
