import type { IDataObject, IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asText, isObject } from '../../transport/replies';
import { unlinked } from './link';
import { HEADERS, answeredPage, closedPage, questionPage, type Question } from './page';
import { waitingOf } from './waiting';
import { wordsIn } from './words';
import { say } from '../../language/say';

/** What the links of a waiting node lead to. The path is the one that n8n's signed links have. */
export const approvalWebhooks: IWebhookDescription[] = ['GET', 'POST'].map((httpMethod) => ({
	name: 'default',
	httpMethod,
	path: '={{ $nodeId }}',
	isFullPath: true,
	restartWebhook: true,
	responseMode: 'onReceived',
	responseData: '',
}));

/** What the editor says at a node that waits. */
export const WAITING_TOOLTIP =
	`={{ (${JSON.stringify({
		sendAndWait: say('The execution goes on after the answer to the SMS'),
		sendAndWaitForDelivery: say('The execution goes on when the delivery is reported'),
	})})[$parameter["operation"]] ?? "" }}`;

/** The buttons of the page, by what they post. */
const DECISIONS: Record<string, boolean> = { approve: true, decline: false };

/**
 * Answers a call of the link; n8n has checked its signature. Whoever merely looks (a person, a preview, a scanner) gets
 * the page; only a button of the page, which posts, decides. Output: `data.approved`, `data.respondedAt` (ISO 8601), and
 * the message's `id`, `to` and what it cost.
 */
export async function answerApproval(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const question = questionOf(context);
	const waiting = waitingOf(context);
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	const show = (status: number, page: string): IWebhookResponseData => {
		response.status(status).send(page);
		return { noWebhookResponse: true };
	};

	const { run } = context.getQueryData() as { run?: unknown };
	if (waiting && waiting.run !== run) return show(410, closedPage(question.words));

	const { method } = context.getRequestObject();
	if (method !== 'POST') return show(200, questionPage(question));
	const approved = decisionIn(context.getBodyData(), question);
	if (approved === undefined) return show(400, questionPage(question));

	const json: IDataObject = { data: { approved, respondedAt: new Date().toISOString() }, ...waiting?.sent };
	return {
		webhookResponse: answeredPage(question.words, approved),
		workflowData: [[{ json, pairedItem: { item: 0 } }]],
	};
}

/** What the page asks, as the user set the node. */
function questionOf(context: IWebhookFunctions): Question {
	const options = context.getNodeParameter('approvalOptions.values', {}) as IDataObject;
	const text = unlinked(context.getNodeParameter('message', ''));
	const words = wordsIn(options.pageLanguage, text);
	return {
		text,
		words: {
			...words,
			approve: labelIn(options.approveLabel) ?? words.approve,
			decline: labelIn(options.disapproveLabel) ?? words.decline,
		},
		hasDecline: options.approvalType === 'double',
	};
}

const labelIn = (value: unknown): string | undefined => String(value ?? '').trim() || undefined;

/** Which button was pressed; none where the page has no such button. */
function decisionIn(body: unknown, { hasDecline }: Question): boolean | undefined {
	const pressed = (isObject(body) && asText(body.decision)) || '';
	const approved = Object.hasOwn(DECISIONS, pressed) ? DECISIONS[pressed] : undefined;
	return approved === false && !hasDecline ? undefined : approved;
}
