/** The SMPP node in n8n-core, with a peer under a script at the other end of a real socket. */
import { readFileSync } from 'node:fs';

import type { ICredentialTestFunctions, INodeType } from 'n8n-workflow';
import { afterEach, describe, expect, test } from 'vitest';

import { credentialFor } from '../../support/smpp/credential.ts';
import '../../support/smpp/nodes.ts';
import { ID, Peer, gateway, pdu, polite, type Connection, type Heard, type Script } from '../../support/smpp/peer.ts';
import { submitted } from '../../support/smpp/submitted.ts';
import { nodeTypes, runNode, type RunOptions } from '../../support/workflow.ts';
import { misfits } from '../../../tools/schemas/schema.mjs';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '375296890043';

const open: Peer[] = [];
afterEach(async () => {
	for (const peer of open.splice(0)) await peer.close();
});

async function listen(script: Script = gateway()): Promise<Peer> {
	const peer = await Peer.listen(script);
	open.push(peer);
	return peer;
}

const run = (port: number, parameters: Json, { credential = {}, ...options }: Partial<RunOptions> & { credential?: Json } = {}) =>
	runNode('smpp', {
		credentials: { smppApi: credentialFor(port, credential) as never },
		onError: 'continueRegularOutput',
		...options,
		parameters: { resource: 'message', operation: 'send', ...parameters },
	});

const heard = (peer: Peer, id: number = ID.submit): Heard[] => peer.connections.flatMap((connection) => connection.all(id));

/** A gateway that answers by the recipient: with a status, or by a deed. */
const by = (answers: Record<string, number | ((heard: Heard, connection: Connection) => void)>): Script => {
	let count = 0;
	return polite((one, connection) => {
		if (one.id !== ID.submit) return;
		const answer = answers[submitted(one).destination] ?? 0;
		if (typeof answer === 'function') answer(one, connection);
		else connection.answer(one, answer === 0 ? { body: `m${++count}\0` } : { status: answer });
	});
};

