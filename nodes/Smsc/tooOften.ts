import type { CodeRow } from '../shared/errors';

/** The code by which SMSC refuses what comes too often: a request again, a question too many times, or too many at once. */
export const TOO_OFTEN = 9;

/** What a call asks for: to send something, to change something in the account, or to be told something. */
export type Asks = 'message' | 'change' | 'question';

/** "Too many concurrent requests" (document): whatever was asked, nothing was taken. */
const CROWDED: CodeRow = {
	kind: 'busy',
	meaning: 'too many requests are under way at once under this login',
	remedy: 'Lower "Requests at Once" (option "Batching"), also in other workflows.',
};

const AGAIN = 'the same request came less than a minute ago';
const OR_AT_ONCE = `${AGAIN}, or too many requests were made at once`;
const CHECK_MESSAGE = 'Check the history of the SMSC account for the message; wait a minute before you send it again.';
const CHECK_CHANGE = 'Check the SMSC account for the change; wait a minute before you repeat it.';

/** What code 9 means where the vendor's words do not speak of requests at once: with words of a repeat, and without any. */
const ROWS: Record<Asks, { repeated: CodeRow; unexplained: CodeRow }> = {
	message: {
		repeated: { kind: 'throttle', meaning: AGAIN, remedy: CHECK_MESSAGE },
		unexplained: { kind: 'throttle', meaning: OR_AT_ONCE, remedy: CHECK_MESSAGE },
	},
	change: {
		repeated: { kind: 'throttle', meaning: AGAIN, remedy: CHECK_CHANGE },
		unexplained: { kind: 'throttle', meaning: OR_AT_ONCE, remedy: CHECK_CHANGE },
	},
	question: both({ kind: 'throttle', meaning: 'it was asked too often within a minute', remedy: 'Wait a minute before you ask again.' }),
};

function both(row: CodeRow): { repeated: CodeRow; unexplained: CodeRow } {
	return { repeated: row, unexplained: row };
}

/** What code 9 means, by the vendor's words beside it and by what was asked for: only a message may have been sent before. */
export function tooOften(words: string, asks: Asks): CodeRow {
	if (/concurrent/i.test(words)) return CROWDED;
	return ROWS[asks][/duplicate|identical|same/i.test(words) ? 'repeated' : 'unexplained'];
}
