import type { Vendor } from '../../../../nodes/shared/operation';
import { accountOf, type Account } from '../account';
import { connect } from '../transport';
import { message } from './message';

/** SMPP with an account of some provider: what it can do, and how many messages may be unanswered at once. */
export const smppVendor = (account: Account): Vendor => ({
	name: 'SMPP',
	credential: 'smppApi',
	concurrency: account.window,
	pause: 0,
	secrets: ({ systemId, password }) => ({ system_id: systemId, password }),
	connect,
	resources: [message(account)],
});

/** SMPP without an account, for the looks of the node. */
export const smpp: Vendor = smppVendor(accountOf({}));
