import { singleEntry } from '../../../shared/sms/entries';
import { done, type Operation } from '../../../shared/operation';
import { isObject, asNumber, unexpectedReply } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';

/** Money and prepaid SMS (document, 1.3). The document does not name the currency. */
export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of the account',
	description: 'Get the money and the SMS credits left on the account',
	effect: 'read',
	fields: [],
	entries: singleEntry,
	pack: () => call('/balance'),
	unpack: answers((answer, _entry, reply) => {
		const { balance, credits } = isObject(answer) ? answer : {};
		const result = { balance: asNumber(balance) ?? null, credits: asNumber(credits) ?? null };
		if (result.balance === null && result.credits === null) throw unexpectedReply(reply, 'its answer names no balance');
		return done([result], answer);
	}),
};
