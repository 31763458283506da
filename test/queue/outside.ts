/** What comes from outside to n8n's main process, for a worker to carry on: a vendor's report, a person's decision. */
import { createHash, randomUUID } from 'node:crypto';

import type { Credential } from '../e2e/support/client.ts';
import { chain, node, webhook, workflow, type Workflow } from '../e2e/support/workflow.ts';
import type { Simulated } from '../support/simulated.ts';

/** The node at the end of these workflows, which does nothing with what comes. */
export const END = 'Done';

const end = () => node(END, 'n8n-nodes-base.noOp');

const using = ({ type, id, name }: Credential) => ({ credentials: { [type]: { id, name } } });

/** A workflow that starts with SMS.ru's delivery reports. */
export function hearingReports(credential: Credential): Workflow {
	const trigger = node('Trigger', 'n8n-nodes-cis-sms.smsRuTrigger', {}, { ...using(credential), webhookId: randomUUID() });
	return workflow('reports', ...chain(trigger, end()));
}

/** A workflow that takes a question by a webhook, sends it by SMS, and waits for the decision. */
export function asking(path: string, credential: Credential): Workflow {
	const parameters = {
		resource: 'message',
		operation: 'sendAndWait',
		to: '={{ $json.body.to }}',
		message: '={{ $json.body.text }}',
		approvalOptions: { values: { approvalType: 'double' } },
	};
	const ask = node('Ask', 'n8n-nodes-cis-sms.smsRu', parameters, using(credential));
	return workflow(path, ...chain(webhook(path), ask, end()));
}

/** A workflow that takes an order by a webhook, sends it through SMSPILOT, and waits for the delivery. */
export function awaitingDelivery(path: string, credential: Credential): Workflow {
	const parameters = {
		resource: 'message',
		operation: 'sendAndWaitForDelivery',
		to: '={{ $json.body.to }}',
		message: '={{ $json.body.text }}',
	};
	const send = node('Send', 'n8n-nodes-cis-sms.smsPilot', parameters, using(credential));
	return workflow(path, ...chain(webhook(path), send, end()));
}

/** A workflow that looks for incoming SMS at SMSPILOT every minute. */
export function hearingReplies(credential: Credential): Workflow {
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	const trigger = node('Trigger', 'n8n-nodes-cis-sms.smsPilotInboundTrigger', { pollTimes }, using(credential));
	return workflow('replies', ...chain(trigger, end()));
}

/** What SMS.ru has told an address once. */
export interface Report {
	url: string;
	entries: string[];
	/** What the address said to it. */
	answer: string;
}

/** Everything that SMS.ru has told so far, the oldest first. */
export async function reportsOf(sms: Simulated): Promise<Report[]> {
	return (await (await fetch(`${sms.url}/__pushes`)).json()) as Report[];
}

/** Tells a report again, signed as SMS.ru signs it. @returns the answer */
export async function tellAgain({ account }: Simulated, { url, entries }: Report): Promise<string> {
	const body = new URLSearchParams(entries.map((text, index) => [`data[${index + 1}]`, text]));
	body.set('hash', createHash('sha256').update(account.api_id + entries.join('')).digest('hex'));
	return await (await fetch(url, { method: 'POST', body })).text();
}
