import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { InputError } from '../errors';
import type { FailureReport } from './failures';
import type { Outcome, Parameters } from '../operation';
import type { Job } from './jobs';
import { breather } from '../parameters/reader';

/** How this run puts things: a failure in words, and a raw answer without secrets. */
export interface Teller {
	describe(order: Job): FailureReport;
	/** Whether failed items must do without their details, so that an older n8n puts them into its error output. */
	isBrief: boolean;
	raw(value: unknown, recipient?: string): unknown;
}

export const isAccepted = ({ outcome }: Job): boolean => outcomeOf(outcome) === 'accepted';

const outcomeOf = (outcome: Job['outcome']): Outcome['outcome'] =>
	!outcome || outcome instanceof InputError ? 'refused' : outcome.outcome;

/** The error for mistakes that were found before anything was sent. */
export function inputError(context: IExecuteFunctions, wrong: Job[], teller: Teller): NodeOperationError {
	const [{ item }] = wrong;
	const others = wrong.length > 1 ? `, and ${wrong.length - 1} more` : '';
	return new NodeOperationError(context.getNode(), `${teller.describe(wrong[0]).error} [item ${item}${others}]`, {
		itemIndex: item,
		description: ['Nothing was sent.', ...located(wrong, teller)].join('\n'),
	});
}

/** The error of a run that stops: what happened first, how many fared how, and what must not be sent again. */
export function summaryError(context: IExecuteFunctions, orders: Job[], teller: Teller): NodeApiError {
	const failed = orders.filter(({ outcome }) => !['accepted', 'not tried'].includes(outcomeOf(outcome)));
	const first = failed[0] ?? orders.find((order) => !isAccepted(order));
	const accepted = orders.filter(isAccepted);
	const { error, cause, details } = teller.describe(first);
	return new NodeApiError(context.getNode(), {} as JsonObject, {
		message: orders.length > 1 ? `${error} [item ${first.item}; ${counts(orders)}]` : error,
		description: [
			...located(failed.length > 0 ? failed : [first], teller),
			...(orders.length > 1 ? [`Of ${orders.length}: ${counts(orders)}.`] : []),
			...(typeof details.answer === 'string' ? [`The answer was: ${details.answer}`] : []),
			...(accepted.length > 0 ? [`Accepted, do not send again: ${accepted.map(nameOf).join(', ')}`] : []),
		].join('\n'),
		itemIndex: first.item,
		failure: { cause },
	});
}

/** What happened to each, and what to do; of a single one the headline has said the first already. */
const located = (failed: Job[], teller: Teller): string[] =>
	failed.length === 1
		? [teller.describe(failed[0]).advice]
		: failed.map((order) => `${teller.describe(order).message} [item ${order.item}]`);

function counts(orders: Job[]): string {
	const number = (wanted: string) => orders.filter(({ outcome }) => outcomeOf(outcome) === wanted).length;
	return ['accepted', 'refused', 'unknown', 'not tried']
		.map((outcome) => `${number(outcome)} ${outcome}`)
		.filter((count) => !count.startsWith('0 '))
		.join(', ');
}

function nameOf({ entry, outcome, item }: Job): string {
	const id = outcome && 'results' in outcome ? outcome.results[0]?.id : undefined;
	const parts = [entry?.to, id].filter((part) => part !== undefined && part !== '');
	return parts.length > 0 ? parts.join(' = ') : `item ${item}`;
}

/** Accepted orders as results, failed ones in the only shape that n8n's error output keeps; each paired to its item. */
export async function outputItems(
	orders: Job[],
	teller: Teller,
	parametersOf: (item: number) => Parameters,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	const breathe = breather();
	for (const order of orders) {
		for (const json of jsonOf(order, teller, parametersOf(order.item).get('output') === 'raw')) {
			items.push({ json, pairedItem: { item: order.item } });
		}
		await breathe();
	}
	return items;
}

function jsonOf(order: Job, teller: Teller, wantsRaw: boolean): IDataObject[] {
	const { outcome, entry } = order;
	if (!outcome || outcome instanceof InputError || outcome.outcome !== 'accepted') {
		const { error, message, details } = teller.describe(order);
		return [teller.isBrief ? { error, message } : { error, message, details }];
	}
	if (!wantsRaw) return outcome.results;
	const raw = teller.raw(outcome.raw, entry?.to);
	return (Array.isArray(raw) ? raw : [raw]).map((value) =>
		typeof value === 'object' && value !== null ? (value as IDataObject) : { value: value as IDataObject[string] },
	);
}
