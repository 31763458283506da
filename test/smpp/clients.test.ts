/** Clients that others have written against the simulated gateway: what it tells our node, it tells everybody. */
import { createRequire } from 'node:module';

import { afterEach, expect, test } from 'vitest';

import { createSmpp, type SmppSimulator } from '../simulators/smpp/index.ts';
import { kannel } from './peers/kannel.ts';
import { Program } from './peers/program.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '375296890043';

const open: Array<() => unknown> = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

/** A gateway whose phones are quick. */
async function gateway(): Promise<SmppSimulator> {
	const simulator = await createSmpp();
	open.push(() => simulator.close());
	Object.assign(simulator.settings.steps, { sent: 0, delivered: 0.1, undelivered: 0.1 });
	return simulator;
}

const texts = ({ phones }: SmppSimulator): string[] => phones.list().map(({ text }) => text);
const binds = async ({ url }: SmppSimulator): Promise<string[]> => (await (await fetch(`${url}/__binds`)).json()) as string[];
const writes = async ({ url }: SmppSimulator, text: string) => await fetch(`${url}/__inbound?${new URLSearchParams({ from: PHONE, to: 'Shop', text })}`);

test('Net::SMPP (Perl)', async () => {
	const simulator = await gateway();
	// Receipts would come between requests and answers, which the library reads in order.
	simulator.settings.steps.delivered = 2;
	const { port, system_id: systemId, password } = simulator.account;
	const perl = await Program.start('perl', 'client.pl', port, systemId, password, '6');
	await perl.until((lines) => lines.some(({ what }) => what === 'enquire'));
	await writes(simulator, 'Да');
	await perl.until((lines) => lines.some(({ what }) => what === 'unbind'));
	await perl.stop();

	const said = (what: string) => perl.lines.filter((line) => line.what === what);
	expect(['bind', 'gsm', 'ucs2', 'payload', 'enquire', 'unbind'].map((what) => said(what)[0].status)).toEqual([0, 0, 0, 0, 0, 0]);
	expect(['sender', 'header', 'time', 'query'].map((what) => said(what)[0].status)).toEqual([0x0a, 0x43, 0x61, 0x0c]);
	expect(texts(simulator)).toEqual(['Hi @$_€', 'Ваш заказ готов', 'Ю'.repeat(100), 'Ъ'.repeat(150)]);
	const ids = ['gsm', 'ucs2', 'part', 'payload'].flatMap(said).map(({ message_id: id }) => id);
	const receipts = said('incoming').filter(({ esm_class: esmClass }) => esmClass === 4);
	expect(receipts.map(({ short_message: text }) => /^id:(\w+) .*stat:DELIVRD err:000/.exec(String(text))?.[1]).sort()).toEqual(ids.sort());
	expect(said('incoming').filter(({ esm_class: esmClass }) => esmClass === 0)).toHaveLength(1);
	await expect.poll(() => binds(simulator)).toEqual([]);
}, 60_000);

test('the npm library smpp 0.5.1', async () => {
	const simulator = await gateway();
	const { host, port, system_id, password } = simulator.account;
	const library = createRequire(import.meta.url)('smpp') as Json;
	const session: Json = library.connect({ url: `smpp://${host}:${port}` });
	open.push(() => session.destroy());
	const ask = (command: string, fields: Json) => new Promise<Json>((resolve) => session[command](fields, resolve));
	const incoming: Json[] = [];
	session.on('deliver_sm', (pdu: Json) => {
		incoming.push(pdu);
		session.send(pdu.response());
	});

	expect((await ask('bind_transceiver', { system_id, password: 'wrong' })).command_status).toBe(0x0e);
	const again: Json = library.connect({ url: `smpp://${host}:${port}` });
	open.push(() => again.destroy());
	expect((await new Promise<Json>((resolve) => again.bind_transceiver({ system_id, password }, resolve))).command_status).toBe(0);
	again.on('deliver_sm', (pdu: Json) => {
		incoming.push(pdu);
		again.send(pdu.response());
	});
	const to = { destination_addr: PHONE, dest_addr_ton: 1, dest_addr_npi: 1, source_addr: 'Shop', source_addr_ton: 5, registered_delivery: 1 };
	const submit = (fields: Json) => new Promise<Json>((resolve) => again.submit_sm({ ...to, ...fields }, resolve));
	const answers = [
		await submit({ data_coding: 0, short_message: Buffer.from('Hello') }),
		await submit({ data_coding: 8, short_message: Buffer.from('Привет', 'utf16le').swap16() }),
		await submit({ data_coding: 3, short_message: Buffer.from('Crème', 'latin1') }),
		await submit({ data_coding: 0, short_message: Buffer.from('x'), destination_addr: '375000000001' }),
	];
	expect(answers.map(({ command_status: status }) => status)).toEqual([0, 0, 0, 0x0b]);
	expect(texts(simulator)).toEqual(['Hello', 'Привет', 'Crème']);
	const long = 'Здравствуйте. '.repeat(10);
	await writes(simulator, long);
	await expect.poll(() => incoming.length, { timeout: 10_000 }).toBe(6);
	const receipts = incoming.filter(({ esm_class: esmClass }) => esmClass === 4);
	expect(receipts.map(({ receipted_message_id: id, message_state: state }) => [id, state])).toEqual(answers.slice(0, 3).map(({ message_id: id }) => [id, 2]));
	expect(incoming.filter(({ esm_class: esmClass }) => esmClass === 0x40).map(({ short_message: { message } }) => message).join('')).toBe(long);
	expect(await binds(simulator)).toEqual(['transceiver']);
	await new Promise((resolve) => again.unbind(resolve));
	await expect.poll(() => binds(simulator)).toEqual([]);
}, 60_000);

test('Kannel', async () => {
	const simulator = await gateway();
	const client = await kannel(simulator.account);
	let isOver = false;
	open.push(async () => isOver || (await client.stop()));
	expect(await binds(simulator)).toEqual(['transceiver']);

	const sent = ['Hi @$_{}', 'Ваш заказ готов', 'Привет, это длинное сообщение. '.repeat(5), '0123456789'.repeat(20)];
	for (const text of sent) expect(await client.send(text, { to: PHONE, isUnicode: /[а-я]/i.test(text), isReported: true })).toMatch(/Accepted/);
	await expect.poll(() => texts(simulator).sort(), { timeout: 20_000 }).toEqual(sent.sort());
	await writes(simulator, 'Yes');
	// 1: delivered. Kannel asks for a receipt for the last part of a message alone.
	const delivered = () => client.reports.filter(({ pathname, searchParams }) => pathname === '/receipt' && searchParams.get('type') === '1').length;
	await expect.poll(delivered, { timeout: 20_000 }).toBeGreaterThanOrEqual(sent.length);
	// It hands the octets of UTF-16 on as they are.
	const incoming = () => client.reports.filter(({ pathname }) => pathname === '/incoming').map(({ searchParams }) => searchParams.get('text')?.replaceAll('\0', ''));
	await expect.poll(incoming, { timeout: 20_000 }).toEqual(['Yes']);
	isOver = true;
	await client.stop();
	await expect.poll(() => binds(simulator)).toEqual([]);
}, 90_000);
