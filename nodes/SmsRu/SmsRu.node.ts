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
import { smsRu } from './resources';

/** The SMS.ru node: its looks here, its operations in `resources/`, its work in the shared engine. */
export class SmsRu implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.ru',
		name: 'smsRu',
		icon: { light: 'file:smsRu.svg', dark: 'file:smsRu.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS through SMS.ru and check their delivery, check prices, and verify phones by a call',
		defaults: { name: 'SMS.ru' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smsRuApi', required: true }],
		webhooks: approvalWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: properties(smsRu),
	};

	methods = { listSearch: { searchSenders } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, smsRu);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerApproval(this);
	}
}
