import type { Entry, Operation, Outcome } from '../operation';
import { plainParameters } from '../parameters/parameters';
import type { OpenSession } from '../transport/session';
import { dispatch } from './dispatch';

/**
 * Carries out a read, or a small change, that no run of a node has asked for: for a list in the editor, or a trigger.
 * @param values the values of the operation's fields and options
 * @param session ends with it
 * @throws {InputError} when they are none
 */
export async function askOnce(operation: Operation, values: Record<string, unknown>, session: OpenSession): Promise<Outcome> {
	try {
		const [entry] = operation.entries(plainParameters(operation, values)) as Entry[];
		const [outcome] = await dispatch(operation, [entry], session, { concurrency: 1, pause: 0, stopsAtFailure: true });
		return outcome;
	} finally {
		session.close();
	}
}
