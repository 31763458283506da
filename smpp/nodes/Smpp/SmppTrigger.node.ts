import { NodeConnectionTypes, type INodeType, type INodeTypeDescription, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';

import { testConnection } from './connectionTest';
import { smppTriggerProperties } from './trigger/description';
import { listen } from './trigger/listen';

/** The SMPP Trigger: its looks here, what comes in and how it is taken in `trigger/`. */
export class SmppTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMPP Trigger',
		name: 'smppTrigger',
		icon: { light: 'file:smpp.svg', dark: 'file:smpp.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		description: 'Send SMS over SMPP, and start workflows on delivery receipts and incoming messages',
		eventTriggerDescription: 'Waiting for the provider to send something',
		activationMessage: 'The workflow is now connected to the provider and gets receipts and messages.',
		defaults: { name: 'SMPP Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smppApi', required: true, testedBy: 'smppConnectionTest' }],
		properties: smppTriggerProperties,
	};

	methods = { credentialTest: { smppConnectionTest: testConnection } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await listen(this);
	}
}
