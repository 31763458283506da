import { PARAMETERS_ERROR, Refusal, WRONG_DATE } from './answers.ts';
import type { Params } from './params.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOSCOW_OFFSET = 3 * HOUR;

const FULL = /^(\d\d)\.?(\d\d)\.?(\d\d) ?(\d\d):?(\d\d)$/;

/**
 * When to send, in milliseconds since 1970; undefined = at once. `time` has the four forms of the document.
 * @param tz hours from Moscow
 */
export function readTime(time: string, tz: number, now: number): number | undefined {
	const at = readMoment(time.trim(), tz, now);
	return at !== undefined && at > now ? at : undefined;
}

/** Whether a time names its day, which alone allows a zone for each message of a list. */
export const isFullTime = (time: string): boolean => FULL.test(time.trim());

/** `tz` of a call or of a message in a list; the account's own zone, which is Moscow's here, if absent. */
export function readZone(tz: string): number {
	if (!/^[+-]?\d{0,2}(\.\d{1,2})?$/.test(tz.trim())) throw new Refusal(PARAMETERS_ERROR);
	return Number(tz.trim() || 0);
}

/** Refuses a broadcast's pace outside its documented range. */
export function checkPace(params: Params): void {
	inRange(params.get('period'), 0.1, 720);
	inRange(params.get('freq'), 1, 1440);
}

function inRange(text: string, least: number, most: number): void {
	if (text === '') return;
	const number = Number(text);
	if (!(number >= least && number <= most)) throw new Refusal(PARAMETERS_ERROR);
}

function readMoment(time: string, tz: number, now: number): number | undefined {
	if (time === '' || time === '0') return undefined;
	const offset = MOSCOW_OFFSET + tz * HOUR;
	const [, minutes] = /^\+(\d+)$/.exec(time) ?? [];
	if (minutes !== undefined) return now + Number(minutes) * MINUTE;
	const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(time) ?? [];
	if (from !== undefined) return nextInWindow(Number(from), Number(to), offset, now);
	const full = FULL.exec(time)?.slice(1).map(Number);
	if (full !== undefined) return fullMoment(full, offset);
	const [, seconds] = /^0(\d{9,10})$/.exec(time) ?? [];
	if (seconds !== undefined) return Number(seconds) * 1000;
	throw new Refusal(WRONG_DATE);
}

function fullMoment([day, month, year, hour, minute]: number[], offset: number): number {
	const moment = Date.UTC(2000 + year, month - 1, day, hour, minute);
	const date = new Date(moment);
	if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1 || hour > 23 || minute > 59) throw new Refusal(WRONG_DATE);
	return moment - offset;
}

function nextInWindow(from: number, to: number, offset: number, now: number): number {
	if (from > 24 || to > 24 || from >= to) throw new Refusal(WRONG_DATE);
	const local = now + offset;
	const midnight = local - (local % DAY);
	if (local < midnight + from * HOUR) return midnight + from * HOUR - offset;
	return local <= midnight + to * HOUR ? now : midnight + DAY + from * HOUR - offset;
}

/** A moment as answers print it: `DD.MM.YYYY hh:mm:ss` by Moscow time. */
export function moscowTime(milliseconds: number): string {
	const [date, time] = new Date(milliseconds + MOSCOW_OFFSET).toISOString().slice(0, 19).split('T');
	return `${date.split('-').reverse().join('.')} ${time}`;
}

/** A day as calls give it (`dd.mm.yyyy`), as the moment of its midnight in Moscow; undefined for '' . */
export function readDay(text: string): number | undefined {
	if (text === '') return undefined;
	const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text) ?? [];
	if (day === undefined) throw new Refusal(WRONG_DATE);
	return Date.UTC(Number(year), Number(month) - 1, Number(day)) - MOSCOW_OFFSET;
}
