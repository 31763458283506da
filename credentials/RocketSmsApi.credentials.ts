import type { IAuthenticate, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { passwordHash } from '../nodes/RocketSms/signature';
import { withFields } from '../nodes/shared/transport/authentication';
import { say } from '../nodes/shared/language/say';

/** RocketSMS: the login (a taxpayer number) and password of cab.rocketsms.by; the MD5 that the API takes is made here. */
export class RocketSmsApi implements ICredentialType {
	name = 'rocketSmsApi';

	displayName = 'RocketSMS API';

	icon: Icon = { light: 'file:../nodes/RocketSms/rocketSms.svg', dark: 'file:../nodes/RocketSms/rocketSms.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cis-sms/n8n-nodes-cis-sms/blob/main/docs/rocketsms.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Login',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 123456789',
			hint: 'The login of your account at cab.rocketsms.by: your taxpayer number (УНП)',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'The password of your account at cab.rocketsms.by',
		},
		{
			displayName: 'Password Is an MD5 Hash',
			name: 'alreadyHashed',
			type: 'boolean',
			default: false,
			description: 'Whether the password above is not the password itself but its MD5 hash, 32 characters from 0 to 9 and a to f',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.rocketsms.by',
			description: 'Leave it as it is. It changes only for another region of RocketSMS, a proxy of your own or a simulator',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) =>
		withFields(request, { username: String(credentials.username).trim(), password: passwordHash(credentials) });

	/** By GET, as the document has it: a test is one request, and servers that take POST as well take GET, too. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/simple/balance',
			method: 'GET',
			disableFollowRedirect: true,
		},
		rules: [
			{ type: 'responseSuccessBody', properties: { key: 'error', value: 'WRONG_AUTH', message: say('RocketSMS does not accept this login and password. Enter those with which you sign in at cab.rocketsms.by: the login is your taxpayer number (УНП).') } },
			{ type: 'responseSuccessBody', properties: { key: 'credits', value: undefined, message: say('RocketSMS did not answer with a balance. Check the login and the password, and set the Base URL back to https://api.rocketsms.by.') } },
		],
	};
}