describe('sending', () => {
	test('a generic_nack that says success is no yes: unclear, and no further part goes out', async () => {
		const peer = await listen(polite((heard, connection) => heard.id === ID.submit && connection.send(pdu(ID.nack, heard.sequence))));
		const { items } = await run(peer.port, { to: PHONE, message: 'я'.repeat(200) });
		expect(items).toMatchObject([{ details: { outcome: 'unknown' } }]);
		expect(heard(peer)).toHaveLength(1);
	});

	test('one message as the gateway gets it, and what the user sees', async () => {
		const peer = await listen();
		const { items } = await run(peer.port, { to: '+375 29 689-00-43', message: 'Ready @ 5€', from: 'MyShop' });
		expect(items).toEqual([{ id: 'm1', to: PHONE, status: 'queued', isFinal: false, parts: 1, vendorStatus: '0', vendorStatusText: 'Accepted', outcome: 'accepted' }]);
		expect(submitted(heard(peer)[0])).toMatchObject({
			sourceTon: 5, sourceNpi: 0, source: 'MyShop', destinationTon: 1, destinationNpi: 1, destination: PHONE,
			esmClass: 0, scheduled: '', validity: '', receipt: 1, coding: 0,
			text: Buffer.from('Ready \x00 5\x1b\x65', 'latin1'),
		});
	});

	test.each<[string, Json, Json]>([
		['SMSC', { provider: 'smsc' }, { sourceTon: 5, sourceNpi: 1 }],
		['by hand', { senderTon: 0, senderNpi: 9, recipientTon: 2 }, { sourceTon: 0, sourceNpi: 9, destinationTon: 2, destinationNpi: 1 }],
	])('types of numbers: %s', async (_, credential, expected) => {
		const peer = await listen();
		await run(peer.port, { to: PHONE, message: 'Hi', from: 'MyShop' }, { credential });
		expect(submitted(heard(peer)[0])).toMatchObject(expected);
	});

	test.each<[string, Json]>([
		['1234', { sourceTon: 3, sourceNpi: 0 }],
		['+375 29 111-22-33', { sourceTon: 1, sourceNpi: 1, source: '375291112233' }],
		['', { sourceTon: 0, sourceNpi: 0, source: '' }],
	])('the sender %j', async (from, expected) => {
		const peer = await listen();
		await run(peer.port, { to: PHONE, message: 'Hi', from });
		expect(submitted(heard(peer)[0])).toMatchObject(expected);
	});

	test('200 items over one connection: each has its own answer, in order', async () => {
		const peer = await listen(polite((one, connection) => one.id === ID.submit && setTimeout(() => connection.answer(one, { body: `id of ${submitted(one).destination}\0` }), one.sequence % 5)));
		const items = Array.from({ length: 200 }, (_, index) => ({ to: String(375296000000 + index) }));
		const { items: out, pairs } = await run(peer.port, { to: '={{ $json.to }}', message: 'Hi' }, { items });
		expect(out.map(({ id }) => id)).toEqual(items.map(({ to }) => `id of ${to}`));
		expect(pairs).toEqual(items.map((_, index) => index));
		expect(peer.connections).toHaveLength(1);
	});

	test('a long text: parts, ids of all, and the text that a phone makes of them', async () => {
		const peer = await listen();
		const message = 'Ваш заказ готов 😀. '.repeat(10);
		const { items } = await run(peer.port, { to: PHONE, message });
		expect(items).toMatchObject([{ id: 'm1', parts: 3, partIds: ['m1', 'm2', 'm3'] }]);
		const parts = heard(peer).map(submitted);
		expect(parts.map(({ esmClass, coding, receipt }) => [esmClass, coding, receipt])).toEqual(Array(3).fill([0x40, 8, 1]));
		expect(parts.map(({ text }) => [text[0], text[4], text[5]])).toEqual([1, 2, 3].map((number) => [5, 3, number]));
		expect(new Set(parts.map(({ text }) => text[3])).size).toBe(1);
		expect(Buffer.concat(parts.map(({ text }) => text.subarray(6))).swap16().toString('utf16le')).toBe(message);
	});

	test.each<[string, number, (one: ReturnType<typeof submitted>) => void]>([
		['payload', 1, ({ text, tlvs }) => expect([text.length, tlvs.get(0x424)!.length]).toEqual([0, 400])],
		['sar', 3, ({ esmClass, tlvs }) => expect([esmClass, tlvs.get(0x20e)!.toString('hex'), tlvs.get(0x20c)!.length]).toEqual([0, '03', 2])],
		['udh16', 4, ({ text }) => expect(text.subarray(0, 3).toString('hex')).toBe('060804')],
	])('long messages by %s', async (longMessages, count, check) => {
		const peer = await listen();
		const { items } = await run(peer.port, { to: PHONE, message: 'я'.repeat(200), options: { longMessages } });
		expect(items[0]).toMatchObject({ id: 'm1' });
		expect(heard(peer)).toHaveLength(count);
		heard(peer).map(submitted).forEach(check);
	});

	test('options as the gateway gets them', async () => {
		const peer = await listen();
		const options = {
			requestReceipt: false, flash: true, validity: 1440,
			extra: { tlv: [{ tag: '0x1403', type: 'textNul', value: 'abc' }, { tag: '5124', type: 'number2', value: '258' }] },
		};
		await run(peer.port, { to: PHONE, message: 'Привет', options });
		const one = submitted(heard(peer)[0]);
		expect(one).toMatchObject({ receipt: 0, coding: 0x18, validity: '000001000000000R' });
		expect([...one.tlvs].map(([tag, value]) => [tag, value.toString('latin1')])).toEqual([[0x1403, 'abc\0'], [5124, '\x01\x02']]);
	});

	test('a message for later', async () => {
		const peer = await listen();
		const at = new Date(Date.now() + 3_600_000).toISOString();
		const { items } = await run(peer.port, { to: PHONE, message: 'Hi', options: { sendAt: at, validity: 60 } });
		expect(items).toMatchObject([{ status: 'scheduled', sendAt: expect.stringContaining(at.slice(0, 19)) }]);
		const { scheduled, validity } = submitted(heard(peer)[0]);
		expect(scheduled).toMatch(/^\d{13}00\+$/);
		expect(validity > scheduled).toBe(true);
	});

	test('a rehearsal connects to nobody', async () => {
		const peer = await listen();
		const { items } = await run(peer.port, { to: `${PHONE}, 79257070602`, message: 'я'.repeat(71), options: { dryRun: true } });
		expect(items).toMatchObject([{ to: PHONE, parts: 2, vendorStatusText: 'Dry run: nothing was sent' }, { to: '79257070602' }]);
		expect(peer.connections).toEqual([]);
	});

	test('runs one after another share the connection', async () => {
		const peer = await listen();
		await run(peer.port, { to: PHONE, message: 'Hi' });
		await run(peer.port, { to: PHONE, message: 'Hi' });
		expect(peer.connections).toHaveLength(1);
	});
});

