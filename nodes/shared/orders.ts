import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from './errors';
import { memoryKey, type Memory } from './memory';
import type { Entry, Operation, Outcome, Parameters } from './operation';
import { breather } from './parameters';

/** One entry on its way from its input item to its outcome. */
export interface Order {
	/** Index of the input item. */
	item: number;
	key: string;
	entry?: Entry;
	outcome?: Outcome | InputError;
}

/** An order that has not found its outcome yet. */
export type OpenOrder = Order & { entry: Entry };

/** Every entry of every item, in their order; a mistake in the place of what it spoils. */
export async function takeOrders(
	context: IExecuteFunctions,
	operation: Operation,
	parametersOf: (item: number) => Parameters,
): Promise<Order[]> {
	const orders: Order[] = [];
	const breathe = breather();
	for (let item = 0; item < context.getInputData().length; item++) {
		entriesOf(operation, parametersOf(item)).forEach((one, place) => {
			if (one instanceof InputError) orders.push({ item, key: '', outcome: one });
			else orders.push({ item, key: memoryKey(item, place, one), entry: one });
		});
		await breathe();
	}
	return orders;
}

/** Gives each order the outcome that an earlier try of this run has settled; returns the others. */
export function openOrders(orders: Order[], memory: Memory): OpenOrder[] {
	for (const order of orders) if (order.entry) order.outcome = memory.recall(order.key, order.entry);
	return orders.filter((order): order is OpenOrder => order.outcome === undefined && order.entry !== undefined);
}

function entriesOf(operation: Operation, parameters: Parameters): Array<Entry | InputError> {
	try {
		return operation.entries(parameters);
	} catch (error) {
		if (error instanceof InputError) return [error];
		return [new InputError('Parameters', (error as Error).message, 'Correct the expression.')];
	}
}
