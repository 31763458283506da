import { required } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { senderNameField, type SenderEntry } from './name';

/** Deletes a sender name (senders.php, known from public sources). */
export const remove: Operation<SenderEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a sender',
	description: 'Delete a sender name of the account',
	effect: 'write',
	fields: [senderNameField],
	entries: (parameters) => [{ name: required(parameters, 'name', senderNameField.displayName) }],
	pack: ([{ name }]) => call('senders', [['del', '1'], ['sender', name]]),
	unpack: changes(({ name }) => ({ name, success: true })),
};
