import type { PushSource } from '../../shared/trigger/source';
import { smsBy } from '../resources';
import { KINDS, eventsOf } from './events';
import { payloadOf } from './payload';

const INSTRUCTIONS = `Reports come for bulk mailings only, and only for those that were sent with this address. For a single message, use “Message: Get Status”.
<ul>
<li>For a mailing of this workflow, add the option “Report to Trigger” to its “Bulk: Send”.</li>
<li>For a mailing of another workflow, copy the Production URL, under “Webhook URLs” above, into its option “Callback URL”.</li>
</ul>
Whoever knows the address can start the workflow, so keep it to yourself.`;

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
