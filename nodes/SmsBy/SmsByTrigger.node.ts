import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { triggerProperties, triggerWebhook } from '../shared/trigger/description';
import { lifecycle } from '../shared/trigger/lifecycle';
import { receive } from '../shared/trigger/receive';
import { smsByPushes } from './trigger';

/** The SMS.by Trigger: its looks here, what SMS.by pushes in `trigger/`, its work in the shared engine. */
export class SmsByTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.by Trigger',
		name: 'smsByTrigger',
		icon: { light: 'file:smsBy.svg', dark: 'file:smsBy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		// n8n's list shows this one for the node and its trigger together.
		description: 'Send SMS, Viber messages and login codes, and start workflows on the delivery reports of bulk mailings',
		eventTriggerDescription: 'Waiting for SMS.by to call the Callback URL of a bulk mailing',
		activationMessage: 'Bulk mailings that are sent with the address of this trigger as their Callback URL now start this workflow.',
		defaults: { name: 'SMS.by Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [triggerWebhook(smsByPushes)],
		properties: triggerProperties(smsByPushes),
	};

	webhookMethods = { default: lifecycle(smsByPushes) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, smsByPushes);
	}
}
