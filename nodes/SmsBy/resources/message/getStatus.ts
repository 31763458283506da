import { areFinal, messageResult, type Status } from '../../../shared/sms/status';
import { idEntries, idsFields, withRecipient, type IdEntry } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { done, type Operation, type Parameters, type Verdict } from '../../../shared/operation';
import { isObject } from '../../../shared/transport/replies';
import { timeOf } from '../../times';
import { get, idOf, single, stateOf, unproven, verdicts } from '../../vendor';

const MISTAKES = {
	bulkId: { what: '"{id}" is not the ID of an SMS', remedy: 'This looks like the ID of a bulk mailing: use "Bulk: Get Status".' },
	notId: { what: '"{id}" is not the ID of an SMS', remedy: 'Enter the number that a send returned.' },
} satisfies Record<string, Mistake>;

/**
 * When a message was sent and delivered (checkSMS). Documented are the two times; some answers hold the known ones
 * only, some a status too, which then says more.
 */
export const getStatus: Operation<IdEntry> = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the delivery status of a message',
	description: 'Get the delivery status of one or more messages by their IDs',
	effect: 'read',
	fields: idsFields('e.g. 2637396'),
	entries: smsIds,
	pack: ([{ to }]) => get('checkSMS', { sms_id: to }),
	unpack: (reply, entries) => verdicts(reply, entries, state, { open: complaint }),
	isFinal: areFinal,
};

function smsIds(parameters: Parameters): Array<IdEntry | InputError> {
	return withRecipient(idEntries(parameters, (entry) => (/^\d+$/.test(entry.to) ? entry : notAnSms(entry.to))), parameters, 'BY');
}

function notAnSms(id: string): InputError {
	return InputError.of('Message IDs', id.includes('-') ? MISTAKES.bulkId : MISTAKES.notId, { id }, id);
}

/** "Failed" is an error, unless it is the status of a message. */
function complaint(answer: unknown): unknown {
	const one = single(answer);
	return isObject(one) && idOf(one.sms_id) ? { ...one, status: undefined } : one;
}

function state(answer: unknown, { to: id, recipient }: IdEntry): Verdict {
	const one = single(answer);
	if (isObject(one) && (idOf(one.sms_id) ?? id) !== id) return unproven(answer);
	if (!isObject(one) || !['sms_id', 'sent', 'delivered', 'status'].some((key) => key in one)) return unproven(answer);
	const sentAt = timeOf(one.sent);
	const deliveredAt = timeOf(one.delivered);
	const byTimes: Status = deliveredAt ? 'delivered' : sentAt ? 'sent' : 'queued';
	const told = one.status === undefined ? { status: byTimes } : stateOf(one.status);
	return done([messageResult({ id, to: recipient, ...told, sentAt, deliveredAt })], one);
}
