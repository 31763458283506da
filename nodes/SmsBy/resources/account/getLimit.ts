import { singleEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { asNumber } from '../../../shared/transport/replies';
import { answers } from '../../lists';
import { get } from '../../vendor';

/** How many SMS the balance pays for (getLimit; known from the vendor's libraries). */
export const getLimit: Operation = {
	value: 'getLimit',
	name: 'Get Limit',
	action: 'Get the limit of messages',
	description: 'Get about how many SMS may still be sent with the money on the account',
	effect: 'read',
	fields: [],
	entries: singleEntry,
	pack: () => get('getLimit'),
	unpack: answers((content) => {
		const limit = asNumber(content.limit);
		return limit === undefined ? undefined : { limit };
	}),
};
