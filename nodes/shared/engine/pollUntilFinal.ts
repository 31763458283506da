import type { Entry, Operation, Outcome } from '../operation';
import type { Session } from '../transport/session';
import { dispatch, type DispatchSettings } from './dispatch';
import { sleepWithAbort } from './rateLimit';

/** Pauses between two questions, in milliseconds: short at first, when most messages arrive, then once a minute. */
const FIRST_PAUSE = 3_000;
const LONGEST_PAUSE = 60_000;

/**
 * Asks again for every entry whose outcome is not final yet, with growing pauses, until all are or the time is over.
 * Returns the newest outcomes; a question that fails leaves the last known one.
 * @param longestWait in milliseconds; 0 asks no further
 */
export async function pollUntilFinal<T extends Entry>(
	operation: Operation<T>,
	entries: readonly T[],
	outcomes: Outcome[],
	session: Session,
	settings: DispatchSettings,
	longestWait: number,
): Promise<Outcome[]> {
	if (!operation.isFinal || longestWait === 0) return outcomes;
	const end = Date.now() + longestWait;
	const newest = [...outcomes];
	const isOpen = (outcome: Outcome) => outcome.outcome === 'accepted' && operation.isFinal?.(outcome) === false;

	for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
		const open = newest.flatMap((outcome, index) => (isOpen(outcome) ? [index] : []));
		const left = end - Date.now();
		if (open.length === 0 || left <= 0 || settings.signal?.aborted) return newest;

		await sleepWithAbort(Math.min(Math.max(pause, operation.minPollInterval?.(open.length) ?? 0), left), settings.signal);
		const answers = await dispatch(operation, open.map((index) => entries[index]), session, {
			...settings,
			stopsAtFailure: false,
			onOutcome: undefined,
		});
		answers.forEach((outcome, place) => {
			if (outcome.outcome === 'accepted') newest[open[place]] = outcome;
		});
	}
}
