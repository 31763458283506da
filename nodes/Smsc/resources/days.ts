import type { INodeProperties } from 'n8n-workflow';

import { readMoment } from '../../shared/sms/dates';
import type { Parameters } from '../../shared/operation';
import { asText } from '../../shared/transport/replies';
import type { Text } from '../../shared/language/say';

/** The options that bound a list by days. */
export const periodOptions: INodeProperties[] = [
	{ displayName: 'Start Date', name: 'startDate', type: 'dateTime', default: '', description: 'The first day; its time does not matter' },
	{ displayName: 'End Date', name: 'endDate', type: 'dateTime', default: '', description: 'The last day; its time does not matter' },
];

/**
 * A day as SMSC's scripts want it, `dd.mm.yyyy`: the one that the user sees in the workflow's zone.
 * @throws {InputError} when it is not a date
 */
export function dayOf(parameters: Parameters, option: string, label: Text): string | undefined {
	const value = parameters.get(option);
	if (value === undefined || value === null || value === '') return undefined;
	const moment = readMoment(value, parameters.zone, label, parameters.now);
	return new Intl.DateTimeFormat('ru-RU', { timeZone: parameters.zone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(moment);
}

const MOSCOW = '+03:00';

/** A time as SMSC's answers write it, by Moscow time, as ISO 8601. */
export function moscowTime(value: unknown): string | undefined {
	const [, day, month, year, time] = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)$/.exec(asText(value) ?? '') ?? [];
	return day === undefined ? undefined : `${year}-${month}-${day}T${time}${MOSCOW}`;
}
