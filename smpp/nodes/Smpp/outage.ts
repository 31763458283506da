import { now } from '../../protocol/session/pace';
import type { CallResult } from './wire';

/** How long a run goes on without a connection, in milliseconds. Further messages would wait as long, and fare no better. */
const LONGEST_OUTAGE = 30_000;

/**
 * Watches the results of a run for a gateway that stays away.
 * @returns hands each result on; once nobody could connect for too long, with a problem that ends the run
 */
export function outageWatch(clock = now): (result: CallResult) => CallResult {
	let since: number | undefined;
	return (result) => {
		const { problem, answers } = result;
		if (problem?.kind !== 'unreachable') {
			if (answers.length > 0) since = undefined;
			return result;
		}
		since ??= clock();
		return clock() - since < LONGEST_OUTAGE ? result : { ...result, problem: { ...problem, halts: true } };
	};
}
