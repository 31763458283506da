/** The SMPP Trigger in n8n-core: everything that comes starts a run and is answered once, whatever happens to the connection. */
import { ManualExecutionCancelledError, type IRun } from 'n8n-workflow';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { Listening, type ListeningNode } from '../../support/smpp/listening.ts';
import { credentialFor } from '../../support/smpp/credential.ts';
import '../../support/smpp/nodes.ts';
import { ID, Peer, deliverBody, gateway, pdu, tlv, type Script } from '../../support/smpp/peer.ts';
import { runNode } from '../../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const ANSWER = 0x80000005;
const PHONE = '375296890043';

const open: Array<() => unknown> = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

async function listen(script: Script = gateway(), port?: number): Promise<Peer> {
	const peer = await Peer.listen(script, { port });
	open.push(() => peer.close());
	return peer;
}

let workflows = 0;

async function publish(peer: Peer, parameters: Json = {}, more: Partial<ListeningNode> = {}): Promise<Listening> {
	const listening = await Listening.publish({ credentials: { smppApi: credentialFor(peer.port) as never }, workflow: `w${workflows++}`, ...more, parameters });
	open.push(() => listening.unpublish());
	return listening;
}

let sequence = 0;
const deliver = (fields: Parameters<typeof deliverBody>[0]) => pdu(ID.deliver, ++sequence, { body: deliverBody({ from: PHONE, to: 'MyShop', ...fields }) });
const receipt = (text: string, more: Parameters<typeof deliverBody>[0] = {}) => deliver({ esm: 4, text: Buffer.from(text), ...more });
const unicode = (text: string) => Buffer.from(text, 'utf16le').swap16();

const DELIVERED = 'id:AB01 sub:001 dlvrd:001 submit date:2611270840 done date:2611270841 stat:DELIVRD err:000 text:Ready';

