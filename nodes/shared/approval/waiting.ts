import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { InputError } from '../errors';
import type { Accepted, Parameters } from '../operation';
import type { Order } from '../orders';
import { withLink } from './link';

/** Where n8n keeps what the webhook must know: with the waiting node. */
const SLOT = 'cisSmsApproval';

/** What of the sent message is handed on together with the answer; its status would be that of a time gone by. */
const KEPT = ['id', 'to', 'parts', 'cost', 'currency'];

/** What is noted of a message that is waited for. */
export interface Waiting {
	/** The pass of a loop, as its link says it: an earlier pass' link must not answer a later pass' question. */
	run?: string;
	sent: IDataObject;
}

/** The first pass needs no mark, which saves characters of the text. */
function passOf(context: IExecuteFunctions): Record<string, string> {
	const pass = Number(context.getWorkflowDataProxy(0).$runIndex);
	return pass > 0 ? { run: String(pass) } : {};
}

/** The parameters of this run's items, with n8n's signed link to this run's page in their texts. */
export function withAnswerLink(
	context: IExecuteFunctions,
	parametersOf: (item: number) => Parameters,
): (item: number) => Parameters {
	const link = context.getSignedResumeUrl(passOf(context));
	return (item) => withLink(parametersOf(item), link);
}

/**
 * Why this run cannot wait, if so: as a tool of an older agent or of an MCP server, the node runs inside another node's run.
 * It would send, and tell the model that all is done.
 */
export function cannotWait(context: IExecuteFunctions): InputError | undefined {
	// Older n8n lacks it.
	const { isToolExecution } = context as { isToolExecution?: () => boolean };
	if (isToolExecution?.call(context) !== true) return undefined;
	return new InputError(
		'Send and Wait for Approval',
		'cannot wait here: it is a tool of an MCP server, or of an AI agent before version 3',
		'Use an AI agent of version 3 or later, or the operation "Send".',
	);
}

/** One run waits for one answer, so several messages are a mistake, of all of them. */
export function onlyOne(orders: Order[]): void {
	if (orders.length < 2) return;
	for (const order of orders) {
		order.outcome ??= new InputError(
			'Send and Wait for Approval',
			`has ${orders.length} messages to send, but one run waits for the answer of one person`,
			'Enter one number. If several items come in, switch on "Execute Once" in the settings of the node, or put it into a loop over the items.',
			order.entry?.to,
		);
	}
}

/** Has n8n park the execution after its message was accepted, until somebody answers or the time is over. */
export async function park(context: IExecuteFunctions, { outcome }: Order, until: Date): Promise<void> {
	const [result] = (outcome as Accepted).results;
	const sent = Object.fromEntries(KEPT.filter((key) => key in result).map((key) => [key, result[key]]));
	const waiting: Waiting = { ...passOf(context), sent };
	context.setMetadata({ [SLOT]: waiting } as never);
	await context.putExecutionToWait(until);
}

/** What was noted of the message that an answer belongs to. n8n hands it out, but its types do not name it. */
export const waitingOf = (context: IWebhookFunctions): Waiting | undefined =>
	(context as { executeData?: { metadata?: Record<string, unknown> } }).executeData?.metadata?.[SLOT] as Waiting | undefined;
