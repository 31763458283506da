import { describe, expect, test } from 'vitest';

import { getStatus as rocketSms } from '../../../../nodes/RocketSms/resources/message/getStatus.ts';
import { getStatus as smsBy } from '../../../../nodes/SmsBy/resources/message/getStatus.ts';
import { getStatus as smsPilot } from '../../../../nodes/SmsPilot/resources/message/getStatus.ts';
import { getStatus as smsRu } from '../../../../nodes/SmsRu/resources/message/getStatus.ts';
import type { Operation } from '../../../../nodes/shared/operation.ts';
import { plainParameters } from '../../../../nodes/shared/parameters/parameters.ts';

const reply = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) });

/** Each vendor's answer about message 7, which says nothing of its recipient. */
const ANSWERS: Array<[vendor: string, operation: Operation, answer: unknown]> = [
	['RocketSMS', rocketSms, { id: 7, status: 'DELIVERED' }],
	['SMS.by', smsBy, { sms_id: 7, sent: 0, delivered: 0 }],
	['SMSPILOT', smsPilot, { check: [{ server_id: '7', status: '2' }] }],
	['SMS.ru', smsRu, { status: 'OK', status_code: 100, sms: { 7: { status: 'OK', status_code: 103 } } }],
];

describe.each(ANSWERS)('Get Status of %s', (_, operation, answer) => {
	const resultWith = (values: Record<string, unknown>) => {
		const entries = operation.entries(plainParameters(operation, { ids: '7', by: 'ids', ...values })) as never[];
		const [verdict] = operation.unpack(reply(answer), entries);
		return verdict.outcome === 'accepted' ? verdict.results[0] : verdict;
	};

	test.each([['79255070602', '79255070602'], ['+375 29 689-00-43', '375296890043'], [79255070602, '79255070602']])('names the recipient of the input item: %j', (recipient, to) => {
		expect(resultWith({ recipient })).toMatchObject({ id: '7', to });
	});

	test.each([undefined, null, '', '  ', { a: 1 }, 'anna@example.com', '79255070602, 79255070603'])('has no column for a recipient that nobody names: %j', (recipient) => {
		expect(resultWith({ recipient })).toHaveProperty('id', '7');
		expect(resultWith({ recipient })).not.toHaveProperty('to');
	});

	test('gives no item’s recipient to several messages', () => {
		const entries = operation.entries(plainParameters(operation, { ids: '7, 8', by: 'ids', recipient: '79255070602' }));
		expect(JSON.stringify(entries)).not.toContain('79255070602');
	});
});
