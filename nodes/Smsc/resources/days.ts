import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../shared/errors';
import type { FormFields, Parameters } from '../../shared/operation';
import { asText } from '../../shared/transport/replies';
import { pair } from '../vendor';

const MISTAKES = {
	reversed: { what: 'is before the start date', remedy: 'Check both days.' },
} satisfies Record<string, Mistake>;

/** The options that bound a list by days. */
export const periodOptions: INodeProperties[] = [
	{ displayName: 'Start Date', name: 'startDate', type: 'dateTime', default: '', description: 'The first day; its time does not matter' },
	{ displayName: 'End Date', name: 'endDate', type: 'dateTime', default: '', description: 'The last day; its time does not matter' },
];

/**
 * The days that bound a list, as form fields.
 * @throws {InputError} when one is not a date, or the last comes before the first
 */
export function periodOf(parameters: Parameters): FormFields {
	const [start, end] = periodOptions.map(({ name }) => parameters.moment(name));
	const [first, last] = [start, end].map((moment) => (moment === undefined ? undefined : dayOf(moment, parameters.zone)));
	if (start !== undefined && end !== undefined && end < start && first !== last) throw InputError.of(parameters.label('endDate'), MISTAKES.reversed);
	return [...pair('start', first), ...pair('end', last)];
}

/** A day as SMSC's scripts want it, `dd.mm.yyyy`: the one that the user sees in the workflow's zone. */
function dayOf(moment: number, zone: string): string {
	return new Intl.DateTimeFormat('ru-RU', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(moment);
}

const MOSCOW = '+03:00';

/** A time as SMSC's answers write it, by Moscow time, as ISO 8601. */
export function moscowTime(value: unknown): string | undefined {
	const [, day, month, year, time] = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)$/.exec(asText(value) ?? '') ?? [];
	return day === undefined ? undefined : `${year}-${month}-${day}T${time}${MOSCOW}`;
}
