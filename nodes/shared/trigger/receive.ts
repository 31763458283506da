import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { redactor } from '../transport/secrets';
import { claim } from './deduplicate';
import { isHandedOver } from './handedOver';
import { ANSWERS, verify, type Answer } from './verify';
import { pushOf } from './push';
import type { PushEvent, PushSource } from './source';

/**
 * Takes one push: verifies it, reads it, and starts at most one run, with an item for each event that is new. This is
 * the whole `webhook` of every vendor's trigger. Whatever comes, the vendor gets an answer.
 */
export async function receive(context: IWebhookFunctions, source: PushSource): Promise<IWebhookResponseData> {
	const judged = await judgedPush(context, source);
	if (!Array.isArray(judged)) return refuse(context, judged);

	const events = await newEvents(context, judged);
	if (events.length === 0) return respond(context, { status: 200, body: source.answer });

	const wantsRaw = context.getNodeParameter('output') === 'raw';
	context.getResponseObject().setHeader('content-type', PLAIN);
	return { workflowData: [events.map((event) => itemOf(event, wantsRaw))] };
}

async function judgedPush(context: IWebhookFunctions, source: PushSource): Promise<PushEvent[] | Answer> {
	const { signature, vendor } = source;
	const parameter = (name: string): unknown => context.getNodeParameter(name, null);
	const credentials = signature ? await credentialOf(context, vendor.credential) : {};
	if (!credentials) return ANSWERS.unready;
	const judged = verify(pushOf(context), source, signature?.key(credentials, parameter), {
		kinds: parameter('triggerOn') as string[],
		finalOnly: parameter('finalOnly') === true,
	});
	return Array.isArray(judged) ? safeEvents(judged, redactor(vendor.secrets(credentials))) : judged;
}

/** Events without the secrets that the vendor may have quoted. Their identities stay, so that another credential makes none new. */
const safeEvents = (events: PushEvent[], redact: <V>(value: V) => V): PushEvent[] =>
	events.map((event) => ({ ...event, result: redact(event.result), raw: redact(event.raw) }));

/** The credential's values, `{}` where the node has none, nothing where it cannot be read. */
async function credentialOf(context: IWebhookFunctions, type: string): Promise<IDataObject | undefined> {
	if (!context.getNode().credentials?.[type]) return {};
	return await context.getCredentials<IDataObject>(type).catch(() => undefined);
}

/** The events that no run has got yet. While a user tests the workflow by hand, every event is new. */
async function newEvents(context: IWebhookFunctions, events: PushEvent[]): Promise<PushEvent[]> {
	if (context.getMode() === 'manual') return events;
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	const { events: fresh, end } = await claim(node, context.getWorkflowStaticData('node'), events);
	void isHandedOver(context.getResponseObject()).then(end);
	return fresh;
}

const PLAIN = 'text/plain; charset=utf-8';

function refuse(context: IWebhookFunctions, answer: Answer): IWebhookResponseData {
	context.logger.warn(`"${context.getNode().name}" has turned a push away: ${answer.reason}`);
	return respond(context, answer);
}

/** Answers without starting a run. */
function respond(context: IWebhookFunctions, { status, body }: Answer): IWebhookResponseData {
	context.getResponseObject().status(status).type(PLAIN).send(body);
	return { noWebhookResponse: true };
}

const itemOf = ({ kind, result, raw }: PushEvent, wantsRaw: boolean): INodeExecutionData => ({
	json: { event: kind, ...result, ...(wantsRaw ? { raw } : {}) },
});
