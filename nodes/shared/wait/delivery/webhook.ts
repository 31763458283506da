import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { DeliveryReport } from '../../operation';
import { fieldsOf, pushOf } from '../../trigger/push';
import { messageOf, withState } from './waiting';

/**
 * Takes the vendor's report; n8n has checked the token of its address. Only the final state of the message that is waited
 * for lets the execution go on; everything else is answered, and waited on.
 */
export async function takeReport(context: IWebhookFunctions, { read, answer }: DeliveryReport): Promise<IWebhookResponseData> {
	const sent = messageOf(context);
	const state = sent && read(fieldsOf(pushOf(context)), String(sent.id));
	if (state?.isFinal !== true) {
		context.getResponseObject().status(200).type('text/plain; charset=utf-8').send(answer);
		return { noWebhookResponse: true };
	}
	const json = withState(sent!, state, { timedOut: false });
	return { webhookResponse: answer, workflowData: [[{ json, pairedItem: { item: 0 } }]] };
}
