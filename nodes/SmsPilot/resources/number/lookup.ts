import type { INodeProperties } from 'n8n-workflow';

import { toField } from '../../../shared/sms/message';
import type { Operation } from '../../../shared/operation';
import { asking, questionEntries, type QuestionEntry } from './questions';

/** The numbers' field, under the name that all sends share. */
export const numbersField: INodeProperties = {
	...toField,
	displayName: 'Phone Numbers',
	description: 'Phone number in the international form. Several may be separated by commas, or given as an array.',
};

/** Whether numbers are in service (API-1, text `HLR`; known from the vendor's public samples). */
export const lookup: Operation<QuestionEntry> = {
	...asking,
	value: 'lookup',
	name: 'Look Up (HLR)',
	action: 'Look up a number',
	description:
		'Ask whether a number is in service, without disturbing its owner. Costs money. "Get Result" later tells what was found.',
	fields: [numbersField],
	options: [
		{
			displayName: 'VIP Route',
			name: 'vip',
			type: 'boolean',
			default: false,
			description: 'Whether to ask by HLRVIP, a variant that SMSPILOT’s public samples name but do not explain',
		},
	],
	entries: (parameters) => questionEntries(parameters, parameters.flag('vip') ? 'HLRVIP' : 'HLR'),
};
