import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { withFields } from '../nodes/shared/transport/authentication';
import { say, type Text } from '../nodes/shared/language/say';

/** What the credential's test can be answered with (balance.php). */
const REFUSALS: Record<string, Text> = {
	1: 'SMSC does not understand the request. Set the Base URL back to https://smsc.ru.',
	2: 'SMSC does not accept this credential, or the IP address of this n8n is not on the account’s allow list. Copy the API key again from the SMSC account (Settings, API keys), and look at the list of IP addresses there.',
	4: 'SMSC has blocked the IP address of this n8n for a while after too many wrong requests. Wait before you test again.',
	9: 'SMSC was asked too often. Wait a minute before you test again.',
};

/** SMSC: an API key alone, or the login and password of the account; the host by region, or any other address. */
export class SmscApi implements ICredentialType {
	name = 'smscApi';

	displayName = 'SMSC API';

	icon: Icon = { light: 'file:../nodes/Smsc/smsc.svg', dark: 'file:../nodes/Smsc/smsc.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cis-sms/n8n-nodes-cis-sms/blob/main/docs/smsc.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'API Key', value: 'apiKey' },
				{ name: 'Login and Password', value: 'login' },
			],
			default: 'apiKey',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Create it in the SMSC account: Settings, API keys',
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. alex',
			hint: 'The login of your SMSC account',
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'International (Smscentre.com)', value: 'https://smscentre.com' },
				{ name: 'Kazakhstan (Smsc.kz)', value: 'https://smsc.kz' },
				{ name: 'Russia (Smsc.ru), or Another Address', value: 'baseUrl' },
				{ name: 'Tajikistan (Smsc.tj)', value: 'https://smsc.tj' },
				{ name: 'Ukraine (Smsc.ua)', value: 'https://smsc.ua' },
			],
			default: 'baseUrl',
			description: 'Where the account is',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://smsc.ru',
			description: 'Leave it as it is. It changes only for a reserve server (https://www2.smsc.ru), a reseller with an address of its own, or a simulator',
			displayOptions: { hide: { region: ['https://smscentre.com', 'https://smsc.kz', 'https://smsc.tj', 'https://smsc.ua'] } },
		},
		{
			displayName: 'Secret Word',
			name: 'secretWord',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'A word of your own by which the SMSC Trigger knows that a push is from SMSC',
			hint: 'Only needed for the SMSC Trigger',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) => withFields(request, authentication(credentials));

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ String($credentials.region).startsWith("https://") ? $credentials.region : $credentials.baseUrl }}',
			url: '/sys/balance.php',
			method: 'POST',
			disableFollowRedirect: true,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: { fmt: '3', charset: 'utf-8' },
		},
		rules: [
			...Object.entries(REFUSALS).flatMap(([code, message]) =>
				[code, Number(code)].map((value) => ({
					type: 'responseSuccessBody' as const,
					properties: { key: 'error_code', value, message: say(message) },
				})),
			),
			{
				type: 'responseSuccessBody',
				properties: { key: 'balance', value: undefined, message: say('SMSC did not answer with a balance. Set the Base URL back to https://smsc.ru.') },
			},
		],
	};
}

function authentication({ authentication: kind, apiKey, login, password }: ICredentialDataDecryptedObject): Record<string, string> {
	return kind === 'login' ? { login: String(login).trim(), psw: String(password) } : { apikey: String(apiKey).trim() };
}
