import type { IDataObject } from 'n8n-workflow';

import type { Vendor } from '../../shared/operation';
import { account } from './account';
import { blacklist } from './blacklist';
import { contact } from './contact';
import { group } from './group';
import { inbound } from './inbound';
import { mailing } from './mailing';
import { message } from './message';
import { number } from './number';
import { operatorTemplate } from './operatorTemplate';
import { sender } from './sender';
import { shortLink } from './shortLink';
import { template } from './template';
import { verification } from './verification';

/** SMSC: what it can do, and how fast it may be asked. It refuses 15 requests at once under one login. */
export const smsc: Vendor = {
	name: 'SMSC',
	credential: 'smscApi',
	concurrency: 3,
	pause: 0,
	baseUrl,
	secrets: ({ apiKey, login, password, secretWord }) => ({ apikey: apiKey, login, psw: password, secretWord }),
	resources: [message, inbound, verification, number, mailing, contact, group, blacklist, sender, template, operatorTemplate, shortLink, account],
};

/** The region's host, unless the credential names an address of its own. */
function baseUrl({ region, baseUrl: own }: IDataObject): string {
	return typeof region === 'string' && region.startsWith('https://') ? region : String(own);
}
