/** Belarus keeps UTC+3 all year. That the vendor's times without a zone are meant so is an assumption: nothing says it. */
const MINSK_OFFSET = 3 * 3_600_000;

const MINUTES = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/;
const SECONDS = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)$/;

/** `YYYY-MM-DD HH:mm:ss` of a moment in milliseconds since 1970. */
export function written(milliseconds: number): string {
	return new Date(milliseconds + MINSK_OFFSET).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same with microseconds, as `status_time` has them. */
export const writtenFinely = (milliseconds: number): string =>
	`${written(milliseconds)}.${String(milliseconds % 1000).padStart(3, '0')}000`;

/** The moment of `YYYY-MM-DD HH:mm` (`time`, `d_schedule`); undefined if it is none. */
export const readMinutes = (text: string): number | undefined => read(MINUTES, text);

/** The moment of `YYYY-MM-DDTHH:mm:ss` (`schedule_time`); undefined if it is none. */
export const readSeconds = (text: string): number | undefined => read(SECONDS, text);

function read(form: RegExp, text: string): number | undefined {
	const [, date, time] = form.exec(text) ?? [];
	const moment = Date.parse(`${date}T${time}Z`);
	return Number.isNaN(moment) ? undefined : moment - MINSK_OFFSET;
}
