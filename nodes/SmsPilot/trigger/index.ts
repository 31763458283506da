import { fieldsOf } from '../../shared/trigger/push';
import type { EventKind, PushSource } from '../../shared/trigger/source';
import { smsPilot } from '../resources';
import { eventOf } from './events';

const KINDS: EventKind[] = [
	{ value: 'deliveryStatus', name: 'Delivery Status', description: 'A message was delivered, was not delivered, …; also the result of a number lookup', hasStates: true },
];

const INSTRUCTIONS = `Reports come for the messages that were sent with this address, or for all once the account knows it:
<ul>
<li>For a message of this workflow, add the option “Report to Trigger” to its “Message: Send”.</li>
<li>For a message of another workflow, copy the Production URL, under “Webhook URLs” above, into its option “Status URL”.</li>
<li>For all messages of the account, enter the Production URL in the settings of your SMSPILOT account.</li>
</ul>
Whoever knows the address can start the workflow, so keep it to yourself.`;

/**
 * Pushes of SMSPILOT: each change of a message's status, by GET or POST, to be answered with `OK` within 10 seconds
 * (official). Nothing is signed.
 */
export const smsPilotPushes: PushSource = {
	vendor: smsPilot,
	methods: ['GET', 'POST'],
	kinds: KINDS,
	instructions: INSTRUCTIONS,
	read(push) {
		const event = eventOf(fieldsOf(push));
		return event && [event];
	},
	answer: 'OK',
};