describe('receipts', () => {
	test('the whole of it, and the answer to the gateway', async () => {
		const peer = await listen();
		const listening = await publish(peer, { options: { zone: 'Europe/Minsk' } });
		const connection = await peer.connection(0);
		connection.send(receipt(DELIVERED));
		expect(await listening.first(1)).toEqual([
			{
				event: 'deliveryStatus', id: 'AB01', idAlternatives: ['ab01', '43777'], to: PHONE, from: 'MyShop', status: 'delivered', isFinal: true,
				vendorStatus: 'DELIVRD', vendorStatusText: 'Delivered',
				sentAt: '2026-11-27T05:40:00.000Z', deliveredAt: '2026-11-27T05:41:00.000Z', at: '2026-11-27T05:41:00.000Z',
			},
		]);
		expect(await connection.next(ANSWER)).toMatchObject({ sequence, status: 0 });
		expect(connection.heard[0].id).toBe(ID.bindTransceiver);
	});

	test.each<[string, Buffer, Json]>([
		['parameters only', receipt('', { tlvs: Buffer.concat([tlv(0x1e, 'CAFE'), tlv(0x427, '\x05'), tlv(0x423, Buffer.from([3, 0, 21]))]) }), { id: 'CAFE', status: 'failed', errorCode: '21' }],
		['the text in a payload', receipt('', { tlvs: tlv(0x424, 'id:77 stat:EXPIRED err:1') }), { id: '77', status: 'expired' }],
		['ASCII under the name of Unicode', receipt('id:78 stat:DELIVRD', { coding: 8 }), { id: '78', status: 'delivered' }],
		['in Unicode indeed', receipt('', { coding: 8, text: unicode('id:79 stat:DELIVRD') }), { id: '79', status: 'delivered' }],
		['a state of the vendor', receipt('id:80 stat:BLACKLIST'), { id: '80', status: 'unknown', isFinal: false, vendorStatus: 'BLACKLIST' }],
		['the price, as SMSC tells it', receipt('id:81 stat:DELIVRD', { tlvs: tlv(0x2000, '1.75') }), { id: '81', cost: 1.75 }],
		['a data_sm', pdu(ID.data, 900, { body: Buffer.concat([Buffer.from(`\0\x01\x01${PHONE}\0\x05\0MyShop\0\x04\0\0`, 'latin1'), tlv(0x424, 'id:82 stat:DELIVRD')]) }), { id: '82', status: 'delivered' }],
	])('%s', async (_, octets, expected) => {
		const peer = await listen();
		const listening = await publish(peer, { finalOnly: false });
		(await peer.connection(0)).send(octets);
		expect(await listening.first(1)).toMatchObject([{ event: 'deliveryStatus', to: PHONE, ...expected }]);
	});

	test('only final ones, unless wanted otherwise; the others are answered too', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		const connection = await peer.connection(0);
		connection.send(Buffer.concat([receipt('id:1 stat:ENROUTE'), receipt('id:1 stat:ACCEPTD'), receipt('id:1 stat:DELIVRD')]));
		for (let count = 0; count < 3; count++) expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		expect(listening.items).toMatchObject([{ status: 'delivered' }]);
	});

	test.each<[string, Buffer, Json]>([
		['UNKNOWN', receipt('id:U1 stat:UNKNOWN'), { vendorStatus: 'UNKNOWN' }],
		['a word of the vendor', receipt('id:U2 stat:BLACKLIST'), { vendorStatus: 'BLACKLIST' }],
		['a number without a meaning', receipt('', { tlvs: Buffer.concat([tlv(0x1e, 'U3'), tlv(0x427, '\x2a')]) }), { vendorStatus: '42' }],
		['no state at all', receipt('id:U4 err:012'), {}],
	])('with a state that says nothing may be the last one: told, also where only final ones are wanted: %s', async (_, octets, expected) => {
		const peer = await listen();
		const listening = await publish(peer);
		(await peer.connection(0)).send(octets);
		expect(await listening.first(1)).toMatchObject([{ status: 'unknown', isFinal: false, ...expected }]);
	});

	test('an intermediate notification is left out, whatever it says, unless that is final', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		const connection = await peer.connection(0);
		const intermediate = (text: string) => receipt(text, { esm: 0x20 });
		connection.send(Buffer.concat([intermediate('id:I1 stat:BLACKLIST'), intermediate('id:I1 stat:ENROUTE'), intermediate('id:I1 stat:DELIVRD')]));
		for (let count = 0; count < 3; count++) expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		expect(listening.items).toMatchObject([{ id: 'I1', status: 'delivered' }]);
	});

	test('ids in the form of the send', async () => {
		const peer = await listen();
		const listening = await publish(peer, { options: { idFormat: 'decimalToHex' } });
		(await peer.connection(0)).send(receipt('id:9308878062554710043 stat:DELIVRD'));
		expect(await listening.first(1)).toMatchObject([{ id: '812FC7470000001B', idAlternatives: expect.arrayContaining(['9308878062554710043']) }]);
	});

	test('the same one twice, also after a new connection and after a restart, starts one run; each is answered', async () => {
		const peer = await listen();
		const workflow = `w${workflows++}`;
		const first = await publish(peer, {}, { workflow });
		const connection = await peer.connection(0);
		connection.send(Buffer.concat([receipt(DELIVERED), receipt(DELIVERED)]));
		await connection.next(ANSWER);
		await connection.next(ANSWER);
		expect(first.items).toHaveLength(1);
		await first.unpublish();

		const second = await publish(peer, {}, { workflow: `${workflow}x`, staticData: JSON.parse(JSON.stringify(first.workflow.staticData)) as never });
		const again = await peer.connection(1);
		again.send(receipt(DELIVERED));
		await again.next(ANSWER);
		expect(second.items).toEqual([]);
	});

	test('raw output holds the fields of the PDU', async () => {
		const peer = await listen();
		const listening = await publish(peer, { output: 'raw' });
		(await peer.connection(0)).send(receipt('id:1 stat:DELIVRD'));
		expect(await listening.first(1)).toMatchObject([{ raw: { command: 'deliver_sm', esm_class: 4, short_message: Buffer.from('id:1 stat:DELIVRD').toString('hex') } }]);
	});
});

