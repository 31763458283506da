import { dispatch, type DispatchSettings } from './dispatch';
import type { Entry, Operation, Outcome, Transport, Unknown } from './operation';
import { rest } from './pace';

/** How long a vendor has to finish what it may be doing before it is asked, in milliseconds. */
const PAUSE = 2_000;

/**
 * Asks the vendor what became of unclear sends that carried an id of ours. Where it knows the message, that is the
 * outcome; where it does not, the outcome stays unclear, for it may only not know it yet. Writes into `outcomes`.
 */
export async function recheck<T extends Entry>(
	{ trace }: Operation<T>,
	entries: readonly T[],
	outcomes: Outcome[],
	transport: Transport,
	settings: DispatchSettings,
): Promise<void> {
	const open = outcomes.flatMap((outcome, index) => (outcome.outcome === 'unknown' && outcome.id ? [index] : []));
	if (!trace || open.length === 0 || settings.signal?.aborted) return;

	await rest(PAUSE, settings.signal);
	const questions = open.map((index) => trace.entry(entries[index], (outcomes[index] as Unknown).id as string));
	const answers = await dispatch(trace.operation, questions, transport, {
		...settings,
		stopsAtFailure: false,
		settle: undefined,
	});
	answers.forEach((answer, place) => {
		if (answer.outcome !== 'accepted' || answer.results.some(({ status }) => status === 'unknown')) return;
		outcomes[open[place]] = answer;
		settings.settle?.(open[place], answer);
	});
}
