import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { InputError } from '../errors';
import { grouped } from '../grouped';
import type { Outcome } from '../operation';
import { describeBreakdown, type FailureReport } from './failures';
import type { Result, Wish } from './jobs';
import { say, type Text } from '../language/say';
import { withoutError } from './withoutError';

/** How this run puts failures in words. */
export type Describe = (result: Result) => FailureReport;

/** What concerns one input item. */
const AT_ITEM: Text = '{text} [item {item}]';

/** How many failures a thrown error lists. */
const MAX_LISTED = 100;

export const isAccepted = ({ outcome }: Result): boolean => outcomeOf(outcome) === 'accepted';

const outcomeOf = (outcome: Result['outcome']): Outcome['outcome'] => (outcome instanceof InputError ? 'refused' : outcome.outcome);

/** The error for mistakes that were found before anything was sent. */
export function inputError(context: IExecuteFunctions, mistakes: Result[], describe: Describe): NodeOperationError {
	const [{ item }] = mistakes;
	const { error } = describe(mistakes[0]);
	const others = mistakes.length - 1;
	const message = others > 0 ? say('{error} [item {item}, and {others} more]', { error, item, others }) : say(AT_ITEM, { text: error, item });
	return new NodeOperationError(context.getNode(), message, {
		itemIndex: item,
		description: [say('Nothing was sent.'), ...located(mistakes, describe)].join('\n'),
	});
}

/** The error of a run that stops: what happened first, how many fared how, and what must not be sent again. */
export function summaryError(context: IExecuteFunctions, results: Result[], describe: Describe): NodeApiError {
	const failed = results.filter(({ outcome }) => !['accepted', 'not tried'].includes(outcomeOf(outcome)));
	const first = failed[0] ?? (results.find((result) => !isAccepted(result)) as Result);
	const accepted = results.filter(isAccepted);
	const { error, cause, details } = describe(first);
	return new NodeApiError(context.getNode(), {} as JsonObject, {
		message: results.length > 1 ? say('{error} [item {item}; {counts}]', { error, item: first.item, counts: counts(results) }) : error,
		description: [
			...located(failed.length > 0 ? failed : [first], describe),
			...(results.length > 1 ? [say('Of {count}: {counts}.', { count: results.length, counts: counts(results) })] : []),
			...(typeof details.answer === 'string' ? [say('The answer was: {answer}', { answer: details.answer.slice(0, LONGEST_ANSWER) })] : []),
			...(accepted.length > 0 ? [say('Accepted, do not send again: {accepted}', { accepted: accepted.map(nameOf).join(', ') })] : []),
		].join('\n'),
		itemIndex: first.item,
		failure: { cause },
	});
}

/** How much of an answer that is no data a thrown error shows, in characters. */
const LONGEST_ANSWER = 1000;

/**
 * What happened to each, and what to do, once for all that the same would help; of a single one the headline has said the
 * first already.
 */
function located(failed: Result[], describe: Describe): string[] {
	if (failed.length === 1) return [describe(failed[0]).advice];
	const listed = failed.slice(0, MAX_LISTED).map((result) => ({ ...describe(result), item: result.item }));
	const lines = [...grouped(listed, ({ advice }) => advice)].flatMap(([advice, alike]) => [
		...alike.map(({ error, item }) => say(AT_ITEM, { text: error, item })),
		`→ ${advice}`,
	]);
	return failed.length > MAX_LISTED ? [...lines, say('… and {count} more.', { count: failed.length - MAX_LISTED })] : lines;
}

/** How many fared how, the outcomes in this order. */
const COUNTS: Record<Outcome['outcome'], Text> = {
	accepted: '{count} accepted',
	refused: '{count} refused',
	unknown: '{count} unknown',
	'not tried': '{count} not tried',
};

function counts(results: Result[]): string {
	const number = (wanted: string) => results.filter(({ outcome }) => outcomeOf(outcome) === wanted).length;
	return Object.entries(COUNTS)
		.map(([outcome, text]) => ({ count: number(outcome), text }))
		.filter(({ count }) => count > 0)
		.map(({ count, text }) => say(text, { count }))
		.join(', ');
}

function nameOf({ entry, outcome, item }: Result): string {
	const id = 'results' in outcome ? outcome.results[0]?.id : undefined;
	const parts = [entry?.to, id].filter((part) => part !== undefined && part !== '');
	return parts.length > 0 ? parts.join(' = ') : say('item {item}', { item });
}

/** How output items are made. */
export interface Shape {
	describe: Describe;
	wishes: ReadonlyArray<Wish | undefined>;
	/** Whether results are those of messages, which tell their outcome. */
	isSend: boolean;
	/** Whether failed items leave by n8n's error output: it takes them bare, and adds the input's fields itself. */
	hasErrorOutput: boolean;
	/** Whether failed items must do without their details, so that an older n8n puts them into its error output. */
	isBrief: boolean;
}

/**
 * Accepted results, and failures in the only shape that n8n's error output keeps; each paired to its item. Calls nothing of
 * n8n's and cannot fail.
 */
export function outputItems(results: Result[], shape: Shape): INodeExecutionData[] {
	const items: INodeExecutionData[] = [];
	for (const result of results) {
		for (const json of jsonOf(result, shape)) items.push({ json: besideInput(json, result.item, shape), pairedItem: { item: result.item } });
	}
	return items;
}

/** A result with the fields of its input item behind its own, where the item wants that. */
function besideInput(json: IDataObject, item: number, { wishes, hasErrorOutput }: Shape): IDataObject {
	const isFailed = Object.hasOwn(json, 'error');
	const kept = wishes[item]?.kept;
	return !kept || (isFailed && hasErrorOutput) ? json : { ...json, ...kept, ...json };
}

function jsonOf(result: Result, { describe, wishes, isSend, isBrief }: Shape): IDataObject[] {
	const { outcome, item } = result;
	const { isRaw, reference } = wishes[item] ?? { isRaw: false };
	const named = reference === undefined ? {} : { reference };
	if (outcome instanceof InputError || outcome.outcome !== 'accepted') {
		const report = describe(result);
		return [failedItem({ ...report, details: { ...report.details, ...named } }, isBrief)];
	}
	if (!isRaw) return outcome.results.map((json) => ({ ...withoutError(json), ...(isSend ? outcomeIn(json) : {}), ...named }));
	const raw = Array.isArray(outcome.raw) ? outcome.raw : [outcome.raw];
	return raw.map((value) => ({
		...(typeof value === 'object' && value !== null ? withoutError(value as IDataObject) : { value: value as IDataObject[string] }),
		...named,
	}));
}

/** What became of a message, in the words that failures have too. */
const outcomeIn = ({ skipped }: IDataObject): IDataObject => ({ outcome: skipped === true ? 'skipped' : 'accepted' });

const failedItem = ({ error, message, details }: FailureReport, isBrief: boolean): IDataObject =>
	isBrief ? { error, message } : { error, message, details };

/** A failed item for each input item, where the run itself broke down. */
export const brokenItems = (count: number, error: unknown, outcome: 'refused' | 'unknown', isBrief: boolean): INodeExecutionData[] =>
	Array.from({ length: count }, (_, item) => ({ json: failedItem(describeBreakdown(error, item, outcome), isBrief), pairedItem: { item } }));
