/** Who sends over SMPP, all to the same simulated gateway. */
import { createRequire } from 'node:module';

import type { Performance } from '../instance.ts';
import { kannel } from '../../smpp/peers/kannel.ts';
import type { Simulated } from '../../support/simulated.ts';
import { messageOf, type Item } from '../messages.ts';

export type SenderKey = 'ours' | 'kannel' | 'library' | 'rocketSms';

export const SENDERS: Record<SenderKey, string> = {
	ours: 'this package, SMPP',
	kannel: 'Kannel',
	library: 'the npm library smpp',
	rocketSms: 'this package, RocketSMS over HTTP',
};

/** What one sender has shown. */
export interface SmppResult extends Partial<Performance> {
	sender: SenderKey;
	/** How long the gateway takes for an answer, in milliseconds. */
	delay: number;
	items: number;
	/** Of the second half of the messages, by the gateway's clock; over HTTP of all, by n8n's clock of the node. */
	perSecond: number;
	/** What the window, or the number of requests at once, would allow if nothing but the answers took time. */
	ideal?: number;
}

/** Unanswered requests that all may have. */
export const WINDOW = 10;

export const SENDER_NAME = 'Shop';

/** Sends items to a gateway that takes a delay for each answer; returns when all are answered. */
export type Sender = (gateway: Simulated, items: Item[], delay: number) => Promise<void>;

/** The client of the library, with a window made of as many loops. */
const library: Sender = async ({ account: { host, port, system_id, password } }, items) => {
	const { connect } = createRequire(new URL('../../smpp/package.json', import.meta.url))('smpp') as { connect(options: object): LibrarySession };
	const session = connect({ url: `smpp://${host}:${port}` });
	const ask = async (command: 'bind_transmitter' | 'submit_sm' | 'unbind', fields: object = {}) => {
		const { command_status: status } = await new Promise<{ command_status: number }>((resolve) => session[command](fields, resolve));
		if (status !== 0) throw new Error(`${command}: ${status}`);
	};
	await ask('bind_transmitter', { system_id, password });
	await atOnce(WINDOW, items, async (item) => {
		const { to, text } = messageOf(item);
		const addresses = { source_addr: SENDER_NAME, source_addr_ton: 5, destination_addr: to, dest_addr_ton: 1, dest_addr_npi: 1 };
		await ask('submit_sm', { ...addresses, data_coding: 8, short_message: Buffer.from(text, 'utf16le').swap16() });
	});
	await ask('unbind');
	session.destroy();
};

type LibrarySession = Record<string, (fields: object, done: (pdu: { command_status: number }) => void) => void> & { destroy(): void };

/** How slowly the gateway answers while Kannel takes in messages, in milliseconds. */
const HELD = 2_000;

/** It is held back until it has most messages in its queue, so that its HTTP side is not what is measured. */
const viaKannel: Sender = async (gateway, items, delay) => {
	await gateway.set({ delayMs: HELD });
	const client = await kannel(gateway.account);
	try {
		await atOnce(WINDOW, items.map(messageOf), async ({ to, text }) => {
			const said = await client.send(text, { to, isUnicode: true });
			if (!/Accepted|Queued/.test(said)) throw new Error(`Kannel: ${said}`);
		});
		await gateway.set({ delayMs: delay });
		await client.sent(items.length);
	} finally {
		await client.stop();
	}
};

export const OTHERS = { library, kannel: viaKannel } satisfies Partial<Record<SenderKey, Sender>>;

async function atOnce<T>(count: number, all: T[], work: (one: T) => Promise<void>): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < all.length) await work(all[next++]);
	};
	await Promise.all(Array.from({ length: count }, lane));
}
