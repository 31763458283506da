import type { Vendor } from '../../shared/operation';
import { account } from './account';
import { inbound } from './inbound';
import { message } from './message';
import { number } from './number';

/** SMSPILOT: what it can do, and how fast it may be asked. The vendor documents no limit of requests. */
export const smsPilot: Vendor = {
	name: 'SMSPILOT',
	credential: 'smsPilotApi',
	concurrency: 3,
	pause: 0,
	secrets: ({ apiKey, login, password }) => ({ apikey: apiKey, login, password }),
	resources: [message, inbound, number, account],
};
