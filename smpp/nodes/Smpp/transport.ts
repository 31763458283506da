import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Reply } from '../../../nodes/shared/operation';
import { lease, type Lease } from '../../protocol/session/lines';
import { sessionSettings, type Account } from './account';
import { openingProblem, unansweredProblem, unsentProblem } from './failures';
import { answerData, callOf, draftOf, replyOf, type Call, type CallResult } from './wire';

/** How long a message that is told to come more slowly is tried again, in milliseconds. */
const PATIENCE = 60_000;

interface CallSettings {
	/** How long to wait for each answer, in milliseconds. */
	timeout: number;
	signal?: AbortSignal;
}

/** Carries a call out: one PDU after another, up to the first that is not accepted. Never rejects. */
export async function carryOut({ command, pdus, dryRun }: Call, line: Pick<Lease, 'request'>, { timeout, signal }: CallSettings): Promise<CallResult> {
	const result: CallResult = { answers: [] };
	if (dryRun) return result;
	for (const pdu of pdus) {
		const ending = await line.request(draftOf(command, pdu), { patience: PATIENCE, timeout, signal });
		if ('failed' in ending) return { ...result, problem: openingProblem(ending) };
		if (ending.ended === 'never left') return { ...result, problem: unsentProblem(ending.reason) };
		if (ending.ended === 'unknown') return { ...result, problem: unansweredProblem(ending.reason) };
		result.answers.push(answerData(ending.answer));
		if (ending.answer.status !== 0) return result;
	}
	return result;
}

/**
 * Runs `work` with a context whose requests go over a session of the account in the place of HTTP. The session is shared
 * with whoever uses the same account in this process, and held until the work is done.
 */
export async function overSmpp<T>(context: IExecuteFunctions, account: Account, work: (context: IExecuteFunctions) => Promise<T>): Promise<T> {
	const line = lease(sessionSettings(account, 'transmitter'));
	const signal = context.getExecutionCancelSignal();
	const send = async (_credential: string, { body, timeout = PATIENCE }: IHttpRequestOptions) => {
		return response(replyOf(await carryOut(callOf(body as IDataObject), line, { timeout, signal })));
	};
	try {
		return await work(withHelper(context, send));
	} finally {
		line.release();
	}
}

/** A reply in the form of n8n's helper, as far as the engine looks at it: a body that can be read once, and given up. */
const response = ({ status, headers, body }: Reply) => ({
	statusCode: status,
	headers,
	body: {
		async *[Symbol.asyncIterator]() {
			yield Buffer.from(body);
		},
		destroy: () => undefined,
	},
});

/** The context with another function in the place of n8n's request helper; everything else is its own. */
function withHelper(context: IExecuteFunctions, httpRequestWithAuthentication: unknown): IExecuteFunctions {
	const helpers = new Proxy(context.helpers, {
		get: (target, name) => (name === 'httpRequestWithAuthentication' ? httpRequestWithAuthentication : Reflect.get(target, name, target)),
	});
	return new Proxy(context, {
		get: (target, name) => {
			if (name === 'helpers') return helpers;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}
