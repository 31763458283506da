/** A session that is kept: bound again after every end, and shared by those who send. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';

import type { AnyPdu } from '../../../../smpp/protocol/codec/pdu.ts';
import { DELAYS, delayAfter } from '../../../../smpp/protocol/session/backoff.ts';
import { Keeper, type KeeperEvent } from '../../../../smpp/protocol/session/keeper.ts';
import { attach, lease } from '../../../../smpp/protocol/session/lines.ts';
import { Pace } from '../../../../smpp/protocol/session/pace.ts';
import type { OpenFailure } from '../../../../smpp/protocol/session/types.ts';
import { ID, Peer, deliverBody, gateway, pdu, polite, type Connection } from '../../../support/smpp/peer.ts';
import { settingsFor } from '../../../support/smpp/settings.ts';
import '../../../support/seed.ts';

const open: Array<() => unknown> = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

const textIn = ({ body }: AnyPdu): string => ('short_message' in body ? body.short_message.toString() : '');

const HASTE = { first: 5, longest: 20, alreadyBound: 10, refused: 10 };

async function listen(script = gateway(), port?: number): Promise<Peer> {
	const peer = await Peer.listen(script, { port });
	open.push(() => peer.close());
	return peer;
}

function keep(port: number, delays = HASTE) {
	const events: KeeperEvent[] = [];
	const keeper = new Keeper(settingsFor(port), { kept: (event) => events.push(event) }, delays);
	open.push(() => keeper.close());
	return { keeper, events };
}

describe('pauses', () => {
	test('grow, are spread, and have bounds', () => {
		const failures = fc.constantFrom<OpenFailure | undefined>(undefined, { failed: 'refused' }, { failed: 'bind refused', status: 5 }, { failed: 'bind refused', status: 0x0e });
		fc.assert(
			fc.property(failures, fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (failure, tries, random) => {
				const pause = delayAfter(failure, tries, random, DELAYS);
				const login = failure?.failed === 'bind refused';
				expect(pause).toBeGreaterThanOrEqual(login ? 30_000 : 500);
				expect(pause).toBeLessThanOrEqual(login ? 375_000 : 60_000);
			}),
		);
		expect([0, 1, 2, 3, 10].map((tries) => delayAfter(undefined, tries, 1, DELAYS))).toEqual([1_000, 2_000, 4_000, 8_000, 60_000]);
	});
});

describe('pace', () => {
	test('never more than agreed, in whatever steps time goes', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 3_000 }), fc.array(fc.nat(400), { minLength: 1, maxLength: 200 }), (perSecond, steps) => {
				const pace = new Pace(perSecond, 0);
				let time = 0;
				let sent = 0;
				for (const step of steps) {
					time += step;
					while (sent < 5_000 && pace.take(time) === 0) sent++;
				}
				expect(sent).toBeLessThanOrEqual(Math.max(1, perSecond * 0.02) + (perSecond * time) / 1_000 + 0.001);
			}),
		);
	});
	test('whoever waits as long as he is told goes next', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 3_000 }), (perSecond) => {
				const pace = new Pace(perSecond, 0);
				let time = 0;
				let sent = 0;
				while (sent < 100) {
					const wait = pace.take(time);
					if (wait === 0) sent++;
					time += wait;
				}
				expect(time).toBeLessThanOrEqual((100 * 1_000) / perSecond + 100);
			}),
		);
	});
});

describe('keeping', () => {
	test('a lost session comes back by itself, again and again', async () => {
		const peer = await listen();
		const { keeper, events } = keep(peer.port);
		await keeper.start();
		for (let life = 0; life < 4; life++) {
			const session = await keeper.ready(1_000);
			(await peer.connection(life)).socket.destroy();
			await session!.closed;
		}
		expect((await keeper.ready(1_000))?.isOpen).toBe(true);
		expect(events.slice(0, 4)).toMatchObject([{ event: 'bound' }, { event: 'lost', reason: 'connection lost' }, { event: 'bound' }, { event: 'lost' }]);
	});

	test('a server that is away for a while is waited for', async () => {
		const first = await listen();
		const { port } = first;
		const { keeper, events } = keep(port);
		await keeper.start();
		await first.close();
		open.shift();
		while (!events.some(({ event }) => event === 'not bound')) await new Promise((resolve) => setTimeout(resolve, 5));
		const second = await listen(gateway(), port);
		await second.connection(0);
		expect((await keeper.ready(1_000))?.isOpen).toBe(true);
	});

	test('whoever wants to send cuts a long pause short', async () => {
		const peer = await Peer.listen(gateway());
		const { port } = peer;
		await peer.close();
		const { keeper, events } = keep(port, { ...HASTE, longest: 60_000 });
		await keeper.start();
		// Twelve failures: the pause is 10 s at least by now.
		while (events.length < 12) await keeper.ready(HASTE.first * 2);
		await listen(gateway(), port);
		expect((await keeper.ready(5_000))?.isOpen).toBe(true);
	});

	test('but not after a refusal', async () => {
		const peer = await listen((heard, connection) => connection.answer(heard, { status: 0x0e }));
		const { keeper } = keep(peer.port, { ...HASTE, refused: 60_000 });
		await keeper.start();
		for (let times = 0; times < 3; times++) expect(await keeper.ready(HASTE.first * 2)).toBeUndefined();
		expect(peer.connections).toHaveLength(1);
	});

	test('an end unbinds, and nothing binds afterwards', async () => {
		const peer = await listen();
		const { keeper } = keep(peer.port);
		await keeper.start();
		await keeper.close();
		const connection = await peer.connection(0);
		expect(connection.all(ID.unbind)).toHaveLength(1);
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(peer.connections).toHaveLength(1);
	});

	test('an end in the middle of a pause is an end', async () => {
		const { keeper, events } = keep(1);
		expect(await keeper.start()).toMatchObject({ failed: 'refused' });
		await keeper.close();
		const count = events.length;
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(events).toHaveLength(count);
		expect(await keeper.ready(10)).toBeUndefined();
	});
});

describe('sharing', () => {
	const message = { command: 'submit_sm', body: { destination_addr: '375291234567', short_message: Buffer.from('Hi') } } as const;

	test('runs at once share one transmitter, which unbinds when nobody needs it any more', async () => {
		const peer = await listen();
		const settings = settingsFor(peer.port);
		const [one, other] = [lease(settings), lease(settings)];
		await Promise.all([one.request(message), other.request(message), one.request(message)]);
		one.release();
		other.release();
		const connection = await peer.connection(0);
		expect(connection.heard.map(({ id }) => id)).toEqual([ID.bindTransmitter, ID.submit, ID.submit, ID.submit]);
		await connection.next(ID.unbind);
		expect(peer.connections).toHaveLength(1);
	});

	test('where a trigger is bound, its session is used', async () => {
		const peer = await listen();
		const settings = settingsFor(peer.port);
		const { first, detach } = attach(settings, { deliver: async () => undefined }, HASTE);
		await first;
		const line = lease(settings);
		expect(await line.request(message)).toMatchObject({ ended: 'answered' });
		expect(peer.connections).toHaveLength(1);
		await detach();
		expect(await line.request(message)).toMatchObject({ ended: 'answered' });
		line.release();
		expect(peer.connections.map(({ heard }) => heard[0].id)).toEqual([ID.bindTransceiver, ID.bindTransmitter]);
	});

	test('a session that only receives is not sent over', async () => {
		const peer = await listen();
		const settings = settingsFor(peer.port, { bind: 'receiver' });
		const { first, detach } = attach(settings, { deliver: async () => undefined }, HASTE);
		await first;
		const line = lease(settings);
		expect(await line.request(message)).toMatchObject({ ended: 'answered' });
		line.release();
		await detach();
		expect(peer.connections.map(({ heard }) => heard[0].id)).toEqual([ID.bindReceiver, ID.bindTransmitter]);
	});

	test('several listeners share a session: each gets everything, the answer waits for all, the last one unbinds', async () => {
		const peer = await listen();
		const settings = settingsFor(peer.port);
		const got: string[] = [];
		let take: () => void = () => undefined;
		const one = attach(settings, { deliver: async () => void got.push('one') }, HASTE);
		const other = attach(settings, { deliver: () => new Promise((resolve) => (got.push('other'), (take = resolve))) }, HASTE);
		await Promise.all([one.first, other.first]);
		const connection = await peer.connection(0);
		connection.send(pdu(ID.deliver, 1, { body: deliverBody({ text: Buffer.from('Hi') }) }));
		connection.send(pdu(ID.enquire, 2));
		await connection.next(0x80000015);
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect([got, connection.all(0x80000005)]).toEqual([['one', 'other'], []]);
		take();
		await connection.next(0x80000005);
		await one.detach();
		await one.detach();
		expect(connection.all(ID.unbind)).toEqual([]);
		await other.detach();
		expect(connection.all(ID.unbind)).toHaveLength(1);
		expect(peer.connections).toHaveLength(1);
	});

	test('what comes after the last listener has left, and before the unbind, is asked for again', async () => {
		const peer = await listen();
		let isTaken = false;
		let take: () => void = () => undefined;
		const only = attach(settingsFor(peer.port), { deliver: () => (isTaken ? Promise.resolve() : new Promise((resolve) => (take = resolve))) }, HASTE);
		await only.first;
		const connection = await peer.connection(0);
		const incoming = (sequence: number) => connection.send(pdu(ID.deliver, sequence, { body: deliverBody({ text: Buffer.from('Hi') }) }));
		incoming(1);
		connection.send(pdu(ID.enquire, 2));
		await connection.next(0x80000015);
		isTaken = true;
		const over = only.detach();
		incoming(3);
		expect(await connection.next(0x80000005)).toMatchObject({ sequence: 3, status: 0x64 });
		take();
		await over;
		expect(connection.all(0x80000005).map(({ sequence, status }) => [sequence, status])).toEqual([[3, 0x64], [1, 0]]);
	});

	/** One listener that takes everything, and another that can be made to refuse. */
	async function twoListeners() {
		const peer = await listen();
		const settings = settingsFor(peer.port);
		const refusal = { refuse: (_: Error): void => undefined };
		const one = attach(settings, { deliver: async () => undefined }, HASTE);
		const other = attach(settings, { deliver: () => new Promise((_, reject) => (refusal.refuse = reject)) }, HASTE);
		await Promise.all([one.first, other.first]);
		return { one, other, connection: await peer.connection(0), refuse: () => refusal.refuse(new Error('no room')) };
	}

	test('what one could not take is asked for again, unless he has left and another has it', async () => {
		const { one, other, connection, refuse } = await twoListeners();
		const statusAfter = async (deed: () => void): Promise<number> => {
			connection.send(pdu(ID.deliver, 1, { body: deliverBody({ text: Buffer.from('Hi') }) }));
			connection.send(pdu(ID.enquire, 2));
			await connection.next(0x80000015);
			await new Promise((resolve) => setTimeout(resolve, 10));
			deed();
			return (await connection.next(0x80000005)).status;
		};
		expect(await statusAfter(refuse)).toBe(0x64);
		expect(await statusAfter(() => {
			void other.detach();
			refuse();
		})).toBe(0);
		await one.detach();
	});

	test('a receipt that a listener could not take before it left is asked for again, also where another has it', async () => {
		const { one, other, connection, refuse } = await twoListeners();
		connection.send(pdu(ID.deliver, 1, { body: deliverBody({ esm: 4, text: Buffer.from('id:1 stat:DELIVRD') }) }));
		connection.send(pdu(ID.enquire, 2));
		await connection.next(0x80000015);
		await new Promise((resolve) => setTimeout(resolve, 10));
		void other.detach();
		refuse();
		expect(await connection.next(0x80000005)).toMatchObject({ status: 0x64 });
		await one.detach();
	});

	describe('a message that comes again because the gateway was not told that it was taken', () => {
		const message = (text: string, sequence: number) => pdu(ID.deliver, sequence, { body: deliverBody({ text: Buffer.from(text) }) });
		const statusOf = async (connection: Connection) => (await connection.next(0x80000005)).status;

		test.each([
			['was taken before the connection broke', 'before'],
			['is still being taken when it comes again', 'after'],
		])('%s: its listener has it once', async (_, when) => {
			const peer = await listen();
			const got: string[] = [];
			const takes: Array<() => void> = [];
			const settings = settingsFor(peer.port);
			const { first, detach } = attach(settings, { deliver: (one) => new Promise((resolve) => (got.push(textIn(one)), takes.push(resolve))) }, HASTE);
			await first;
			(await peer.connection(0)).send(message('yes', 1));
			await expect.poll(() => got).toEqual(['yes']);
			(await peer.connection(0)).socket.destroy();
			const again = await peer.connection(1);
			await again.next(ID.bindTransceiver);
			if (when === 'before') takes[0]();
			again.send(message('yes', 9));
			await new Promise((resolve) => setTimeout(resolve, 20));
			if (when === 'after') takes[0]();
			expect(await statusOf(again)).toBe(0);
			expect(got).toEqual(['yes']);
			// The next one with the same text is another one.
			again.send(message('yes', 10));
			await expect.poll(() => got).toEqual(['yes', 'yes']);
			takes[1]();
			await detach();
		});

		test('what could not be taken after all is new', async () => {
			const peer = await listen();
			let fail: (error: Error) => void = () => undefined;
			let count = 0;
			const { first, detach } = attach(settingsFor(peer.port), { deliver: () => (++count === 1 ? new Promise((_, reject) => (fail = reject)) : Promise.resolve()) }, HASTE);
			await first;
			(await peer.connection(0)).send(message('yes', 1));
			await expect.poll(() => count).toBe(1);
			(await peer.connection(0)).socket.destroy();
			const again = await peer.connection(1);
			await again.next(ID.bindTransceiver);
			again.send(message('yes', 2));
			await new Promise((resolve) => setTimeout(resolve, 20));
			fail(new Error('no room'));
			expect(await statusOf(again)).toBe(0);
			expect(count).toBe(2);
			await detach();
		});

		test('only one of two listeners could take it: the other has it once, however often it comes', async () => {
			const peer = await listen();
			const settings = settingsFor(peer.port);
			let count = 0;
			let failures = 3;
			const one = attach(settings, { deliver: async () => void count++ }, HASTE);
			const other = attach(settings, { deliver: async () => Promise[failures-- > 0 ? 'reject' : 'resolve'](new Error('no room')) as Promise<never> }, HASTE);
			await Promise.all([one.first, other.first]);
			const connection = await peer.connection(0);
			const statuses: number[] = [];
			for (let sequence = 1; sequence <= 4; sequence++) {
				connection.send(message('yes', sequence));
				statuses.push(await statusOf(connection));
			}
			expect([statuses, count]).toEqual([[0x64, 0x64, 0x64, 0], 1]);
			connection.send(message('yes', 5));
			expect([await statusOf(connection), count]).toEqual([0, 2]);
			await one.detach();
			await other.detach();
		});
	});

	test('another login is another line; a lost session is replaced at the next request', async () => {
		const peer = await listen();
		const settings = settingsFor(peer.port);
		const [one, other] = [lease(settings), lease({ ...settings, systemId: 'other' })];
		await one.request(message);
		await other.request(message);
		expect(peer.connections).toHaveLength(2);
		peer.connections[0].socket.destroy();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(await one.request(message)).toMatchObject({ ended: 'answered' });
		one.release();
		other.release();
	});

	/** A gateway that takes one connection per login, and knows of an end a while after its unbind. */
	const single = () => {
		let isTaken = false;
		return listen((heard, connection) => {
			if (heard.id === ID.unbind) setTimeout(() => ((isTaken = false), connection.answer(heard), connection.socket.end()), 30);
			else if (heard.id > 9) connection.answer(heard);
			else if (heard.id === ID.submit) connection.answer(heard, { body: 'x\0' });
			else if (isTaken) connection.answer(heard, { status: 5 });
			else {
				isTaken = true;
				connection.answer(heard, { body: 'PEER\0' });
			}
		});
	};

	test('an account that takes one connection: trigger and sends follow each other without getting in the way', async () => {
		const peer = await single();
		const settings = settingsFor(peer.port);
		const send = async () => {
			const line = lease(settings);
			const ending = await line.request(message);
			line.release();
			return ending;
		};
		expect(await send()).toMatchObject({ ended: 'answered' });
		const { first, detach } = attach(settings, { deliver: async () => undefined }, HASTE);
		expect(await first).not.toHaveProperty('failed');
		expect(await send()).toMatchObject({ ended: 'answered' });
		const over = detach();
		expect(await send()).toMatchObject({ ended: 'answered' });
		await over;
		expect(peer.connections.map(({ heard }) => heard[0].id)).toEqual([ID.bindTransmitter, ID.bindTransceiver, ID.bindTransmitter]);
		const again = attach(settings, { deliver: async () => undefined }, HASTE);
		expect(await again.first).not.toHaveProperty('failed');
		await again.detach();
	});

	test('an account that takes one connection: after an unbind of the gateway, the next bind waits for its end', async () => {
		let isTaken = false;
		const peer = await listen((heard, connection) => {
			if (heard.id === ID.bindTransmitter) {
				connection.answer(heard, isTaken ? { status: 5 } : { body: 'PEER\0' });
				isTaken = true;
			} else if (heard.id === 0x80000006) isTaken = false;
			else if (heard.id === ID.submit && peer.connections.length === 1) connection.send(pdu(ID.unbind, 7));
			else connection.answer(heard, { body: 'x\0' });
		});
		const line = lease(settingsFor(peer.port, { timeouts: { owed: 50 } }));
		const first = line.request(message);
		await (await peer.connection(0)).next(ID.submit);
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(await line.request(message)).toMatchObject({ ended: 'answered', answer: { status: 0 } });
		expect(await first).toEqual({ ended: 'unknown', reason: 'unbound by the other side' });
		line.release();
	});

	test('a run that is under way keeps its connection when a trigger comes', async () => {
		const peer = await single();
		const settings = settingsFor(peer.port);
		const line = lease(settings);
		await line.request(message);
		const { first, detach } = attach(settings, { deliver: async () => undefined }, HASTE);
		expect(await first).toMatchObject({ failed: 'bind refused', status: 5 });
		expect(await line.request(message)).toMatchObject({ ended: 'answered' });
		line.release();
		await detach();
	});

	test('another window and pace in the credential count at once, also on a session that lives', async () => {
		let unanswered = 0;
		let most = 0;
		const peer = await listen(
			polite((heard, connection) => {
				most = Math.max(most, ++unanswered);
				setTimeout(() => (unanswered--, connection.answer(heard, { body: 'x\0' })), 5);
			}),
		);
		const settings = settingsFor(peer.port, { window: 2 });
		for (const window of [2, 9, 4]) {
			const line = lease({ ...settings, window });
			most = 0;
			await Promise.all(Array.from({ length: 30 }, () => line.request(message)));
			line.release();
			expect(most).toBe(window);
		}
		expect(peer.connections).toHaveLength(1);
	});

	test('a gateway that throws its clients out is not bound to at each request: the pauses grow, until it answers', async () => {
		let isBad = true;
		const peer = await listen(polite((heard, connection) => (isBad ? connection.socket.destroy() : connection.answer(heard, { body: 'x\0' }))));
		const line = lease(settingsFor(peer.port));
		const pauses: number[] = [];
		for (let count = 0; count < 3; count++) {
			const begun = performance.now();
			await line.request(message);
			pauses.push(performance.now() - begun);
		}
		expect(pauses[0]).toBeLessThan(400);
		expect(pauses[1]).toBeGreaterThan(480);
		expect(pauses[2]).toBeGreaterThan(980);
		isBad = false;
		expect(await line.request(message)).toMatchObject({ ended: 'answered' });
		peer.connections[3].socket.destroy();
		await new Promise((resolve) => setTimeout(resolve, 20));
		const begun = performance.now();
		expect(await line.request(message)).toMatchObject({ ended: 'answered' });
		expect(performance.now() - begun).toBeLessThan(1_200);
		line.release();
	}, 20_000);

	test('a cancelled request does not wait for the bind, which goes on for the others', async () => {
		let answer: () => void = () => undefined;
		const usual = gateway();
		const peer = await listen((heard, connection) => (heard.id === ID.bindTransmitter ? void (answer = () => usual(heard, connection)) : usual(heard, connection)));
		const line = lease(settingsFor(peer.port));
		const cancel = new AbortController();
		const cancelled = line.request(message, { signal: cancel.signal });
		const other = line.request(message);
		await (await peer.connection(0)).next(ID.bindTransmitter);
		cancel.abort();
		expect(await cancelled).toEqual({ ended: 'never left', reason: 'cancelled' });
		expect(await line.request(message, { signal: cancel.signal })).toEqual({ ended: 'never left', reason: 'cancelled' });
		answer();
		expect(await other).toMatchObject({ ended: 'answered' });
		expect((await peer.connection(0)).all(ID.submit)).toHaveLength(1);
		line.release();
	});

	test('a failed bind is told to everybody who waits for it', async () => {
		let binds = 0;
		const peer = await listen((heard, connection) => {
			binds++;
			connection.answer(heard, { status: 0x0e });
		});
		const line = lease(settingsFor(peer.port));
		expect(await Promise.all([line.request(message), line.request(message)])).toEqual(Array(2).fill({ failed: 'bind refused', status: 0x0e }));
		expect(binds).toBe(1);
		line.release();
	});
});
