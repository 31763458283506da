import type { IDataObject } from 'n8n-workflow';

import { areFinal, messageResult } from '../../../shared/sms/status';
import { idEntries, idsFields, withRecipient, type IdEntry } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { isoTimeOfSeconds } from '../../../shared/sms/dates';
import { done, type Operation, type Verdict } from '../../../shared/operation';
import { asNumber, asText, withAnswer, without } from '../../../shared/transport/replies';
import { messageState } from '../../codes';
import { MAX_PER_REQUEST, call, idOf, partFor, unmentioned, verdicts } from '../../vendor';

const MISTAKES = {
	noId: { what: '"{id}" is not an ID of SMS.ru', remedy: 'Use the ID that a send returned, e.g. 000000-10000000.' },
} satisfies Record<string, Mistake>;

/** States of up to 100 messages in a request (sms/status; known from public pages of the vendor). */
export const getStatus: Operation<IdEntry> = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the delivery status of a message',
	description: 'Get the delivery status of one or more messages by their IDs',
	effect: 'read',
	fields: idsFields('e.g. 000000-10000000'),
	maxPerRequest: MAX_PER_REQUEST,
	entries: (parameters) => withRecipient(idEntries(parameters, checked), parameters, 'RU'),
	pack: (entries) => call('/sms/status', [['sms_id', entries.map(({ to }) => to).join(',')]]),
	unpack: (reply, entries) => verdicts(reply, entries, stateOf),
	isFinal: areFinal,
};

/** One that is none would spoil the whole request, so it is an error in its place. */
function checked(entry: IdEntry): IdEntry | InputError {
	return idOf(entry.to) ? entry : InputError.of('Message IDs', MISTAKES.noId, { id: entry.to }, entry.to);
}

/** A message that could not be delivered is still a state that was read: "OK" here means no more than that. */
function stateOf(answer: IDataObject, { to: id, recipient }: IdEntry): Verdict {
	const part = partFor(answer, id);
	const code = asText(part?.status_code);
	if (!part || code === undefined) return unmentioned(answer);
	const known = messageState(code);
	const changedAt = isoTimeOfSeconds(asNumber(part.status_time));
	return done(
		[
			messageResult({
				id,
				to: asText(part.phone) ?? asText(part.to) ?? recipient,
				status: known.status,
				...(part.cost === undefined ? {} : { cost: asNumber(part.cost), currency: 'RUB' }),
				vendorStatus: code,
				vendorStatusText: known.text ?? asText(part.status_text),
				sentAt: isoTimeOfSeconds(asNumber(part.send_time)),
				...(known.status === 'delivered' ? { deliveredAt: changedAt } : {}),
			}),
		],
		{ sms_id: id, ...withAnswer(part, without(answer, 'sms')) },
	);
}
