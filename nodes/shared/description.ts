import type { INodeProperties } from 'n8n-workflow';

import { engineOptions } from './engine/runSettings';
import { maximumRecipientsOption } from './sms/limits';
import type { Operation, Resource, Vendor } from './operation';
import { declare, type Declared } from './parameters/parameters';

type Options = Array<{ name: string; value: string; action?: string; description?: string }>;

/**
 * All fields of a vendor's node, made from its operations: there is no second list to keep in step. Resources and operations
 * stand in the order that the vendor declares them in, which n8n's list of actions keeps: what most people come for is first.
 */
export function properties(vendor: Vendor): INodeProperties[] {
	const resources: Options = vendor.resources.map(({ name, value }) => ({ name, value }));
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
		options: operations.map(({ name, value, action, description }) => ({ name, value, action, description })) as Options,
		default: first,
	};
}

function fieldsOf({ value: resource }: Resource, operation: Operation): INodeProperties[] {
	const here = { resource: [resource], operation: [operation.value] };
	const shown = (field: INodeProperties): INodeProperties => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...here, ...field.displayOptions?.show } },
	});
	return [...operation.fields, ...(operation.answerBy ? [] : [OUTPUT]), optionsCollection(operation)].map(shown);
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
	description: 'What to return: the fields that all vendors share, or the answer in the vendor’s own words',
};

/**
 * What options are for, in the order in which people look for them. A purpose that is named here has its options in the order
 * given; all others are the operation's own, in the order of its declaration.
 */
const PURPOSES = {
	when: ['sendAt', 'sendAfter', 'sendWithin', 'timeZone', 'daytime', 'period', 'frequency', 'waitUntilFinal', 'longestWait', 'limitWaitTime'],
	limits: ['maximumParts', 'maximumRecipients', 'maximumMessagesPerRun', 'maximumMessagesPerDay'],
	safety: ['oncePerKey', 'dryRun'],
	own: [],
	rare: ['captchaCode', 'confirmedWithin', 'costInAnswer', 'partnerId'],
	engine: ['reference', 'keepInputFields', 'checkUnclear', 'batching', 'timeout'],
} satisfies Record<string, string[]>;

/** Every name that has a place, in order; '' is the place of all others. */
const PLACES = Object.values(PURPOSES).flatMap((names) => (names.length > 0 ? names : ['']));

function placeOf({ name }: INodeProperties): number {
	const place = PLACES.indexOf(name);
	return place < 0 ? PLACES.indexOf('') : place;
}

/** The operation's own options, those that all sends have, and those of the engine, in the order of use. */
const optionsOf = (operation: Operation): INodeProperties[] =>
	[
		...(operation.options ?? []),
		...(operation.isSend ? [maximumRecipientsOption] : []),
		...engineOptions(operation),
	].sort((a, b) => placeOf(a) - placeOf(b));

/** The declarations of each operation, put in order once. */
const declarations = new WeakMap<Operation, Declared>();

/** The fields and options of an operation, by which its parameters are read. */
export function declarationsOf(operation: Operation): Declared {
	const declared = declarations.get(operation) ?? declare([...operation.fields, OUTPUT], optionsOf(operation));
	declarations.set(operation, declared);
	return declared;
}

function optionsCollection(operation: Operation): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: optionsOf(operation),
	};
}
