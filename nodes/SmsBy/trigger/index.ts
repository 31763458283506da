import type { PushSource } from '../../shared/trigger/source';
import { smsBy } from '../resources';
import { KINDS, eventsOf } from './events';
import { payloadOf } from './payload';

const INSTRUCTIONS = `SMS.by is told the address with each bulk: add the option <b>Report to Trigger</b> to a <b>Bulk: Send</b> of this workflow, or copy the <b>Production URL</b> from above into the option <b>Callback URL</b> of another one. Whoever knows this address can start the workflow, so keep it to yourself.`;

/**
 * Call-backs of bulks (`callback_url` of `sendBulkSms`). The vendor's document says that the outcome is sent there, and
 * neither how nor in what form, so any is taken. It signs nothing; any answer with 200 should do.
 */
export const smsByPushes: PushSource = {
	vendor: smsBy,
	methods: ['GET', 'POST'],
	kinds: KINDS,
	instructions: INSTRUCTIONS,
	read(push) {
		const payload = payloadOf(push);
		return payload === undefined ? undefined : eventsOf(payload);
	},
	answer: 'OK',
};
