/**
 * The other end of an SMPP connection, under a script: it writes its PDUs octet by octet, from the specification and
 * without the codec of the package, so that a mistake in that codec shows.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A PDU as octets with its header read. */
export interface Heard {
	id: number;
	status: number;
	sequence: number;
	body: Buffer;
}

export const ID = {
	bindReceiver: 1,
	bindTransmitter: 2,
	query: 3,
	submit: 4,
	deliver: 5,
	unbind: 6,
	cancel: 8,
	bindTransceiver: 9,
	enquire: 0x15,
	data: 0x103,
	nack: 0x80000000,
} as const;

const RESPONSE = 0x80000000;

/** A PDU as octets. */
export function pdu(id: number, sequence: number, { status = 0, body = '' }: { status?: number; body?: Buffer | string } = {}): Buffer {
	const octets = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
	const header = Buffer.alloc(16);
	[16 + octets.length, id, status, sequence].forEach((value, index) => header.writeUInt32BE(value, index * 4));
	return Buffer.concat([header, octets]);
}

/** The body of a deliver_sm. */
export function deliverBody({ from = '375291234567', to = 'Shop', esm = 0, coding = 0, text = Buffer.alloc(0), tlvs = Buffer.alloc(0) }: {
	from?: string;
	to?: string;
	esm?: number;
	coding?: number;
	text?: Buffer;
	tlvs?: Buffer;
}): Buffer {
	const head = Buffer.from(`\0\x01\x01${from}\0\x05\0${to}\0`, 'latin1');
	return Buffer.concat([head, Buffer.from([esm, 0, 0, 0, 0, 0, 0, coding, 0, text.length]), text, tlvs]);
}

/** An optional parameter as octets. */
export function tlv(tag: number, value: Buffer | string): Buffer {
	const octets = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
	const head = Buffer.alloc(4);
	head.writeUInt16BE(tag, 0);
	head.writeUInt16BE(octets.length, 2);
	return Buffer.concat([head, octets]);
}

/** One connection, as the other end sees it. */
export class Connection {
	readonly socket: Socket;
	readonly heard: Heard[] = [];
	private rest = Buffer.alloc(0);
	private listeners: Array<() => void> = [];
	private taken = 0;

	constructor(socket: Socket, script: (heard: Heard, connection: Connection) => void) {
		this.socket = socket;
		socket.on('error', () => undefined);
		socket.on('close', () => this.wake());
		socket.on('data', (chunk) => {
			this.rest = Buffer.concat([this.rest, chunk]);
			while (this.rest.length >= 16 && this.rest.length >= this.rest.readUInt32BE(0)) {
				const frame = this.rest.subarray(0, this.rest.readUInt32BE(0));
				this.rest = this.rest.subarray(frame.length);
				const heard = { id: frame.readUInt32BE(4), status: frame.readUInt32BE(8), sequence: frame.readUInt32BE(12), body: frame.subarray(16) };
				this.heard.push(heard);
				script(heard, this);
				this.wake();
			}
		});
	}

	send(octets: Buffer): void {
		this.socket.write(octets);
	}

	/** Answers a request. */
	answer({ id, sequence }: Heard, { status = 0, body = '' }: { status?: number; body?: Buffer | string } = {}): void {
		this.send(pdu(id + RESPONSE, sequence, { status, body }));
	}

	/** Makes room: what was heard so far is of no interest any more. */
	forget(): void {
		this.heard.length = 0;
		this.taken = 0;
	}

	/** All that was heard of one kind. */
	all(id: number): Heard[] {
		return this.heard.filter((one) => one.id === id);
	}

	/** The next PDU of a kind that nobody has asked for yet. */
	async next(id: number): Promise<Heard> {
		for (;;) {
			const place = this.heard.findIndex((one, index) => index >= this.taken && one.id === id);
			if (place >= 0) {
				this.taken = place + 1;
				return this.heard[place];
			}
			if (this.socket.destroyed) throw new Error('the connection is closed');
			await new Promise<void>((resolve) => this.listeners.push(resolve));
		}
	}

	private wake(): void {
		for (const listener of this.listeners.splice(0)) listener();
	}
}

/** What a peer does with each PDU that it hears. */
export type Script = (heard: Heard, connection: Connection) => void;

/** Takes every bind, answers enquire_link and unbind, and leaves the rest to `more`. */
export const polite =
	(more: Script = () => undefined): Script =>
	(heard, connection) => {
		if ([ID.bindReceiver, ID.bindTransmitter, ID.bindTransceiver].includes(heard.id as never)) connection.answer(heard, { body: Buffer.concat([Buffer.from('PEER\0'), tlv(0x210, '\x34')]) });
		else if (heard.id === ID.enquire) connection.answer(heard);
		else if (heard.id === ID.unbind) {
			connection.answer(heard);
			connection.socket.end();
		} else more(heard, connection);
	};

/** Answers submit_sm with the ids m1, m2 and so on, beside being polite. */
export const gateway = (more: Script = () => undefined): Script => {
	let count = 0;
	return polite((heard, connection) => {
		if (heard.id === ID.submit) connection.answer(heard, { body: `m${++count}\0` });
		else more(heard, connection);
	});
};

/** A server under a script. */
export class Peer {
	readonly connections: Connection[] = [];
	private readonly server: Server;
	private waiting: Array<() => void> = [];

	private constructor(server: Server) {
		this.server = server;
	}

	static async listen(script: Script, { tls, port = 0 }: { tls?: TlsOptions; port?: number } = {}): Promise<Peer> {
		const take = (socket: Socket) => {
			peer.connections.push(new Connection(socket, (heard, connection) => script(heard, connection)));
			for (const waiting of peer.waiting.splice(0)) waiting();
		};
		const peer: Peer = new Peer(tls ? createTlsServer(tls, take) : createServer(take));
		peer.server.listen(port, '127.0.0.1');
		await once(peer.server, 'listening');
		return peer;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** The connection with this number, from 0, once it is there. */
	async connection(index: number): Promise<Connection> {
		while (this.connections.length <= index) await new Promise<void>((resolve) => this.waiting.push(resolve));
		return this.connections[index];
	}

	/** Ends at once, with all connections. */
	async close(): Promise<void> {
		for (const { socket } of this.connections) socket.destroy();
		this.server.close();
		await once(this.server, 'close');
	}
}
