import type { Operation } from '../../../shared/operation';
import { answers, call, listOf } from '../../vendor';
import { urlEntry, urlField, type UrlEntry } from './url';

/** Registers an address for delivery reports (callback/add; known from public code). */
export const create: Operation<UrlEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a webhook',
	description: 'Register an address that gets delivery reports',
	effect: 'write',
	fields: [urlField],
	entries: (parameters) => [urlEntry(parameters)],
	pack: ([{ url }]) => call('/callback/add', [['url', url]]),
	unpack: answers(({ callback }, { url }) => [{ url, webhooks: listOf(callback), success: true }]),
};
