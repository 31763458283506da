/** Ways in which a session does not come about: each is told apart, none throws. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openSession } from '../../../../smpp/protocol/session/open.ts';
import { Session } from '../../../../smpp/protocol/session/session.ts';
import { selfSigned } from '../../../support/smpp/certificate.ts';
import { ID, Peer, gateway, pdu, type Script } from '../../../support/smpp/peer.ts';
import { settingsFor } from '../../../support/smpp/settings.ts';

const open: Array<() => Promise<unknown>> = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

const refusing =
	(status: number): Script =>
	(heard, connection) => connection.answer(heard, { status });

async function attempt(script: Script, options: Parameters<typeof settingsFor>[1] = {}, tls?: { key: string; cert: string }) {
	const peer = await Peer.listen(script, { tls });
	open.push(() => peer.close());
	const result = await openSession(settingsFor(peer.port, options));
	if (result instanceof Session) open.push(() => result.close());
	return { peer, result };
}

describe('without TLS', () => {
	test('a bind as the peer hears it', async () => {
		const { peer, result } = await attempt(gateway(), { systemType: 'CP', bind: 'receiver' });
		expect(result).toBeInstanceOf(Session);
		expect((result as Session).version).toBe(0x34);
		expect((await peer.connection(0)).heard).toMatchObject([{ id: ID.bindReceiver, body: Buffer.from('shop\0secret\0CP\0\x34\0\0\0', 'latin1') }]);
	});

	test.each([0x05, 0x0d, 0x0e, 0x0f])('refused with %i', async (status) => {
		const { result, peer } = await attempt(refusing(status));
		expect(result).toEqual({ failed: 'bind refused', status });
		expect((await peer.connection(0)).all(ID.unbind)).toEqual([]);
	});

	test.each<[string, Script]>([
		['a generic_nack that says success', ({ sequence }, connection) => connection.send(pdu(ID.nack, sequence))],
		['the answer to a message', ({ sequence }, connection) => connection.send(pdu(0x80000004, sequence, { body: 'm1\0' }))],
		['the refusal of a message', ({ sequence }, connection) => connection.send(pdu(0x80000004, sequence, { status: 0x58 }))],
		['the answer to another bind', ({ sequence }, connection) => connection.send(pdu(0x80000001, sequence, { body: 'PEER\0' }))],
	])('answered with %s', async (_, script) => {
		expect((await attempt(script)).result).toEqual({ failed: 'no SMPP' });
	});

	test('refused with a generic_nack', async () => {
		expect((await attempt(({ sequence }, connection) => connection.send(pdu(ID.nack, sequence, { status: 3 })))).result).toEqual({ failed: 'bind refused', status: 3 });
	});

	test('closed at once, as for an address that is not on the list', async () => {
		expect((await attempt((_, { socket }) => socket.end())).result).toEqual({ failed: 'closed at once' });
	});

	test('no answer to the bind', async () => {
		expect((await attempt(() => undefined, { timeouts: { bind: 40 } })).result).toEqual({ failed: 'no answer' });
	});

	test('an answer that is no SMPP', async () => {
		const { result } = await attempt((_, { socket }) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
		expect(result).toEqual({ failed: 'closed at once' });
	});

	test('nobody listens', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as AddressInfo;
		await new Promise((resolve) => server.close(resolve));
		expect(await openSession(settingsFor(port))).toEqual({ failed: 'refused', code: 'ECONNREFUSED' });
	});

	test('a host that nobody knows', async () => {
		for (const host of ['smpp.invalid', 'smpp://127.0.0.1', 'a\0b']) {
			expect(await openSession(settingsFor(2775, { host }))).toMatchObject({ failed: 'name unknown' });
		}
	});

	test('no host is not this machine', async () => {
		const { peer } = await attempt(gateway());
		expect(await openSession(settingsFor(peer.port, { host: '' }))).toEqual({ failed: 'name unknown' });
		expect(peer.connections).toHaveLength(1);
	});

	test('a login that the field cannot carry', async () => {
		const { result, peer } = await attempt(gateway(), { systemId: 'магазин' });
		expect(result).toMatchObject({ failed: 'unwritable', unwritable: { field: 'system_id' } });
		expect((await peer.connection(0)).heard).toEqual([]);
	});
});

describe('with TLS', () => {
	let own: { key: string; cert: string };
	let foreign: { key: string; cert: string };
	beforeAll(() => {
		own = selfSigned('IP:127.0.0.1');
		foreign = selfSigned('DNS:elsewhere.example');
	});

	test('a certificate that nobody vouches for is not taken', async () => {
		expect((await attempt(gateway(), { tls: {} }, own)).result).toMatchObject({ failed: 'certificate' });
	});
	test('one whose authority is known is taken', async () => {
		expect((await attempt(gateway(), { tls: { ca: own.cert } }, own)).result).toBeInstanceOf(Session);
	});
	test('one for another host is not', async () => {
		expect((await attempt(gateway(), { tls: { ca: foreign.cert } }, foreign)).result).toMatchObject({ failed: 'certificate' });
	});
	test('unless the user wants it so', async () => {
		expect((await attempt(gateway(), { tls: { ignoresErrors: true } }, foreign)).result).toBeInstanceOf(Session);
	});
	test.each<[string, string, (socket: Socket) => unknown]>([
		['closes', 'closed before TLS', (socket) => socket.end()],
		['answers in its own way', 'no TLS', (socket) => socket.end(pdu(ID.nack, 0, { status: 2 }))],
		['says nothing', 'no answer', () => undefined],
	])('a port without TLS that %s', async (_, failed, deed) => {
		const sockets: Socket[] = [];
		const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined).once('data', () => deed(socket)))).listen(0, '127.0.0.1');
		open.push(async () => {
			for (const socket of sockets) socket.destroy();
			server.close();
		});
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		expect(await openSession(settingsFor(port, { tls: {}, timeouts: { connect: 300 } }))).toMatchObject({ failed });
	});
	test('an authority that is no certificate is told before anybody is connected to', async () => {
		const { peer, result } = await attempt(gateway(), { tls: { ca: 'my certificate' } }, own);
		expect(result).toEqual({ failed: 'no CA' });
		expect(peer.connections).toEqual([]);
	});
	test('no TLS to a port with TLS', async () => {
		expect((await attempt(gateway(), {}, own)).result).toMatchObject({ failed: 'closed at once' });
	});
});
