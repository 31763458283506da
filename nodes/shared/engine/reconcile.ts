import { FAILED_AT_ONCE } from '../errors';
import type { Entry, Operation, Outcome } from '../operation';
import { hasFailed, type Status } from '../sms/status';
import type { Session } from '../transport/session';
import { asText } from '../transport/replies';
import { dispatch, type DispatchSettings } from './dispatch';
import { sleepWithAbort } from './rateLimit';

/** How long a vendor has to finish what it may be doing before it is asked, in milliseconds. */
const PAUSE = 2_000;

/**
 * Asks the vendor what became of unclear sends that carried an id of ours. Where it knows the message, that is the
 * outcome; where it does not, the outcome stays unclear, for it may only not know it yet. Equal sends may bear one id: what is
 * found stands for one of them, and for none if another has been accepted with it.
 */
export async function reconcile<T extends Entry>(
	{ reconcile: by }: Operation<T>,
	entries: readonly T[],
	outcomes: Outcome[],
	session: Session,
	settings: DispatchSettings,
): Promise<Outcome[]> {
	const isUnclear = outcomes.some(({ outcome }) => outcome === 'unknown');
	if (!by || !isUnclear || settings.signal?.aborted) return outcomes;
	const nameOf = (index: number, id: unknown): string => JSON.stringify([entries[index].to, id]);
	const taken = new Set(outcomes.flatMap((outcome, index) => (outcome.outcome === 'accepted' ? [nameOf(index, outcome.results[0]?.id)] : [])));
	const questions = outcomes.flatMap((outcome, index) => {
		if (outcome.outcome !== 'unknown' || !outcome.id || taken.has(nameOf(index, outcome.id))) return [];
		taken.add(nameOf(index, outcome.id));
		const question = by.entry(entries[index], outcome.id);
		return question ? [{ index, question }] : [];
	});
	if (questions.length === 0) return outcomes;

	await sleepWithAbort(PAUSE, settings.signal);
	const asked = questions.map(({ question }) => question);
	const answers = await dispatch(by.operation, asked, session, { ...settings, stopsAtFailure: false, onOutcome: undefined });
	const known = new Map(
		questions.flatMap(({ index }, place) => {
			const settled = settledBy(answers[place]);
			return settled ? [[index, settled] as const] : [];
		}),
	);
	for (const [index, answer] of known) settings.onOutcome?.(index, answer);
	return outcomes.map((outcome, index) => known.get(index) ?? outcome);
}

/** What a state settles: a message that has failed by now is refused, as it would have been in the answer that got lost. */
function settledBy(answer: Outcome): Outcome | undefined {
	if (answer.outcome !== 'accepted' || answer.results.some(({ status }) => status === 'unknown')) return undefined;
	const failed = answer.results.find(({ status }) => hasFailed(status as Status));
	if (!failed) return answer;
	const [id, code, vendorText] = [failed.id, failed.vendorStatus, failed.vendorStatusText].map(asText);
	return { outcome: 'refused', problem: { ...FAILED_AT_ONCE, code, vendorText }, id, raw: answer.raw };
}
