import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { execute } from '../../../nodes/shared/execute';
import { accountOf } from './account';
import { smpp, smppVendor } from './resources';
import { overSmpp } from './transport';

/** The whole `execute` of the node: the engine's, over a session of the credential's account. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const credentials = await context.getCredentials('smppApi').catch(() => undefined);
	// The engine reads it again, and tells in its own way why it cannot be read.
	if (!credentials) return await execute(context, smpp);
	const account = accountOf(credentials);
	return await overSmpp(context, account, async (own) => await execute(own, smppVendor(account)));
}
