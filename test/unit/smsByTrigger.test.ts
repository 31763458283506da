/** Calls of SMS.by, whose form nobody documents, without n8n. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { smsByPushes } from '../../nodes/SmsBy/trigger/index.ts';
import { ANSWERS, judge } from '../../nodes/shared/trigger/judgement.ts';
import type { ReceivedPush } from '../../nodes/shared/trigger/push.ts';
import type { PushEvent } from '../../nodes/shared/trigger/source.ts';

const UUID = 'cc9c8043-8caf-11ef-b035-9e8f47954dec';
const EVERYTHING = { kinds: ['deliveryStatus', 'otherCall'], finalOnly: false };

const post = (body: unknown, query = {}): ReceivedPush => ({ method: 'POST', query, body, size: 100 });
const told = (push: ReceivedPush) => judge(push, smsByPushes, undefined, EVERYTHING);
const events = (push: ReceivedPush) => told(push) as PushEvent[];

const ROW = { delivery_id: 1, phone: '375299999999', status: 'DELIVERED', status_time: '2024-10-17 18:04:28.000000' };
const MAILING = { message_id: 7, name: 'n8n', success: [ROW], errors: [{ phone: '375290000000', error: 'wrong phone' }] };

describe('a report like that of statusBulkSms', () => {
	test.each([
		['alone', [MAILING]],
		['with the bulk around it', { uuid: UUID, messages: [MAILING] }],
		['as a result', { result: [MAILING], uuid: UUID }],
		['a single mailing', { ...MAILING, uuid: UUID }],
	])('%s: an item for each message', (_what, body) => {
		expect(events(post(body)).map(({ kind, result }) => [kind, result.to, result.status])).toEqual([
			['deliveryStatus', '375299999999', 'delivered'],
			['deliveryStatus', '375290000000', 'failed'],
		]);
		expect(events(post(body))[0].raw).toEqual({ payload: body });
	});
});

test('the fields of one message: a form, JSON, or the query of a GET', () => {
	const fields = { uuid: UUID, sms_id: '2637396', phone: '375299999999', status: 'DELIVERED' };
	for (const push of [post(fields), { ...post({}, fields), method: 'GET' }]) {
		expect(events(push)).toMatchObject([{ kind: 'deliveryStatus', isFinal: true, result: { id: '2637396', to: '375299999999', status: 'delivered', bulkId: UUID } }]);
	}
	expect(events(post({ ...fields, status: 'SENT' }))[0].isFinal).toBe(false);
});

test('what nobody can read is passed on whole', () => {
	expect(events(post({ uuid: UUID, success: 'OK' }))).toMatchObject([{ kind: 'otherCall', result: { bulkId: UUID, payload: { uuid: UUID, success: 'OK' } } }]);
	expect(events(post({ hello: 'world' }))[0].result).toEqual({ payload: { hello: 'world' } });
});

test('a call again is known by its bulk or its message; without any of them nothing is dropped', () => {
	const identities = (body: unknown) => events(post(body)).map(({ identity }) => identity);
	expect(identities({ uuid: UUID, messages: [MAILING] })).toEqual(identities({ messages: [MAILING], uuid: UUID }));
	expect(identities({ hello: 'world' })).toEqual([undefined]);
});

test('a call without content is none', () => {
	for (const body of [{}, [], undefined, null, '']) expect(told(post(body))).toBe(ANSWERS.malformed);
});

test('nothing that is sent makes it throw, and nothing is lost', () => {
	const anything = fc.anything({ withNullPrototype: true, withBigInt: false });
	const names = fc.constantFrom('uuid', 'phone', 'status', 'messages', 'success', 'errors', 'result', 'delivery_id', 'status_time', 'error');
	const { tree } = fc.letrec((tie) => ({ tree: fc.oneof({ maxDepth: 4 }, anything, fc.dictionary(names, tie('tree')), fc.array(tie('tree'))) }));
	fc.assert(
		fc.property(tree, (body) => {
			const all = told(post(body));
			expect(all === ANSWERS.malformed || (Array.isArray(all) && all.length > 0)).toBe(true);
		}),
		{ numRuns: 500 },
	);
});
