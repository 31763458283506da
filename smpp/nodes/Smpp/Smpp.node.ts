import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { properties } from '../../../nodes/shared/description';
import { testConnection } from './connectionTest';
import { smpp } from './resources';
import { run } from './run';

/** The SMPP node: its looks here, its operations in `resources/`, its protocol in `protocol/`, its work in the shared engine. */
export class Smpp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMPP',
		name: 'smpp',
		icon: { light: 'file:smpp.svg', dark: 'file:smpp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS over SMPP 3.4 through SMSC, RocketSMS or any other gateway, follow and cancel them',
		defaults: { name: 'SMPP' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smppApi', required: true, testedBy: 'smppConnectionTest' }],
		properties: properties(smpp),
	};

	methods = { credentialTest: { smppConnectionTest: testConnection } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this);
	}
}