describe('incoming SMS', () => {
	const part = (reference: number, total: number, number: number, text: string) =>
		deliver({ esm: 0x40, coding: 8, text: Buffer.concat([Buffer.from([5, 0, 3, reference, total, number]), unicode(text)]) });

	test('a text, and the same text again, which is another one', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		(await peer.connection(0)).send(Buffer.concat([deliver({ coding: 8, text: unicode('Привет 😀') }), deliver({ coding: 8, text: unicode('Привет 😀') })]));
		const [one] = await listening.first(2);
		expect(one).toEqual({ event: 'incomingSms', from: PHONE, to: 'MyShop', text: 'Привет 😀', receivedAt: expect.any(String), parts: 1, complete: true });
	});

	test('GSM, Latin-1 and octets', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		(await peer.connection(0)).send(
			Buffer.concat([deliver({ text: Buffer.from('\x00 \x1b\x65', 'latin1') }), deliver({ coding: 3, text: Buffer.from('é', 'latin1') }), deliver({ coding: 4, text: Buffer.from([0xff, 0]) })]),
		);
		expect((await listening.first(3)).map(({ text }) => text)).toEqual(['@ €', 'é', 'ff00']);
	});

	test('a long one, its parts in disorder and another between them', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		(await peer.connection(0)).send(Buffer.concat([part(7, 3, 3, 'три'), part(7, 3, 1, 'раз, '), deliver({ text: Buffer.from('other') }), part(7, 3, 2, 'два, ')]));
		expect(await listening.first(2)).toMatchObject([{ text: 'other' }, { text: 'раз, два, три', parts: 3, complete: true }]);
	});

	test('a last part that comes again, since the connection broke before it was answered, begins no other message', async () => {
		const runs: Array<{ resolve(run: IRun): void }> = [];
		const peer = await listen();
		const listening = await publish(peer, { options: { acknowledge: 'afterRun' } }, { onEmit: (_, run) => runs.push(run!) });
		const connection = await peer.connection(0);
		connection.send(Buffer.concat([part(7, 2, 1, 'раз, '), part(7, 2, 2, 'два')]));
		await listening.first(1);
		connection.socket.destroy();
		const again = await peer.connection(1);
		await again.next(ID.bindTransceiver);
		again.send(part(7, 2, 2, 'два'));
		runs[0].resolve({} as IRun);
		expect(await again.next(ANSWER)).toMatchObject({ status: 0 });
		await listening.unpublish();
		expect(listening.items).toMatchObject([{ text: 'раз, два', complete: true }]);
	}, 15_000);

	test('by parameters, too', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		const sar = (number: number) => Buffer.concat([tlv(0x20c, '\0\x09'), tlv(0x20e, '\x02'), tlv(0x20f, Buffer.from([number]))]);
		(await peer.connection(0)).send(Buffer.concat([deliver({ text: Buffer.from('B'), tlvs: sar(2) }), deliver({ text: Buffer.from('A'), tlvs: sar(1) })]));
		expect(await listening.first(1)).toMatchObject([{ text: 'AB', complete: true }]);
	});

	test('what is not whole at the end comes as far as it came', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		const connection = await peer.connection(0);
		connection.send(part(7, 2, 1, 'раз'));
		await connection.next(ANSWER);
		expect(listening.items).toEqual([]);
		await listening.unpublish();
		expect(listening.items).toMatchObject([{ text: 'раз', parts: 1, complete: false }]);
	});

	test('not wanted is not told, but answered', async () => {
		const peer = await listen();
		const listening = await publish(peer, { triggerOn: ['deliveryStatus'] });
		const connection = await peer.connection(0);
		connection.send(deliver({ text: Buffer.from('Hi') }));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		expect(listening.items).toEqual([]);
	});

	test('a stranger cannot write a receipt, unless the user lets texts decide', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		(await peer.connection(0)).send(deliver({ text: Buffer.from('id:1 stat:DELIVRD') }));
		expect(await listening.first(1)).toMatchObject([{ event: 'incomingSms', text: 'id:1 stat:DELIVRD' }]);
		await listening.unpublish();
		const trusting = await publish(peer, { options: { byText: true } });
		(await peer.connection(1)).send(deliver({ text: Buffer.from('id:1 stat:DELIVRD') }));
		expect(await trusting.first(1)).toMatchObject([{ event: 'deliveryStatus', id: '1' }]);
	});
});

