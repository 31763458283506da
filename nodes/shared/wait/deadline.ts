import { WAIT_INDEFINITELY, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors';
import { readMoment } from '../sms/dates';
import type { Parameters } from '../operation';

const LABEL = 'Limit Wait Time';

/** Milliseconds per unit. */
const UNITS: Record<string, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** The option that ends the wait without an answer; names, defaults and meanings as in n8n's own "Send and Wait". */
export const limitWaitTimeOption: INodeProperties = {
	displayName: LABEL,
	name: 'limitWaitTime',
	type: 'fixedCollection',
	description: 'Whether to go on after some time without an answer. The node’s input is then passed on as it came.',
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
					description: 'How the end of the wait is given',
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
	const { now, zone } = parameters;
	const limit = (parameters.option('limitWaitTime') as IDataObject | undefined)?.values as IDataObject | undefined;
	if (!limit || Object.keys(limit).length === 0) return WAIT_INDEFINITELY;
	const moment = limit.limitType === 'atSpecifiedTime' ? dateIn(limit, zone) : now + intervalIn(limit);
	if (moment <= now) throw new InputError(LABEL, 'has passed already', 'Choose a later time.');
	return new Date(Math.min(moment, WAIT_INDEFINITELY.getTime()));
}

const dateIn = ({ maxDateAndTime }: IDataObject, zone: string): number => readMoment(maxDateAndTime, zone, LABEL);

function intervalIn({ resumeAmount = 1, resumeUnit = 'hours' }: IDataObject): number {
	const interval = Number(resumeAmount) * UNITS[String(resumeUnit)];
	if (interval > 0) return interval;
	throw new InputError(LABEL, `is ${String(resumeAmount)} ${String(resumeUnit)}`, 'Enter a number above 0.');
}
