import type { Accepted, Unknown, Verdict } from '../../../nodes/shared/operation';
import { statusProblem } from './codes';
import type { CallResult } from './wire';
import { say, type Text } from '../../../nodes/shared/language/say';

/** For a message that nobody refused: to run again would help nobody. */
const LOOK: Text = 'Check your account with the provider, or wait for the delivery receipts.';

/**
 * What a call of one PDU that was not accepted comes to: refused where the other side said so or it never left, unknown
 * where nobody can tell. Nothing where it was accepted.
 */
export function failureOf({ answers, problem, halts }: CallResult): Verdict | undefined {
	const last = answers.at(-1);
	const told = last && last.status !== 0 ? statusProblem(last.status) : problem;
	if (!told) return undefined;
	return {
		outcome: told.kind === 'unclear' ? 'unknown' : 'refused',
		problem: halts ? { ...told, halts } : told,
		...(last ? { raw: answers } : {}),
	};
}

/** How a message ended of which some parts were taken, by what became of the next one. */
const PARTLY: Record<'refused' | 'unclear' | 'unanswered' | 'unsent', Text> = {
	refused: '{count} of {parts} parts were accepted ({ids}), then one was refused ({meaning})',
	unclear: '{count} of {parts} parts were accepted ({ids}), and it is unclear whether the next one was ({meaning})',
	unanswered: '{count} of {parts} parts were accepted ({ids}), then one was left without an answer ({meaning})',
	unsent: '{count} of {parts} parts were accepted ({ids}), then one could not be sent ({meaning})',
};

/** A message of which some parts were taken and others not: never sent again, for its first parts would arrive twice. */
export function partly(failure: Exclude<Verdict, Accepted>, { answers }: CallResult, ids: string[], parts: number): Unknown {
	const { meaning, code, halts } = failure.problem;
	const named = ids.filter((id) => id !== '');
	const isAnswered = answers.at(-1)?.status !== 0;
	const isUnclear = failure.outcome === 'unknown';
	const ending = isAnswered ? (isUnclear ? 'unclear' : 'refused') : isUnclear ? 'unanswered' : 'unsent';
	return {
		outcome: 'unknown',
		...(named.length > 0 ? { id: named[0] } : {}),
		problem: {
			kind: 'unclear',
			...(code ? { code } : {}),
			...(halts ? { halts } : {}),
			meaning: say(PARTLY[ending], { count: ids.length, parts, ids: named.join(', ') || '–', meaning: say(meaning) }),
			remedy: `${say('The phone may show a part of the text, or nothing. It is not sent again.')} ${say(isAnswered ? failure.problem.remedy : LOOK)}`,
		},
		...(failure.raw === undefined ? {} : { raw: failure.raw }),
	};
}
