import { isoTime } from '../../shared/sms/dates';
import type { Inbox } from '../../shared/trigger/inbox';
import { smsPilot } from '../resources';
import { getAll } from '../resources/inbound/getAll';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Messages to the account's service numbers (API-2, `inbound` with `since`; official). A message tells the minute in which
 * it came, and is looked for an hour longer. "New" (unseen) messages would be lost with an answer that is lost.
 */
export const smsPilotInbox: Inbox = {
	vendor: smsPilot,
	read: getAll,
	placeOf({ receivedAt }) {
		const moment = new Date(String(receivedAt)).getTime();
		// A message that is dated ahead must not hide those that come until then.
		return Number.isNaN(moment) ? undefined : Math.min(moment, Date.now());
	},
	// This clock may differ from the vendor's.
	start: (now) => now - DAY,
	after: (moment) => ({ which: 'since', since: isoTime(moment - HOUR) }),
	everything: { which: 'all' },
};
