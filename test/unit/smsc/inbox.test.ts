/** Where SMSC's inbox is asked to begin: behind the last message that is known, and never behind one that is not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { smscInbox } from '../../../nodes/Smsc/trigger/inbox.ts';

const afterId = (id: bigint): bigint => BigInt(smscInbox.after(smscInbox.placeOf({ id: String(id) })!).afterId as string);

test('ids that a number holds are asked after as they are', () => {
	fc.assert(
		fc.property(fc.bigInt(1n, BigInt(Number.MAX_SAFE_INTEGER)), (id) => {
			expect(afterId(id)).toBe(id);
		}),
	);
});

test('longer ones from before them, however they are rounded, and not from far', () => {
	fc.assert(
		fc.property(fc.bigInt(2n ** 53n, 10n ** 20n), (id) => {
			expect(afterId(id)).toBeLessThan(id);
			expect(id - afterId(id)).toBeLessThan(id / 2n ** 49n + 10n);
		}),
	);
});
