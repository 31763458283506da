import { WAIT_INDEFINITELY, type INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Parameters } from '../operation';

const LABEL = 'Limit Wait Time';

const MISTAKES = {
	empty: { what: 'is empty', remedy: 'Enter a date and time.' },
	noTime: { what: 'is {amount}', remedy: 'Enter a number above 0.' },
	passed: { what: 'has passed already', remedy: 'Choose a later time.' },
} satisfies Record<string, Mistake>;

/** Milliseconds per unit. */
const UNITS: Record<string, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** The option that ends the wait without an answer; names, defaults and meanings as in n8n's own "Send and Wait". */
export const limitWaitTimeOption: INodeProperties = {
	displayName: LABEL,
	name: 'limitWaitTime',
	type: 'fixedCollection',
	description: 'How long to wait for an answer. Then the workflow goes on, with the node’s input as it came.',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval', description: 'Wait for a certain time' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime', description: 'Wait until a date and time' },
					],
					default: 'afterTimeInterval',
					description: 'Whether to wait for a length of time, or until a date and time',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'How many units to wait. A wait of less than a minute may take a minute.',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					description: 'Unit of the amount',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					description: 'When to go on without an answer',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
			],
		},
	],
};

/**
 * When the wait for an answer ends; n8n's "never" where the user set no limit. Counted from the start of the run, so
 * that a limit which was right before the message went out cannot be wrong after it.
 * @throws {InputError} when the limit is no time, or one that has passed
 */
export function answerBy(parameters: Parameters): Date {
	const { now } = parameters;
	const limit = parameters.group('limitWaitTime', 'values');
	if (!limit) return WAIT_INDEFINITELY;
	const moment = limit.get('limitType') === 'atSpecifiedTime' ? limit.moment('maxDateAndTime') : now + intervalIn(limit);
	if (moment === undefined) throw InputError.of(LABEL, MISTAKES.empty);
	if (moment <= now) throw InputError.of(LABEL, MISTAKES.passed);
	return new Date(Math.min(moment, WAIT_INDEFINITELY.getTime()));
}

function intervalIn(limit: Parameters): number {
	const amount = limit.number('resumeAmount') ?? 1;
	const interval = amount * UNITS[String(limit.get('resumeUnit') ?? 'hours')];
	if (interval > 0) return interval;
	throw InputError.of(LABEL, MISTAKES.noTime, { amount });
}
