import type { Heard } from './peer.ts';

/** A submit_sm, read field by field from the specification. */
export interface Submitted {
	sourceTon: number;
	sourceNpi: number;
	source: string;
	destinationTon: number;
	destinationNpi: number;
	destination: string;
	esmClass: number;
	scheduled: string;
	validity: string;
	receipt: number;
	coding: number;
	text: Buffer;
	tlvs: Map<number, Buffer>;
}

export function submitted({ body }: Pick<Heard, 'body'>): Submitted {
	let place = 0;
	const byte = () => body[place++];
	const text = () => {
		const end = body.indexOf(0, place);
		const read = body.toString('latin1', place, end);
		place = end + 1;
		return read;
	};
	text();
	const [sourceTon, sourceNpi, source] = [byte(), byte(), text()];
	const [destinationTon, destinationNpi, destination] = [byte(), byte(), text()];
	const esmClass = byte();
	place += 2;
	const [scheduled, validity] = [text(), text()];
	const receipt = byte();
	place += 1;
	const coding = byte();
	place += 1;
	const length = byte();
	const octets = body.subarray(place, place + length);
	place += length;
	const tlvs = new Map<number, Buffer>();
	while (place < body.length) {
		const size = body.readUInt16BE(place + 2);
		tlvs.set(body.readUInt16BE(place), body.subarray(place + 4, place + 4 + size));
		place += 4 + size;
	}
	return { sourceTon, sourceNpi, source, destinationTon, destinationNpi, destination, esmClass, scheduled, validity, receipt, coding, text: octets, tlvs };
}
