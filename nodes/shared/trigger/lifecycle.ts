import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';

import type { Operation } from '../operation';
import { request } from './request';
import type { PushSource } from './source';
import { say, type Text } from '../language/say';

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
			if (registration) await tell(this, source, registration.add);
			return true;
		},
		async delete() {
			if (registration && (await isKnown(this, source, registration.list))) await tell(this, source, registration.remove);
			return true;
		},
	};
}

/** @throws {NodeOperationError} where nothing could tell the vendor's pushes from a stranger's */
async function requireProof(context: IHookFunctions, { vendor, signature }: PushSource): Promise<void> {
	const node = context.getNode();
	if (!signature) {
		if (node.webhookId) return;
		throw new NodeOperationError(node, say(GUESSABLE, { vendor: vendor.name }));
	}
	const { credential } = vendor;
	const credentials = node.credentials?.[credential] ? await context.getCredentials<IDataObject>(credential) : {};
	if (signature.key(credentials, (name) => context.getNodeParameter(name, null))) return;
	throw new NodeOperationError(node, say(signature.missing));
}

const GUESSABLE: Text =
	'{vendor} does not sign its pushes, and the address of this trigger can be guessed. Delete the node and add it again: it then gets a random address.';

async function isKnown(context: IHookFunctions, source: PushSource, list: Operation): Promise<boolean> {
	const known = await tell(context, source, list);
	return known.some(({ url }) => url === addressOf(context));
}

const addressOf = (context: IHookFunctions): string => String(context.getNodeWebhookUrl('default'));

/** Asks the vendor about this trigger's address: its webhook operations take the address, and the list is wanted whole. */
async function tell(context: IHookFunctions, { vendor }: PushSource, operation: Operation): Promise<IDataObject[]> {
	const values = { url: addressOf(context), returnAll: true };
	return (await request(context, vendor, { operation, values, about: 'the webhook' })).results;
}
