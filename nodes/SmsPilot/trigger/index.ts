import { fieldsOf } from '../../shared/trigger/push';
import type { EventKind, PushSource } from '../../shared/trigger/source';
import { smsPilot } from '../resources';
import { eventOf } from './events';

const KINDS: EventKind[] = [
	{ value: 'deliveryStatus', name: 'Delivery Status', description: 'A message was delivered, has expired, …; also the result of a number lookup', hasStates: true },
];

const INSTRUCTIONS = `SMSPILOT is told the address with each message: add the option <b>Report to Trigger</b> to a <b>Message → Send</b> of this workflow, or copy the <b>Production URL</b> from above into the option <b>Status URL</b> of another one, or into the settings of your SMSPILOT account. The random part of the address is its protection, so keep it to yourself.`;

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
