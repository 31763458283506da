import { X509Certificate } from 'node:crypto';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates } from 'node:tls';

import type { OpenFailure, SessionSettings } from './types';

type LinkSettings = Pick<SessionSettings, 'host' | 'port' | 'tls'> & { timeout: number };

type Failed = Exclude<OpenFailure['failed'], 'bind refused' | 'unwritable'>;

/** What error codes of Node.js mean for somebody who wants a connection. */
const FAILURES: Record<string, Failed> = {
	ENOTFOUND: 'name unknown',
	EAI_AGAIN: 'name unknown',
	ECONNREFUSED: 'refused',
	ETIMEDOUT: 'no answer',
	EHOSTUNREACH: 'unreachable',
	ENETUNREACH: 'unreachable',
	EADDRNOTAVAIL: 'unreachable',
	ECONNRESET: 'closed at once',
	EPIPE: 'closed at once',
	EPROTO: 'no TLS',
};

const failureOf = (code: string): Failed => {
	if (Object.hasOwn(FAILURES, code)) return FAILURES[code];
	if (/^ERR_SSL/.test(code)) return 'no TLS';
	return /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|CRL|ISSUER/.test(code) ? 'certificate' : 'unreachable';
};

/** An open connection, with TLS after its handshake; or why there is none. Never rejects. */
export function openLink({ host, port, tls, timeout }: LinkSettings): Promise<Socket | OpenFailure> {
	// Node.js would take an empty host for this machine, and throws for one with a NUL.
	if (host === '' || host.includes('\0')) return Promise.resolve({ failed: 'name unknown' });
	// Node.js passes over what is no certificate, and then trusts nobody.
	if (tls?.ca && !isCertificate(tls.ca)) return Promise.resolve({ failed: 'no CA' });
	return new Promise((resolve) => {
		const socket = tls
			? connectTls({
					host,
					port,
					...(isIP(host) ? {} : { servername: host }),
					...(tls.ca ? { ca: [...rootCertificates, tls.ca] } : {}),
					rejectUnauthorized: !tls.ignoresErrors,
				})
			: connectPlain({ host, port });
		const end = (result: Socket | OpenFailure) => {
			clearTimeout(timer);
			socket.removeAllListeners();
			// Somebody must listen, or a late error would end the process.
			socket.on('error', () => undefined);
			if (result !== socket) socket.destroy();
			resolve(result);
		};
		const timer = setTimeout(() => end({ failed: 'no answer' }), timeout);
		socket.once(tls ? 'secureConnect' : 'connect', () => end(socket));
		const fail = ({ failed, ...rest }: { failed: Failed; code?: string }) =>
			end({ failed: tls && failed === 'closed at once' ? 'closed before TLS' : failed, ...rest });
		socket.once('error', (error: NodeJS.ErrnoException) => fail(failure(error)));
		socket.once('close', () => fail({ failed: 'closed at once' }));
	});
}

function isCertificate(pem: string): boolean {
	try {
		return new X509Certificate(pem).subject !== '';
	} catch {
		return false;
	}
}

function failure(error: NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] }): { failed: Failed; code?: string } {
	// A name with several addresses fails with one error for each.
	const code = error.code ?? error.errors?.[0]?.code ?? '';
	return { failed: failureOf(code), ...(code ? { code } : {}) };
}
