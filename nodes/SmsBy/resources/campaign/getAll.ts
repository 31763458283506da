import { listFields } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { asNumber, asText } from '../../../shared/transport/replies';
import { nextPage, pageEntry, pageQuery, pages, type PageEntry } from '../../lists';
import { timeOf } from '../../times';
import { get } from '../../vendor';

/** The texts put down so far (getMessagesList). */
export const getAll: Operation<PageEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many campaigns',
	description: 'Get the texts of the account with their approval',
	effect: 'read',
	fields: listFields,
	entries: (parameters) => [pageEntry(parameters)],
	pack: ([entry]) => get('getMessagesList', pageQuery(entry)),
	unpack: pages((row) => ({
		id: asText(row.message_id) ?? null,
		message: asText(row.message) ?? '',
		parts: asNumber(row.parts) ?? null,
		createdAt: timeOf(row.d_create) ?? null,
		status: asText(row.status) ?? '',
	})),
	next: nextPage,
};
