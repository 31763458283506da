import { openLink } from './link';
import { Session } from './session';
import type { OpenFailure, SessionHandlers, SessionSettings } from './types';

/** A bound session, or why there is none. Never rejects. */
export async function openSession(settings: SessionSettings, handlers: SessionHandlers = {}): Promise<Session | OpenFailure> {
	const { host, port, tls, timeouts } = settings;
	const link = await openLink({ host, port, tls, timeout: timeouts.connect });
	return 'failed' in link ? link : await Session.bind(link, settings, handlers);
}
