import { WAIT_INDEFINITELY, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { isSpoiled, type Read, type Result } from '../engine/jobs';
import { InputError, type Mistake, type Problem } from '../errors';
import type { Accepted, Operation, Unknown } from '../operation';
import { approvalWait } from './approval/waiting';
import { deliveryWait } from './delivery/waiting';
import type { Asking, Wait } from './types';
import { say } from '../language/say';

const MISTAKES = {
	tool: {
		what: 'cannot wait here: it is a tool of an MCP server, or of an AI agent before version 3',
		remedy: 'Use an AI agent of version 3 or later, or the operation "Send".',
	},
	several: {
		what: 'has {count} {count|message|messages} to send, but one run waits for what becomes of one',
		remedy:
			'Enter one number. If several items come in, switch on "Execute Once" in the settings of the node, or put it into a loop over the items.',
	},
} satisfies Record<string, Mistake>;

/** The wait of an operation, if it has one. */
export function waitOf({ answerBy, deliveryReport }: Operation): Wait | undefined {
	if (!answerBy) return undefined;
	return deliveryReport ? deliveryWait(deliveryReport) : approvalWait;
}

/** Whether the node runs inside another node's run, as a tool of an older agent or of an MCP server. */
export function isTool(context: IExecuteFunctions): boolean {
	const { isToolExecution } = context as { isToolExecution?: () => boolean };
	// Older n8n lacks it, and runs tools in a context that can be cloned, as no other.
	return isToolExecution ? isToolExecution.call(context) : 'cloneWith' in context;
}

/** What a run that waits may send: one message, and none in a tool, which would send it and tell the model that all is done. */
export function oneMessage(reads: Read[], { name }: Operation, isInTool: boolean): Read[] {
	const spoiled = (mistake: Mistake) =>
		reads.map((read): Read => (isSpoiled(read) ? read : { item: read.item, mistake: InputError.of(name, mistake, { count: reads.length }, read.entry.to) }));
	if (isInTool) return spoiled(MISTAKES.tool);
	return reads.length > 1 ? spoiled(MISTAKES.several) : reads;
}

/**
 * Suspends the execution after its message was accepted, unless nothing has to be waited for any more.
 * @returns what goes on now; n8n replaces it when the wait has ended
 */
export async function suspended(
	context: IExecuteFunctions,
	wait: Wait,
	{ item, entry, outcome }: Result,
	asking: Asking,
	deadline: Date = WAIT_INDEFINITELY,
): Promise<Result> {
	const { sent, isOver } = (await wait.firstLook?.(outcome as Accepted, asking)) ?? { sent: outcome as Accepted, isOver: false };
	const result: Result = { item, entry, outcome: sent };
	if (isOver) return result;
	if (asking.isOfAnother) return { ...result, outcome: notSuspended(sent, OF_ANOTHER) };
	try {
		const output: INodeExecutionData[] = sent.results.map((json) => ({ json, pairedItem: { item } }));
		await wait.suspend(context, sent, deadline, output);
		return result;
	} catch (error) {
		const meaning = say('the message was sent, but n8n could not wait for what becomes of it ({message})', { message: (error as Error).message });
		return { ...result, outcome: notSuspended(sent, { ...NOT_SUSPENDED, meaning }) };
	}
}

const notSuspended = ({ results: [{ id }] }: Accepted, problem: Problem): Unknown => ({ outcome: 'unknown', problem, id: String(id) });

const NOT_SUSPENDED = {
	kind: 'unclear',
	remedy: 'Do not send it again. Check the log of this n8n.',
} satisfies Omit<Problem, 'meaning'>;

/** To suspend a retry as well would make it wait for ever: the link or the address in the message leads to the first execution. */
const OF_ANOTHER: Problem = {
	kind: 'unclear',
	meaning: 'the message was sent by the execution that this one retries, and only that one can hear what becomes of it',
	remedy: 'Start the workflow anew if a second message is meant.',
};
