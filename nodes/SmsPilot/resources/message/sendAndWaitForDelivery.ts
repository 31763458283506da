import { withValues } from '../../../shared/parameters/parameters';
import { sendAndWaitForDelivery as waiting } from '../../../shared/wait/delivery/sendAndWaitForDelivery';
import { eventOf } from '../../trigger/events';
import { getStatus } from './getStatus';
import { send } from './send';

/** Fills the send's "Status URL" with an address of its own. By POST, since the address has a query already. */
const filledWith = (callbackUrl: string): Record<string, unknown> => ({ callbackUrl, callbackMethod: 'post', reportToTrigger: false });

/** Nobody would ever report on a rehearsal. */
const LEFT_OUT = [...Object.keys(filledWith('')), 'dryRun'];

/** Sends one message and waits for the vendor's status push (API-2, `callback`; official). */
export const sendAndWaitForDelivery = waiting(
	send,
	{
		addressed: (parameters, url) => withValues(parameters, filledWith(url)),
		status: getStatus,
		asked: ({ id }) => ({ to: String(id) }),
		read: (fields, id) => {
			const event = eventOf(fields);
			return event?.result.id === id ? event.result : undefined;
		},
		answer: 'OK',
	},
	LEFT_OUT,
);
