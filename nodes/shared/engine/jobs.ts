import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Entry, Operation, Outcome, Parameters, Vendor } from '../operation';
import { breather } from '../parameters/reader';
import { checkRecipients } from '../sms/limits';
import { UNSEEN } from '../sms/blank';
import { trimmed } from '../sms/written';
import { keepsInput, referenceOf, runSettings, type RunSettings } from './runSettings';
import { withoutError } from './withoutError';

/** One entry on its way from its input item to its outcome. */
export interface Job {
	/** Index of the input item. */
	item: number;
	entry: Entry;
	/** What an earlier try of this run knows it by. */
	memoryKey: string;
	/** What "Send Once Per Key" knows it by, where the user set a key. */
	deduplicationKey?: string;
}

/** A mistake in the place of the entries that it spoils. */
export interface Spoiled {
	item: number;
	mistake: InputError;
}

export type Read = Job | Spoiled;

/** What became of a job, or the mistake that stands in its place. */
export interface Result {
	item: number;
	entry?: Entry;
	outcome: Outcome | InputError;
}

/** How an item's results are wanted. */
export interface Wish {
	/** As the vendor gave them. */
	isRaw: boolean;
	/** The user's own word for the item. */
	reference?: string;
	/** Whether the fields of the input item stand beside them. */
	keepsInput?: boolean;
	/** These fields. */
	kept?: IDataObject;
}

/** All that a run has read before anything is sent. */
export interface Plan {
	/** Every entry of every item, in their order. */
	reads: Read[];
	settings: RunSettings;
	/** How each item's results are wanted; nothing for an item that cannot be read. */
	wishes: ReadonlyArray<Wish | undefined>;
	/** When the wait for an answer ends, for an operation that waits. */
	deadline?: Date;
}

const MISTAKES = {
	emptyKey: { what: 'is empty', remedy: 'Give each message a key, such as an order number.' },
	noExecution: {
		what: 'holds the ID of an execution, and this call has none',
		remedy: 'Calls of the MCP Server Trigger belong to no execution. Use a value of the data, such as an order number.',
	},
	unreadable: { what: '{reason}', remedy: 'Correct the parameters of the node.' },
} satisfies Record<string, Mistake>;

/** What n8n gives in the place of an execution's ID where there is none: the same in every call. */
const NO_EXECUTION = '__UNKNOWN__';

export const isSpoiled = (read: Read): read is Spoiled => 'mistake' in read;

/**
 * Reads and checks every parameter of every item, the run's own settings included. What cannot be read spoils its own
 * item only; the settings of the run are those of the first item that is sound.
 * @param isInTool whether an agent may call the node several times within one run: another text to the same recipient is
 * another message then
 */
export async function readJobs(
	context: IExecuteFunctions,
	{ vendor, operation, isInTool }: { vendor: Vendor; operation: Operation; isInTool: boolean },
	parametersOf: (item: number) => Parameters,
): Promise<Plan> {
	const reads: Read[] = [];
	const wishes: Array<Wish | undefined> = [];
	let settings: RunSettings | undefined;
	let deadline: Date | undefined;
	const breathe = breather();
	const items = context.getInputData();
	const settingsOf = (parameters: Parameters) => runSettings(parameters, vendor);
	for (let item = 0; item < items.length; item++) {
		try {
			const parameters = parametersOf(item);
			wishes[item] = withInput(parameters.once(wishOf), items[item].json);
			const own = parameters.once(settingsOf);
			const until = operation.answerBy?.(parameters);
			for (const read of readsOf(operation, parameters, { item, call: isInTool ? items[item].json : undefined })) reads.push(read);
			settings ??= own;
			deadline ??= until;
		} catch (error) {
			reads.push({ item, mistake: asMistake(error) });
		}
		await breathe();
	}
	return { reads, settings: settings ?? DEFAULTS(vendor), wishes, deadline };
}

const wishOf = (parameters: Parameters): Wish => ({
	isRaw: parameters.get('output') === 'raw',
	reference: referenceOf(parameters),
	keepsInput: keepsInput(parameters),
});

const withInput = (wish: Wish, json: IDataObject): Wish =>
	wish.keepsInput ? { ...wish, kept: withoutError({ ...json }, 'inputError') } : wish;

const DEFAULTS = (vendor: Vendor): RunSettings => runSettings(undefined, vendor);

function asMistake(error: unknown): InputError {
	if (error instanceof InputError) return error;
	const reason = String((error as { message?: unknown } | undefined)?.message ?? error).slice(0, 500);
	return InputError.of('Parameters', MISTAKES.unreadable, { reason });
}

/** @param call what a tool was called with; absent outside of tools */
function readsOf(operation: Operation, parameters: Parameters, { item, call }: { item: number; call?: object }): Read[] {
	const key = operation.isSend && deduplicationKey(parameters);
	const entries = operation.entries(parameters);
	if (operation.isSend) checkRecipients(parameters, entries.length);
	const placeOf = places(item);
	return entries.map((entry) => {
		if (entry instanceof InputError) return { item, mistake: entry };
		const place = placeOf(entry);
		return {
			item,
			entry,
			memoryKey: call ? `${place}:${firstPrint(call, place, entry)}` : place,
			...(key && !entry.dryRun ? { deduplicationKey: `${key}:${entry.to ?? ''}` } : {}),
		};
	});
}

/** How the entries of an item are told apart: by the recipient, and those to the same one by their order. */
function places(item: number): (entry: Entry) => string {
	const counts = new Map<string, number>();
	return ({ to = '' }) => {
		const count = counts.get(to) ?? 0;
		counts.set(to, count + 1);
		return count === 0 ? `${item}:${to}` : `${item}:${to}#${count}`;
	};
}

/** For each call of a tool, what its entries were at the first try: n8n tries a call again with the same object. */
const firstPrints = new WeakMap<object, Map<string, string>>();

/** A print of an entry as it was when its call was first tried: a text or a time that names the moment is another at each try. */
function firstPrint(call: object, place: string, entry: Entry): string {
	const known = firstPrints.get(call) ?? new Map<string, string>();
	firstPrints.set(call, known);
	const print = known.get(place) ?? fingerprint(entry);
	known.set(place, print);
	return print;
}

/** An empty key would skip everybody but the first, so it is a mistake. */
function deduplicationKey(parameters: Parameters): string | undefined {
	const value = parameters.get('oncePerKey');
	if (value === undefined) return undefined;
	const key = trimmed(value, 'Send Once Per Key').replace(UNSEEN, '').trim();
	if (key === '') throw InputError.of('Send Once Per Key', MISTAKES.emptyKey);
	if (key.includes(NO_EXECUTION)) throw InputError.of('Send Once Per Key', MISTAKES.noExecution);
	return key;
}

/**
 * A short print of an entry (FNV-1a, 32 bits): enough to see that it changed, too little to tell what it was.
 */
export function fingerprint(entry: Entry): string {
	const text = JSON.stringify(entry);
	let hash = 0x811c9dc5;
	for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
	return (hash >>> 0).toString(36);
}
