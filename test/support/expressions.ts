import { createRequire } from 'node:module';

import type * as N8n from 'n8n-workflow';

const { Expression } = createRequire(import.meta.url)('n8n-workflow') as typeof N8n;

/**
 * Starts the engine, with the settings, that n8n evaluates expressions with unless told otherwise; n8n-core alone falls
 * back on an older one, which is several times as fast.
 */
export const startExpressions = async (): Promise<void> =>
	await Expression.initExpressionEngine({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
