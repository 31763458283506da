import { areFinal, messageResult } from '../../../shared/sms/status';
import { idEntries, idsFields, withRecipient, type IdEntry } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { done, type Operation } from '../../../shared/operation';
import { isObject, asText, unexpectedReply } from '../../../shared/transport/replies';
import { answers, call, idIn } from '../../vendor';
import { statusIn } from './sent';

const MISTAKES = {
	notNumber: { what: '"{to}" is not a number', remedy: 'Enter the ID that a send returned.' },
} satisfies Record<string, Mistake>;

/** How far a message has got, one in a request (document, 1.2). The vendor tells neither number nor times nor reasons. */
export const getStatus: Operation<IdEntry> = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the delivery status of a message',
	description: 'Get the delivery status of one or more messages by their IDs',
	effect: 'read',
	fields: idsFields('e.g. 8767'),
	entries: (parameters) => withRecipient(idEntries(parameters, checked), parameters, 'BY'),
	pack: ([{ to }]) => call('/status', [['id', to]]),
	unpack: answers((answer, { to: id, recipient }, reply) => {
		if (!isObject(answer) || !asText(answer.status)) throw unexpectedReply(reply, 'its answer names no status');
		if ((idIn(answer) ?? id) !== id) throw unexpectedReply(reply, 'its answer is about another message');
		return done([messageResult({ id, to: recipient, ...statusIn(answer) })], answer);
	}),
	isFinal: areFinal,
};

function checked(entry: IdEntry): IdEntry | InputError {
	if (/^\d+$/.test(entry.to)) return entry;
	return InputError.of('Message IDs', MISTAKES.notNumber, { to: entry.to }, entry.to);
}
