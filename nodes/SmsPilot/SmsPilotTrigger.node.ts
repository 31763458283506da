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
import { smsPilotPushes } from './trigger';

/** The SMSPILOT Trigger: its looks here, what SMSPILOT pushes in `trigger/`, its work in the shared engine. */
export class SmsPilotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSPILOT Trigger',
		name: 'smsPilotTrigger',
		icon: { light: 'file:smsPilot.svg', dark: 'file:smsPilot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		// n8n's list shows this one for the node and its trigger together.
		description: 'Send SMS, check prices and numbers, and start workflows on delivery reports',
		eventTriggerDescription: 'Waiting for SMSPILOT to push a status',
		activationMessage: 'SMSPILOT now reports to this workflow about every message that was sent with its address.',
		defaults: { name: 'SMSPILOT Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [triggerWebhook(smsPilotPushes)],
		properties: triggerProperties(smsPilotPushes),
	};

	webhookMethods = { default: lifecycle(smsPilotPushes) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, smsPilotPushes);
	}
}
