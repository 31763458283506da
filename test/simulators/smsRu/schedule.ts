import { textParam, type Form } from '../kit/form.ts';

const WRONG_TIME = 208;
const MAX_MONTHS_AHEAD = 2;
const NIGHT_FROM = 20;
const DAY_FROM = 10;
const HOUR = 3_600_000;
// The simulated recipients all live by Moscow time.
const MOSCOW_OFFSET = 3 * HOUR;

/** When to send, in milliseconds since 1970; undefined = at once. A refusal is the code. */
export type Schedule = { deliverAt?: number } | { refusal: number };

/** Reads `time` (seconds since 1970, at most two months ahead, the past means at once) and `daytime`, which makes `time` void. */
export function readSchedule(params: Form, now: number): Schedule {
	if (params.daytime === '1') return { deliverAt: nextDaytime(now) };
	const time = textParam(params, 'time');
	if (time === '') return {};
	const deliverAt = Number(time) * 1000;
	if (!/^\d+$/.test(time) || deliverAt > monthsAhead(now)) return { refusal: WRONG_TIME };
	return deliverAt > now ? { deliverAt } : {};
}

function monthsAhead(now: number): number {
	const date = new Date(now);
	return date.setUTCMonth(date.getUTCMonth() + MAX_MONTHS_AHEAD);
}

function nextDaytime(now: number): number | undefined {
	const local = new Date(now + MOSCOW_OFFSET);
	const hour = local.getUTCHours();
	if (hour >= DAY_FROM && hour < NIGHT_FROM) return undefined;
	const morning = local.setUTCHours(hour < DAY_FROM ? DAY_FROM : DAY_FROM + 24, 0, 0, 0);
	return morning - MOSCOW_OFFSET;
}
