import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';

import { OUTPUT } from '../shared/trigger/description';
import { poll } from '../shared/trigger/poll';
import { smscInbox } from './trigger/inbox';

/** The SMSC Incoming SMS Trigger: its looks here, how the inbox is read in `trigger/`, its work in the shared engine. */
export class SmscInboundTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSC Incoming SMS Trigger',
		name: 'smscInboundTrigger',
		icon: { light: 'file:smsc.svg', dark: 'file:smsc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'Inbox',
		description: 'Starts the workflow when somebody has written to your SMSC number; asks SMSC at the times you choose',
		eventTriggerDescription: '',
		activationMessage: 'SMSC is now asked for new messages at the times you have chosen.',
		defaults: { name: 'SMSC Incoming SMS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smscApi', required: true }],
		properties: [OUTPUT],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, smscInbox);
	}
}
