import { messageResult } from '../../../shared/sms/status';
import { listFields } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { nextPage, pageEntry, pageQuery, pages, type PageEntry } from '../../lists';
import { timeOf } from '../../times';
import { get, stateOf } from '../../vendor';
import { campaignField, campaignOf } from '../fields';

interface RecipientsEntry extends PageEntry {
	campaign: string;
}

/** Who got a campaign (getSmsDeliveryList). SMS.by tells no ids here. */
export const getRecipients: Operation<RecipientsEntry> = {
	value: 'getRecipients',
	name: 'Get Recipients',
	action: 'Get the recipients of a campaign',
	description: 'Get the numbers that a campaign was sent to, with the delivery status of each',
	effect: 'read',
	fields: [campaignField, ...listFields],
	entries: (parameters) => [{ ...pageEntry(parameters), campaign: campaignOf(parameters) }],
	pack: ([entry]) => get('getSmsDeliveryList', { message_id: entry.campaign, ...pageQuery(entry) }),
	unpack: pages((row) =>
		messageResult({
			id: asText(row.sms_id) ?? '',
			to: asText(row.phone) ?? '',
			...stateOf(row.status),
			sentAt: timeOf(row.d_sent),
		}),
	),
	next: nextPage,
};
