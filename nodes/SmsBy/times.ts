import { isoTime, isoTimeOfSeconds } from '../shared/sms/dates';
import { asNumber, asText } from '../shared/transport/replies';

/**
 * SMS.by writes and reads times without a zone. Its document does not say which; taken as the time in Belarus, which
 * is UTC+3 all year.
 */
const OFFSET = '+03:00';
const AHEAD = 3 * 3_600_000;
const MINUTE = 60_000;

const WRITTEN = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)/;

/** `YYYY-MM-DDTHH:mm:ss` in Belarus, as `schedule_time` is written. */
export const localSeconds = (moment: number): string => new Date(moment + AHEAD).toISOString().slice(0, 19);

/** `YYYY-MM-DD HH:mm` in Belarus, as `time` and `d_schedule` are written; never earlier than the moment. */
export const localMinutes = (moment: number): string =>
	localSeconds(Math.ceil(moment / MINUTE) * MINUTE).slice(0, 16).replace('T', ' ');

/**
 * A time of an answer as ISO 8601: seconds since 1970, or written out, with or without fractions.
 * `undefined` where there is none yet (0) or none that can be read.
 */
export function timeOf(value: unknown): string | undefined {
	const seconds = asNumber(value);
	if (seconds !== undefined) return isoTimeOfSeconds(seconds);
	const [, date, time] = WRITTEN.exec(asText(value) ?? '') ?? [];
	const moment = new Date(`${date}T${time}${OFFSET}`).getTime();
	return Number.isNaN(moment) ? undefined : isoTime(moment);
}
