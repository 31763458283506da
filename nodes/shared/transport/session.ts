import { NodeOperationError, type ICredentialDataDecryptedObject, type IExecuteFunctions } from 'n8n-workflow';

import type { Problem } from '../errors';
import { n8nTransport } from './http';
import type { Transport, Vendor } from '../operation';
import { redactor } from './secrets';

/** What a run needs of its credential: the way to the vendor, and what blanks the secrets out. */
export interface Session {
	transport: Transport;
	redact: <V>(value: V) => V;
	/** Like `redact`, which leaves alone a recipient that happens to be the login. */
	redactAround: <V>(value: V, recipient?: string) => V;
}

/**
 * Reads the credential once. Where a run goes on after errors it may not throw (n8n would hand on the input as if it
 * had been sent), so a credential that cannot be read becomes a transport that refuses everything.
 * @param timeout how long to wait for the vendor, in milliseconds
 */
export async function openSession(context: IExecuteFunctions, vendor: Vendor, timeout: number): Promise<Session> {
	const { credential, secrets } = vendor;
	const read = await context.getCredentials(credential).catch((error: Error) => error);
	if (read instanceof Error) {
		if (!context.continueOnFail()) throw new NodeOperationError(context.getNode(), read);
		return { transport: async () => ({ problem: unreadable(read) }), redact: asItIs, redactAround: asItIs };
	}
	return sessionWith(read, secrets, n8nTransport(context, { credential, baseUrl: baseUrlOf(vendor, read), timeout }));
}

/** Where a vendor is, by its credential. */
export const baseUrlOf = ({ baseUrl }: Vendor, credentials: ICredentialDataDecryptedObject): string =>
	baseUrl?.(credentials) ?? String(credentials.baseUrl);

function sessionWith(
	credentials: ICredentialDataDecryptedObject,
	secretsOf: Vendor['secrets'],
	transport: Transport,
): Session {
	const redact = redactor(secretsOf(credentials));
	return { transport, redact, redactAround: redact };
}

const asItIs = <V>(value: V): V => value;

const unreadable = ({ message }: Error): Problem => ({
	kind: 'credential',
	meaning: message,
	remedy: 'Choose or create the credential of this node again.',
});
