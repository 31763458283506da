/** PDUs in a capture file, and what Wireshark's dissector says of them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PORT = 2775;
const RAW_IP = 101;

/** One PDU as a TCP segment of a connection to 127.0.0.1, as the capture file wants it (libpcap's classic format). */
function packet(pdu: Buffer, sequence: number): Buffer {
	const ip = Buffer.alloc(20);
	ip.writeUInt8(0x45, 0);
	ip.writeUInt16BE(40 + pdu.length, 2);
	ip.writeUInt8(64, 8);
	ip.writeUInt8(6, 9);
	ip.set([127, 0, 0, 1, 127, 0, 0, 1], 12);
	const tcp = Buffer.alloc(20);
	tcp.writeUInt16BE(40_000, 0);
	tcp.writeUInt16BE(PORT, 2);
	tcp.writeUInt32BE(sequence, 4);
	tcp.writeUInt16BE(0x5018, 12);
	tcp.writeUInt16BE(65_535, 14);
	const head = Buffer.alloc(16);
	head.writeUInt32LE(40 + pdu.length, 8);
	head.writeUInt32LE(40 + pdu.length, 12);
	return Buffer.concat([head, ip, tcp, pdu]);
}

function capture(pdus: Buffer[]): Buffer {
	const head = Buffer.alloc(24);
	head.writeUInt32LE(0xa1b2c3d4, 0);
	head.writeUInt16LE(2, 4);
	head.writeUInt16LE(4, 6);
	head.writeUInt32LE(65_535, 16);
	head.writeUInt32LE(RAW_IP, 20);
	let sequence = 1;
	return Buffer.concat([
		head,
		...pdus.map((pdu) => {
			const written = packet(pdu, sequence);
			sequence += pdu.length;
			return written;
		}),
	]);
}

/** A field of each PDU, by the name that Wireshark gives it; empty where the PDU has none. */
export function dissected(pdus: Buffer[], fields: string[]): Array<Record<string, string>> {
	const folder = mkdtempSync(join(tmpdir(), 'capture-'));
	try {
		const file = join(folder, 'smpp.pcap');
		writeFileSync(file, capture(pdus));
		const args = ['-r', file, '-d', `tcp.port==${PORT},smpp`, '-o', 'smpp.decode_sms_over_smpp:GSM 7-bit', '-T', 'fields', '-E', 'separator=\t', '-E', 'occurrence=f'];
		const output = execFileSync('tshark', [...args, ...fields.flatMap((field) => ['-e', field])], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
		return output
			.split('\n')
			.slice(0, pdus.length)
			.map((line) => Object.fromEntries(line.split('\t').map((value, index) => [fields[index], value])));
	} finally {
		rmSync(folder, { recursive: true });
	}
}
