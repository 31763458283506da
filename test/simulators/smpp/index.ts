import { createServer, type AddressInfo } from 'node:net';

import { textParam } from '../kit/form.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { Connection, type Gateway, type Outgoing } from './connection.ts';
import { Messages, numbers, stateOf, type Part, type SmppExtras, type SmppMessage } from './messages.ts';
import { tlv } from './octets.ts';
import { defaultSettings, type SmppSettings } from './settings.ts';
import { incomingParts } from './texts.ts';

export type SmppSimulator = Simulator<SmppSettings, SmppExtras>;

const LOOPBACK = '127.0.0.1';
const OK = '{"ok":true}';

/**
 * A gateway that speaks SMPP 3.4 on loopback, from the specification: strict about every field, with receipts by text and
 * parameters, and the faults of `settings.ts`. What `account` says goes into the credential; `url` is the page of the
 * phones and the back door: `/__binds` lists who is connected, `/__connected` counts all who ever were,
 * `/__inbound?from=&to=&text=` lets a phone write, `/__down` takes the gateway off the network until `/__up`; what it has
 * for its clients it keeps.
 * @param options `port` is the page's; the gateway takes the next one
 */
export async function createSmpp(options: SimulatorOptions = {}): Promise<SmppSimulator> {
	const settings = defaultSettings();
	const messages = new Messages(settings, options.now ?? Date.now);
	const connections = new Set<Connection>();
	const outbox: Outgoing[] = [];
	const due = new Map<string, Outgoing[]>();
	const account = { host: LOOPBACK, port: '', system_id: 'simulated', password: 'sms-1234' };

	const ready = () => {
		for (let one = freeOf(connections); one && outbox.length > 0; one = freeOf(connections)) one.deliver(outbox.shift()!);
	};
	const send = (outgoing: Outgoing[]) => {
		outbox.push(...outgoing);
		ready();
	};
	const gateway: Gateway = {
		settings,
		messages,
		account,
		bound: () => [...connections].filter(({ bind }) => bind),
		// A receipt must not overtake the answer, unless it is to.
		taken: (id) => {
			const waiting = due.get(id);
			due.set(id, []);
			if (waiting) send(waiting);
		},
		ready,
	};
	messages.phones.watch((changed) => {
		for (const message of changed) {
			if (!['delivered', 'undelivered'].includes(message.status)) continue;
			for (const part of partsOf(message, settings)) {
				const receipts = Array<Outgoing>(settings.receipts.twice ? 2 : 1).fill(receiptOf(message, part, settings));
				if (due.has(part.id)) send(receipts);
				else due.set(part.id, receipts);
			}
		}
	});

	let connected = 0;
	const server = createServer((socket) => {
		connected++;
		if (settings.refusesAddress) return void socket.destroy();
		const connection = new Connection(socket, gateway);
		connections.add(connection);
		socket.on('close', () => {
			connections.delete(connection);
			outbox.unshift(...connection.delivering.values());
			ready();
		});
	});
	const up = (port: number) => new Promise<void>((resolve) => server.listen(port, LOOPBACK, resolve));
	const down = () => {
		for (const connection of connections) connection.destroy();
		return new Promise<void>((resolve) => server.close(() => resolve()));
	};
	await up(options.port ? options.port + 1 : 0);
	account.port = String((server.address() as AddressInfo).port);

	let references = 0;
	const simulator = await createSimulator(
		{
			name: 'SMPP',
			account,
			settings,
			phones: messages.phones,
			numbers,
			routes: {},
			otherwise: () => ({ status: 404, body: '' }),
			controls: {
				'/__binds': () => ({ body: JSON.stringify([...connections].flatMap(({ bind }) => bind ?? [])) }),
				'/__connected': () => ({ body: String(connected) }),
				'/__inbound': ({ params }) => {
					const [from, to, text] = ['from', 'to', 'text'].map((name) => textParam(params, name) ?? '');
					send(incomingParts(text, ++references).map((data, _, all) => ({ command: 'deliver_sm', body: deliverBody({ from, to, data, esmClass: all.length > 1 ? 0x40 : 0, coding: 8 }) })));
					return { body: OK };
				},
				'/__down': async () => {
					await down();
					return { body: OK };
				},
				'/__up': async () => {
					await up(Number(account.port));
					return { body: OK };
				},
			},
			release: () => void down(),
		},
		options,
	);
	return simulator;
}

const freeOf = (connections: Set<Connection>): Connection | undefined => [...connections].find(({ mayDeliver }) => mayDeliver);

function partsOf({ parts }: SmppMessage, { receipts }: SmppSettings): Part[] {
	const wanted = parts.filter(({ wantsReceipt }) => wantsReceipt);
	return receipts.backwards ? wanted.reverse() : wanted;
}

/** The body of a deliver_sm (4.6.1). */
function deliverBody({ from, to, data, esmClass, coding, tlvs = [] }: { from: string; to: string; data: Buffer; esmClass: number; coding: number; tlvs?: Buffer[] }): Buffer {
	const [ton, npi] = /^\d*$/.test(to) ? [1, 1] : [5, 0];
	return Buffer.concat([
		Buffer.from(`\0\x01\x01${from}\0`, 'latin1'),
		Buffer.from([ton, npi]),
		Buffer.from(`${to}\0`, 'latin1'),
		Buffer.from([esmClass, 0, 0, 0, 0, 0, 0, coding, 0, data.length]),
		data,
		...tlvs,
	]);
}

/** The body of a data_sm (4.7.1), whose addresses are longer and whose text is a parameter. */
const dataBody = ({ from, to, data, esmClass, tlvs = [] }: Parameters<typeof deliverBody>[0]): Buffer =>
	Buffer.concat([Buffer.from(`\0\x01\x01${from}\0\x05\x00${to}\0`, 'latin1'), Buffer.from([esmClass, 0, 0]), tlv(0x424, data), ...tlvs]);

const minute = (moment: number): string => new Date(moment).toISOString().replace(/\D/g, '').slice(2, 12);

/** A receipt for a part (appendix B). */
function receiptOf(message: SmppMessage, part: Part, { receipts }: SmppSettings): Outgoing {
	const { number, word, error } = stateOf(message);
	const id = receipts.id === 'decimal' ? BigInt(`0x${part.id}`).toString() : part.id;
	const counts = receipts.text === 'whole' ? ` sub:001 dlvrd:${number === 2 ? '001' : '000'}` : '';
	const text = `id:${id}${counts} submit date:${minute(message.acceptedAt)} done date:${minute(message.changedAt)} stat:${word} err:${String(error).padStart(3, '0')} text:`;
	const body = {
		from: part.to,
		to: part.from,
		data: Buffer.from(receipts.text === 'none' ? '' : text),
		esmClass: 0x04,
		coding: 0,
		tlvs: receipts.tlvs ? [tlv(0x1e, `${id}\0`), tlv(0x427, Buffer.from([number]))] : [],
	};
	return { command: receipts.command, body: receipts.command === 'data_sm' ? dataBody(body) : deliverBody(body) };
}
