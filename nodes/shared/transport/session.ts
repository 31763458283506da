import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Problem } from '../errors';
import type { Connection, ConnectionSettings, Transport, Vendor } from '../operation';
import { withFallback } from './fallback';
import { n8nTransport, type HttpContext } from './http';
import { redactor } from './secrets';

/** What everything that asks a vendor needs of its credential: the way to the vendor, and what blanks the secrets out. */
export interface Session {
	transport: Transport;
	redact: <V>(value: V) => V;
}

/** A session with its end, which whoever opened it calls once, when nothing more will be asked. */
export interface OpenSession extends Session {
	close(): void;
}

/**
 * Reads the credential once, for a node, a list in the editor, or a trigger.
 * @throws what n8n says of a credential that cannot be read
 */
export async function openSession(context: HttpContext, vendor: Vendor, settings: ConnectionSettings): Promise<OpenSession> {
	const { credential, secrets, renewsToken, fallback, connect = overHttp(context, vendor) } = vendor;
	const read = async () => await context.getCredentials<ICredentialDataDecryptedObject>(credential);
	const credentials = await read();
	const { transport, close } = connect(credentials, settings);
	const session = { transport: withFallback(logged(context, transport), fallback), redact: redactor(secrets(credentials)) };
	return { ...(renewsToken ? learning(session, async () => secrets(await read())) : session), close };
}

/** A session that reads the secrets again after each request, since n8n may have fetched a new token for it. */
function learning(session: Session, read: () => Promise<Record<string, unknown>>): Session {
	const redactors = [session.redact];
	const known = new Set<string>();
	const learn = async () => {
		const secrets = await read();
		const name = JSON.stringify(secrets);
		if (!known.has(name)) redactors.push(redactor(secrets));
		known.add(name);
	};
	return {
		transport: async (request) => {
			const reply = await session.transport(request);
			// What cannot be read now has been read before, or was not sent.
			await learn().catch(() => undefined);
			return reply;
		},
		redact: (value) => redactors.reduce((safe, redact) => redact(safe), value),
	};
}

/** n8n's own way to a vendor, which holds nothing. */
const overHttp =
	(context: HttpContext, vendor: Vendor) =>
	(credentials: ICredentialDataDecryptedObject, { timeout }: ConnectionSettings): Connection => {
		const { credential, renewsToken } = vendor;
		return { transport: n8nTransport(context, { credential, baseUrl: baseUrlOf(vendor, credentials), timeout, renewsToken }), close: () => undefined };
	};

/** A line for each request in n8n's log, at the level for debugging: no value of the request or its answer. */
const logged =
	({ logger }: HttpContext, ask: Transport): Transport =>
	async (request) => {
		const start = Date.now();
		const reply = await ask(request);
		const status = 'body' in reply ? reply.status : reply.problem.kind;
		logger?.debug(`${request.method ?? 'POST'} ${request.path}: ${status} after ${Date.now() - start} ms`);
		return reply;
	};

/**
 * A session that asks nobody: where a run goes on after errors it may not throw, since n8n would then hand on the input as
 * if it had been sent.
 */
export const closedSession = (error: unknown): OpenSession => ({
	transport: async () => ({ problem: unreadable(error) }),
	redact: (value) => value,
	close: () => undefined,
});

/** Where a vendor is, by its credential. */
export const baseUrlOf = ({ baseUrl }: Vendor, credentials: ICredentialDataDecryptedObject): string =>
	baseUrl?.(credentials) ?? String(credentials.baseUrl);

const unreadable = (error: unknown): Problem => ({
	kind: 'credential',
	meaning: String((error as { message?: unknown } | undefined)?.message ?? error),
	remedy: 'Choose or create the credential of this node again.',
});
