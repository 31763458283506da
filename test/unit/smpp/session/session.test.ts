/** One session with a peer over a real socket: whatever the peer does, every request has exactly one ending. */
import { getEventListeners } from 'node:events';
import type { Socket } from 'node:net';

import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';

import type { AnyPdu } from '../../../../smpp/protocol/codec/pdu.ts';
import { openSession } from '../../../../smpp/protocol/session/open.ts';
import type { Session } from '../../../../smpp/protocol/session/session.ts';
import type { Ending, SessionEvent, SessionHandlers } from '../../../../smpp/protocol/session/types.ts';
import { ID, Peer, deliverBody, gateway, pdu, polite, type Connection, type Heard, type Script } from '../../../support/smpp/peer.ts';
import { settingsFor } from '../../../support/smpp/settings.ts';
import '../../../support/seed.ts';

type Options = Parameters<typeof settingsFor>[1];

const open: Array<() => Promise<unknown>> = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

async function listen(script: Script): Promise<Peer> {
	const peer = await Peer.listen(script);
	open.push(() => peer.close());
	return peer;
}

/** A bound session and the peer's end of it. */
async function bound(script: Script, options: Options = {}, handlers: SessionHandlers = {}) {
	const peer = await listen(script);
	const session = (await openSession(settingsFor(peer.port, options), handlers)) as Session;
	expect(session).not.toHaveProperty('failed');
	return { peer, session, connection: await peer.connection(0) };
}

const message = { command: 'submit_sm', body: { source_addr: 'Shop', destination_addr: '375291234567', short_message: Buffer.from('Hi') } } as const;
const submit = (session: Session, options?: Parameters<Session['request']>[1]) => session.request(message, options);
const idOf = (ending: Ending) => (ending.ended === 'answered' && ending.answer.command === 'submit_sm_resp' ? ending.answer.body.message_id : ending);

describe('answers', () => {
	test('each request gets its own, in whatever order they come', async () => {
		const held: Array<[Heard, Connection]> = [];
		const { session } = await bound(
			polite((heard, connection) => {
				held.push([heard, connection]);
				if (held.length < 3) return;
				for (const [one, to] of held.reverse()) to.answer(one, { body: `id of ${one.sequence}\0` });
			}),
		);
		expect((await Promise.all([submit(session), submit(session), submit(session)])).map(idOf)).toEqual(['id of 2', 'id of 3', 'id of 4']);
	});

	test('a stream cut at every octet is the same stream', async () => {
		const { session } = await bound(
			polite(({ sequence }, { socket }) => {
				for (const octet of pdu(0x80000004, sequence, { body: `m${sequence}\0` })) socket.write(Buffer.from([octet]));
			}),
		);
		expect((await Promise.all(Array.from({ length: 20 }, () => submit(session)))).map(idOf)).toEqual(Array.from({ length: 20 }, (_, index) => `m${index + 2}`));
	});

	test('a refusal is an answer; so is a generic_nack with its number', async () => {
		let count = 0;
		const { session } = await bound(
			polite((heard, connection) => {
				if (count++ === 0) connection.answer(heard, { status: 0x0b });
				else connection.send(pdu(ID.nack, heard.sequence, { status: 3 }));
			}),
		);
		expect(await submit(session)).toMatchObject({ ended: 'answered', answer: { status: 0x0b } });
		expect(await submit(session)).toMatchObject({ ended: 'answered', answer: { command: 'generic_nack', status: 3 } });
	});

	test('an answer to another question, or with a wrong number, settles nothing', async () => {
		const events: SessionEvent[] = [];
		const { session } = await bound(
			polite(({ sequence }, connection) => {
				connection.send(pdu(0x80000003, sequence, { body: 'x\0\0\0\0' }));
				connection.send(pdu(0x80000004, sequence + 100, { body: 'x\0' }));
			}),
			{ timeouts: { response: 80 } },
			{ event: (event) => events.push(event) },
		);
		expect(await submit(session)).toEqual({ ended: 'unknown', reason: 'no answer in time' });
		expect(events.map(({ event }) => event)).toEqual(['stray answer', 'stray answer']);
		expect(session.isOpen).toBe(true);
	});

	test('no answer in time is unknown, and the session goes on; the late answer is told', async () => {
		const events: SessionEvent[] = [];
		let first: Heard | undefined;
		const { session } = await bound(
			polite((heard, connection) => {
				if (!first) return void (first = heard);
				connection.answer(first, { body: 'late\0' });
				connection.answer(heard, { body: 'in time\0' });
			}),
			{ window: 1, timeouts: { response: 60 } },
			{ event: (event) => events.push(event) },
		);
		expect(await submit(session)).toEqual({ ended: 'unknown', reason: 'no answer in time' });
		expect(idOf(await submit(session))).toBe('in time');
		expect(events).toMatchObject([{ event: 'late answer', answer: { body: { message_id: 'late' } } }]);
	});

	test('what cannot be written never leaves, and costs no number', async () => {
		const { session } = await bound(gateway());
		expect(await session.request({ command: 'submit_sm', body: { source_addr: 'ShopĀ' } })).toEqual({
			ended: 'never left',
			reason: { unwritable: 'holds other characters than printable ASCII', field: 'source_addr' },
		});
		expect(idOf(await submit(session))).toBe('m1');
	});
});