describe('mistakes are found before anything is sent', () => {
	test.each<[string, Json, string]>([
		['a text that the encoding cannot hold', { message: 'Привет', options: { encoding: 'default' } }, 'Message: holds "П", which GSM does not have'],
		['Latin-1 without the euro', { message: 'Price 5€', options: { encoding: 'latin1' } }, 'Message: holds "€", which Latin-1 does not have'],
		['a sender that runs into other fields', { from: 'ShopĀevil' }, 'Sender: "ShopĀevil" holds "Ā", which SMPP cannot carry'],
		['a Cyrillic sender', { from: 'Магазин' }, 'Sender: "Магазин" holds "М", which SMPP cannot carry'],
		['a sender of twelve letters', { from: 'TwelveLetter' }, 'Sender: "TwelveLetter" has 12 characters; a sender name has at most 11'],
		['a number of 21 digits as the sender', { from: '123456789012345678901' }, 'Sender: "123456789012345678901" has 21 digits; a number has at most 20'],
		['a sender that ends the field early', { from: 'Shop\0' }, 'Sender: "Shop\0" holds "\0", which SMPP cannot carry'],
		['a past time', { options: { sendAt: '2020-01-01T00:00:00Z' } }, 'Send At: "2020-01-01T00:00:00Z" is more than a day in the past'],
		['a time too far', { options: { sendAt: '2028-12-01T00:00:00Z' } }, 'Send At: is more than 366 days ahead'],
		['an encoding that there is not', { options: { encoding: 'utf7' } }, 'Encoding: is "utf7", which is none of its choices'],
		['no time', { options: { sendAt: 'soon' } }, 'Send At: "soon" is not a date'],
		['too long a validity', { options: { validity: 50_000 } }, 'Validity (Minutes): is 50000'],
		['more parts than wanted', { message: 'я'.repeat(71), options: { maximumParts: 1 } }, 'Message: needs 2 SMS parts (Cyrillic or special characters), the option "Maximum Parts" allows 1'],
		['a number that could be of two countries', { to: '291234567' }, 'To: "291234567" is too short, or lacks the country code'],
		['a tag that is none', { options: { extra: { tlv: [{ tag: 'abc', type: 'text', value: 'x' }] } } }, 'Extra Parameters: the tag "abc" is no number from 1 to 65535'],
		['a tag of the node itself', { options: { extra: { tlv: [{ tag: '0x0424', type: 'text', value: 'x' }] } } }, 'Extra Parameters: the tag 0x0424 is set by the node itself'],
		['a tag twice', { options: { extra: { tlv: [{ tag: '0x1403', type: 'text', value: 'x' }, { tag: '5123', type: 'text', value: 'y' }] } } }, 'Extra Parameters: the tag 0x1403 stands there twice'],
		['half an octet', { options: { extra: { tlv: [{ tag: '0x1403', type: 'hex', value: 'abc' }] } } }, 'Extra Parameters: the value "abc" of the tag 0x1403 is not of the type chosen'],
		['a number too large for its octets', { options: { extra: { tlv: [{ tag: '0x1403', type: 'number1', value: '256' }] } } }, 'Extra Parameters: the value "256" of the tag 0x1403 is not of the type chosen'],
		['no validity at all', { options: { validity: 0 } }, 'Validity (Minutes): is 0'],
		['flash in Latin-1', { options: { flash: true, encoding: 'latin1' } }, 'Flash: is on, but a flash SMS cannot be in Latin-1'],
	])('%s', async (_, parameters, error) => {
		const peer = await listen();
		const { items } = await run(peer.port, { to: PHONE, message: 'Hi', ...parameters });
		expect(items).toMatchObject([{ error }]);
		expect(peer.connections).toEqual([]);
	});
});

