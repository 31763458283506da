import type { INodeProperties } from 'n8n-workflow';

import { maximumRecipientsOption } from './sms/message';
import { engineOptions } from './engine/runSettings';
import type { Operation, Resource, Vendor } from './operation';
import { declare, type Declared } from './parameters/parameters';

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
	description: 'Whether to return the fields that all vendors share, or the answer in the vendor’s own words',
};

/** The operation's own options, then those that all sends have, then those of the engine. */
const optionsOf = (operation: Operation): INodeProperties[] => [
	...(operation.options ?? []),
	...(operation.isSend ? [maximumRecipientsOption] : []),
	...engineOptions(operation),
];

/** The fields and options of an operation, by which its parameters are read. */
export const declarationsOf = (operation: Operation): Declared => declare([...operation.fields, OUTPUT], optionsOf(operation));

function optionsCollection(operation: Operation): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: byName([
			...optionsOf(operation),
		]),
	};
}
