import { dispatch, type DispatchSettings } from './dispatch';
import type { Entry, Operation, Outcome, Transport } from '../operation';
import { sleepWithAbort } from './rateLimit';

/** How long a vendor has to finish what it may be doing before it is asked, in milliseconds. */
const PAUSE = 2_000;

/**
 * Asks the vendor what became of unclear sends that carried an id of ours. Where it knows the message, that is the
 * outcome; where it does not, the outcome stays unclear, for it may only not know it yet. Writes into `outcomes`.
 */
export async function reconcile<T extends Entry>(
	{ reconcile: trace }: Operation<T>,
	entries: readonly T[],
	outcomes: Outcome[],
	transport: Transport,
	settings: DispatchSettings,
): Promise<void> {
	if (!trace || settings.signal?.aborted) return;
	const questions = outcomes.flatMap((outcome, index) => {
		const question = outcome.outcome === 'unknown' && outcome.id ? trace.entry(entries[index], outcome.id) : undefined;
		return question ? [{ index, question }] : [];
	});
	if (questions.length === 0) return;

	await sleepWithAbort(PAUSE, settings.signal);
	const answers = await dispatch(trace.operation, questions.map(({ question }) => question), transport, {
		...settings,
		stopsAtFailure: false,
		settle: undefined,
	});
	answers.forEach((answer, place) => {
		if (answer.outcome !== 'accepted' || answer.results.some(({ status }) => status === 'unknown')) return;
		const { index } = questions[place];
		outcomes[index] = answer;
		settings.settle?.(index, answer);
	});
}
