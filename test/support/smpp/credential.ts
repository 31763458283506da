/** A credential for a peer on this machine. */
export const credentialFor = (port: number, more: Record<string, unknown> = {}) => ({
	provider: 'other',
	host: '127.0.0.1',
	port,
	useTls: false,
	systemId: 'shop',
	password: 'secret-password',
	systemType: '',
	advanced: true,
	perSecond: 10_000,
	window: 10,
	...more,
});
