import { STATUS } from './status';
import type { OpenFailure } from './types';

/** Pauses between two tries to bind, in milliseconds. */
export interface Delays {
	/** The first pause after a lost connection; it doubles. */
	first: number;
	longest: number;
	/** After "already bound": a session that died stays open at the SMSC for a minute or two. */
	alreadyBound: number;
	/** After a refusal of the login: more tries help nobody, and may get it blocked. */
	refused: number;
}

export const DELAYS: Delays = { first: 1_000, longest: 60_000, alreadyBound: 30_000, refused: 300_000 };

const LOGIN: readonly number[] = [STATUS.BIND_FAILED, STATUS.INVALID_PASSWORD, STATUS.INVALID_SYSTEM_ID, STATUS.INVALID_SYSTEM_TYPE];

/** Whether waiting does not cure it: somebody has to change a setting. */
export const isHopeless = (failure: OpenFailure): boolean =>
	failure.failed === 'unwritable' || failure.failed === 'no CA' || (failure.failed === 'bind refused' && LOGIN.includes(failure.status));

/**
 * How long to wait before the next try, in milliseconds. Spread over a range, so that many clients of a gateway that
 * comes back do not come all at once.
 * @param failure why the last try failed; nothing after a session that was lost
 * @param tries how many have failed in a row
 * @param random from 0 to 1
 */
export function delayAfter(failure: OpenFailure | undefined, tries: number, random: number, delays: Delays): number {
	const growing = Math.min(delays.first * 2 ** Math.min(tries, 30), delays.longest);
	if (failure && isHopeless(failure)) return delays.refused * (1 + random / 4);
	if (failure?.failed === 'bind refused' && failure.status === STATUS.ALREADY_BOUND) {
		return Math.max(growing, delays.alreadyBound) * (1 + random / 4);
	}
	return growing * (0.5 + random / 2);
}
