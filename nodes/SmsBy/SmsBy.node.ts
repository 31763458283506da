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
import * as listSearch from './listSearch/pickers';
import { smsBy } from './resources';

/** The SMS.by node: its looks here, its operations in `resources/`, its work in the shared engine. */
export class SmsBy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.by',
		name: 'smsBy',
		icon: { light: 'file:smsBy.svg', dark: 'file:smsBy.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS, Viber messages, login codes and mailings through SMS.by, and check their delivery',
		defaults: { name: 'SMS.by' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smsByApi', required: true }],
		webhooks: approvalWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: properties(smsBy),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, smsBy);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerApproval(this);
	}
}
