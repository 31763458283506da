import { HEADER, LONGEST_PDU } from './pdu';

/** The stream is out of step: a length that no PDU has. What comes after it means nothing. */
export interface OutOfStep {
	outOfStep: number;
}

/**
 * Cuts a stream of octets into PDUs, however it arrives: in single octets or many PDUs at once. Each octet is copied at
 * most twice, and no more than one PDU and one chunk are held.
 */
export class Frames {
	private chunks: Buffer[] = [];
	private size = 0;
	/** How many octets must be there before there is anything to do. */
	private wanted = 4;
	private broken?: OutOfStep;

	/** The PDUs that are whole now, in their order; at the end why no more can follow, if that is so. */
	push(chunk: Buffer): Array<Buffer | OutOfStep> {
		if (this.broken || chunk.length === 0) return [];
		this.chunks.push(chunk);
		this.size += chunk.length;
		if (this.size < this.wanted) return [];

		const octets = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.size);
		const frames: Array<Buffer | OutOfStep> = [];
		let place = 0;
		this.wanted = 4;
		while (octets.length - place >= 4) {
			const length = octets.readUInt32BE(place);
			if (length < HEADER || length > LONGEST_PDU) {
				this.broken = { outOfStep: length };
				this.chunks = [];
				return [...frames, this.broken];
			}
			this.wanted = length;
			if (octets.length - place < length) break;
			frames.push(octets.subarray(place, place + length));
			place += length;
			this.wanted = 4;
		}
		this.size = octets.length - place;
		this.chunks = this.size > 0 ? [octets.subarray(place)] : [];
		return frames;
	}
}
