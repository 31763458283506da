import type { INodeProperties } from 'n8n-workflow';

import { maximumRecipientsOption } from './sms/message';
import type { Operation, Resource, Vendor } from './operation';

type Options = Array<{ name: string; value: string; action?: string; description?: string }>;

const byName = <O extends { name?: string; displayName?: string }>(options: O[]): O[] =>
	[...options].sort((a, b) => (a.displayName ?? a.name ?? '').localeCompare(b.displayName ?? b.name ?? '', 'en'));

/** All fields of a vendor's node, made from its operations: there is no second list to keep in step. */
export function properties(vendor: Vendor): INodeProperties[] {
	const resources: Options = byName(vendor.resources.map(({ name, value }) => ({ name, value })));
	const [{ value: first }] = vendor.resources;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: first,
		},
		...vendor.resources.map(operationSelector),
		...vendor.resources.flatMap((resource) => resource.operations.flatMap((operation) => fieldsOf(resource, operation))),
	];
}

function operationSelector({ value: resource, operations }: Resource): INodeProperties {
	const [{ value: first }] = operations;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: byName(
			operations.map(({ name, value, action, description }) => ({ name, value, action, description })) as Options,
		),
		default: first,
	};
}

function fieldsOf({ value: resource }: Resource, operation: Operation): INodeProperties[] {
	const here = { resource: [resource], operation: [operation.value] };
	const shown = (field: INodeProperties): INodeProperties => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...here, ...field.displayOptions?.show } },
	});
	return [...operation.fields, ...(operation.answerBy ? [] : [OUTPUT]), optionsOf(operation)].map(shown);
}

const OUTPUT: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Simplified', value: 'simplified', description: 'The same fields for every vendor' },
		{ name: 'Raw', value: 'raw', description: 'The answer in the vendor’s own words' },
	],
	default: 'simplified',
	description: 'Whether to return the fields that all vendors share, or the answer in the vendor’s own words',
};

/** The "Options" collection: the operation's own options, then those that the engine understands. */
function optionsOf(operation: Operation): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: byName([
			...(operation.options ?? []),
			...(operation.isFinal ? [WAIT, LONGEST_WAIT] : []),
			...(operation.isSend ? [maximumRecipientsOption, ONCE_PER_KEY] : []),
			...(operation.reconcile ? [CHECK_UNCLEAR] : []),
			...(operation.answerBy ? [] : [BATCHING]),
			TIMEOUT,
		]),
	};
}

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
	typeOptions: { minValue: 0 },
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
	typeOptions: { minValue: 1 },
	default: 60,
	description: 'How long to wait for an answer of the vendor',
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
					description: 'At most so many recipients share a request. 0 means as many as the vendor allows.',
				},
				{
					displayName: 'Pause Between Requests (Ms)',
					name: 'pause',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'Shortest time between the starts of two requests, in milliseconds',
				},
				{
					displayName: 'Requests at Once',
					name: 'requestsAtOnce',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'How many requests may be under way at the same time. 0 means the default of the vendor.',
				},
			],
		},
	],
};
