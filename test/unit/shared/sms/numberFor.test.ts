import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { numberFor } from '../../../../nodes/shared/sms/numberFor.ts';

test.each([['', '1672528964'], ['[]', '1330892194'], ['заказ', '1183191739']])('the number for %j stays: a retry with a newer version has the same', (text, number) => {
	expect(numberFor(text)).toBe(number);
});

test('the first four octets of the SHA-256, as a whole number above 0 that fits 32 bits with a sign', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const octets = createHash('sha256').update(text).digest();
			expect(numberFor(text)).toBe(String((octets.readUInt32BE() % (2 ** 31 - 1)) + 1));
		}),
	);
});