describe('what the gateway refuses', () => {
	test.each<[number, string]>([
		[0x0a, `SMPP refused ${PHONE}: the sender is not allowed (0x0A (10))`],
		[0x0b, `SMPP refused ${PHONE}: the number is wrong (0x0B (11))`],
		[0x45, `SMPP refused ${PHONE}: it did not take the message (0x45 (69))`],
		[0x410, `SMPP refused ${PHONE}: it gives a code of its own (0x410 (1040))`],
		[0x55f, `SMPP refused ${PHONE}: The vendor gave a code that its documentation does not explain (0x55F (1375))`],
	])('status %i', async (status, error) => {
		const peer = await listen(by({ [PHONE]: status }));
		const { items } = await run(peer.port, { to: PHONE, message: 'Hi' });
		expect(items).toMatchObject([{ error, details: { outcome: 'refused' } }]);
		expect(heard(peer)).toHaveLength(1);
	});

	test('"slow down" repeats the same message, and it arrives once', async () => {
		let refusals = 1;
		const peer = await listen(polite((one, to) => one.id === ID.submit && (refusals-- > 0 ? to.answer(one, { status: 0x58 }) : to.answer(one, { body: 'x\0' }))));
		const { items } = await run(peer.port, { to: PHONE, message: 'Hi' });
		expect(items).toMatchObject([{ id: 'x', status: 'queued' }]);
		expect(heard(peer)).toHaveLength(2);
	});

	test.each<[number, string]>([
		[0x0e, 'the password is wrong (0x0E (14))'],
		[0x05, 'this login is already connected (0x05 (5))'],
		[0x08, 'it refused the connection: its system failed (0x08 (8))'],
	])('a bind with status %i: asked once, the rest is not tried', async (status, meaning) => {
		const peer = await listen((one, to) => to.answer(one, { status }));
		const items = Array.from({ length: 5 }, (_, index) => ({ to: String(375296000000 + index) }));
		const { items: out, stored } = await run(peer.port, { to: '={{ $json.to }}', message: 'Hi' }, { items });
		expect(out[0]).toMatchObject({ error: `SMPP refused 375296000000: ${meaning}` });
		expect(out.map(({ details }) => (details as Json).outcome)).toEqual(['refused', ...Array(4).fill('not tried')]);
		expect(peer.connections).toHaveLength(1);
		expect(JSON.stringify(stored)).not.toContain('secret-password');
	});

	test('a bind that is refused because too much came at once: it is told to wait, and the rest is not tried', async () => {
		const peer = await listen((one, to) => to.answer(one, { status: 0x58 }));
		const { items } = await run(peer.port, { to: `${PHONE}, 375296890044`, message: 'Hi' });
		expect(items).toMatchObject([
			{
				error: `SMPP refused ${PHONE}: it refused the connection: too many connections or messages came at once (0x58 (88))`,
				details: { outcome: 'refused', remedy: expect.stringContaining('Wait a minute and try again.') },
			},
			{ details: { outcome: 'not tried' } },
		]);
		expect(peer.connections).toHaveLength(1);
	});

	test('a cancelled run does not wait for the answer to the bind', async () => {
		const peer = await listen(() => undefined);
		const begun = Date.now();
		await run(peer.port, { to: PHONE, message: 'Hi' }, { during: ({ cancel }) => void setTimeout(cancel, 300) });
		expect(Date.now() - begun).toBeLessThan(5_000);
	}, 20_000);

	test.each<[string, Script, string]>([
		['SMPP of its own kind', ({ sequence }, to) => to.send(pdu(ID.nack, sequence)), 'it did not answer the login as SMPP does'],
		['closed at once', (_, { socket }) => socket.end(), 'it closed the connection at once'],
		['no SMPP', (_, { socket }) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'it closed the connection at once'],
	])('%s', async (_, script, meaning) => {
		const peer = await listen(script);
		const { items } = await run(peer.port, { to: PHONE, message: 'Hi' });
		expect(items).toMatchObject([{ error: `SMPP refused ${PHONE}: ${meaning}` }]);
	});
});

