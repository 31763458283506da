import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../errors';
import { memoryKey, type Memory } from './retryMemory';
import { checkRecipients } from '../sms/message';
import type { Entry, Operation, Outcome, Parameters } from '../operation';
import { breather } from '../parameters/reader';

/** One entry on its way from its input item to its outcome. */
export interface Job {
	/** Index of the input item. */
	item: number;
	key: string;
	/** What "Send Once Per Key" knows it by, where the user set a key. */
	once?: string;
	entry?: Entry;
	outcome?: Outcome | InputError;
}

/** An order that has not found its outcome yet. */
export type OpenJob = Job & { entry: Entry };

/** Every entry of every item, in their order; a mistake in the place of what it spoils. */
export async function collectJobs(
	context: IExecuteFunctions,
	operation: Operation,
	parametersOf: (item: number) => Parameters,
): Promise<Job[]> {
	const orders: Job[] = [];
	const breathe = breather();
	const { length } = context.getInputData();
	for (let item = 0; item < length; item++) {
		orders.push(...ordersOf(operation, parametersOf(item), item));
		await breathe();
	}
	return orders;
}

/** Gives each order the outcome that an earlier try of this run has settled; returns the others. */
export function openJobs(orders: Job[], memory: Memory): OpenJob[] {
	for (const order of orders) if (order.entry) order.outcome = memory.recall(order.key, order.entry);
	return orders.filter((order): order is OpenJob => order.outcome === undefined && order.entry !== undefined);
}

function ordersOf(operation: Operation, parameters: Parameters, item: number): Job[] {
	try {
		const once = operation.isSend && onceKey(parameters);
		const entries = operation.entries(parameters);
		if (operation.isSend) checkRecipients(parameters, entries.length);
		return entries.map((one, place) => {
			if (one instanceof InputError) return { item, key: '', outcome: one };
			const key = memoryKey(item, place, one);
			return { item, key, entry: one, ...(once && !one.dryRun ? { once: `${once}:${one.to ?? ''}` } : {}) };
		});
	} catch (error) {
		if (error instanceof InputError) return [{ item, key: '', outcome: error }];
		const wrong = new InputError('Parameters', (error as Error).message, 'Correct the expression.');
		return [{ item, key: '', outcome: wrong }];
	}
}

/** An empty key would skip everybody but the first, so it is a mistake. */
function onceKey(parameters: Parameters): string | undefined {
	const value = parameters.option('oncePerKey');
	if (value === undefined) return undefined;
	const key = typeof value === 'object' ? '' : String(value).trim();
	if (key !== '') return key;
	throw new InputError('Send Once Per Key', 'is empty', 'Give each message a key, such as an order number.');
}