describe('the gateway is answered', () => {
	test('with "try again later" where n8n could not start a run; then it is no repetition', async () => {
		let isFull = true;
		const peer = await listen();
		const listening = await publish(peer, {}, {
			onEmit: () => {
				if (isFull) throw new Error('the database is away');
			},
		});
		const connection = await peer.connection(0);
		connection.send(receipt(DELIVERED));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0x64 });
		isFull = false;
		connection.send(receipt(DELIVERED));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		expect(listening.items).toHaveLength(1);
	});

	test.each(['immediately', 'afterRun'])('the same where n8n tells it later, as it does (%s)', async (acknowledge) => {
		const started: Json[] = [];
		let isAway = true;
		const peer = await listen();
		await publish(peer, { options: { acknowledge } }, {
			onEmit: (item, run) => {
				if (isAway) return void setTimeout(() => run!.reject(new Error('the database is away')), 5);
				started.push(item);
				run!.resolve({} as IRun);
			},
		});
		const connection = await peer.connection(0);
		connection.send(receipt(DELIVERED));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0x64 });
		isAway = false;
		connection.send(receipt(DELIVERED));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		connection.send(receipt(DELIVERED));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		expect(started).toHaveLength(1);
	});

	describe.each(['immediately', 'afterRun'])('and a start that fails when the event has been acknowledged (%s)', (acknowledge) => {
		/** n8n as it is with a database that takes long to fail, so many times. */
		async function failsLate(times: number) {
			vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
			const failing: Array<() => void> = [];
			const started: Json[] = [];
			const peer = await listen();
			const listening = await publish(peer, { options: { acknowledge } }, {
				onEmit: (item, run) => {
					if (failing.length < times) return void failing.push(() => run!.reject(new Error('the database was away')));
					started.push(item);
					run!.resolve({} as IRun);
				},
			});
			const connection = await peer.connection(0);
			const fail = async (index: number) => {
				failing[index]();
				await new Promise((resolve) => setTimeout(resolve, 20));
			};
			return { listening, connection, started, fail };
		}
		afterEach(() => vi.useRealTimers());

		test.each([
			['a receipt', () => receipt(DELIVERED)],
			['an SMS', () => deliver({ text: Buffer.from('Hi') })],
		])('%s is kept, and handed over again until there is a run', async (_, octets) => {
			const { listening, connection, started, fail } = await failsLate(2);
			connection.send(octets());
			expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
			await fail(0);
			expect(listening.items).toHaveLength(1);
			vi.advanceTimersByTime(15_000);
			await listening.first(2);
			await new Promise((resolve) => setTimeout(resolve, acknowledge === 'immediately' ? 600 : 20));
			await fail(1);
			vi.advanceTimersByTime(15_000);
			await listening.first(3);
			expect(started).toHaveLength(1);
			// n8n would not start a second run, where the first one had begun after all.
			expect(new Set(listening.keys)).toEqual(new Set([expect.any(String)]));
			vi.advanceTimersByTime(30_000);
			await listening.unpublish();
			expect(started).toHaveLength(1);
		}, 30_000);

		test('it is handed over at the end, too', async () => {
			const { listening, connection, started, fail } = await failsLate(1);
			connection.send(receipt(DELIVERED));
			await connection.next(ANSWER);
			await fail(0);
			await listening.unpublish();
			expect(started).toMatchObject([{ id: 'AB01' }]);
		}, 20_000);
	});

	test('two SMS with the same text are two to n8n', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		(await peer.connection(0)).send(Buffer.concat([deliver({ text: Buffer.from('Hi') }), deliver({ text: Buffer.from('Hi') })]));
		await listening.first(2);
		expect(new Set(listening.keys).size).toBe(2);
	});

	class ExecutionNotFoundError extends Error {}
	test.each([
		['was cancelled', new ManualExecutionCancelledError('1')],
		['was over before n8n looked for it', new ExecutionNotFoundError()],
	])('a run that %s had begun, and begins once', async (_what, error) => {
		const peer = await listen();
		const listening = await publish(peer, {}, { onEmit: (_item, run) => run!.reject(error) });
		const connection = await peer.connection(0);
		for (let times = 0; times < 2; times++) {
			connection.send(receipt(DELIVERED));
			expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		}
		expect(listening.items).toHaveLength(1);
	});

	test('a long SMS that n8n could not start a run for is whole when its last part comes again', async () => {
		let isAway = true;
		const started: Json[] = [];
		const peer = await listen();
		await publish(peer, {}, {
			onEmit: (item, run) => {
				if (isAway) return run!.reject(new Error('the database is away'));
				started.push(item);
				run!.resolve({} as IRun);
			},
		});
		const connection = await peer.connection(0);
		const part = (number: number, text: string) =>
			deliver({ esm: 0x40, coding: 8, text: Buffer.concat([Buffer.from([5, 0, 3, 7, 2, number]), unicode(text)]) });
		connection.send(part(1, 'Привет, '));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		connection.send(part(2, 'мир'));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0x64 });
		isAway = false;
		connection.send(part(2, 'мир'));
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
		expect(started).toMatchObject([{ text: 'Привет, мир', parts: 2, complete: true }]);
	});

	test('a part is taken although an older message, which it shows to be over, could not be handed on: that one is kept', async () => {
		let isAway = true;
		const started: Json[] = [];
		const peer = await listen();
		const listening = await publish(peer, {}, {
			onEmit: (item, run) => {
				if (isAway) return run!.reject(new Error('the database is away'));
				started.push(item);
				run!.resolve({} as IRun);
			},
		});
		const connection = await peer.connection(0);
		const part = (number: number, text: string) => deliver({ esm: 0x40, text: Buffer.concat([Buffer.from([5, 0, 3, 7, 2, number]), Buffer.from(text)]) });
		connection.send(Buffer.concat([part(1, 'old '), part(1, 'new ')]));
		await expect.poll(() => connection.all(ANSWER).map(({ status }) => status)).toEqual([0, 0]);
		isAway = false;
		connection.send(part(2, 'text'));
		await expect.poll(() => connection.all(ANSWER).map(({ status }) => status)).toEqual([0, 0, 0]);
		await listening.unpublish();
		expect(started.map(({ text }) => text).sort()).toEqual(['new text', 'old ']);
	});

	test('at the end, an unfinished SMS that cannot be handed over keeps no other back', async () => {
		const started: Json[] = [];
		const peer = await listen();
		const listening = await publish(peer, {}, {
			onEmit: (item, run) => {
				if (item.text === 'первая' && started.length === 0) return run!.reject(new Error('the database is away'));
				started.push(item);
				run!.resolve({} as IRun);
			},
		});
		const connection = await peer.connection(0);
		['первая', 'вторая'].forEach((text, reference) =>
			connection.send(deliver({ esm: 0x40, coding: 8, text: Buffer.concat([Buffer.from([5, 0, 3, reference, 2, 1]), unicode(text)]) })),
		);
		await expect.poll(() => connection.all(ANSWER).length).toBe(2);
		await expect(listening.unpublish()).rejects.toThrow('the database is away');
		expect(started.map(({ text }) => text)).toEqual(['вторая']);
	});

	test('after the run, where the user wants that', async () => {
		const runs: Array<{ resolve(run: IRun): void }> = [];
		const peer = await listen();
		const listening = await publish(peer, { options: { acknowledge: 'afterRun' } }, { onEmit: (_, run) => runs.push(run!) });
		const connection = await peer.connection(0);
		connection.send(receipt(DELIVERED));
		connection.send(pdu(ID.enquire, 99));
		await listening.first(1);
		await connection.next(0x80000015);
		expect(connection.all(ANSWER)).toEqual([]);
		runs[0].resolve({} as IRun);
		expect(await connection.next(ANSWER)).toMatchObject({ status: 0 });
	});
});

