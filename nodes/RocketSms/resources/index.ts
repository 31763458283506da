import type { Vendor } from '../../shared/operation';
import { passwordHash } from '../signature';
import { byGet } from '../vendor';
import { account } from './account';
import { message } from './message';
import { sender } from './sender';
import { template } from './template';

/** RocketSMS: what it can do, and how fast it may be asked. The vendor documents no limit of requests. */
export const rocketSms: Vendor = {
	name: 'RocketSMS',
	credential: 'rocketSmsApi',
	concurrency: 3,
	pause: 0,
	secrets: (credentials) => ({
		username: credentials.username,
		password: passwordHash(credentials),
		typed: credentials.password,
	}),
	fallback: byGet,
	resources: [message, sender, template, account],
};
