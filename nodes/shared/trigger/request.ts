import { NodeApiError, type IDataObject, type IHookFunctions, type IPollFunctions, type JsonObject } from 'n8n-workflow';

import { dispatch } from '../engine/dispatch';
import { describeFailure } from '../engine/failures';
import { n8nTransport } from '../transport/http';
import type { Accepted, Operation, Parameters, Vendor } from '../operation';
import { redactor } from '../transport/secrets';
import { baseUrlOf } from '../transport/session';

/** How long the vendor may take to answer a trigger, in milliseconds. */
const PATIENCE = 20_000;

/** A question of a trigger to its vendor: one of the vendor's own operations, with the values of its fields and options. */
export interface Question {
	operation: Operation;
	values: Record<string, unknown>;
	/** What it is about, as errors call it, e.g. "the webhook". */
	about: string;
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
	const { credential, secrets } = vendor;
	const credentials = await context.getCredentials<IDataObject>(credential);
	const transport = n8nTransport(context, { credential, baseUrl: baseUrlOf(vendor, credentials as never), timeout: PATIENCE });
	const entries = operation.entries(parametersOf(values)).map((entry) => ({ ...entry, to: about }));
	const [outcome] = await dispatch(operation, entries, transport, { concurrency: 1, pause: 0, stopsAtFailure: true });
	if (outcome.outcome === 'accepted') return outcome;

	const redact = redactor(secrets(credentials));
	const { message, cause } = describeFailure(outcome, { vendor, operation, item: 0, entry: entries[0], redact });
	const error = new NodeApiError(context.getNode(), {} as JsonObject, { message, failure: { cause } });
	// n8n puts a sentence of its own in the place of a message that holds a code such as ECONNREFUSED.
	throw Object.assign(error, { message });
}

const parametersOf = (values: Record<string, unknown>): Parameters => {
	const value = (name: string): unknown => values[name];
	return { get: value, option: value, zone: 'UTC', now: Date.now() };
};
