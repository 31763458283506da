import type { IAuthenticate, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { withFields } from '../nodes/shared/transport/authentication';
import { say, type Text } from '../nodes/shared/language/say';

const WRONG_TOKEN: Text = 'SMS.by does not accept this token. Copy all of it again from the page "API" in the settings of your SMS.by account.';
const WRONG_HOST: Text = 'This Base URL is not that of SMS.by. Set it back to https://app.sms.by.';

/** SMS.by: one token, made in the account's settings. */
export class SmsByApi implements ICredentialType {
	name = 'smsByApi';

	displayName = 'SMS.by API';

	icon: Icon = { light: 'file:../nodes/SmsBy/smsBy.svg', dark: 'file:../nodes/SmsBy/smsBy.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cis-sms/n8n-nodes-cis-sms/blob/main/docs/smsby.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Your API key, from the page "API" in the settings of your SMS.by account. Copy all of it: new ones are long and end in "=".',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.sms.by',
			description: 'Leave it as it is. It changes only for a sister service on the same platform, a proxy of your own or a simulator',
		},
	];

	authenticate: IAuthenticate = async ({ token }, request) => withFields(request, { token: String(token).trim() });

	/**
	 * SMS.by may refuse under HTTP 200; its own answer has a `result`. n8n asks rules by codes of failures and rules by bodies of
	 * the rest, each where it applies, but its type knows lists of one kind only.
	 */
	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/api/v1/getBalance', method: 'GET', disableFollowRedirect: true },
		rules: [
			{ type: 'responseCode', properties: { value: 400, message: say(WRONG_TOKEN) } },
			{ type: 'responseCode', properties: { value: 401, message: say(WRONG_TOKEN) } },
			{ type: 'responseCode', properties: { value: 403, message: say(WRONG_TOKEN) } },
			{ type: 'responseCode', properties: { value: 404, message: say(WRONG_HOST) } },
			{ type: 'responseSuccessBody', properties: { key: 'error', value: 'Invalid token', message: say(WRONG_TOKEN) } },
			{ type: 'responseSuccessBody', properties: { key: 'result', value: undefined, message: say('SMS.by did not answer with a balance. Copy all of the token again, and set the Base URL back to https://app.sms.by.') } },
		] as ICredentialTestRequest['rules'],
	};
}
