import { LARGEST_PUSH, isUnwieldy, type ReceivedPush } from './push';
import type { PushEvent, PushSource } from './source';

/** An HTTP answer that starts no run. */
export interface Answer {
	status: number;
	body: string;
	/** Why the push was turned away, for n8n's log; absent where there is nothing to say. */
	reason?: string;
}

/** How the node is set. */
export interface Filters {
	kinds: readonly string[];
	finalOnly: boolean;
}

const turnedAway = (status: number, reason: string): Answer => ({ status, body: `${reason}\n`, reason });

/** Why a push is turned away. None of it tells a stranger more than they know already. */
export const ANSWERS = {
	tooLarge: turnedAway(413, 'It is too large'),
	forged: turnedAway(401, 'Its signature is missing or wrong'),
	malformed: turnedAway(400, 'It is not in the promised form'),
	unready: turnedAway(503, 'The key of its signature cannot be read'),
} satisfies Record<string, Answer>;

/**
 * What a push amounts to: the events that may start a run, or the answer that it gets without one.
 * @param key what pushes are signed with; nothing where the source signs nothing
 */
export function verify(
	push: ReceivedPush,
	source: PushSource,
	key: string | undefined,
	{ kinds, finalOnly }: Filters,
): PushEvent[] | Answer {
	const { signature } = source;
	if (push.size > LARGEST_PUSH) return ANSWERS.tooLarge;
	if (isUnwieldy(push.body)) return ANSWERS.malformed;
	if (signature) {
		if (key === undefined) return ANSWERS.unready;
		if (!signature.verify(push, key)) return ANSWERS.forged;
	}
	const told = source.read(push);
	if (!told) return ANSWERS.malformed;
	return told.filter(({ kind, isFinal }) => kinds.includes(kind) && !(finalOnly && isFinal === false));
}
