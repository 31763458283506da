import { createServer } from 'node:net';

/**
 * Finds a TCP port of 127.0.0.1 that nobody listens on.
 *
 * @param preferred taken if it is free
 */
export async function freePort(preferred = 0): Promise<number> {
	const port = await tryPort(preferred);
	return port ?? (await freePort());
}

function tryPort(port: number): Promise<number | undefined> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(undefined));
		probe.listen(port, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
		});
	});
}