describe('what nobody can tell is not sent again', () => {
	const RETRIES = { retries: { maxTries: 3, waitBetweenTries: 1 }, onError: 'continueRegularOutput' as const };

	test.each<[string, (heard: Heard, connection: Connection) => void]>([
		['a cut', (_, { socket }) => socket.resetAndDestroy()],
		['an unbind', (_, connection) => connection.send(Buffer.from('00000010000000060000000000000001', 'hex'))],
		['no answer', () => undefined],
	])('%s after it has left', async (_, deed) => {
		const peer = await listen(by({ [PHONE]: deed }));
		const { items } = await run(peer.port, { to: PHONE, message: 'Hi', options: { timeout: 1 } }, RETRIES);
		expect(items).toMatchObject([{ error: expect.stringContaining(`It is unclear whether SMPP took ${PHONE}`), details: { outcome: 'unknown' } }]);
		expect(heard(peer)).toHaveLength(1);
	}, 15_000);

	test.each([0x08, 0xff])('a status (%i) behind which a gateway may have taken it', async (status) => {
		const peer = await listen(by({ [PHONE]: status }));
		const { items } = await run(peer.port, { to: PHONE, message: 'Hi' }, RETRIES);
		expect(items).toMatchObject([{ error: expect.stringContaining(`It is unclear whether SMPP took ${PHONE}`), details: { outcome: 'unknown', remedy: expect.stringContaining('Check in your account') } }]);
		expect(heard(peer)).toHaveLength(1);
	});

	test('a cut in the middle of a run: unclear is what had left, the rest goes over a new connection, nobody gets two', async () => {
		let count = 0;
		const peer = await listen(polite((one, to) => one.id === ID.submit && (++count === 15 ? to.socket.resetAndDestroy() : to.answer(one, { body: `m${count}\0` }))));
		const items = Array.from({ length: 60 }, (_, index) => ({ to: String(375296000000 + index) }));
		const { items: out } = await run(peer.port, { to: '={{ $json.to }}', message: 'Hi' }, { items, ...RETRIES });
		const phones = heard(peer).map((one) => submitted(one).destination);
		expect(new Set(phones).size).toBe(phones.length);
		const unclear = out.filter(({ error }) => error !== undefined);
		expect(unclear.length).toBeGreaterThan(0);
		expect(unclear.length).toBeLessThanOrEqual(10);
		expect(out.filter(({ id }) => id !== undefined).length).toBe(60 - unclear.length);
		expect(peer.connections).toHaveLength(2);
	}, 15_000);

	test.each<[string, Json, (heard: Heard, connection: Connection) => void]>([
		['throws its clients out at each message', {}, (_, { socket }) => socket.end()],
		['throws its clients out at each of a few messages per second', { perSecond: 10 }, (_, { socket }) => socket.end()],
		['never answers', {}, () => undefined],
	])('a gateway that %s: after three times the run ends, and the rest is not tried', async (_, credential, deed) => {
		const peer = await listen(polite((one, to) => one.id === ID.submit && deed(one, to)));
		const items = Array.from({ length: 200 }, (_, index) => ({ to: String(375296000000 + index) }));
		const { items: out } = await run(peer.port, { to: '={{ $json.to }}', message: 'Hi', options: { timeout: 1 } }, { items, credential });
		const unclear = out.filter(({ details }) => (details as Json).outcome === 'unknown');
		// The first one goes alone, then a window each.
		expect(unclear.length).toBeGreaterThanOrEqual(3);
		expect(unclear.length).toBeLessThanOrEqual(21);
		expect(heard(peer).length).toBe(unclear.length);
		expect(peer.connections.length).toBeLessThanOrEqual(3);
		const rest = out.slice(31);
		expect(rest.map(({ details }) => (details as Json).outcome)).toEqual(rest.map(() => 'not tried'));
		expect(rest[0]).toMatchObject({
			error: expect.stringContaining('was not tried: it broke the connection or kept silent three times in a row, with no answer in between'),
			details: { remedy: expect.stringContaining('It was not sent.') },
		});
	}, 30_000);

	test('a first part that was accepted is not sent again, and its id is told', async () => {
		const peer = await listen(polite((one, to) => one.id === ID.submit && (submitted(one).text[5] === 1 ? to.answer(one, { body: 'first\0' }) : to.answer(one, { status: 0x45 }))));
		const { items } = await run(peer.port, { to: PHONE, message: 'я'.repeat(200) }, RETRIES);
		expect(items).toMatchObject([{ details: { outcome: 'unknown', id: 'first' } }]);
		expect(items[0].error).toContain('1 of 3 parts were accepted (first), then one was refused (it did not take the message)');
		expect(heard(peer)).toHaveLength(2);
	});

	test('a cut between the parts: the first one’s id is told, what to do is said once, and nothing is sent again', async () => {
		const peer = await listen(polite((one, to) => {
			if (one.id !== ID.submit) return;
			to.answer(one, { body: 'first\0' });
			to.socket.end();
		}));
		const { items } = await run(peer.port, { to: PHONE, message: 'я'.repeat(200) }, RETRIES);
		expect(items).toMatchObject([{ details: { outcome: 'unknown', id: 'first' } }]);
		expect(items[0].error).toContain('1 of 3 parts were accepted (first), then one ');
		expect((items[0].details as Json).remedy).toBe(
			'The phone may show a part of the text, or nothing. It is not sent again. Check your account with the provider, or wait for the delivery receipts.',
		);
		const firsts = heard(peer).filter((one) => submitted(one).text[5] === 1);
		expect(firsts).toHaveLength(1);
	}, 15_000);
});

