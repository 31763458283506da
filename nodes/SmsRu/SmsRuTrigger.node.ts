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
import { smsRuPushes } from './trigger';

/** The SMS.ru Trigger: its looks here, what SMS.ru pushes in `trigger/`, its work in the shared engine. */
export class SmsRuTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.ru Trigger',
		name: 'smsRuTrigger',
		icon: { light: 'file:smsRu.svg', dark: 'file:smsRu.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		// n8n's list shows this one for the node and its trigger together.
		description: 'Send SMS, verify phones by a call, and start workflows on delivery reports and call checks',
		eventTriggerDescription: 'Waiting for SMS.ru to push a status',
		activationMessage: 'SMS.ru now pushes delivery statuses and call checks to this workflow.',
		defaults: { name: 'SMS.ru Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smsRuApi', required: true }],
		webhooks: [triggerWebhook(smsRuPushes)],
		properties: triggerProperties(smsRuPushes),
	};

	webhookMethods = { default: lifecycle(smsRuPushes) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, smsRuPushes);
	}
}
