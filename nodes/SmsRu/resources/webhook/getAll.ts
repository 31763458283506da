import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { answers, call, listOf } from '../../vendor';

/** The addresses for delivery reports (callback/get; known from public code). */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'Get the addresses that get delivery reports',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => call('/callback/get'),
	unpack: answers(({ callback }, entry) => limited(listOf(callback).map((url) => ({ url })), entry)),
};