describe('limits', () => {
	const send = (peer: Peer, to: string, options: Json, more: Partial<RunOptions> = {}) => run(peer.port, { to, message: 'Sale', options }, { workflow: `of ${peer.port}`, ...more });

	test('a run with more messages than are allowed sends none', async () => {
		const peer = await listen();
		const { items } = await send(peer, `${PHONE}, 375296890044`, { maximumMessagesPerRun: 1 });
		expect(items).toMatchObject([PHONE, '375296890044'].map((to) => ({ error: expect.stringContaining('"Maximum Messages per Run" allows 1'), details: { to, outcome: 'not tried' } })));
		expect(heard(peer)).toEqual([]);
	});

	test('a day’s messages add up; the parts of one are one message', async () => {
		const peer = await listen();
		const { staticData } = await run(peer.port, { to: PHONE, message: 'я'.repeat(200), options: { maximumMessagesPerDay: 2 } }, { workflow: `of ${peer.port}` });
		expect(staticData).toMatchObject({ 'node:SMS': { messagesToday: { count: 1 } } });
		await send(peer, PHONE, { maximumMessagesPerDay: 2 }, { staticData });
		const { items } = await send(peer, PHONE, { maximumMessagesPerDay: 2 }, { staticData });
		expect(items).toMatchObject([{ error: expect.stringContaining('2 went or may have gone today') }]);
		expect(heard(peer)).toHaveLength(4);
	});
});

