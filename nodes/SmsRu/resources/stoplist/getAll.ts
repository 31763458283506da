import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { isObject, asText } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';

/** The stop list with its notes (stoplist/get; known from public code). */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many numbers of the stop list',
	description: 'Get the numbers that must not get any messages',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => call('/stoplist/get'),
	unpack: answers(({ stoplist }, entry) => {
		const rows = isObject(stoplist) ? Object.entries(stoplist) : [];
		return limited(rows.map(([phone, note]) => ({ phone, note: asText(note) ?? '' })), entry);
	}),
};
