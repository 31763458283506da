import { Simulated } from '../support/simulated.ts';
import { runNode, type RunResult } from '../support/workflow.ts';
import type { Fault } from './faults.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

/** What one vendor's node made of one fault. */
export interface Cell {
	vendor: string;
	fault: string;
	/** What the user is told of each recipient. */
	outcomes: string[];
	/** The headline of the first failure. */
	headline: string;
	/** Messages that the phones have got. */
	received: number;
	duplicates: number;
	lost: number;
	leaks: number;
	/** What is wrong with it; empty if all is right. */
	wrong: string[];
}

const RETRIES = { maxTries: 3, waitBetweenTries: 0 };

/** One item per number, each with a text of its own. */
export const itemsFor = ({ numbers }: TestVendor) => numbers.map((to) => ({ to, text: `To ${to}` }));

/** A vendor's parameters with a time-out short enough to be waited for. */
export const hurried = ({ parameters }: TestVendor) => ({
	...parameters,
	options: { timeout: 1, ...(parameters.options as object) },
});

/** A credential for the simulator, or for where a fault has moved it to. */
export const credentialFor = (vendor: TestVendor, fault: Fault, { url, account }: Simulated) => ({
	baseUrl: fault.baseUrl ?? url,
	...vendor.credential(account),
});

/**
 * Lets a vendor's node send while a fault is at work, with Retry On Fail, and holds what the user is told against what the
 * simulated phones have got.
 */
export async function cell(vendor: TestVendor, fault: Fault): Promise<Cell> {
	const simulated = new Simulated(await vendor.simulator());
	try {
		if (fault.order) await simulated.fault({ times: 0, ...fault.order });
		const result = await runNode(vendor.type, {
			parameters: hurried(vendor),
			items: itemsFor(vendor),
			credentials: { [vendor.credentialType]: credentialFor(vendor, fault, simulated) },
			onError: 'continueRegularOutput',
			retries: RETRIES,
		});
		return judged(vendor, fault, result, await simulated.perPhone(), Object.values(simulated.account));
	} finally {
		await simulated.close();
	}
}

/**
 * Holds what the user is told against what the phones have got.
 * @param run the node's output items, and all that n8n stores of the run
 * @param perPhone how many messages each phone has got
 * @param secrets what must not be found in what n8n stores
 */
export function judged(
	vendor: Pick<TestVendor, 'name' | 'numbers'>,
	fault: Pick<Fault, 'name' | 'isUnclear'>,
	{ items, stored }: { items: RunResult['items']; stored: unknown },
	perPhone: Record<string, number>,
	secrets: string[],
): Cell {
	const told = vendor.numbers.map((_, index) => items[index] as Record<string, unknown> | undefined);
	const outcomes = told.map(outcomeOf);
	const counts = vendor.numbers.map((number) => perPhone[number] ?? 0);
	const lies = outcomes.flatMap((outcome, index) =>
		isTrue(outcome, counts[index]) ? [] : [`${vendor.numbers[index]}: told "${outcome}", received ${counts[index]}`],
	);
	const duplicates = counts.filter((count) => count > 1).length;
	const lost = outcomes.filter((outcome, index) => outcome === 'accepted' && counts[index] === 0).length;
	const leaks = secrets.filter((secret) => secret.length > 3 && JSON.stringify(stored).includes(secret)).length;
	return {
		vendor: vendor.name,
		fault: fault.name,
		outcomes,
		headline: String(told.find((item) => item?.error)?.error ?? ''),
		received: counts.reduce((sum, count) => sum + count, 0),
		duplicates,
		lost,
		leaks,
		wrong: [
			...(items.length === vendor.numbers.length ? [] : [`${items.length} items for ${vendor.numbers.length} recipients`]),
			...lies,
			...(fault.isUnclear && outcomes.includes('refused') ? ['told "refused" where nobody can know'] : []),
			...(duplicates > 0 ? [`${duplicates} duplicates`] : []),
			...(leaks > 0 ? [`${leaks} secrets shown`] : []),
		],
	};
}

function outcomeOf(item: Record<string, unknown> | undefined): string {
	if (!item) return 'missing';
	if (!item.error) return 'accepted';
	return String((item.details as { outcome?: string } | undefined)?.outcome ?? 'untold');
}

/** Whether what the user is told of a recipient is true of what the phone has got. */
function isTrue(outcome: string, received: number): boolean {
	if (outcome === 'accepted') return received === 1;
	if (outcome === 'unknown') return received <= 1;
	return (outcome === 'refused' || outcome === 'not tried') && received === 0;
}
