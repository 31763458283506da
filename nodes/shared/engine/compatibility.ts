import { NodeApiError, type INode } from 'n8n-workflow';

/**
 * Whether this n8n's error output keeps `details` beside `error` and `message`, as n8n 2.36 and later do; older ones would
 * leave such an item in the success output. Told from the causes of failures, which came with the version after that.
 */
export function keepsDetails(node: INode): boolean {
	const error = new NodeApiError(node, {}, { message: 'x', failure: { cause: 'node-defect' } });
	return (error as { failure?: unknown }).failure !== undefined;
}
