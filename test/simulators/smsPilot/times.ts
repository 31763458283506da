const MOSCOW_OFFSET = 3 * 3_600_000;

/** The unset date of the document's JSON answers. */
export const UNSET = '0000-00-00 00:00:00';

/** `YYYY-MM-DD HH:MM:SS` in Moscow, where the service stands. */
export const moscowTime = (at: number): string => stamp(at + MOSCOW_OFFSET);

/** `YYYY-MM-DD HH:MM:SS` in Greenwich. */
export const gmtTime = (at: number): string => stamp(at);

const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** Reads `YYYY-MM-DD HH:MM:SS` in Greenwich; undefined if it is anything else. */
export function parseGmt(text: string): number | undefined {
	if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
	const at = Date.parse(`${text.replace(' ', 'T')}Z`);
	return Number.isNaN(at) || stamp(at) !== text ? undefined : at;
}

/** Reads a moment of sending: the format above, or seconds since 1970. */
export function parseSendDatetime(text: string): number | undefined {
	return /^\d{9,11}$/.test(text) ? Number(text) * 1000 : parseGmt(text);
}
