import type { ContestantKey } from './contestants.ts';
import type { Series } from './measure.ts';
import { VENDORS } from '../support/vendors/index.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

/** A request per item, one after another, takes minutes at this delay: beyond the smallest number it tells nothing new. */
const SLOW = 100;

/**
 * What is measured: everything for the first vendor; for the others what differs between vendors, which is the first
 * and the last number of items without a delay. Where a request carries one message, the delay decides, so it is measured.
 */
export function plan(vendors: TestVendor[], sizes: number[], isQuick: boolean): Series[] {
	const ends = [...new Set([sizes[0], sizes.at(-1)!])];
	return vendors.flatMap((vendor) => {
		const series = (contestant: ContestantKey, delay: number, some: number[]) => ({ vendor, contestant, delay, sizes: some });
		const isWhole = vendor === VENDORS[0] && !isQuick;
		const everywhere = isWhole ? sizes : ends;
		const plain = (['http', 'ours', 'pool'] as const).map((contestant) => series(contestant, 0, everywhere));
		const slow = (['http', 'ours', 'pool'] as const).map((contestant) => series(contestant, SLOW, sizes));
		if (isWhole) {
			return [
				...plain,
				...slow,
				series('computed', 0, sizes),
				series('oneByOne', 0, sizes),
				series('oneByOne', SLOW, sizes.slice(0, 1)),
				series('passing', 0, sizes),
			];
		}
		return vendor.bench.perRequest === 1 ? [...plain, series('ours', SLOW, sizes.slice(0, 1))] : plain;
	});
}
