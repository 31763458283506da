const two = (number: number): string => String(number).padStart(2, '0');

/** A moment as SMPP writes it (7.1.1.1), in UTC: `YYMMDDhhmmsst00+`. @param milliseconds since 1970 */
export function absoluteTime(milliseconds: number): string {
	const at = new Date(milliseconds);
	const parts = [at.getUTCFullYear() % 100, at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
	return `${parts.map(two).join('')}${Math.floor(at.getUTCMilliseconds() / 100)}00+`;
}

/** Longest time from now that a relative time is written for, in minutes: 31 days, the most that its field of days should hold. */
export const LONGEST_RELATIVE = 31 * 24 * 60;

/** A time from the SMSC's now on (7.1.1.2), so that clocks need not agree: `YYMMDDhhmmss000R`. @param minutes at most `LONGEST_RELATIVE` */
export function relativeTime(minutes: number): string {
	const days = Math.floor(minutes / 1440);
	return `0000${two(days)}${two(Math.floor(minutes / 60) % 24)}${two(minutes % 60)}00000R`;
}

/**
 * The moment that an absolute time of SMPP means, as ISO 8601.
 * @returns nothing for a relative time and for what is none
 */
export function isoOf(time: string): string | undefined {
	const match = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d)(\d\d)([+-])$/.exec(time);
	if (!match) return undefined;
	const [year, month, day, hours, minutes, seconds, tenths, quarters] = match.slice(1, 9).map(Number);
	if (quarters > 48) return undefined;
	const local = Date.UTC(2000 + year, month - 1, day, hours, minutes, seconds, tenths * 100);
	if (new Date(local).getUTCDate() !== day || new Date(local).getUTCMonth() !== month - 1) return undefined;
	return new Date(local - (match[9] === '+' ? 1 : -1) * quarters * 900_000).toISOString();
}
