import type { Operation } from '../../../shared/operation';
import { answers, call, listOf } from '../../vendor';
import { urlEntry, urlField, type UrlEntry } from './url';

/** Removes an address for delivery reports (callback/del; known from public code). */
export const remove: Operation<UrlEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Remove an address that gets delivery reports',
	effect: 'write',
	fields: [urlField],
	entries: (parameters) => [urlEntry(parameters)],
	pack: ([{ url }]) => call('/callback/del', [['url', url]]),
	unpack: answers(({ callback }, { url }) => [{ url, webhooks: listOf(callback), success: true }]),
};
