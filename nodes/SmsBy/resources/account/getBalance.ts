import { singleEntry } from '../../../shared/sms/entries';
import { done, type Operation } from '../../../shared/operation';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { contentOf, get, single, verdicts, unexpected } from '../../vendor';

/** Money on the account (getBalance; known from the vendor's libraries). Amounts are texts; the currency stands beside the result. */
export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance of the account',
	description: 'Get the money left on the account, for SMS and for Viber',
	effect: 'read',
	fields: [],
	entries: singleEntry,
	pack: () => get('getBalance'),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer) => {
			const amounts = single(contentOf(answer));
			const balance = isObject(amounts) ? asNumber(amounts.balance) : undefined;
			if (!isObject(amounts) || balance === undefined) throw unexpected(reply);
			const { currency } = isObject(answer) ? answer : amounts;
			const viberBalance = asNumber(amounts.viber_balance) ?? null;
			return done([{ balance, viberBalance, currency: asText(currency) ?? '' }], answer);
		}),
};
