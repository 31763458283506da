/** The vendors that are measured. All of them have a simulator of the same name. */
import type { IAuthenticateGeneric, IDataObject } from 'n8n-workflow';

/** A message of the benchmark, as a node reads it from its parameters. */
export interface Message {
	to: string;
	text: string;
}

export interface BenchVendor {
	name: string;
	/** The node type, which is also the name of the simulator and of the vendor's value in `resources`. */
	type: string;
	/** The vendor's folder below `nodes/`. */
	folder: string;
	credentialType: string;
	/** The credential's fields for a simulator's account. */
	credential: (account: Record<string, string>) => IDataObject;
	/** What the simulated account needs to send as much as it is asked to. */
	wealth: IDataObject;
	/** How many recipients with texts of their own fit into one request, by the vendor's document. */
	perRequest: number;
	/** How a node that knows no batches signs and sends one message. */
	oneByOne: {
		authenticate: IAuthenticateGeneric;
		path: string;
		form: (message: Message) => Record<string, string>;
	};
}

export const VENDORS: BenchVendor[] = [
	{
		name: 'SMS.ru',
		type: 'smsRu',
		folder: 'SmsRu',
		credentialType: 'smsRuApi',
		credential: ({ api_id: apiKey }) => ({ authentication: 'apiKey', apiKey }),
		wealth: { balance: 1_000_000, totalLimit: 10_000_000 },
		perRequest: 100,
		oneByOne: {
			authenticate: { type: 'generic', properties: { qs: { api_id: '={{ $credentials.apiKey }}' } } },
			path: '/sms/send',
			form: ({ to, text }) => ({ json: '1', to, msg: text }),
		},
	},
	{
		name: 'SMSC',
		type: 'smsc',
		folder: 'Smsc',
		credentialType: 'smscApi',
		credential: ({ apikey: apiKey }) => ({ authentication: 'apiKey', apiKey }),
		// The node that knows no batches makes more requests at once than SMSC allows.
		wealth: { balance: 1_000_000, requestsAtOnce: 1_000_000, workMs: 0 },
		perRequest: 100,
		oneByOne: {
			authenticate: { type: 'generic', properties: { qs: { apikey: '={{ $credentials.apiKey }}' } } },
			path: '/sys/send.php',
			form: ({ to, text }) => ({ fmt: '3', charset: 'utf-8', phones: to, mes: text }),
		},
	},
];
