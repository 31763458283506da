import { singleEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { asNumber } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';

/** The daily limit counts numbers, not messages (my/limit; known from public code). */
export const getLimit: Operation = {
	value: 'getLimit',
	name: 'Get Daily Limit',
	action: 'Get the daily limit',
	description: 'Get how many numbers may be written to in a day, and how many were today',
	effect: 'read',
	fields: [],
	entries: singleEntry,
	pack: () => call('/my/limit'),
	unpack: answers(({ total_limit: total, used_today: used }) => [
		{ totalLimit: asNumber(total) ?? null, usedToday: asNumber(used) ?? 0 },
	]),
};
