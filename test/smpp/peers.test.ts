/** The SMPP nodes in n8n-core against gateways that others have written, and every PDU under Wireshark's eyes. */
import { afterEach, describe, expect, test } from 'vitest';

import { segments } from '../../nodes/shared/sms/segments.ts';
import { freePort } from '../e2e/support/ports.ts';
import { Listening } from '../support/smpp/listening.ts';
import { credentialFor } from '../support/smpp/credential.ts';
import '../support/smpp/nodes.ts';
import { ID, Peer, gateway, pdu } from '../support/smpp/peer.ts';
import { runNode } from '../support/workflow.ts';
import { dissected } from './peers/capture.ts';
import { libraryGateway } from './peers/library.ts';
import { Program } from './peers/program.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '375296890043';
const LONG = 'Ваш заказ № 5 готов: заберите до 20:00 😀. '.repeat(4);

/** Texts with the options they go with, and the octets of GSM ones by the tables of 3GPP TS 23.038. */
const TEXTS: Array<{ text: string; options?: Json; gsm?: string }> = [
	{ text: 'Hi @$_{}€', gsm: '4869200002111b281b291b65' },
	{ text: 'Ваш заказ готов' },
	{ text: 'Crème brûlée', options: { encoding: 'latin1' } },
	{ text: LONG },
	{ text: LONG, options: { longMessages: 'udh16' } },
	{ text: LONG, options: { longMessages: 'sar' } },
	{ text: LONG, options: { longMessages: 'payload' } },
	{ text: '0123456789'.repeat(20), gsm: Buffer.from('0123456789'.repeat(20)).toString('hex') },
	{ text: 'Flash', options: { flash: true }, gsm: Buffer.from('Flash').toString('hex') },
];

const open: Array<() => unknown> = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

const run = async (port: number, parameters: Json) =>
	await runNode('smpp', { credentials: { smppApi: credentialFor(port) as never }, parameters: { resource: 'message', operation: 'send', ...parameters } });

const sendAll = async (port: number): Promise<Json[]> => {
	const results: Json[] = [];
	for (const { text, options = {} } of TEXTS) results.push(...(await run(port, { to: PHONE, from: 'MyShop', message: text, options })).items);
	return results;
};

/** How many PDUs a text makes. */
const countOf = ({ text, options }: (typeof TEXTS)[number]): number => {
	if (options?.longMessages === 'payload' || options?.encoding === 'latin1') return 1;
	return options?.longMessages === 'udh16' ? Math.ceil(segments(text).units / 65) : segments(text).parts;
};

async function trigger(port: number, options: Json = {}): Promise<Listening> {
	const listening = await Listening.publish({ credentials: { smppApi: credentialFor(port) as never }, parameters: { options } });
	open.push(() => listening.unpublish());
	return listening;
}

/** Octets of user data as a text: UTF-16 big endian or Latin-1. */
const unicode = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

test('Net::SMPP (Perl) as the gateway', async () => {
	const port = await freePort();
	const perl = await Program.start('perl', 'gateway.pl', String(port));
	open.push(() => perl.stop(true));
	const listening = await trigger(port, { idFormat: 'decimalToHex' });

	const results = await sendAll(port);
	expect(results.map(({ error }) => error)).toEqual(TEXTS.map(() => undefined));
	const total = TEXTS.reduce((sum, one) => sum + countOf(one), 0);
	const receipts = await listening.first(total);
	const ids = results.flatMap(({ id, partIds }) => partIds ?? [id]) as string[];
	expect(ids).toHaveLength(total);
	for (const id of ids) {
		expect(receipts.some(({ id: one, idAlternatives, status, to }) => status === 'delivered' && to === PHONE && [one, ...(idAlternatives as string[])].includes(id.replace(/^0+/, '')))).toBe(true);
	}

	// What it says of itself comes by another way than its answers, and may come after them.
	const submitsIn = (lines: Json[]) => lines.filter(({ cmd }) => cmd === 4);
	await perl.until((lines) => submitsIn(lines).length >= total);
	const heard = submitsIn(perl.lines);
	let place = 0;
	for (const one of TEXTS) {
		const parts = heard.slice(place, (place += countOf(one)));
		const octets = parts.map((part) => {
			const data = String(part.message_payload ?? part['1060'] ?? part.short_message);
			return Number(part.esm_class) & 0x40 ? data.slice(2 * (1 + Number.parseInt(data.slice(0, 2), 16))) : data;
		});
		const joined = octets.join('');
		const latin = one.options?.encoding === 'latin1';
		expect(one.gsm ? joined : latin ? Buffer.from(joined, 'hex').toString('latin1') : unicode(joined)).toBe(one.gsm ?? one.text);
		for (const part of parts) expect(part).toMatchObject({ source_addr: 'MyShop', source_addr_ton: 5, destination_addr: PHONE, dest_addr_ton: 1, registered_delivery: 1 });
	}

	const { items } = await run(port, { operation: 'getStatus', ids: ids[0], from: 'MyShop' });
	expect(items).toMatchObject([{ status: 'delivered', deliveredAt: '2026-11-27T05:41:00.000Z' }]);
	expect((await run(port, { operation: 'cancel', ids: ids[0], from: 'MyShop' })).items).toMatchObject([{ success: true }]);
	await listening.unpublish();
	await perl.stop();
	expect(perl.lines.at(-1)).toMatchObject({ cmd: 6 });
}, 60_000);

