import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import { smsRuPushes } from '../../../nodes/SmsRu/trigger/index.ts';

const API_ID = '1A2B3C4D-0000-0000-0000-000000000000';

test.each([
	[{ authentication: 'apiKey', apiKey: ` ${API_ID}\n` }, ''],
	[{ authentication: 'login', apiKey: '' }, ` ${API_ID} `],
	[{ authentication: 'apiKey', apiKey: ' ' }, API_ID],
])('a space around the pasted api_id of %j or %j does not make the pushes a stranger’s', (credential, typed) => {
	const key = smsRuPushes.signature!.key(credential, () => typed);
	expect(key).toBe(API_ID);
	const data = 'sms_status\n000000-1\n103\n1700000000';
	const hash = createHash('sha256').update(API_ID + data).digest('hex');
	const push = { method: 'POST', query: {}, headers: {}, body: { 'data[0]': data, hash } };
	expect(smsRuPushes.signature!.verify(push as never, key!)).toBe(true);
});
