import { TIMEOUTS, type SessionSettings, type Timeouts } from '../../../smpp/protocol/session/types.ts';

/** Settings of a session with a peer on this machine; unhurried unless a test hurries it. */
export const settingsFor = (
	port: number,
	{ timeouts, ...more }: Partial<Omit<SessionSettings, 'timeouts'>> & { timeouts?: Partial<Timeouts> } = {},
): SessionSettings => ({
	host: '127.0.0.1',
	port,
	bind: 'transceiver',
	systemId: 'shop',
	password: 'secret',
	systemType: '',
	window: 10,
	perSecond: 0,
	...more,
	timeouts: { ...TIMEOUTS, ...timeouts },
});