test('the npm library smpp 0.5.1 as the gateway', async () => {
	const library = await libraryGateway();
	open.push(() => library.close());
	const listening = await trigger(library.port);

	const results = await sendAll(library.port);
	expect(results.map(({ error }) => error)).toEqual(TEXTS.map(() => undefined));
	const ids = results.flatMap(({ id, partIds }) => partIds ?? [id]) as string[];
	const receipts = await listening.first(ids.length);
	expect(new Set(receipts.map(({ id }) => id))).toEqual(new Set(ids));

	const heard = library.heard.filter(({ command }) => command === 'submit_sm');
	let place = 0;
	for (const one of TEXTS) {
		const parts = heard.slice(place, (place += countOf(one)));
		const texts = parts.map((part) => (part.message_payload ?? part.short_message).message as string);
		expect(texts.join('')).toBe(one.text);
		const refs = parts.filter(({ sar_msg_ref_num: reference }) => reference !== undefined);
		if (one.options?.longMessages === 'sar') expect(refs.map(({ sar_segment_seqnum: number }) => number)).toEqual(parts.map((_, index) => index + 1));
	}
	const { items } = await run(library.port, { operation: 'getStatus', ids: ids[0], from: 'MyShop' });
	expect(items).toMatchObject([{ status: 'failed', vendorStatusText: 'Cannot be delivered: error 21' }]);
	await listening.unpublish();
	expect(library.heard.map(({ command }) => command)).toContain('unbind');
	expect(library.heard.filter(({ command }) => command === 'deliver_sm_resp').map(({ command_status: status }) => status)).toEqual(ids.map(() => 0));
}, 60_000);

describe('Wireshark', () => {
	test('finds nothing wrong in any PDU that the nodes write, and reads the same texts', async () => {
		const peer = await Peer.listen(gateway((heard, connection) => {
			if (heard.id === ID.query) connection.answer(heard, { body: 'm1\0\0\x02\0' });
			if (heard.id === ID.cancel) connection.answer(heard);
		}));
		open.push(() => peer.close());
		const listening = await trigger(peer.port);
		await sendAll(peer.port);
		await run(peer.port, { operation: 'getStatus', ids: 'm1', from: 'MyShop' });
		await run(peer.port, { operation: 'cancel', ids: 'm1', from: 'MyShop' });
		peer.connections[0].send(pdu(0x15, 1));
		await peer.connections[0].next(0x80000015);
		await listening.unpublish();

		const heard = peer.connections[0].heard;
		const written = heard.map(({ id, status, sequence, body }) => pdu(id, sequence, { status, body }));
		const read = dissected(written, ['_ws.malformed', 'smpp.command_id', 'smpp.source_addr', 'smpp.destination_addr', 'smpp.data_coding', 'smpp.message_text', 'gsm_sms.udh.mm.msg_parts', 'gsm_sms.udh.mm.msg_part']);
		expect(read.map((one) => Number(one['smpp.command_id']))).toEqual(heard.map(({ id }) => id));
		expect(read.filter((one) => one['_ws.malformed'] !== '')).toEqual([]);

		const submits = read.filter((one) => Number(one['smpp.command_id']) === 4);
		expect(submits.every((one) => one['smpp.source_addr'] === 'MyShop' && one['smpp.destination_addr'] === PHONE)).toBe(true);
		let place = 0;
		for (const one of TEXTS.filter(({ options }) => !options?.flash)) {
			const parts = submits.slice(place, (place += countOf(one)));
			// Wireshark reads UCS-2 and shows each half of an emoji as signs of its own.
			expect(parts.map((part) => part['smpp.message_text']).join('').replace(/\ufffd+/g, '😀')).toBe(one.text);
		}
		const headers = submits.filter((one) => one['gsm_sms.udh.mm.msg_parts'] !== '').map((one) => [one['gsm_sms.udh.mm.msg_parts'], one['gsm_sms.udh.mm.msg_part']].map(Number));
		const split = TEXTS.filter((one) => countOf(one) > 1 && one.options?.longMessages !== 'sar');
		expect(headers).toEqual(split.flatMap((one) => Array.from({ length: countOf(one) }, (_, index) => [countOf(one), index + 1])));
	}, 60_000);
});
