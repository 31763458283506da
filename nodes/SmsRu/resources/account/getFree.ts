import { singleEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { asNumber } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';

/** Free messages to one's own number (my/free; known from public code). */
export const getFree: Operation = {
	value: 'getFree',
	name: 'Get Free Messages',
	action: 'Get the number of free messages',
	description: 'Get how many free SMS to your own number a day has, and how many were used today',
	effect: 'read',
	fields: [],
	entries: singleEntry,
	pack: () => call('/my/free'),
	unpack: answers(({ total_free: total, used_today: used }) => [
		{ totalFree: asNumber(total) ?? null, usedToday: asNumber(used) ?? 0 },
	]),
};
