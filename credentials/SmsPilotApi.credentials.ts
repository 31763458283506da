import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { withFields } from '../nodes/shared/transport/authentication';
import { CODES } from '../nodes/SmsPilot/codes';
import { say } from '../nodes/shared/language/say';

/** SMSPILOT: an API key from the account's settings, or the login (an e-mail address) and password. */
export class SmsPilotApi implements ICredentialType {
	name = 'smsPilotApi';

	displayName = 'SMSPILOT API';

	icon: Icon = { light: 'file:../nodes/SmsPilot/smsPilot.svg', dark: 'file:../nodes/SmsPilot/smsPilot.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cis-sms/n8n-nodes-cis-sms/blob/main/docs/smspilot.md#credential';

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
			placeholder: 'e.g. XXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZXXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZ',
			hint:
				'64 characters, in your SMSPILOT account under "Settings", "API". To try without an account: XXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZXXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZ, the public key of SMSPILOT’s emulator, sends nothing.',
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. info@smspilot.ru',
			hint: 'The e-mail address of your SMSPILOT account',
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
			default: 'https://smspilot.ru',
			description: 'Leave it as it is. It changes only for a proxy of your own or a simulator',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) => withFields(request, authentication(credentials));

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/api2.php',
			method: 'POST',
			disableFollowRedirect: true,
			body: { balance: 'rur' },
		},
		rules: [
			...Object.entries(CODES).flatMap(([code, { meaning, remedy }]) =>
				[code, Number(code)].map((value) => ({
					type: 'responseSuccessBody' as const,
					properties: { key: 'error.code', value, message: say('SMSPILOT: {meaning} ({code}). {remedy}', { meaning: say(meaning), code, remedy: say(remedy) }) },
				})),
			),
			{
				type: 'responseSuccessBody',
				properties: { key: 'balance', value: undefined, message: say('SMSPILOT did not answer with a balance. Set the Base URL back to https://smspilot.ru.') },
			},
		],
	};
}

function authentication(credentials: ICredentialDataDecryptedObject): Record<string, string> {
	const { authentication: kind, apiKey, login, password } = credentials;
	if (kind === 'login') return { login: String(login).trim(), password: String(password) };
	return { apikey: String(apiKey).trim() };
}
