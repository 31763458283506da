/** Answers of servers in PHP: empty errors, and IDs that are numbers. */
import { expect, test } from 'vitest';

import type { Entry, Operation } from '../../../../nodes/shared/operation.ts';
import { parse } from '../../../../nodes/shared/transport/replies.ts';
import { send as rocketSms } from '../../../../nodes/RocketSms/resources/message/send.ts';
import { send as smsBy } from '../../../../nodes/SmsBy/resources/message/send.ts';
import { send as smsPilot } from '../../../../nodes/SmsPilot/resources/message/send.ts';

const ENTRY = { to: '79261112233', text: 'x', settings: [], id: '7' };
const SENDS = { rocketSms, smsBy, smsPilot } as unknown as Record<string, Operation>;
const ANSWERS: Record<string, object> = {
	rocketSms: { id: 5, status: 'SENT' },
	smsBy: { sms_id: 5, status: 'NEW' },
	smsPilot: { send: [{ id: '7', server_id: '5', phone: '79261112233', status: '0' }] },
};

function outcome(vendor: string, error: unknown): string {
	try {
		return SENDS[vendor].unpack({ status: 200, headers: {}, body: JSON.stringify({ error, ...ANSWERS[vendor] }) }, [ENTRY as Entry])[0].outcome;
	} catch {
		return 'unclear';
	}
}

const vendors = Object.keys(SENDS);

test.each(vendors.flatMap((vendor) => ['', '0', 0, false, null, [], {}].map((error) => [vendor, error] as const)))(
	'%s: an error %j beside an ID is none: refused, it would be sent again',
	(vendor, error) => expect(outcome(vendor, error)).toBe('accepted'),
);

test.each(vendors.flatMap((vendor) => ['BAD_PHONE', '1', 1, true, ['x'], { code: '1' }].map((error) => [vendor, error] as const)))(
	'%s: an error %j is one',
	(vendor, error) => expect(outcome(vendor, error)).not.toBe('accepted'),
);

test.each([
	['{"id":12345678901234567893}', { id: '12345678901234567893' }],
	['[-9007199254740993, 9007199254740991]', ['-9007199254740993', 9007199254740991]],
	['{"text":"id:12345678901234567893,\\"1234567890123456789\\"","n":0.12345678901234567}', { text: 'id:12345678901234567893,"1234567890123456789"', n: 0.12345678901234567 }],
	['{"n":1234567890123456789e3}', { n: 1234567890123456789e3 }],
	[`{"junk":"${'\\"'.repeat(50_000)}1234567890123456789`, undefined],
])('long numbers keep their last digits: %.60s', (body, value) => expect(parse(body)).toEqual(value));
