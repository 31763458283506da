import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { asText, filled } from '../../../shared/transport/replies';
import { call, lists } from '../../vendor';

/** The account's templates (templates.php, known from public sources): written as `msg`, read as `message`. */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get the message templates of the account',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => call('templates', [['get', '1']]),
	unpack: lists(
		({ id, name, message, msg, format, sender }) =>
			filled({
				id: asText(id),
				name: asText(name),
				text: asText(message) ?? asText(msg),
				format: asText(format),
				sender: asText(sender),
			}),
		limited,
	),
};
