/** PDUs in a stream: however it is cut, the same PDUs come out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Frames } from '../../../../smpp/protocol/codec/frames.ts';
import { LONGEST_PDU } from '../../../../smpp/protocol/codec/pdu.ts';
import '../../../support/seed.ts';

const frame = (length: number, fill = 7): Buffer => {
	const octets = Buffer.alloc(length, fill);
	octets.writeUInt32BE(length, 0);
	return octets;
};

const frames = fc.array(fc.integer({ min: 16, max: 120 }).map((length) => frame(length)), { maxLength: 12 });

test('cut anywhere, the same PDUs come out', () => {
	fc.assert(
		fc.property(frames, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 40 }), (all, sizes) => {
			const stream = Buffer.concat(all);
			const reader = new Frames();
			const read: unknown[] = [];
			for (let place = 0, turn = 0; place < stream.length; turn++) {
				const size = sizes[turn % sizes.length];
				read.push(...reader.push(stream.subarray(place, place + size)));
				place += size;
			}
			expect(read).toEqual(all);
		}),
	);
});

test('octet by octet, and all at once', () => {
	const all = [frame(16), frame(300), frame(LONGEST_PDU), frame(17)];
	const stream = Buffer.concat(all);
	expect(new Frames().push(stream)).toEqual(all);
	const reader = new Frames();
	const read: unknown[] = [];
	for (let place = 0; place < stream.length; place++) read.push(...reader.push(stream.subarray(place, place + 1)));
	expect(read).toEqual(all);
});

test.each([0, 15, LONGEST_PDU + 1, 0xffffffff])('a length of %i ends the reading, after what was whole', (length) => {
	const wrong = Buffer.alloc(20);
	wrong.writeUInt32BE(length, 0);
	const reader = new Frames();
	expect(reader.push(Buffer.concat([frame(16), wrong]))).toEqual([frame(16), { outOfStep: length }]);
	expect(reader.push(frame(16))).toEqual([]);
});
