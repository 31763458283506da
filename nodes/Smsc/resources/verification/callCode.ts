import { phoneEntry, phoneField, type PhoneEntry } from '../../../shared/sms/entries';
import { done, type Operation } from '../../../shared/operation';
import { asNumber, asText } from '../../../shared/transport/replies';
import { tracedCall } from '../../reference';
import { wired } from '../../vendor';
import { receipts } from '../message/receipts';

/** Calls a number and speaks a code that SMSC makes (send.php with call=1 and the text "code", known from public sources). */
export const callCode: Operation<PhoneEntry> = {
	value: 'callCode',
	name: 'Call with Code',
	action: 'Verify a phone by a call with a code',
	description: 'Call a phone and speak a code that the user must enter; the result holds the code',
	effect: 'write',
	fields: [phoneField],
	entries: (parameters) => [phoneEntry(parameters, 'RU')],
	pack: ([{ to }]) => tracedCall([['op', '1'], ['err', '1'], ['call', '1'], ['phones', wired(to)], ['mes', 'code']]),
	unpack: (reply, entries) =>
		receipts(reply, entries, ({ to }, [row], { id, answer }) =>
			done([{ id, to, cost: asNumber(row?.cost) ?? asNumber(answer.cost) ?? null, code: asText(answer.code) ?? null }], answer),
		),
};