describe('other operations', () => {
	test('the state of a message', async () => {
		const peer = await listen(polite((one, to) => one.id === ID.query && to.answer(one, { body: 'm1\0' + '261127054100000+\0' + '\x02\x00' })));
		const { items } = await run(peer.port, { operation: 'getStatus', ids: 'm1', from: 'MyShop' });
		expect(items).toEqual([{ id: 'm1', status: 'delivered', isFinal: true, vendorStatus: '2', vendorStatusText: 'Delivered', deliveredAt: '2026-11-27T05:41:00.000Z' }]);
		expect(heard(peer, ID.query)[0].body).toEqual(Buffer.from('m1\0\x05\x00MyShop\0', 'latin1'));
	});

	test.each([
		['+375 29 689-00-43', { to: PHONE }],
		['0296890043', {}],
	])('the state names the recipient %s that the input item has, and keeps its fields', async (phone, told) => {
		const peer = await listen(polite((one, to) => one.id === ID.query && to.answer(one, { body: 'm1\0\0\x02\0' })));
		const { items } = await run(peer.port, { operation: 'getStatus', ids: 'm1', options: { keepInputFields: true } }, { items: [{ phone, row: 7 }] });
		expect(items).toEqual([{ id: 'm1', ...told, status: 'delivered', isFinal: true, vendorStatus: '2', vendorStatusText: 'Delivered', phone, row: 7 }]);
	});

	test.each([
		['4C1D', '19485'],
		['19485', '4c1d'],
		['0042', '42'],
		['AbCxyz', 'aBcXYZ'],
		['ABC1', 'abc1 '],
		['255', '0xFF'],
		['m1', '0'],
		['m1', ''],
	])('the state of %s by an answer that names it %j', async (asked, named) => {
		const peer = await listen(polite((one, to) => one.id === ID.query && to.answer(one, { body: `${named}\0\0\x02\0` })));
		expect((await run(peer.port, { operation: 'getStatus', ids: asked })).items).toMatchObject([{ id: asked, status: 'delivered' }]);
	});

	test.each([
		['ends before the state', 'm1\0\0', 'its answer does not tell the state'],
		['ends in the ID', 'm1', 'its answer does not tell the state'],
		['has no body', '', 'its answer does not tell the state'],
		['is all zeros', '\0\0\0\0', 'its answer does not tell the state'],
		['is about another message', 'm2\0\0\x02\0', 'its answer is about another message'],
	])('an answer that %s tells no state', async (_, body, meaning) => {
		const peer = await listen(polite((one, to) => one.id === ID.query && to.answer(one, { body })));
		const { items } = await run(peer.port, { operation: 'getStatus', ids: 'm1' });
		expect(items).toMatchObject([{ error: `SMPP gave no usable answer for m1: ${meaning}`, details: { outcome: 'refused' } }]);
	}, 15_000);

	test('an ID that nobody knows', async () => {
		const peer = await listen(polite((one, to) => one.id === ID.query && to.answer(one, { status: 0x0c })));
		const { items } = await run(peer.port, { operation: 'getStatus', ids: 'm1, m2' });
		expect(items).toMatchObject([{ error: 'SMPP refused m1: no message has this ID (0x0C (12))' }, { error: 'SMPP refused m2: no message has this ID (0x0C (12))' }]);
	});

	test('a message taken back', async () => {
		const peer = await listen(polite((one, to) => one.id === ID.cancel && to.answer(one)));
		expect((await run(peer.port, { operation: 'cancel', ids: 'm1', from: 'MyShop' })).items).toEqual([{ id: 'm1', success: true }]);
		expect(heard(peer, ID.cancel)[0].body).toEqual(Buffer.from('\0m1\0\x05\x00MyShop\0\0\0\0', 'latin1'));
	});
});

test('what comes out is what the editor promises before the first run', async () => {
	const peer = await listen(gateway((one, to) => to.answer(one, { body: one.id === ID.query ? `m1\0${'261127054100000+'}\0\x02\0` : '' })));
	const long = { to: PHONE, message: 'я'.repeat(200), options: { sendAt: new Date(Date.now() + 3_600_000).toISOString(), reference: 'order' } };
	for (const parameters of [{ ...long, operation: 'send' }, { operation: 'getStatus', ids: 'm1' }, { operation: 'cancel', ids: 'm1' }]) {
		const path = new URL(`../../../smpp/nodes/Smpp/__schema__/v1.0.0/message/${parameters.operation}.json`, import.meta.url);
		const { items } = await run(peer.port, parameters);
		expect(items[0].error).toBeUndefined();
		expect(misfits(items[0], JSON.parse(readFileSync(path, 'utf8')))).toEqual([]);
	}
});

describe('the test of the credential', () => {
	const tested = async (port: number) => {
		const { smppConnectionTest } = (nodeTypes.get('smpp') as INodeType).methods!.credentialTest!;
		return await smppConnectionTest.call({} as ICredentialTestFunctions, { id: '1', name: 'x', type: 'smppApi', data: credentialFor(port) as never });
	};

	test('binds as a transmitter and unbinds', async () => {
		const peer = await listen();
		expect(await tested(peer.port)).toEqual({ status: 'OK', message: 'Connection successful' });
		expect(peer.connections[0].heard.map(({ id }) => id)).toEqual([ID.bindTransmitter, ID.unbind]);
	});

	test.each<[number, object]>([
		[0x05, { status: 'OK', message: expect.stringContaining('connected already') }],
		[0x0e, { status: 'Error', message: expect.stringContaining('the password is wrong (0x0E (14))') }],
	])('status %i', async (status, expected) => {
		const peer = await listen((one, to) => to.answer(one, { status }));
		expect(await tested(peer.port)).toMatchObject(expected);
	});

	test('nobody there', async () => {
		expect(await tested(1)).toMatchObject({ status: 'Error', message: expect.stringContaining('127.0.0.1:1: nobody answers at its address') });
	});
});