describe('flow', () => {
	test('no more than the window is unanswered', async () => {
		let unanswered = 0;
		let most = 0;
		const { session } = await bound(
			polite((heard, connection) => {
				most = Math.max(most, ++unanswered);
				setTimeout(() => {
					unanswered--;
					connection.answer(heard, { body: 'x\0' });
				}, 2);
			}),
			{ window: 7 },
		);
		await Promise.all(Array.from({ length: 60 }, () => submit(session)));
		expect(most).toBe(7);
	});

	test('"slow down" repeats the same message and no other, with a new number', async () => {
		const events: SessionEvent[] = [];
		let refusals = 3;
		const { session, connection } = await bound(
			polite((heard, to) => (refusals-- > 0 ? to.answer(heard, { status: refusals % 2 ? 0x58 : 0x14 }) : to.answer(heard, { body: 'x\0' }))),
			{ timeouts: { throttle: 5 } },
			{ event: (event) => events.push(event) },
		);
		expect(idOf(await submit(session, { patience: 10_000 }))).toBe('x');
		const sent = connection.all(ID.submit);
		expect(new Set(sent.map(({ body }) => body.toString('hex'))).size).toBe(1);
		expect(new Set(sent.map(({ sequence }) => sequence)).size).toBe(4);
		expect(events).toMatchObject([{ event: 'throttled', pause: 5 }, { pause: 10 }, { pause: 20 }]);
	});

	test('patience ends: the refusal is the answer', async () => {
		const { session } = await bound(polite((heard, to) => to.answer(heard, { status: 0x58 })), { timeouts: { throttle: 5 } });
		expect(await submit(session, { patience: 40 })).toMatchObject({ ended: 'answered', answer: { status: 0x58 } });
		expect(await submit(session)).toMatchObject({ ended: 'answered', answer: { status: 0x58 } });
	});

	test('a peer that does not read fills no memory, and a later end leaves the rest "never left"', async () => {
		const { session, connection } = await bound(polite(), { window: 100_000 });
		connection.socket.pause();
		const body = { short_message: Buffer.alloc(254, 65) };
		const all = Array.from({ length: 40_000 }, () => session.request({ command: 'submit_sm', body }));
		await new Promise((resolve) => setTimeout(resolve, 50));
		connection.socket.destroy();
		const endings = await Promise.all(all);
		expect(endings.filter(({ ended }) => ended === 'never left').length).toBeGreaterThan(10_000);
		expect(endings.filter(({ ended }) => ended === 'answered')).toEqual([]);
	});

	test('a cancelled request that is told to slow down is not sent again', async () => {
		const held: Array<[Heard, Connection]> = [];
		const { session, connection } = await bound(polite((heard, to) => held.push([heard, to])), { timeouts: { throttle: 5 } });
		const cancel = new AbortController();
		const only = submit(session, { patience: 10_000, signal: cancel.signal });
		await connection.next(ID.submit);
		cancel.abort();
		held[0][1].answer(held[0][0], { status: 0x58 });
		expect(await only).toMatchObject({ ended: 'answered', answer: { status: 0x58 } });
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect(connection.all(ID.submit)).toHaveLength(1);
	});

	test('a session that is over listens to no run any more', async () => {
		const { session } = await bound(gateway());
		const { signal } = new AbortController();
		await Promise.all([submit(session, { signal }), submit(session, { signal })]);
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		await session.close();
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	test('the wait for the first turn uses up no patience', async () => {
		let count = 0;
		const script = polite((heard, to) => {
			count++;
			if (count === 1) setTimeout(() => to.answer(heard, { body: 'first\0' }), 60);
			else to.answer(heard, count === 2 ? { status: 0x58 } : { body: 'x\0' });
		});
		const { session } = await bound(script, { window: 1, timeouts: { throttle: 5 } });
		const [, second] = await Promise.all([submit(session, { patience: 40 }), submit(session, { patience: 40 })]);
		expect(idOf(second)).toBe('x');
	});

	test('a cancelled request that waits never leaves; one that has left is waited for', async () => {
		const held: Array<[Heard, Connection]> = [];
		const { session, connection } = await bound(polite((heard, to) => held.push([heard, to])), { window: 1 });
		const cancel = new AbortController();
		const first = submit(session, { signal: cancel.signal });
		const second = submit(session, { signal: cancel.signal });
		await connection.next(ID.submit);
		cancel.abort();
		expect(await second).toEqual({ ended: 'never left', reason: 'cancelled' });
		held[0][1].answer(held[0][0], { body: 'x\0' });
		expect(idOf(await first)).toBe('x');
		expect(connection.all(ID.submit)).toHaveLength(1);
	});
});

describe('ends', () => {
	/** Five requests, two of them in the window; what the peer does at the second decides. */
	const ENDS: Array<[string, (heard: Heard, connection: Connection) => void, string]> = [
		['a cut', (_, { socket }) => socket.resetAndDestroy(), 'connection lost'],
		['an orderly close', (_, { socket }) => socket.end(), 'connection lost'],
		['a length that no PDU has', (_, connection) => connection.send(Buffer.from('00000007800000040000000000000003', 'hex')), 'out of step'],
		['a generic_nack for nothing', (_, connection) => connection.send(pdu(ID.nack, 0, { status: 2 })), 'out of step'],
		['an unbind', (_, connection) => connection.send(pdu(ID.unbind, 1)), 'unbound by the other side'],
	];
	const timeouts = { owed: 50 };

	test.each(ENDS)('%s: what had left is unknown, the rest never left', async (_, act, reason) => {
		let count = 0;
		const { session } = await bound(polite((heard, connection) => (++count === 2 ? act(heard, connection) : undefined)), { window: 2, timeouts });
		const endings = await Promise.all(Array.from({ length: 5 }, () => submit(session)));
		expect(endings).toEqual([
			{ ended: 'unknown', reason },
			{ ended: 'unknown', reason },
			{ ended: 'never left', reason },
			{ ended: 'never left', reason },
			{ ended: 'never left', reason },
		]);
		expect(await session.closed).toBe(reason);
		expect(await submit(session)).toEqual({ ended: 'never left', reason: 'closed' });
	});

	test('cut behind every octet of two answers: a whole answer counts, a part of one does not', async () => {
		const whole = Buffer.concat([pdu(0x80000004, 2, { body: 'a\0' }), pdu(0x80000004, 3, { body: 'b\0' })]);
		for (let end = 0; end <= whole.length; end++) {
			let count = 0;
			const { session } = await bound(
				polite((_, { socket }) => {
					if (++count === 2) socket.end(whole.subarray(0, end));
				}),
			);
			const endings = await Promise.all([submit(session), submit(session)]);
			const answered = Math.floor(end / 18);
			expect([end, ...endings.map(({ ended }) => ended)]).toEqual([end, answered > 0 ? 'answered' : 'unknown', answered > 1 ? 'answered' : 'unknown']);
		}
	}, 60_000);

	test('an unbind of the peer is answered', async () => {
		const { session, connection } = await bound(polite());
		connection.send(pdu(ID.unbind, 77));
		expect(await connection.next(0x80000006)).toMatchObject({ sequence: 77, status: 0 });
		expect(await session.closed).toBe('unbound by the other side');
	});

	test('an unbind of the peer waits for what is owed to it, and for the answers that it sends behind', async () => {
		let take: () => void = () => undefined;
		const { session, connection } = await bound(
			polite((heard, to) => {
				if (heard.id !== ID.submit) return;
				to.send(pdu(ID.unbind, 77));
				setTimeout(() => to.answer(heard, { body: 'behind\0' }), 20);
			}),
			{},
			{ deliver: () => new Promise((resolve) => (take = resolve as never)) },
		);
		connection.send(pdu(ID.deliver, 5, { body: deliverBody({ text: Buffer.from('Hi') }) }));
		expect(idOf(await submit(session))).toBe('behind');
		expect(await submit(session)).toEqual({ ended: 'never left', reason: 'closed' });
		take();
		await connection.next(0x80000006);
		expect(connection.heard.map(({ id, sequence }) => [id, sequence]).slice(-2)).toEqual([[0x80000005, 5], [0x80000006, 77]]);
		expect(await session.closed).toBe('unbound by the other side');
	});

	test('the answers that a peer has sent together with its unbind count', async () => {
		const { session } = await bound(polite(({ sequence }, to) => {
			to.socket.end(Buffer.concat([pdu(ID.unbind, 77), pdu(0x80000004, sequence, { body: 'behind\0' })]));
		}));
		expect(idOf(await submit(session))).toBe('behind');
		expect(await session.closed).toBe('unbound by the other side');
	});

	test('a request that is throttled behind the unbind was not taken, and may go over the next connection', async () => {
		const { session } = await bound(polite(({ sequence }, to) => {
			to.socket.end(Buffer.concat([pdu(ID.unbind, 77), pdu(0x80000004, sequence, { status: 0x58 })]));
		}));
		expect(await submit(session)).toEqual({ ended: 'never left', reason: 'unbound by the other side' });
	});

	test('who closes meanwhile waits for the end that the peer has asked for', async () => {
		let take: () => void = () => undefined;
		const { session, connection } = await bound(polite(), {}, { deliver: () => new Promise((resolve) => (take = resolve as never)) });
		connection.send(Buffer.concat([pdu(ID.deliver, 5, { body: deliverBody({ text: Buffer.from('Hi') }) }), pdu(ID.unbind, 77)]));
		await new Promise((resolve) => setTimeout(resolve, 20));
		const closed = session.close();
		setTimeout(() => take(), 20);
		await closed;
		await connection.next(0x80000006);
		expect(connection.heard.map(({ id, sequence }) => [id, sequence]).slice(-2)).toEqual([[0x80000005, 5], [0x80000006, 77]]);
	});

	test('an unbind of the peer does not wait for ever', async () => {
		const { session, connection } = await bound(polite(), { timeouts: { owed: 30 } }, { deliver: () => new Promise(() => undefined) });
		const ending = submit(session);
		await connection.next(ID.submit);
		connection.send(Buffer.concat([pdu(ID.deliver, 5, { body: deliverBody({}) }), pdu(ID.unbind, 77)]));
		expect(await ending).toEqual({ ended: 'unknown', reason: 'unbound by the other side' });
		expect(await connection.next(0x80000006)).toMatchObject({ sequence: 77 });
	});

	test('a half-open connection is noticed without any event of the network', async () => {
		const { session, connection } = await bound((heard, to) => (heard.id === ID.bindTransceiver ? to.answer(heard, { body: 'X\0' }) : undefined), {
			timeouts: { enquireAfter: 30, enquireAnswer: 20 },
		});
		const ending = submit(session);
		expect(await session.closed).toBe('no sign of life');
		expect(await ending).toEqual({ ended: 'unknown', reason: 'no sign of life' });
		expect(connection.all(ID.enquire)).toHaveLength(2);
	});

	test('a peer that answers enquire_link lives as long as it likes; one that sends something need not be asked', async () => {
		const { session, connection } = await bound(polite(), { timeouts: { enquireAfter: 15, enquireAnswer: 200 } });
		await connection.next(ID.enquire);
		await connection.next(ID.enquire);
		await connection.next(ID.enquire);
		expect(session.isOpen).toBe(true);
	});

	test('an end in good order waits for answers, unbinds, and takes nothing more', async () => {
		const { session, connection } = await bound(polite((heard, to) => setTimeout(() => to.answer(heard, { body: 'x\0' }), 20)), { window: 1 });
		const [first, second] = [submit(session), submit(session)];
		const over = session.close();
		expect(await second).toEqual({ ended: 'never left', reason: 'closed' });
		expect(await submit(session)).toEqual({ ended: 'never left', reason: 'closed' });
		expect(idOf(await first)).toBe('x');
		await over;
		expect(connection.heard.map(({ id }) => id)).toEqual([ID.bindTransceiver, ID.submit, ID.unbind]);
		expect(await session.closed).toBe('closed');
	});

	test('an end does not wait for ever', async () => {
		const { session } = await bound((heard, to) => (heard.id === ID.bindTransceiver ? to.answer(heard, { body: 'X\0' }) : undefined), {
			timeouts: { drain: 30, unbind: 30 },
		});
		const ending = submit(session);
		await session.close();
		expect(await ending).toEqual({ ended: 'unknown', reason: 'closed' });
	});
});

describe('what comes in', () => {
	const receipt = (sequence: number) => pdu(ID.deliver, sequence, { body: deliverBody({ esm: 4, text: Buffer.from('id:m1 stat:DELIVRD') }) });

	test('is answered when it has been taken, not before', async () => {
		let take: (status?: number) => void = () => undefined;
		const { connection } = await bound(gateway(), {}, { deliver: () => new Promise((resolve) => (take = resolve as never)) });
		connection.send(receipt(5));
		connection.send(pdu(ID.enquire, 6));
		await connection.next(0x80000015);
		expect(connection.all(0x80000005)).toEqual([]);
		take();
		expect(await connection.next(0x80000005)).toMatchObject({ sequence: 5, status: 0, body: Buffer.from([0]) });
	});

	test('comes again later where it could not be taken', async () => {
		const events: SessionEvent[] = [];
		const { connection, session } = await bound(gateway(), {}, { deliver: async () => Promise.reject(new Error('no')), event: (event) => events.push(event) });
		connection.send(receipt(5));
		expect(await connection.next(0x80000005)).toMatchObject({ sequence: 5, status: 0x64 });
		expect(events).toMatchObject([{ event: 'undelivered' }]);
		expect(idOf(await submit(session))).toBe('m1');
	});

	test('whose answer can never go out is told of, once; what has not been begun is not begun any more', async () => {
		const unanswered: AnyPdu[] = [];
		const signals: AbortSignal[] = [];
		let take: () => void = () => undefined;
		const handlers: SessionHandlers = {
			deliver: (_, over) => {
				signals.push(over);
				return new Promise((resolve) => (take = resolve as never));
			},
			unanswered: (one) => unanswered.push(one),
		};
		const { connection, session } = await bound(gateway(), {}, handlers);
		connection.send(receipt(5));
		await expect.poll(() => signals.length).toBe(1);
		expect([signals[0].aborted, unanswered]).toEqual([false, []]);
		connection.socket.end(Buffer.concat([receipt(6), Buffer.from('0000000700000004', 'hex')]));
		await session.closed;
		take();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(unanswered.map(({ sequence }) => sequence)).toEqual([5, 6]);
		expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
	});

	test('what has been answered is not told of', async () => {
		const unanswered: AnyPdu[] = [];
		const { connection, session } = await bound(gateway(), {}, { deliver: async () => undefined, unanswered: (one) => unanswered.push(one) });
		connection.send(receipt(5));
		await connection.next(0x80000005);
		await session.close();
		expect(unanswered).toEqual([]);
	});

	test('an answer that was written into a dead connection is told of', async () => {
		const unanswered: AnyPdu[] = [];
		let take: () => void = () => undefined;
		const { connection, session } = await bound(gateway(), {}, { deliver: () => new Promise((resolve) => (take = resolve as never)), unanswered: (one) => unanswered.push(one) });
		connection.send(receipt(5));
		connection.send(pdu(ID.enquire, 6));
		await connection.next(0x80000015);
		take();
		await Promise.resolve();
		await Promise.resolve();
		(session as never as { socket: Socket }).socket.destroy();
		await session.closed;
		await expect.poll(() => unanswered.map(({ sequence }) => sequence)).toEqual([5]);
	});

	test('a transmitter takes nothing', async () => {
		const { connection } = await bound(gateway(), { bind: 'transmitter' });
		connection.send(receipt(5));
		expect(await connection.next(0x80000005)).toMatchObject({ status: 4 });
	});

	test.each<[string, Buffer, Partial<Heard>]>([
		['a deliver_sm that ends too early', pdu(ID.deliver, 5, { body: '\0\x01' }), { id: 0x80000005, sequence: 5, status: 0x65 }],
		['a command nobody knows', pdu(0x10203, 6), { id: ID.nack, sequence: 6, status: 3 }],
		['a submit_sm, which no client takes', pdu(ID.submit, 7, { body: deliverBody({}) }), { id: ID.nack, sequence: 7, status: 3 }],
	])('%s is answered and does not make the session deaf', async (_, octets, expected) => {
		const { connection, session } = await bound(gateway(), {}, { deliver: async () => undefined });
		connection.send(octets);
		expect(await connection.next(expected.id!)).toMatchObject(expected);
		expect(idOf(await submit(session))).toBe('m1');
	});

	test('an answer to nothing is answered with nothing', async () => {
		const { connection, session } = await bound(gateway());
		connection.send(pdu(0x80000007, 5));
		connection.send(pdu(ID.nack, 999, { status: 3 }));
		expect(idOf(await submit(session))).toBe('m1');
		expect(connection.all(ID.nack)).toEqual([]);
	});

	test('a flood that nobody takes is sent back, and answers are still read', async () => {
		const { connection, session } = await bound(gateway(), {}, { deliver: () => new Promise(() => undefined) });
		connection.send(Buffer.concat(Array.from({ length: 1_500 }, (_, index) => receipt(index + 1))));
		expect(idOf(await submit(session))).toBe('m1');
		const answers: number[] = [];
		while (answers.length < 500) answers.push((await connection.next(0x80000005)).status);
		expect(new Set(answers)).toEqual(new Set([0x14]));
	});
});

describe('properties', () => {
	type Deed = 'answer' | 'refuse' | 'throttle' | 'nack' | 'silence' | 'wrong' | 'twice' | 'cut' | 'garbage' | 'unbind';
	const deeds = fc.array(
		fc.oneof(
			{ weight: 6, arbitrary: fc.constantFrom<Deed>('answer', 'refuse', 'throttle', 'nack', 'silence', 'wrong', 'twice') },
			{ weight: 1, arbitrary: fc.constantFrom<Deed>('cut', 'garbage', 'unbind') },
		),
		{ minLength: 1, maxLength: 30 },
	);

	test('whatever a peer does: as many endings as requests, and only what was answered counts as answered', async () => {
		await fc.assert(
			fc.asyncProperty(deeds, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 25 }), async (script, window, count) => {
				let turn = 0;
				const accepted = new Set<string>();
				const DEEDS: Record<Deed, (heard: Heard, connection: Connection) => void> = {
					answer: (heard, to) => {
						accepted.add(`m${heard.sequence}`);
						to.answer(heard, { body: `m${heard.sequence}\0` });
					},
					refuse: (heard, to) => to.answer(heard, { status: 0x45 }),
					throttle: (heard, to) => to.answer(heard, { status: 0x58 }),
					nack: (heard, to) => to.send(pdu(ID.nack, heard.sequence, { status: 3 })),
					silence: () => undefined,
					wrong: (heard, to) => to.send(pdu(0x80000004, heard.sequence + 5_000, { body: 'wrong\0' })),
					twice: (heard, to) => {
						DEEDS.answer(heard, to);
						DEEDS.answer(heard, to);
					},
					cut: (_, { socket }) => socket.resetAndDestroy(),
					garbage: (_, to) => to.send(Buffer.from('GET / HTTP/1.1\r\n\r\n')),
					unbind: (_, to) => to.send(pdu(ID.unbind, 1)),
				};
				const peer = await Peer.listen(polite((heard, connection) => DEEDS[script[turn++ % script.length]](heard, connection)));
				const session = (await openSession(settingsFor(peer.port, { window, timeouts: { response: 25, throttle: 1, drain: 50, unbind: 50, owed: 50 } }))) as Session;
				const endings = await Promise.all(Array.from({ length: count }, () => submit(session, { patience: 20 })));
				await session.close();
				await peer.close();
				expect(endings).toHaveLength(count);
				const ids = endings.map(idOf).filter((id) => typeof id === 'string' && id !== '');
				for (const id of ids) expect(accepted).toContain(id);
				expect(new Set(ids).size).toBe(ids.length);
			}),
			{ numRuns: 60 },
		);
	}, 120_000);
});
