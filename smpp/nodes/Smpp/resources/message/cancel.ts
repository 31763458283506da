import { done, type Operation } from '../../../../../nodes/shared/operation';
import type { Account } from '../../account';
import { failureOf } from '../../vendor';
import { requestOf, resultOf } from '../../wire';
import { sentEntries, sentFields, sentPdu, type SentEntry } from './getStatus';

/** Takes back a message that has not been handed on yet (cancel_sm, 4.9). Many providers do not offer it. */
export const cancel = (account: Account): Operation<SentEntry> => ({
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a message',
	description: 'Cancel one or more scheduled or waiting messages by their IDs, where the provider offers that',
	effect: 'write',
	fields: sentFields,
	entries: sentEntries,
	pack: ([entry]) => requestOf({ command: 'cancel_sm', pdus: [sentPdu(entry, account)] }),
	unpack: (reply, [{ to: id }]) => {
		const result = resultOf(reply);
		return [failureOf(result) ?? done([{ id, success: true }], result.answers[0])];
	},
});
