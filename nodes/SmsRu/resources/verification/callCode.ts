import { phoneEntry, phoneField, type PhoneEntry } from '../../../shared/sms/entries';
import { done, type Operation } from '../../../shared/operation';
import { asNumber, asText } from '../../../shared/transport/replies';
import { call, idOf, unmentioned, verdicts } from '../../vendor';
import { captchaNotice, ipOf, ipOption } from '../ip';

interface CallEntry extends PhoneEntry {
	ip?: string;
}

/**
 * Phones a number from a number whose last four digits are the code (code/call; known from public pages of the
 * vendor). The code stays a text: it may begin with 0. A success has no status_code.
 */
export const callCode: Operation<CallEntry> = {
	value: 'callCode',
	name: 'Call with Code',
	action: 'Verify a phone by a call with a code',
	description: 'Call a phone from a number whose last four digits are the code that the user must enter',
	effect: 'write',
	fields: [phoneField, captchaNotice],
	options: [ipOption],
	entries: (parameters) => [{ ...phoneEntry(parameters, 'RU without plus'), ip: ipOf(parameters) }],
	pack: ([{ to, ip }]) => call('/code/call', [['phone', to], ...(ip ? [['ip', ip] as [string, string]] : [])]),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { to }) => {
			const code = asText(answer.code);
			const id = idOf(answer.call_id);
			if (!code || !/^\d+$/.test(code) || !id) return unmentioned(answer);
			return done([{ id, to, cost: asNumber(answer.cost) ?? null, currency: 'RUB', code }], answer);
		}),
};
