import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Entry, Parameters } from '../operation';

/** The two fields of every "Get Many". */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** A request for a list: how many of its rows are wanted; no limit means all. */
export interface ListEntry extends Entry {
	limit?: number;
}

/** The single entry of a "Get Many". */
export function listEntries(parameters: Parameters): ListEntry[] {
	return [parameters.flag('returnAll') ? {} : { limit: Number(parameters.get('limit') ?? 50) }];
}

/** The rows that are wanted. */
export const limited = (rows: IDataObject[], { limit }: ListEntry): IDataObject[] => rows.slice(0, limit);
