import type { IDataObject } from 'n8n-workflow';

import { isObject, asText } from '../../shared/transport/replies';
import { digest, isSigned } from '../../shared/trigger/signature';
import type { Push, PushSource } from '../../shared/trigger/source';
import { smsRu } from '../resources';
import { create } from '../resources/webhook/create';
import { remove } from '../resources/webhook/delete';
import { getAll } from '../resources/webhook/getAll';
import { entriesOf } from './entries';
import { KINDS, eventOf } from './events';

const INSTRUCTIONS = `Nothing to copy: publishing this workflow registers its address at SMS.ru, and unpublishing removes it. Reports then come for all messages of the account.`;

/** An address may be tried out by an empty request: nothing in it needs proof, and nothing comes of it. */
const isEmpty = (body: unknown): boolean => isObject(body) && Object.keys(body).length === 0;

/** `hash` is the SHA-256 of the api_id and all entries in the order received, without separators. */
function isGenuine({ body }: Push, apiId: string): boolean {
	if (isEmpty(body)) return true;
	const hash = isObject(body) ? body.hash : undefined;
	return isSigned(hash, digest('sha256', apiId, ...entriesOf(body).map(({ text }) => text)));
}

const keyOf = ({ authentication, apiKey }: IDataObject, parameter: (name: string) => unknown): string | undefined =>
	(authentication === 'login' ? undefined : asText(apiKey)?.trim()) || asText(parameter('apiKey'))?.trim() || undefined;

/**
 * Pushes of SMS.ru: POST with form fields `data[N]` and `hash`, repeated every minute for up to five days until the
 * answer is exactly `100`. Known from the vendor's sample handler and from recordings in open client libraries.
 */
export const smsRuPushes: PushSource = {
	vendor: smsRu,
	methods: ['POST'],
	kinds: KINDS,
	instructions: INSTRUCTIONS,
	fields: [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. 1A2B3C4D-0000-0000-0000-000000000000',
			description: 'Your api_id, shown on the main page of your SMS.ru account: SMS.ru signs its pushes with it',
			hint: 'Only needed where the credential holds login and password',
		},
	],
	signature: {
		key: keyOf,
		missing:
			'SMS.ru signs its pushes with the API key (api_id), and the credential holds login and password instead. Enter the key in the field "API Key" of this node, or choose a credential that holds it.',
		verify: isGenuine,
	},
	registration: { list: getAll, add: create, remove },
	read: ({ body }) =>
		[...entriesOf(body)].sort((a, b) => a.index - b.index).flatMap(({ text }) => eventOf(text)),
	answer: '100',
};