describe('a flood of receipts', () => {
	const flood = (count: number) => Array.from({ length: count }, (_, index) => receipt(`id:${index} stat:DELIVRD`));

	test('starts ten runs at once and no more; the others follow in order, and are answered when they start', async () => {
		const runs: Array<{ resolve(run: IRun): void }> = [];
		const peer = await listen();
		const listening = await publish(peer, {}, { onEmit: (_, run) => runs.push(run!) });
		const connection = await peer.connection(0);
		connection.send(Buffer.concat([...flood(25), pdu(ID.enquire, 99)]));
		await connection.next(0x80000015);
		await expect.poll(() => connection.all(ANSWER).length).toBe(10);
		expect(listening.items).toHaveLength(10);
		for (let ended = 0; ended < 25; ended++) {
			await listening.first(ended + 1);
			runs[ended].resolve({} as IRun);
		}
		expect((await listening.first(25)).map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, index) => String(index)));
		await expect.poll(() => connection.all(ANSWER).map(({ status }) => status)).toEqual(Array(25).fill(0));
	});

	test('what waits too long for its turn is answered with "try again later"', async () => {
		const runs: Array<{ resolve(run: IRun): void }> = [];
		const peer = await listen();
		const listening = await publish(peer, {}, { onEmit: (_, run) => runs.push(run!) });
		const connection = await peer.connection(0);
		const begun = Date.now();
		connection.send(Buffer.concat(flood(12)));
		await expect.poll(() => connection.all(ANSWER).map(({ status }) => status), { timeout: 9_000 }).toEqual([...Array(10).fill(0), 0x64, 0x64]);
		expect(Date.now() - begun).toBeLessThan(8_000);
		for (const run of runs) run.resolve({} as IRun);
		connection.send(Buffer.concat(flood(12).slice(10)));
		expect((await listening.first(12)).map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, index) => String(index)));
	}, 15_000);

	test('what waits when the connection breaks is left alone, and begins once when it comes again', async () => {
		const runs: Array<{ resolve(run: IRun): void }> = [];
		const peer = await listen();
		const listening = await publish(peer, {}, { onEmit: (_, run) => runs.push(run!) });
		const sms = (text: string) => deliver({ text: Buffer.from(text) });
		const connection = await peer.connection(0);
		connection.send(Buffer.concat([...flood(10), sms('one'), sms('two')]));
		await listening.first(10);
		connection.socket.destroy();
		const again = await peer.connection(1);
		await again.next(ID.bindTransceiver);
		for (const run of runs) run.resolve({} as IRun);
		again.send(Buffer.concat([sms('one'), sms('two')]));
		for (let count = 0; count < 2; count++) expect(await again.next(ANSWER)).toMatchObject({ status: 0 });
		expect(listening.items.slice(10).map(({ text }) => text)).toEqual(['one', 'two']);
	}, 15_000);

	test('what waits when the workflow is unpublished stays with the gateway, and is new when it comes again', async () => {
		const peer = await listen();
		const workflow = `w${workflows++}`;
		const first = await publish(peer, {}, { workflow, onEmit: () => undefined });
		const connection = await peer.connection(0);
		connection.send(Buffer.concat(flood(12)));
		await first.first(10);
		await first.unpublish();
		expect(connection.all(ANSWER).map(({ status }) => status).sort()).toEqual([...Array(10).fill(0), 0x64, 0x64]);

		const second = await publish(peer, {}, { workflow, staticData: JSON.parse(JSON.stringify(first.workflow.staticData)) as never });
		(await peer.connection(1)).send(Buffer.concat(flood(12)));
		expect((await second.first(2)).map(({ id }) => id)).toEqual(['10', '11']);
		expect(second.items).toHaveLength(2);
	});
});

