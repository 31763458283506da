import type { ContestantKey } from './contestants.ts';
import type { Series } from './measure.ts';
import { VENDORS } from '../support/vendors/index.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

/** A request per item, one after another, takes minutes at this delay: beyond the smallest number it tells nothing new. */
const SLOW = 100;

/** What takes a second or less is repeated, since a machine has other work too; the middle one counts. */
const TIMES = 3;

/** One execution that a shop would hardly make, to see what grows. */
export const LARGE = 100_000;

/**
 * What is measured: everything for the first vendor; for the others what differs between vendors, which is the first
 * and the last number of items without a delay. Where a request carries one message, the delay decides, so it is measured.
 * The package and the bare pool take turns, so that both meet the machine in the same mood.
 */
export function plan(vendors: TestVendor[], sizes: number[], isQuick: boolean): Series[] {
	const ends = [...new Set([sizes[0], sizes.at(-1)!])];
	return vendors.flatMap((vendor) => {
		const series = (contestants: ContestantKey[], delay: number, some: number[], times = 1): Series => ({ vendor, contestants, delay, sizes: some, times });
		const both: ContestantKey[] = ['ours', 'pool'];
		const isWhole = vendor === VENDORS[0] && !isQuick;
		const everywhere = isWhole ? sizes : ends;
		const times = vendor.bench.perRequest > 1 ? TIMES : 1;
		const helper = vendor.bench.perRequest > 1 ? [series(['helper'], 0, everywhere, times)] : [];
		const plain = [series(['http'], 0, everywhere), series(both, 0, everywhere, times), ...helper];
		const slow = [series(['http'], SLOW, sizes), series(both, SLOW, sizes)];
		if (isWhole) {
			return [
				...plain,
				...slow,
				series(['computed'], 0, sizes, TIMES),
				series(['oneByOne'], 0, sizes),
				series(['oneByOne'], SLOW, sizes.slice(0, 1)),
				series(['passing'], 0, sizes, TIMES),
			];
		}
		return vendor.bench.perRequest === 1 ? [...plain, series(['ours'], SLOW, sizes.slice(0, 1))] : plain;
	});
}

/** The vendors of which it is of interest, with very many items: what n8n itself does with them, and the package. */
export const largePlan = (vendors: TestVendor[]): Series[] =>
	vendors
		.filter(({ bench: { isMeasuredLarge } }) => isMeasuredLarge)
		.flatMap((vendor, index) => {
			const series = (contestants: ContestantKey[]): Series => ({ vendor, contestants, delay: 0, sizes: [LARGE], times: 1 });
			return index === 0 ? [series(['passing']), series(['ours', 'pool'])] : [series(['ours', 'pool'])];
		});
