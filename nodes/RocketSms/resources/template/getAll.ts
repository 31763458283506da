import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import { done, type Operation } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';
import { rowsOf } from '../rows';

/** The account's templates (document, 1.6). The document's sample is no JSON; public clients read an array of objects. */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get the message templates of the account',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => call('/templates'),
	unpack: answers((answer, entry, reply) => {
		const raw = limited(rowsOf(answer, 'tpl_id', reply), entry);
		return done(raw.map(({ tpl_id: id, text }) => ({ id: asText(id), text: asText(text) ?? '' })), raw);
	}),
};
