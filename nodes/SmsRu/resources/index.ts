import type { Vendor } from '../../shared/operation';
import { account } from './account';
import { message } from './message';
import { sender } from './sender';
import { stoplist } from './stoplist';
import { verification } from './verification';
import { webhook } from './webhook';

/** SMS.ru: what it can do, and how fast it may be asked. The vendor documents no limit of requests. */
export const smsRu: Vendor = {
	name: 'SMS.ru',
	credential: 'smsRuApi',
	concurrency: 3,
	pause: 0,
	secrets: ({ apiKey, login, password }) => ({ api_id: apiKey, login, password }),
	resources: [message, verification, stoplist, sender, account, webhook],
};
