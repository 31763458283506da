import type { Entry, Operation } from '../../operation';
import { answerBy, limitWaitTimeOption } from '../deadline';
import { approvalOptions, carriedFields, checkApprovalOptions, carriedOptions } from './fields';

/**
 * "Send and Wait for Approval", made from a vendor's own send: the same checks, requests and verdicts, with a link in
 * the text and a wait after it. The value of the operation is the one by which n8n knows that its signed links, and not
 * a workflow's own webhook, are answered.
 */
export const sendAndWait = <T extends Entry>(send: Operation<T>): Operation<T> => ({
	...send,
	value: 'sendAndWait',
	name: 'Send and Wait for Approval',
	action: 'Send an SMS and wait for approval',
	description: 'Send an SMS with a link to a page with buttons, and wait until one of them is pressed',
	// A message that is skipped because it was sent before would be waited for in vain.
	isSend: undefined,
	fields: [...carriedFields(send.fields), approvalOptions],
	options: [...carriedOptions(send.options ?? [], send.fields), limitWaitTimeOption],
	entries: (parameters) => {
		answerBy(parameters);
		checkApprovalOptions(parameters);
		return send.entries(parameters);
	},
	answerBy,
});
