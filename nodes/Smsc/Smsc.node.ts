import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { WAITING_TOOLTIP, answerApproval, approvalWebhooks } from '../shared/wait/approval/webhook';
import { properties } from '../shared/description';
import { execute } from '../shared/execute';
import { searchSenders } from './listSearch/senders';
import { smsc } from './resources';

/** The SMSC node: its looks here, its operations in `resources/`, its work in the shared engine. */
export class Smsc implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSC',
		name: 'smsc',
		icon: { light: 'file:smsc.svg', dark: 'file:smsc.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS, e-mails, calls and messenger messages through SMSC, and check their delivery',
		defaults: { name: 'SMSC' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smscApi', required: true }],
		webhooks: approvalWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: properties(smsc),
	};

	methods = { listSearch: { searchSenders } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, smsc);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerApproval(this);
	}
}
