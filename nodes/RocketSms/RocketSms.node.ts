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
import { searchTemplates } from './listSearch/templates';
import { rocketSms } from './resources';

/** The RocketSMS node: its looks here, its operations in `resources/`, its work in the shared engine. */
export class RocketSms implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RocketSMS',
		name: 'rocketSms',
		icon: { light: 'file:rocketSms.svg', dark: 'file:rocketSms.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS and check their delivery through RocketSMS; balance, sender names and templates',
		defaults: { name: 'RocketSMS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'rocketSmsApi', required: true }],
		webhooks: approvalWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: properties(rocketSms),
	};

	methods = { listSearch: { searchSenders, searchTemplates } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, rocketSms);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerApproval(this);
	}
}
