import { phoneEntry, phoneField, type PhoneEntry } from '../../../shared/sms/entries';
import { done, type Operation } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { call, idOf, unmentioned, verdicts } from '../../vendor';

/** Gives a number that the user must call within five minutes (callcheck/add; known from public pages of the vendor). */
export const startCallCheck: Operation<PhoneEntry> = {
	value: 'startCallCheck',
	name: 'Start Call Check',
	action: 'Start a call check',
	description: 'Get a number that the owner of a phone must call, free of charge, to prove that the phone is theirs',
	effect: 'write',
	fields: [phoneField],
	entries: (parameters) => [phoneEntry(parameters, 'RU without plus')],
	pack: ([{ to }]) => call('/callcheck/add', [['phone', to]]),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { to }) => {
			const id = idOf(answer.check_id);
			const callPhone = asText(answer.call_phone);
			if (!id || !callPhone || !/^\d+$/.test(callPhone)) return unmentioned(answer);
			return done([{ id, to, callPhone, callPhonePretty: asText(answer.call_phone_pretty) ?? callPhone }], answer);
		}),
};
