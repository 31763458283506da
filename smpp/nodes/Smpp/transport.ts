import type { IDataObject } from 'n8n-workflow';

import type { Connection, ConnectionSettings } from '../../../nodes/shared/operation';
import { lease, type Lease } from '../../protocol/session/lines';
import { accountOf, sessionSettings } from './account';
import type { AnyPdu } from '../../protocol/codec/pdu';
import { NO_ANSWER, openingProblem, unansweredProblem, unsentProblem } from './failures';
import { outageWatch } from './outage';
import { answerData, callOf, draftOf, replyOf, type Call, type CallCommand, type CallResult } from './wire';

/** How long a message that is told to come more slowly is tried again, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Carries a call out: one PDU after another, up to the first that is not accepted. Never rejects.
 * @param settings the time is for each answer
 */
export async function carryOut({ command, pdus, dryRun }: Call, line: Pick<Lease, 'request'>, { timeout, signal }: ConnectionSettings): Promise<CallResult> {
	const result: CallResult = { answers: [] };
	if (dryRun) return result;
	for (const pdu of pdus) {
		const ending = await line.request(draftOf(command, pdu), { patience: PATIENCE, timeout, signal });
		if ('failed' in ending) return { ...result, problem: openingProblem(ending) };
		if (ending.ended === 'never left') return { ...result, problem: unsentProblem(ending.reason) };
		if (ending.ended === 'unknown') return { ...result, problem: unansweredProblem(ending.reason) };
		if (isNoAnswer(ending.answer, command)) return { ...result, problem: NO_ANSWER };
		result.answers.push(answerData(ending.answer));
		if (ending.answer.status !== 0) return result;
	}
	return result;
}

/** A generic_nack says that the request was not understood; one with the status of success says nothing. */
const isNoAnswer = ({ command, status }: AnyPdu, asked: CallCommand): boolean => status === 0 && command !== `${asked}_resp`;

/** The way to an account's gateway: a session that is shared with whoever uses the same account in this process. */
export function connect(credentials: IDataObject, settings: ConnectionSettings): Connection {
	const line = lease(sessionSettings(accountOf(credentials), 'transmitter'));
	const watch = outageWatch();
	return {
		transport: async ({ json = {} }) => {
			const watched = watch();
			return replyOf(watched(await carryOut(callOf(json), line, settings)));
		},
		close: () => line.release(),
	};
}
