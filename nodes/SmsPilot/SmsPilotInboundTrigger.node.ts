import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';

import { OUTPUT } from '../shared/trigger/description';
import { poll } from '../shared/trigger/poll';
import { smsPilotInbox } from './trigger/inbox';

/** The SMSPILOT Incoming SMS Trigger: its looks here, how the inbox is read in `trigger/`, its work in the shared engine. */
export class SmsPilotInboundTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSPILOT Incoming SMS Trigger',
		name: 'smsPilotInboundTrigger',
		icon: { light: 'file:smsPilot.svg', dark: 'file:smsPilot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'Inbox',
		description: 'Starts the workflow when somebody has written to your SMSPILOT number; asks SMSPILOT at the times you choose',
		eventTriggerDescription: '',
		activationMessage: 'SMSPILOT is now asked for new messages at the times you have chosen.',
		defaults: { name: 'SMSPILOT Incoming SMS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smsPilotApi', required: true }],
		properties: [OUTPUT],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, smsPilotInbox);
	}
}
