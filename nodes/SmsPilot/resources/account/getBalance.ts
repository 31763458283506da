import { done, type Entry, type Operation } from '../../../shared/operation';
import { asNumber } from '../../../shared/transport/replies';
import { answerOf, call, unmentioned } from '../../vendor';

interface BalanceEntry extends Entry {
	unit: 'rur' | 'sms';
}

/** Money on the account, or about how many messages it is enough for (API-2, `balance`; official). */
export const getBalance: Operation<BalanceEntry> = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of the account',
	description: 'Get the money left on the account, in roubles or in messages',
	effect: 'read',
	fields: [
		{
			displayName: 'Unit',
			name: 'unit',
			type: 'options',
			options: [
				{ name: 'Messages', value: 'sms', description: 'About how many SMS the money is enough for' },
				{ name: 'Roubles', value: 'rur' },
			],
			default: 'rur',
			description: 'What the balance is counted in',
		},
	],
	entries: (parameters) => {
		const unit = String(parameters.get('unit') ?? 'rur');
		return [{ unit: unit as BalanceEntry['unit'] }];
	},
	pack: ([{ unit }]) => call({ balance: unit }),
	unpack: (reply, entries) =>
		answerOf(reply, entries, 'balance', (answer) =>
			entries.map(({ unit }) => {
				const balance = asNumber(answer.balance);
				if (balance === undefined) return unmentioned(answer);
				return done([{ balance, ...(unit === 'sms' ? { unit: 'SMS' } : { currency: 'RUB' }) }], answer);
			}),
		),
};
