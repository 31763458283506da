import type { INodeProperties } from 'n8n-workflow';

import { sendsMessages, type Operation, type Parameters, type Vendor } from '../operation';
import { limitsOf, maximumPerDayOption, maximumPerRunOption, type Limits } from '../sms/limits';

/** How a run behaves, from the engine's own options. Times in milliseconds. */
export interface RunSettings {
	concurrency: number;
	/** Shortest time between two starts. */
	pause: number;
	maxPerRequest?: number;
	timeout: number;
	/** How long to keep asking for a final status; 0 for not at all. */
	longestWait: number;
	/** Whether to ask what became of an unclear send. */
	checksUnclear: boolean;
	limits: Limits;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DEFAULT_TIMEOUT = 60;
const DEFAULT_WAIT = 5;

/** What an item's parameters say of the run; the defaults where there are none. */
export function runSettings(parameters: Parameters | undefined, vendor: Vendor): RunSettings {
	const batch = parameters?.group(BATCHING.name, 'batch');
	const waits = parameters?.flag(WAIT.name) === true;
	// 0 stands for the default, as the panel says.
	return {
		concurrency: batch?.number('requestsAtOnce') || vendor.concurrency,
		pause: batch?.number('pause') || vendor.pause,
		maxPerRequest: batch?.number('entriesPerRequest') || undefined,
		timeout: Math.round((parameters?.number(TIMEOUT.name) ?? DEFAULT_TIMEOUT) * SECOND),
		checksUnclear: parameters?.flag(CHECK_UNCLEAR.name) ?? true,
		limits: parameters ? limitsOf(parameters) : {},
		longestWait: waits ? (parameters.number(LONGEST_WAIT.name) ?? DEFAULT_WAIT) * MINUTE : 0,
	};
}

/** The options that the engine itself understands, as far as they make sense for an operation. */
export const engineOptions = (operation: Operation): INodeProperties[] => [
	...(operation.isFinal || operation.follow ? [WAIT, LONGEST_WAIT] : []),
	...(sendsMessages(operation) ? [maximumPerRunOption, maximumPerDayOption] : []),
	...(operation.isSend ? [ONCE_PER_KEY] : []),
	...(speaksOfMessages(operation) ? [REFERENCE, KEEP_INPUT] : []),
	...(operation.reconcile ? [CHECK_UNCLEAR] : []),
	...(operation.answerBy ? [] : [BATCHING]),
	TIMEOUT,
];

/** Whether results are those of an item's messages: sends, and reads of their states. */
const speaksOfMessages = ({ isSend, isFinal }: Operation): boolean => isSend === true || isFinal !== undefined;

const REFERENCE: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.order }}',
	description:
		'A value of your own, such as the ID of a row. It comes back with every result and failure of the item as "reference", and is not sent to the vendor.',
};

/** The word of the user's by which an item's results are known; nothing where there is none. */
export const referenceOf = (parameters: Parameters): string | undefined => parameters.text(REFERENCE.name) || undefined;

const KEEP_INPUT: INodeProperties = {
	displayName: 'Keep Input Fields',
	name: 'keepInputFields',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the fields of the input item beside each result. Where both have a field, the result’s stays; "error" of the input becomes "inputError".',
};

/** Whether an item's own fields stand beside its results. */
export const keepsInput = (parameters: Parameters): boolean => parameters.flag(KEEP_INPUT.name) === true;

const WAIT: INodeProperties = {
	displayName: 'Wait Until Final',
	name: 'waitUntilFinal',
	type: 'boolean',
	default: false,
	description: 'Whether to keep asking, with growing pauses, until the status is final',
};

const LONGEST_WAIT: INodeProperties = {
	displayName: 'Longest Wait (Minutes)',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 30_000, numberPrecision: 3 },
	default: 5,
	description: 'After this time the last known status is returned, with "isFinal" false',
};

const ONCE_PER_KEY: INodeProperties = {
	displayName: 'Send Once Per Key',
	name: 'oncePerKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderNumber }}',
	description:
		'A value that stands for one message, such as an order number. A recipient who has been sent a message with this key by this node before, in whatever execution, is skipped. The last 10,000 keys are remembered.',
};

const CHECK_UNCLEAR: INodeProperties = {
	displayName: 'Check Before Giving Up',
	name: 'checkUnclear',
	type: 'boolean',
	default: true,
	description:
		'Whether to ask the vendor what became of a message when its answer was lost. This is done unless you switch it off here.',
};

const TIMEOUT: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 0.001, maxValue: 3600, numberPrecision: 3 },
	default: 60,
	description: 'How long to wait for the vendor’s answer',
};

const BATCHING: INodeProperties = {
	displayName: 'Batching',
	name: 'batching',
	type: 'fixedCollection',
	placeholder: 'Add Batching',
	default: { batch: {} },
	description: 'How many requests are made, and how fast',
	options: [
		{
			displayName: 'Batching',
			name: 'batch',
			values: [
				{
					displayName: 'Entries per Request',
					name: 'entriesPerRequest',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'The largest number of recipients that share a request. 0 means as many as the vendor allows.',
				},
				{
					displayName: 'Pause Between Requests (Ms)',
					name: 'pause',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 3_600_000 },
					default: 0,
					description: 'Shortest time between the starts of two requests, in milliseconds',
				},
				{
					displayName: 'Requests at Once',
					name: 'requestsAtOnce',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'How many requests may be under way at the same time. 0 means the vendor’s default.',
				},
			],
		},
	],
};
