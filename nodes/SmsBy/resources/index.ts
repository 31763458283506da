import type { Vendor } from '../../shared/operation';
import { account } from './account';
import { bulk } from './bulk';
import { campaign } from './campaign';
import { codeTemplate } from './codeTemplate';
import { contactList } from './contactList';
import { message } from './message';
import { otp } from './otp';
import { sender } from './sender';
import { verification } from './verification';
import { viber } from './viber';

/** SMS.by: what it can do, and how fast it may be asked. The vendor has a limit of requests (HTTP 429), but names no number. */
export const smsBy: Vendor = {
	name: 'SMS.by',
	credential: 'smsByApi',
	concurrency: 3,
	pause: 0,
	secrets: ({ token }) => ({ token }),
	resources: [message, bulk, viber, otp, verification, campaign, contactList, sender, codeTemplate, account],
};
