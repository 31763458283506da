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
import { takeReport } from '../shared/wait/delivery/webhook';
import { properties } from '../shared/description';
import { execute } from '../shared/execute';
import { searchSenders } from './listSearch/senders';
import { smsPilot } from './resources';
import { sendAndWaitForDelivery } from './resources/message/sendAndWaitForDelivery';

/** The SMSPILOT node: its looks here, its operations in `resources/`, its work in the shared engine. */
export class SmsPilot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSPILOT',
		name: 'smsPilot',
		icon: { light: 'file:smsPilot.svg', dark: 'file:smsPilot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS through SMSPILOT and check their delivery, check prices, read replies, and look up numbers',
		defaults: { name: 'SMSPILOT' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smsPilotApi', required: true }],
		webhooks: approvalWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: properties(smsPilot),
	};

	methods = { listSearch: { searchSenders } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, smsPilot);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { deliveryReport: report } = sendAndWaitForDelivery;
		const isDelivery = this.getNodeParameter('operation') === sendAndWaitForDelivery.value;
		return isDelivery ? await takeReport(this, report!) : await answerApproval(this);
	}
}
