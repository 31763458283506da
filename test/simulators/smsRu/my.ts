import type { Call } from '../kit/call.ts';
import type { Result } from './answers.ts';
import { OK } from './codes.ts';
import type { Service } from './service.ts';

/** `/auth/check`: the envelope says it all. */
export function check(): Result {
	return { code: OK };
}

export function balance(_: Call, { settings }: Service): Result {
	return { code: OK, json: { balance: settings.balance }, lines: [settings.balance] };
}

/** Numbers per day. The limit is a string in recorded answers, the used part a number. */
export function limit(_: Call, { settings }: Service): Result {
	const { totalLimit, usedToday } = settings;
	return { code: OK, json: { total_limit: String(totalLimit), used_today: usedToday }, lines: [totalLimit, usedToday] };
}

/** Free messages to one's own number. */
export function free(_: Call, { settings }: Service): Result {
	const { totalFree, freeUsedToday } = settings;
	return { code: OK, json: { total_free: totalFree, used_today: freeUsedToday }, lines: [totalFree, freeUsedToday ?? 0] };
}

/** The key is missing when no sender is approved (recorded). */
export function senders(_: Call, { settings }: Service): Result {
	const names = settings.senders;
	return { code: OK, json: names.length > 0 ? { senders: names } : {}, lines: names };
}
