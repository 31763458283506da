import { asNumber } from '../../shared/transport/replies';
import type { Inbox } from '../../shared/trigger/inbox';
import { smsc } from '../resources';
import { getAll } from '../resources/inbound/getAll';

/** As far back as SMSC looks: a week. */
const HOURS = 168;

/** An id to ask after. From 2^53 on a number is rounded: a little further back then, for what comes again is known. */
const idBefore = (place: number): string =>
	Number.isSafeInteger(place) ? String(place) : String(BigInt(Math.floor(place * (1 - 4 * Number.EPSILON))));

/** Messages to the account's numbers, by their growing ids (get.php with get_answers and after_id, known from public sources). */
export const smscInbox: Inbox = {
	vendor: smsc,
	read: getAll,
	placeOf: ({ id }) => asNumber(id),
	start: () => 0,
	after: (id) => ({ hours: HOURS, ...(id > 0 ? { afterId: idBefore(id) } : {}) }),
	everything: { hours: HOURS },
};
