import type { EventKind, PushSource } from '../../shared/trigger/source';
import { smsBy } from '../resources';
import { eventsOf } from './reports';

const KINDS: EventKind[] = [
	{ value: 'deliveryStatus', name: 'Delivery Status', description: 'The messages of a bulk were delivered, or were not', hasStates: true },
	{ value: 'otherCall', name: 'Other Call', description: 'A call in which no delivery status can be recognised; the item holds all that came' },
];

const INSTRUCTIONS = `SMS.by is told the address with each bulk: add the option <b>Report to Trigger</b> to a <b>Bulk → Send</b> of this workflow, or copy the <b>Production URL</b> from above into the option <b>Callback URL</b> of another one. SMS.by does not document what it sends there: this trigger takes any form or JSON and reads what it can. The random part of the address is its protection, so keep it to yourself.`;

/**
 * Calls of SMS.by to a bulk's `callback_url`. The document says only that "the response" is sent there: the verb, the form
 * and what is in it are unknown, and nothing is signed.
 */
export const smsByPushes: PushSource = {
	vendor: smsBy,
	methods: ['GET', 'POST'],
	kinds: KINDS,
	instructions: INSTRUCTIONS,
	read: eventsOf,
	answer: 'OK',
};
