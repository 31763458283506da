import { singleEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { asNumber } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';

/** Money on the account (my/balance; known from public code). */
export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of the account',
	description: 'Get the money left on the account',
	effect: 'read',
	fields: [],
	entries: singleEntry,
	pack: () => call('/my/balance'),
	unpack: answers(({ balance }) => [{ balance: asNumber(balance) ?? null, currency: 'RUB' }]),
};
