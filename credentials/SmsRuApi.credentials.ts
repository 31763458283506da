import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { withFields } from '../nodes/shared/transport/authentication';
import { say } from '../nodes/shared/language/say';

/** SMS.ru: an api_id from the account's main page, or the login (a phone number) and password. */
export class SmsRuApi implements ICredentialType {
	name = 'smsRuApi';

	displayName = 'SMS.ru API';

	icon: Icon = { light: 'file:../nodes/SmsRu/smsRu.svg', dark: 'file:../nodes/SmsRu/smsRu.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cis-sms/n8n-nodes-cis-sms/blob/main/docs/smsru.md#credential';

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
			placeholder: 'e.g. 1A2B3C4D-0000-0000-0000-000000000000',
			hint: 'Your api_id, shown on the main page of your SMS.ru account',
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 79255070602',
			hint: 'The phone number you registered with',
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
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://sms.ru',
			description: 'Leave it as it is. It changes only for a proxy of your own or a simulator',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) => withFields(request, authentication(credentials));

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/auth/check',
			method: 'POST',
			disableFollowRedirect: true,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: { json: '1' },
		},
		rules: [
			{ type: 'responseSuccessBody', properties: { key: 'status_code', value: 200, message: say('SMS.ru does not know this API key. Copy the api_id again from the main page of your SMS.ru account.') } },
			{ type: 'responseSuccessBody', properties: { key: 'status_code', value: 301, message: say('SMS.ru does not accept this login and password. The login is the phone number that you registered with, e.g. 79255070602.') } },
			{ type: 'responseSuccessBody', properties: { key: 'status_code', value: 302, message: say('The SMS.ru account is not confirmed yet. Sign in at sms.ru and enter the code from the SMS.') } },
			{ type: 'responseSuccessBody', properties: { key: 'status', value: 'ERROR', message: say('SMS.ru refused the credential. Copy the api_id again, and set the Base URL back to https://sms.ru.') } },
			{ type: 'responseSuccessBody', properties: { key: 'status_code', value: undefined, message: say('This was no answer of SMS.ru. Set the Base URL back to https://sms.ru.') } },
		],
	};
}

function authentication(credentials: ICredentialDataDecryptedObject): Record<string, string> {
	const { authentication: kind, apiKey, login, password } = credentials;
	if (kind === 'login') return { login: String(login).trim(), password: String(password) };
	return { api_id: String(apiKey).trim() };
}
