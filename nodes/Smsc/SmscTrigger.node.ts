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
import { smscPushes } from './trigger';

/** The SMSC Trigger: its looks here, what SMSC pushes in `trigger/`, its work in the shared engine. */
export class SmscTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSC Trigger',
		name: 'smscTrigger',
		icon: { light: 'file:smsc.svg', dark: 'file:smsc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		// n8n's list shows this one for the node and its trigger together.
		description: 'Send SMS, e-mails, calls and messenger messages, and start workflows on delivery reports and replies',
		eventTriggerDescription: 'Waiting for SMSC to push an event',
		activationMessage: 'SMSC can now push to this workflow: its address must stand in the settings of your SMSC account.',
		defaults: { name: 'SMSC Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smscApi', required: true }],
		webhooks: [triggerWebhook(smscPushes)],
		properties: triggerProperties(smscPushes),
	};

	webhookMethods = { default: lifecycle(smscPushes) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, smscPushes);
	}
}
