/** The vendors that are measured. All of them have a simulator of the same name. */
import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

type Account = Record<string, string>;

/** How a person sets n8n's HTTP Request node, which knows no batches, for one message. */
export interface OneByOne {
	path: string;
	/** The body's form besides number and text. */
	form: (account: Account) => Record<string, string>;
	/** The form's names for number and text. */
	to: string;
	text: string;
	/** The query parameter of the account's key; RocketSMS has none, its login is part of the form. */
	key?: string;
}

export interface BenchVendor {
	name: string;
	/** The node type, which is also the name of the simulator and of the vendor's value in `resources`. */
	type: string;
	/** The vendor's folder below `nodes/`. */
	folder: string;
	credentialType: string;
	/** The credential's fields for a simulator's account. */
	credential: (account: Account) => IDataObject;
	/** What the simulated account needs to send as much as it is asked to. */
	wealth: IDataObject;
	/** The beginning of the recipients' numbers; seven digits follow. */
	numbers: string;
	/** The node's options, where it puts messages together only if it is told to. */
	options: IDataObject;
	/** How many recipients with texts of their own fit into one request. */
	perRequest: number;
	oneByOne: OneByOne;
}

const WEALTH = { balance: 1_000_000 };
const RUSSIA = '7999';
const BELARUS = '37529';

export const VENDORS: BenchVendor[] = [
	{
		name: 'SMS.ru',
		type: 'smsRu',
		folder: 'SmsRu',
		credentialType: 'smsRuApi',
		credential: ({ api_id: apiKey }) => ({ authentication: 'apiKey', apiKey }),
		wealth: { ...WEALTH, totalLimit: 10_000_000 },
		numbers: RUSSIA,
		options: {},
		perRequest: 100,
		oneByOne: { path: '/sms/send', form: () => ({ json: '1' }), to: 'to', text: 'msg', key: 'api_id' },
	},
	{
		name: 'SMSC',
		type: 'smsc',
		folder: 'Smsc',
		credentialType: 'smscApi',
		credential: ({ apikey: apiKey }) => ({ authentication: 'apiKey', apiKey, region: 'baseUrl' }),
		// A request per item means more of them at once than SMSC allows.
		wealth: { ...WEALTH, requestsAtOnce: 1_000_000, workMs: 0 },
		numbers: RUSSIA,
		options: {},
		perRequest: 100,
		oneByOne: {
			path: '/sys/send.php',
			form: () => ({ fmt: '3', charset: 'utf-8' }),
			to: 'phones',
			text: 'mes',
			key: 'apikey',
		},
	},
	{
		name: 'SMSPILOT',
		type: 'smsPilot',
		folder: 'SmsPilot',
		credentialType: 'smsPilotApi',
		credential: ({ apikey: apiKey }) => ({ authentication: 'apiKey', apiKey }),
		wealth: WEALTH,
		numbers: RUSSIA,
		options: {},
		perRequest: 100,
		oneByOne: { path: '/api.php', form: () => ({ format: 'json' }), to: 'to', text: 'send', key: 'apikey' },
	},
	{
		name: 'SMS.by',
		type: 'smsBy',
		folder: 'SmsBy',
		credentialType: 'smsByApi',
		credential: ({ token }) => ({ token }),
		wealth: WEALTH,
		numbers: BELARUS,
		options: { sendAsBulk: true },
		perRequest: 500,
		oneByOne: { path: '/api/v1/sendQuickSMS', form: () => ({}), to: 'phone', text: 'message', key: 'token' },
	},
	{
		name: 'RocketSMS',
		type: 'rocketSms',
		folder: 'RocketSms',
		credentialType: 'rocketSmsApi',
		credential: ({ username, password }) => ({ username, password }),
		wealth: WEALTH,
		numbers: BELARUS,
		options: {},
		perRequest: 1,
		oneByOne: {
			path: '/simple/send',
			form: ({ username, password }) => ({ username, password: createHash('md5').update(password).digest('hex') }),
			to: 'phone',
			text: 'text',
		},
	},
];
