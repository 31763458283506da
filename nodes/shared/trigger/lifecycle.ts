import { NodeApiError, NodeOperationError, type IDataObject, type IHookFunctions, type JsonObject } from 'n8n-workflow';

import { dispatch } from '../dispatch';
import { report } from '../failures';
import { n8nTransport } from '../http';
import type { Operation, Parameters } from '../operation';
import { redactor } from '../secrets';
import { baseUrlOf } from '../session';
import type { PushSource } from './source';

/** How long the vendor may take to answer while a workflow is published, in milliseconds. */
const PATIENCE = 20_000;

type Hook = (this: IHookFunctions) => Promise<boolean>;

/** What n8n does to a trigger when its workflow is published (`checkExists`, then perhaps `create`) and unpublished. */
export type Lifecycle = Record<'checkExists' | 'create' | 'delete', Hook>;

/**
 * Makes a trigger's address known to the vendor and takes it back, where the vendor can be told by a call. Whatever
 * keeps pushes from being taken is an error of the publication, with the reason in words.
 */
export function lifecycle(source: PushSource): Lifecycle {
	const { registration } = source;
	return {
		async checkExists() {
			await requireProof(this, source);
			return registration ? await isKnown(this, source, registration.list) : true;
		},
		async create() {
			if (registration) await ask(this, source, registration.add);
			return true;
		},
		async delete() {
			if (registration && (await isKnown(this, source, registration.list))) await ask(this, source, registration.remove);
			return true;
		},
	};
}

/** @throws {NodeOperationError} where nothing could tell the vendor's pushes from a stranger's */
async function requireProof(context: IHookFunctions, { vendor, signature }: PushSource): Promise<void> {
	const node = context.getNode();
	if (!signature) {
		if (node.webhookId) return;
		throw new NodeOperationError(node, `${vendor.name} does not sign its pushes, and ${GUESSABLE}`);
	}
	const { credential } = vendor;
	const credentials = node.credentials?.[credential] ? await context.getCredentials<IDataObject>(credential) : {};
	if (signature.key(credentials, (name) => context.getNodeParameter(name, null))) return;
	throw new NodeOperationError(node, signature.missing);
}

const GUESSABLE =
	'the address of this trigger can be guessed. Delete the node and add it again: it then gets a random address.';

async function isKnown(context: IHookFunctions, source: PushSource, list: Operation): Promise<boolean> {
	const known = await ask(context, source, list);
	return known.some(({ url }) => url === addressOf(context));
}

const addressOf = (context: IHookFunctions): string => String(context.getNodeWebhookUrl('default'));

/**
 * Asks the vendor one thing about this trigger's address.
 * @throws {NodeApiError} with the reason and the remedy in one message: n8n shows no more than that at publish
 */
async function ask(context: IHookFunctions, { vendor }: PushSource, operation: Operation): Promise<IDataObject[]> {
	const { credential, secrets } = vendor;
	const credentials = await context.getCredentials<IDataObject>(credential);
	const transport = n8nTransport(context, { credential, baseUrl: baseUrlOf(vendor, credentials as never), timeout: PATIENCE });
	const entries = operation.entries(parametersWith(addressOf(context))).map((entry) => ({ ...entry, to: 'the webhook' }));
	const [outcome] = await dispatch(operation, entries, transport, { requestsAtOnce: 1, pause: 0, stopsAtFailure: true });
	if (outcome.outcome === 'accepted') return outcome.results;

	const redact = redactor(secrets(credentials));
	const { message, cause } = report(outcome, { vendor, operation, item: 0, entry: entries[0], redact });
	const error = new NodeApiError(context.getNode(), {} as JsonObject, { message, failure: { cause } });
	// n8n puts a sentence of its own in the place of a message that holds a code such as ECONNREFUSED.
	throw Object.assign(error, { message });
}

/** The parameters of the vendor's webhook operations: the address, and the whole list. */
function parametersWith(url: string): Parameters {
	const values: Record<string, unknown> = { url, returnAll: true };
	return { get: (name) => values[name], option: () => undefined, zone: 'UTC', now: Date.now() };
}
