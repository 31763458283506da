import type { N8n } from '../e2e/support/n8n.ts';
import type { Credential } from '../e2e/support/client.ts';
import { chain, node, webhook, workflow, type Json, type Workflow } from '../e2e/support/workflow.ts';

/** A message that somebody has ordered. */
export interface Order {
	key: string;
	to: string;
	text: string;
}

/** Orders to numbers of their own. @param series two digits; the numbers of two series are different */
export function orders(series: number, count: number, first = 0): Order[] {
	return Array.from({ length: count }, (_, index) => {
		const place = `${series}${String(first + index).padStart(5, '0')}`;
		return { key: `order-${place}`, to: `7901${place}`, text: `Order ${place} is ready` };
	});
}

/** So many groups of orders, for as many executions. */
export const groups = (series: number, count: number, size: number): Order[][] =>
	Array.from({ length: count }, (_, index) => orders(series, size, index * size));

export interface SendingOptions {
	/** Whether each message is sent once per order. */
	once?: boolean;
}

/** A workflow that takes orders by a webhook and sends their messages, all in one run of the node. */
export function sendingOrders(path: string, { id, name }: Credential, options: SendingOptions = {}): Workflow {
	const split = node('Orders', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.orders', options: {} });
	const parameters: Json = {
		resource: 'message',
		operation: 'send',
		to: '={{ $json.to }}',
		message: '={{ $json.text }}',
		options: options.once ? { oncePerKey: '={{ $json.key }}' } : {},
	};
	const send = node('SMS', 'n8n-nodes-cis-sms.smsRu', parameters, { credentials: { smsRuApi: { id, name } } });
	return workflow(path, ...chain(webhook(path), split, send));
}

/** Calls the webhook of such a workflow. @throws if n8n does not take the call */
export const order = (n8n: N8n, path: string, some: Order[]): Promise<void> => call(n8n, path, { orders: some });

/** A call that n8n does not answer in this time, in milliseconds, is an error of its own. */
const PATIENCE = 60_000;

/** Calls a webhook of the main process. @throws if n8n does not take the call */
export async function call(n8n: N8n, path: string, body: Json): Promise<void> {
	const response = await fetch(`${n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(PATIENCE),
	});
	if (!response.ok) throw new Error(`The webhook answered ${response.status}: ${await response.text()}`);
}
