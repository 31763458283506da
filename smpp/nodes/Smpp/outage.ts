import type { Problem } from '../../../nodes/shared/errors';
import { now } from '../../protocol/session/pace';
import { isThrottle } from '../../protocol/session/status';
import { SILENT, TOO_SLOW } from './failures';
import type { CallResult } from './wire';

/** How long a run goes on without a connection, in milliseconds. Further messages would wait as long, and fare no better. */
const LONGEST_OUTAGE = 30_000;

/** How often in a row all that is under way may be left unanswered: each time, up to a window of messages is unclear. */
const MOST_BREAKS = 3;

/** How many messages in a row may be given up because they came too fast. Each was tried for as long as there was patience. */
const MOST_GIVEN_UP = 3;

/**
 * Watches the results of a run for a gateway that stays away, answers nobody, or takes nothing.
 * @returns to be called when a call begins; hands its result on, with the reason to end the run once there is one
 */
export function outageWatch(clock = now): () => (result: CallResult) => CallResult {
	let awaySince: number | undefined;
	let breaksSoFar = 0;
	let breaksInRow = 0;
	let givenUpInRow = 0;

	const reasonToHalt = ({ answers, problem }: CallResult, breaksBefore: number): Problem['halts'] => {
		const last = answers.at(-1);
		if (last) {
			awaySince = undefined;
			breaksInRow = 0;
		}
		if (answers.some(({ status }) => status === 0)) givenUpInRow = 0;
		if (last && isThrottle(last.status)) return ++givenUpInRow >= MOST_GIVEN_UP ? TOO_SLOW : undefined;
		if (problem?.kind === 'unreachable') {
			awaySince ??= clock();
			return clock() - awaySince >= LONGEST_OUTAGE ? true : undefined;
		}
		if (problem?.kind !== 'unclear' || last) return undefined;
		// What was under way at a break is lost with it, and is no other one.
		if (breaksBefore === breaksSoFar) {
			breaksSoFar++;
			breaksInRow++;
		}
		return breaksInRow >= MOST_BREAKS ? SILENT : undefined;
	};

	return () => {
		const breaksBefore = breaksSoFar;
		return (result) => {
			const halts = reasonToHalt(result, breaksBefore);
			return halts ? { ...result, halts } : result;
		};
	};
}
