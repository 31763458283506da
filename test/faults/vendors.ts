import { simulators } from '../simulators/index.ts';

type Account = Record<string, string>;
type Json = Record<string, unknown>;

/** How a vendor's node is asked to send. */
export interface VendorCase {
	name: string;
	/** The node type, and the simulator's name in the registry. */
	type: keyof typeof simulators;
	credentialType: string;
	/** The credential's fields for a simulator's account. */
	credential: (account: Account) => Json;
	/** The send operation, with `$json.to` and `$json.text`. */
	parameters: Json;
	/** Numbers that the vendor serves. */
	numbers: string[];
}

const EACH = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: '={{ $json.text }}' };

const BELARUS = ['375296890043', '375331234567', '375251234567'];
const RUSSIA = ['79261112233', '79261112234', '79261112235'];

export const VENDORS: VendorCase[] = [
	{
		name: 'RocketSMS',
		type: 'rocketSms',
		credentialType: 'rocketSmsApi',
		credential: ({ username, password }) => ({ username, password }),
		parameters: EACH,
		numbers: BELARUS,
	},
	{
		name: 'SMS.by',
		type: 'smsBy',
		credentialType: 'smsByApi',
		credential: ({ token }) => ({ token }),
		parameters: EACH,
		numbers: BELARUS,
	},
	{
		name: 'SMS.ru',
		type: 'smsRu',
		credentialType: 'smsRuApi',
		credential: ({ api_id: apiKey }) => ({ authentication: 'apiKey', apiKey }),
		parameters: EACH,
		numbers: RUSSIA,
	},
	{
		name: 'SMSC',
		type: 'smsc',
		credentialType: 'smscApi',
		credential: ({ apikey: apiKey }) => ({ authentication: 'apiKey', apiKey, region: 'baseUrl' }),
		parameters: EACH,
		numbers: RUSSIA,
	},
	{
		name: 'SMSPILOT',
		type: 'smsPilot',
		credentialType: 'smsPilotApi',
		credential: ({ apikey: apiKey }) => ({ authentication: 'apiKey', apiKey }),
		parameters: EACH,
		numbers: RUSSIA,
	},
];
