import { recipientsOf } from '../../../shared/sms/message';
import type { Entry, Operation } from '../../../shared/operation';
import { get, sends } from '../../vendor';
import { campaignField, campaignOf, toField } from '../fields';

interface CampaignSmsEntry extends Entry {
	to: string;
	campaign: string;
}

/** Sends the text of a campaign to a number (sendSMS). */
export const sendToNumber: Operation<CampaignSmsEntry> = {
	value: 'sendToNumber',
	name: 'Send to Number',
	action: 'Send a campaign to a number',
	description: 'Send the text of a campaign to one or more phone numbers',
	effect: 'write',
	isSend: true,
	fields: [campaignField, toField],
	entries: (parameters) => {
		const campaign = campaignOf(parameters);
		return recipientsOf(parameters, 'BY').map((to) => (typeof to === 'string' ? { to, campaign } : to));
	},
	pack: ([{ to, campaign }]) => get('sendSMS', { message_id: campaign, phone: to }),
	unpack: (reply, entries) => sends(reply, entries),
};
