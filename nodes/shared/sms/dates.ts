import { tryToParseDateTime } from 'n8n-workflow';

import { InputError } from '../errors';

/**
 * A moment in milliseconds since 1970, from whatever a user or an expression gives: ISO 8601, n8n's DateTime, a Date,
 * or a Unix time in seconds or milliseconds. Without a zone, the workflow's zone is meant.
 * @param label the label of the field, for the error
 * @throws {InputError} when it is not a date
 */
export function readMoment(value: unknown, zone: string, label: string): number {
	const unixTime = typeof value === 'number' || /^\d{9,13}$/.test(String(value).trim());
	const moment = unixTime ? Number(value) * (Number(value) < 1e11 ? 1000 : 1) : parsed(value, zone);
	return moment === undefined || Number.isNaN(new Date(moment).getTime()) ? fail(value, label) : moment;
}

/** A moment as ISO 8601 with an offset. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

function parsed(value: unknown, zone: string): number | undefined {
	try {
		return tryToParseDateTime(value as string, zone).toMillis();
	} catch {
		return undefined;
	}
}

function fail(value: unknown, label: string): never {
	throw new InputError(label, `"${String(value)}" is not a date`, 'Use ISO 8601, e.g. 2026-12-31T10:00:00+03:00.');
}
