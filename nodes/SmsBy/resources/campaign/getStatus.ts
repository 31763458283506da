import type { IdEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { asNumber, asText } from '../../../shared/transport/replies';
import { answers } from '../../lists';
import { get } from '../../vendor';
import { campaignField, campaignOf } from '../fields';

/** What the moderator makes of a text; the only word that the document shows for a text that may be sent. */
const READY = 'moderated';

/**
 * The state of a campaign as a whole (checkSMSMessageStatus). The document does not show its answer; `status`, `parts`
 * and `alphaname` are from a public client.
 */
export const getStatus: Operation<IdEntry> = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a campaign',
	description: 'Find out whether the text of a campaign has been approved and may be sent',
	effect: 'read',
	fields: [campaignField],
	entries: (parameters) => [{ to: campaignOf(parameters) }],
	pack: ([{ to }]) => get('checkSMSMessageStatus', { message_id: to }),
	unpack: answers((content, { to: id }) => {
		const status = asText(content.status);
		if (status === undefined) return undefined;
		const parts = asNumber(content.parts);
		const sender = asText(content.alphaname);
		return {
			id,
			status,
			isReady: status.toLowerCase() === READY,
			...(parts === undefined ? {} : { parts }),
			...(sender === undefined ? {} : { sender }),
		};
	}),
	isFinal: ({ results }) => results.every(({ isReady }) => isReady === true),
};
