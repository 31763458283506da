import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { messageEntries, messageIdFields, type SentEntry } from './ids';

/** Deletes a message from the history, or before it is sent (status.php with del=1, known from public sources). */
export const remove: Operation<SentEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a message',
	description: 'Delete a message by its ID and recipient',
	effect: 'write',
	fields: messageIdFields,
	entries: messageEntries,
	pack: ([{ to, id }]) => call('status', [['phone', to], ['id', id], ['del', '1']]),
	unpack: changes(({ to, id }) => ({ id, to, success: true })),
};
