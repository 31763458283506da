/** The npm library `smpp` as a gateway: another decoder and another session than the package's. */
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

interface Library {
	createServer(take: (session: Json) => void): Server;
}

const smpp = createRequire(import.meta.url)('smpp') as Library;

/** What the library heard, and how to end it. */
export interface LibraryGateway {
	port: number;
	heard: Json[];
	close(): Promise<void>;
}

/** A gateway that takes all that comes, and sends receipts by parameters alone. */
export async function libraryGateway(): Promise<LibraryGateway> {
	const heard: Json[] = [];
	const sessions: Json[] = [];
	let count = 0;
	const server = smpp.createServer((session) => {
		sessions.push(session);
		session.on('error', () => undefined);
		session.on('pdu', (pdu: Json) => {
			heard.push(pdu);
			if (/_resp$/.test(pdu.command)) return;
			if (pdu.command.startsWith('bind_')) session.send(pdu.response({ system_id: 'LIBRARY', sc_interface_version: 0x34 }));
			else if (pdu.command === 'submit_sm') take(session, pdu);
			else if (pdu.command === 'query_sm') session.send(pdu.response({ message_id: pdu.message_id, final_date: '261127054100000+', message_state: 5, error_code: 21 }));
			else session.send(pdu.response());
			if (pdu.command === 'unbind') session.close();
		});
	});
	const take = (session: Json, pdu: Json) => {
		const id = `lib-${++count}`;
		session.send(pdu.response({ message_id: id }));
		if (!(pdu.registered_delivery & 1)) return;
		session.deliver_sm({ esm_class: 4, source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, short_message: '', receipted_message_id: id, message_state: 2 });
	};
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		heard,
		close: async () => {
			for (const session of sessions) session.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
