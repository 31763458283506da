import { once } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { numberOf } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';

/** Money on the account (my/balance; known from public code). */
export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of the account',
	description: 'Get the money left on the account',
	effect: 'read',
	fields: [],
	entries: once,
	pack: () => call('/my/balance'),
	unpack: answers(({ balance }) => [{ balance: numberOf(balance) ?? null, currency: 'RUB' }]),
};
