import { phoneEntry, phoneField, type PhoneEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { asText, unexpectedReply } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';

/**
 * Confirms a number by a call (wait_call.php, known from public sources). By the settings of the account, its owner calls
 * the number that comes back, or is called from a number whose last digits are the code.
 */
export const waitCall: Operation<PhoneEntry> = {
	value: 'waitCall',
	name: 'Wait for Call',
	action: 'Verify a phone by a call of its owner',
	description: 'Get a number that the owner of a phone must call to prove that the phone is theirs',
	effect: 'write',
	fields: [phoneField],
	entries: (parameters) => [phoneEntry(parameters, 'RU')],
	pack: ([{ to }]) => call('wait_call', [['phone', to]]),
	unpack: answers(({ phone, all_phones: all }, { to }, reply) => {
		const callPhone = asText(phone) ?? '';
		if (!/\d/.test(callPhone)) throw unexpectedReply(reply, 'its answer names no number to call');
		return [{ to, callPhone, callPhones: numbersOf(all) ?? [callPhone] }];
	}),
};

const numbersOf = (all: unknown): string[] | undefined =>
	Array.isArray(all) ? all.flatMap((number) => asText(number) ?? []) : undefined;
