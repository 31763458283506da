import { dispatch, type DispatchSettings } from './dispatch';
import type { Entry, Operation, Outcome, Transport } from '../operation';
import { sleepWithAbort } from './rateLimit';

/** How long a vendor has to finish what it may be doing before it is asked, in milliseconds. */
const PAUSE = 2_000;

/**
 * Asks the vendor what became of unclear sends that carried an id of ours. Where it knows the message, that is the
 * outcome; where it does not, the outcome stays unclear, for it may only not know it yet. Equal sends may bear one id: what is found
 * stands for one of them, and for none if another has been accepted with it. Writes into `outcomes`.
 */
export async function reconcile<T extends Entry>(
	{ reconcile: trace }: Operation<T>,
	entries: readonly T[],
	outcomes: Outcome[],
	transport: Transport,
	settings: DispatchSettings,
): Promise<void> {
	if (!trace || settings.signal?.aborted) return;
	const nameOf = (index: number, id: unknown): string => JSON.stringify([entries[index].to, id]);
	const known = new Set(outcomes.flatMap((outcome, index) => (outcome.outcome === 'accepted' ? [nameOf(index, outcome.results[0]?.id)] : [])));
	const questions = outcomes.flatMap((outcome, index) => {
		if (outcome.outcome !== 'unknown' || !outcome.id || known.has(nameOf(index, outcome.id))) return [];
		known.add(nameOf(index, outcome.id));
		const question = trace.entry(entries[index], outcome.id);
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