describe('the connection', () => {
	test('comes back after a cut, and receipts go on', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		(await peer.connection(0)).socket.resetAndDestroy();
		const second = await peer.connection(1);
		await second.next(ID.bindTransceiver);
		second.send(receipt(DELIVERED));
		expect(await listening.first(1)).toMatchObject([{ id: 'AB01' }]);
	}, 15_000);

	test('is ended by unpublishing, with an unbind and for good', async () => {
		const peer = await listen();
		const listening = await publish(peer);
		await listening.unpublish();
		expect((await peer.connection(0)).all(ID.unbind)).toHaveLength(1);
		expect(peer.connections).toHaveLength(1);
	});

	test.each<[number, string]>([
		[0x0e, 'the password is wrong (0x0E (14))'],
		[0x0f, 'the System ID is wrong (0x0F (15))'],
	])('refused with %i: publishing fails, and says why', async (status, meaning) => {
		const peer = await listen((heard, connection) => connection.answer(heard, { status }));
		await expect(publish(peer)).rejects.toThrow(`No connection to 127.0.0.1:${peer.port}: ${meaning}`);
	});

	test('what waiting may cure does not fail the publishing', async () => {
		let refusals = 1;
		const polite = gateway();
		const peer = await listen((heard, connection) => (refusals-- > 0 ? connection.socket.destroy() : polite(heard, connection)));
		const listening = await publish(peer);
		const second = await peer.connection(1);
		await second.next(ID.bindTransceiver);
		second.send(receipt(DELIVERED));
		expect(await listening.first(1)).toMatchObject([{ id: 'AB01' }]);
	}, 15_000);

	test('"already connected" is no reason to give up, but a test by hand says so at once', async () => {
		const peer = await listen((heard, connection) => connection.answer(heard, { status: 5 }));
		const listening = await publish(peer);
		await listening.unpublish();
		await expect(publish(peer, {}, { mode: 'manual' })).rejects.toThrow('this login is already connected');
	});

	test('is shared: with the sends of this n8n, with other workflows, and with a test by hand, which takes nothing away', async () => {
		const peer = await listen();
		const [one, other] = [await publish(peer), await publish(peer)];
		const byHand = await publish(peer, {}, { mode: 'manual' });
		const { items } = await runNode('smpp', {
			parameters: { resource: 'message', operation: 'send', to: PHONE, message: 'Hi' },
			credentials: { smppApi: credentialFor(peer.port) as never },
		});
		expect(items).toMatchObject([{ id: 'm1' }]);
		const connection = await peer.connection(0);
		connection.send(receipt(DELIVERED));
		await connection.next(ANSWER);
		expect([one, other, byHand].map((listening) => listening.items.length)).toEqual([1, 1, 1]);
		expect(connection.all(ANSWER)).toHaveLength(1);
		await byHand.unpublish();
		await one.unpublish();
		expect(connection.all(ID.unbind)).toEqual([]);
		await other.unpublish();
		expect(connection.all(ID.unbind)).toHaveLength(1);
		expect(peer.connections).toHaveLength(1);
	});

	test('a time zone that is none is found at once', async () => {
		const peer = await listen();
		await expect(publish(peer, { options: { zone: 'Europe/Minks' } })).rejects.toThrow('Receipt Time Zone: "Europe/Minks" is no time zone');
		expect(peer.connections).toEqual([]);
	});
});
