import { NodeApiError, type IHookFunctions, type IPollFunctions, type JsonObject } from 'n8n-workflow';

import { askOnce } from '../engine/askOnce';
import { describeFailure } from '../engine/failures';
import type { Accepted, Operation, Vendor } from '../operation';
import { openSession } from '../transport/session';
import { say, type Text } from '../language/say';

/** How long the vendor may take to answer a trigger, in milliseconds. */
const TIMEOUT = 20_000;

/** A question of a trigger to its vendor: one of the vendor's own operations, with the values of its fields and options. */
export interface Question {
	operation: Operation;
	values: Record<string, unknown>;
	/** What it is about, as errors call it, e.g. "the webhook". */
	about: Text;
}

/**
 * Asks the vendor one thing on behalf of a trigger.
 * @throws {NodeApiError} with the reason and the remedy in one message: of a trigger's error n8n shows no more than that
 */
export async function request(
	context: IHookFunctions | IPollFunctions,
	vendor: Vendor,
	{ operation, values, about }: Question,
): Promise<Accepted> {
	const session = await openSession(context, vendor, { timeout: TIMEOUT });
	const outcome = await askOnce(operation, values, session);
	if (outcome.outcome === 'accepted') return outcome;

	const { message, cause } = describeFailure(outcome, { vendor, operation, item: 0, entry: { to: say(about) } });
	const error = new NodeApiError(context.getNode(), {} as JsonObject, { message, failure: { cause } });
	// n8n puts a sentence of its own in the place of a message that holds a code such as ECONNREFUSED.
	throw Object.assign(error, { message });
}
