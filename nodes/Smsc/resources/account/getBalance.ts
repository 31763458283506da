import { singleEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { asNumber, unexpectedReply, filled } from '../../../shared/transport/replies';
import { answers, call, currencyOf } from '../../vendor';

/** Money on the account (balance.php, known from public sources); amounts come as texts. */
export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of the account',
	description: 'Get the money left on the account, its currency, and the credit if there is one',
	effect: 'read',
	fields: [],
	entries: singleEntry,
	pack: () => call('balance', [['cur', '1']]),
	unpack: answers(({ balance, currency, credit }, _entry, reply) => {
		const amount = asNumber(balance);
		if (amount === undefined) throw unexpectedReply(reply, 'its answer names no balance');
		return [filled({ balance: amount, currency: currencyOf(currency), credit: asNumber(credit) })];
	}),
};
