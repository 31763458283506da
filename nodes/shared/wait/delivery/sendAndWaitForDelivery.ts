import type { INodeProperties } from 'n8n-workflow';

import { answerBy, limitWaitTimeOption } from '../deadline';
import type { Entry, Operation, DeliveryReport } from '../../operation';

/**
 * "Send and Wait for Delivery", made from a vendor's own send: the same checks, requests and verdicts, with an address for
 * the vendor's report and a wait after it.
 * @param leftOut options of the send that make no sense where its report is waited for
 */
export const sendAndWaitForDelivery = <T extends Entry>(send: Operation<T>, report: DeliveryReport, leftOut: string[]): Operation<T> => ({
	...send,
	value: 'sendAndWaitForDelivery',
	name: 'Send and Wait for Delivery',
	action: 'Send an SMS and wait for its delivery',
	description: 'Send an SMS to one phone number, and go on when it was delivered, has failed, or the time is over',
	// A message that is skipped because it was sent before would be waited for in vain.
	isSend: undefined,
	options: [...(send.options ?? []).filter(({ name }) => !leftOut.includes(name)), limitOption],
	entries: (parameters) => {
		answerBy(parameters);
		return send.entries(parameters);
	},
	answerBy,
	deliveryReport: report,
});

const limitOption: INodeProperties = {
	...limitWaitTimeOption,
	description: 'How long to wait for a final report. Then the workflow goes on, with "timedOut" true and "isFinal" false.',
};
