/** What strangers may post to the address of a wait: n8n would end the wait by anything that throws. */
import type { IWebhookFunctions } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { takeReport } from '../../../../nodes/shared/wait/delivery/webhook.ts';
import { answerApproval } from '../../../../nodes/shared/wait/approval/webhook.ts';
import { sendAndWaitForDelivery } from '../../../../nodes/SmsPilot/resources/message/sendAndWaitForDelivery.ts';

const HOSTILE = ['{"toString":1,"valueOf":1}', '{"__proto__":{"toString":1}}', '["approve","decline"]', '[]', 'null', '0', 'true', '"constructor"', '['.repeat(50) + ']'.repeat(50)];
const FIELDS = ['decision', 'server_id', 'status', 'error', '__proto__'];

/** A waiting node that gets a body; what it answers, and whether the execution goes on. */
async function posted(body: unknown, answer: (context: IWebhookFunctions) => Promise<{ workflowData?: unknown }>) {
	let status: number | undefined;
	const response = { setHeader: () => response, status: (code: number) => ((status = code), response), type: () => response, send: () => response };
	const context = {
		executeData: { metadata: { cisSmsApproval: { sent: {} }, cisSmsDelivery: { id: '7' } } },
		getNodeParameter: (_name: string, otherwise: unknown) => otherwise,
		getQueryData: () => ({}),
		getBodyData: () => body,
		getRequestObject: () => ({ method: 'POST', headers: {}, query: {}, body }),
		getResponseObject: () => response,
	};
	const { workflowData } = await answer(context as unknown as IWebhookFunctions);
	return { status, goesOn: workflowData !== undefined };
}

test.each(FIELDS.flatMap((field) => HOSTILE.map((value) => [field, value])))('%s: %s', async (field, value) => {
	const body: unknown = JSON.parse(`{"${field}": ${value}}`);
	expect(await posted(body, answerApproval)).toEqual({ status: 400, goesOn: false });
	expect(await posted(body, async (context) => await takeReport(context, sendAndWaitForDelivery.deliveryReport!))).toEqual({ status: 200, goesOn: false });
});
