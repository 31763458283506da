import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { execute } from '../../../nodes/shared/execute';
import { accountOf } from './account';
import { smppVendor } from './resources';

/** The whole `execute` of the node: the engine's, with what the account makes of texts, senders and numbers. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	// The engine reads the credential again, and tells in its own way why it cannot be read.
	const credentials = await context.getCredentials('smppApi').catch(() => ({}));
	return await execute(context, smppVendor(accountOf(credentials)));
}
