import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Accepted, Parameters } from '../../operation';
import type { Wait } from '../types';
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
function withAnswerLink(
	context: IExecuteFunctions,
	parametersOf: (item: number) => Parameters,
): (item: number) => Parameters {
	const link = context.getSignedResumeUrl(passOf(context));
	return (item) => withLink(parametersOf(item), link);
}

/** Has n8n suspend the execution after its message was accepted, until somebody answers or the time is over. */
async function suspend(context: IExecuteFunctions, { results: [result] }: Accepted, until: Date): Promise<void> {
	const sent = Object.fromEntries(KEPT.filter((key) => key in result).map((key) => [key, result[key]]));
	const waiting: Waiting = { ...passOf(context), sent };
	context.setMetadata({ [SLOT]: waiting } as never);
	await context.putExecutionToWait(until);
}

/** The wait for somebody who presses a button on the page of the link. */
export const approvalWait: Wait = { prepared: withAnswerLink, suspend };

/** What was noted of the message that an answer belongs to. n8n hands it out, but its types do not name it. */
export const waitingOf = (context: IWebhookFunctions): Waiting | undefined =>
	(context as { executeData?: { metadata?: Record<string, unknown> } }).executeData?.metadata?.[SLOT] as Waiting | undefined;
