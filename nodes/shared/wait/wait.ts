import type { IExecuteFunctions } from 'n8n-workflow';

import { approvalWait } from './approval/waiting';
import { deliveryWait } from './delivery/waiting';
import { InputError } from '../errors';
import type { Operation } from '../operation';
import type { Job } from '../engine/jobs';
import type { Wait } from './types';

/** The wait of an operation, if it has one. */
export function waitOf({ answerBy, deliveryReport: report }: Operation): Wait | undefined {
	if (!answerBy) return undefined;
	return report ? deliveryWait(report) : approvalWait;
}

/**
 * Why this run cannot wait, if so: as a tool of an older agent or of an MCP server, the node runs inside another node's run.
 * It would send, and tell the model that all is done.
 */
export function cannotWait(context: IExecuteFunctions, { name }: Operation): InputError | undefined {
	// Older n8n lacks it.
	const { isToolExecution } = context as { isToolExecution?: () => boolean };
	if (isToolExecution?.call(context) !== true) return undefined;
	return new InputError(
		name,
		'cannot wait here: it is a tool of an MCP server, or of an AI agent before version 3',
		'Use an AI agent of version 3 or later, or the operation "Send".',
	);
}

/** One run waits for one answer, so several messages are a mistake, of all of them. */
export function onlyOne(orders: Job[], { name }: Operation): void {
	if (orders.length < 2) return;
	for (const order of orders) {
		order.outcome ??= new InputError(
			name,
			`has ${orders.length} messages to send, but one run waits for what becomes of one`,
			'Enter one number. If several items come in, switch on "Execute Once" in the settings of the node, or put it into a loop over the items.',
			order.entry?.to,
		);
	}
}
