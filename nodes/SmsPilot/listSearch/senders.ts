import type { Operation } from '../../shared/operation';
import { listSearch } from '../../shared/listSearch';
import { smsPilot } from '../resources';
import { get } from '../resources/account/get';

/** The senders as a list of their own: SMSPILOT gives them as one fact of the account. */
const senders: Operation = {
	...get,
	unpack: (reply, entries) =>
		get.unpack(reply, entries).map((verdict) => {
			if (verdict.outcome !== 'accepted') return verdict;
			const [{ senders: names }] = verdict.results;
			return { ...verdict, results: (names as string[]).map((name) => ({ name })) };
		}),
};

/** The registered senders of the account, to pick from. */
export const searchSenders = listSearch(smsPilot, senders, ({ name }) => ({ name: String(name), value: String(name) }));
