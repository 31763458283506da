/** What an older n8n lacks: the tests expect less of it, and never something else. */
import { createRequire } from 'node:module';

import type * as N8n from 'n8n-workflow';

const { NodeApiError } = createRequire(import.meta.url)('n8n-workflow') as typeof N8n;

const { failure } = new NodeApiError({} as N8n.INode, {}, { message: 'x', failure: { cause: 'node-defect' } }) as { failure?: unknown };

/** Whether n8n has what came with 2.36 and 2.37. */
const isRecent = failure !== undefined;

/** The cause that n8n is told of a failure. */
export const causeOf = (cause: string) => (isRecent ? { cause } : undefined);

/** The details of an item in the error output. */
export const detailed = (details: object) => (isRecent ? { details } : {});
