/** SMS.by's call-backs of bulks, without n8n: their form is not documented, so any is read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { smsByPushes } from '../../../nodes/SmsBy/trigger/index.ts';
import { ANSWERS, verify } from '../../../nodes/shared/trigger/verify.ts';
import type { ReceivedPush } from '../../../nodes/shared/trigger/push.ts';
import type { PushEvent } from '../../../nodes/shared/trigger/source.ts';
import '../../support/seed.ts';

const EVERYTHING = { kinds: ['deliveryStatus', 'other'], finalOnly: false };

const post = (body: unknown, query = {}): ReceivedPush => ({ method: 'POST', query, body, size: 100 });
const told = (push: ReceivedPush, filters = EVERYTHING) => verify(push, smsByPushes, undefined, filters);
const events = (body: unknown, filters = EVERYTHING) => told(post(body), filters) as PushEvent[];

const UUID = 'cc9c8043-8caf-11ef-b035-9e8f47954dec';
const row = (id: number, phone: string, status = 'DELIVERED') => ({ delivery_id: id, phone, status, status_time: '2024-10-16 22:52:42.497994' });
const MAILING = { message_id: 1, name: 'mailing list 1', alphaname_id: 1, success: [row(1, '375291111111'), row(2, '375292222222', 'SENT')] };
const around = { bulkId: UUID, campaignId: '1', mailing: 'mailing list 1' };
const at = '2024-10-16T19:52:42.497Z';
const FIRST = { id: '1', to: '375291111111', status: 'delivered', isFinal: true, vendorStatus: 'DELIVERED', vendorStatusText: 'Delivered', at, ...around };

describe('what is read', () => {
	/** One and the same bulk in all forms that come to mind. */
	const FORMS: Array<[what: string, push: ReceivedPush]> = [
		['JSON with the uuid', post({ uuid: UUID, success: 'OK', messages: [MAILING] })],
		['the answer of statusBulkSms, the uuid in the query', post({ messages: [MAILING] }, { uuid: UUID })],
		['the rows at another place', post({ data: { uuid: UUID, result: { first: MAILING } } })],
		['JSON in a field of a form', post({ uuid: UUID, messages: JSON.stringify([MAILING]) })],
		['brackets in the names of a form', post({
			uuid: UUID, 'messages[0][message_id]': '1', 'messages[0][name]': 'mailing list 1',
			...Object.fromEntries(MAILING.success.flatMap((one, index) => Object.entries(one).map(([key, value]) => [`messages[0][success][${index}][${key}]`, String(value)]))),
		})],
	];

	test.each(FORMS)('%s', (_what, push) => {
		expect((told(push) as PushEvent[]).map(({ kind, isFinal, result }) => ({ kind, isFinal, result }))).toEqual([
			{ kind: 'deliveryStatus', isFinal: true, result: FIRST },
			{ kind: 'deliveryStatus', isFinal: false, result: { ...FIRST, id: '2', to: '375292222222', status: 'sent', isFinal: false, vendorStatus: 'SENT', vendorStatusText: 'Sent, on its way' } },
		]);
	});

	test('brackets in a name that lead too deep are no push of the vendor', () => {
		expect(events({ [`a${'[b]'.repeat(100_000)}`]: '1' })).toMatchObject({ status: 400 });
	});

	test('a long name of a mailing is not told with every message of it', () => {
		const success = Array.from({ length: 1_000 }, (_, index) => row(index, '375291111111'));
		const all = events({ uuid: UUID, messages: [{ ...MAILING, name: 'long'.repeat(100_000), success }] });
		expect(all.map(({ result }) => String(result.mailing).length)).toEqual(success.map(() => 200));
	});

	test('a list alone, and one message alone', () => {
		expect(events([MAILING])).toMatchObject([{ result: { id: '1', campaignId: '1' } }, { result: { id: '2' } }]);
		expect(events({ uuid: UUID, phone: 375291111111, status: 'UNDELIVERED' })).toMatchObject([
			{ isFinal: true, result: { to: '375291111111', status: 'failed', bulkId: UUID }, raw: { phone: 375291111111 } },
		]);
	});

	test('failures, wherever they stand: none is lost', () => {
		const failed = { kind: 'deliveryStatus', isFinal: true };
		expect(events({ uuid: UUID, messages: [{ ...MAILING, success: [], errors: [{ phone: '375293333333', error: 'incorrect phone number' }, 'billing error'] }] })).toMatchObject([
			{ ...failed, result: { to: '375293333333', status: 'failed', vendorStatusText: 'incorrect phone number', ...around } },
			{ ...failed, result: { status: 'failed', vendorStatusText: 'billing error' } },
		]);
		expect(events({ uuid: UUID, error: 'billing error' })).toMatchObject([{ ...failed, result: { status: 'failed', vendorStatusText: 'billing error', bulkId: UUID } }]);
		expect(events({ uuid: UUID, error: '0', errors: 0, messages: [MAILING] })).toHaveLength(2);
	});

	test('what tells of no message is passed on as it came', () => {
		expect(events({ uuid: UUID, success: 'OK' })).toMatchObject([
			{ kind: 'other', result: { bulkId: UUID, payload: { uuid: UUID, success: 'OK' } }, raw: { payload: { success: 'OK' } } },
		]);
		expect(events([])).toMatchObject([{ kind: 'other', result: { payload: [] } }]);
	});

	test('a status that nobody knows is not kept back as one on the way', () => {
		const filters = { ...EVERYTHING, finalOnly: true };
		expect(events({ phone: '375291111111', status: 'PARKED' }, filters)).toMatchObject([{ result: { status: 'unknown', vendorStatus: 'PARKED' } }]);
		expect(events({ phone: '375291111111', status: 'SENT' }, filters)).toEqual([]);
	});
});

test('a push repeated word for word is the same, any other is new', () => {
	const identities = (body: unknown) => events(body).map(({ identity }) => identity);
	const bulk = { uuid: UUID, messages: [MAILING] };
	expect(identities(structuredClone(bulk))).toEqual(identities(bulk));
	expect(new Set([...identities(bulk), ...identities({ ...bulk, uuid: 'other' })]).size).toBe(4);
});

describe('a replay of a captured push', () => {
	const bulk = { uuid: UUID, messages: [MAILING] };
	const identities = (body: unknown, query = {}) => (told(post(body, query)) as PushEvent[]).map(({ identity }) => identity);

	test('with other fields beside the messages is no new event', () => {
		const changed = MAILING.success.map((one) => ({ ...one, status_time: '2030-01-01 00:00:00', extra: 'x' }));
		for (const body of [{ ...bulk, note: 'x' }, { ...bulk, success: 'NO' }, { ...bulk, messages: [{ ...MAILING, name: 'other', alphaname_id: 5, success: changed }] }]) {
			expect(identities(body)).toEqual(identities(bulk));
		}
		expect(identities(bulk, { signature: 'x' })).toEqual(identities(bulk));
	});

	test('a later state, another message and another bulk are new', () => {
		const later = { ...bulk, messages: [{ ...MAILING, success: [row(1, '375291111111', 'SENT'), row(3, '375291111111')] }] };
		expect(new Set([...identities(bulk), ...identities(later), ...identities({ ...bulk, uuid: 'other' })]).size).toBe(6);
	});

	test('two messages that nothing tells apart are two', () => {
		const alike = { uuid: UUID, messages: [{ phone: '375291111111', status: 'DELIVERED' }, { phone: '375291111111', status: 'DELIVERED' }] };
		expect(new Set(identities(alike)).size).toBe(2);
		expect(identities({ ...alike, note: 'x' })).toEqual(identities(alike));
	});

	test('what names neither message nor bulk is known word for word', () => {
		const bare = { phone: '375291111111', status: 'DELIVERED', status_time: '2024-10-16 22:52:42' };
		expect(identities(structuredClone(bare))).toEqual(identities(bare));
		expect(identities({ ...bare, status_time: '2024-10-17 22:52:42' })).not.toEqual(identities(bare));
	});
});

test('names of fields that are nested beyond all measure are malformed', () => {
	for (const levels of [31, 1_000, 100_000]) {
		expect(told(post({ phone: '375291111111', status: 'SENT', [`a${'[b]'.repeat(levels)}`]: '1' }))).toBe(ANSWERS.malformed);
	}
	expect(events({ uuid: UUID, 'messages[0][success][0][phone]': '375291111111', 'messages[0][success][0][status]': 'SENT' })).toHaveLength(1);
});

test('what says nothing is no push', () => {
	let deep: unknown = { phone: '375291111111' };
	for (let level = 0; level < 10_000; level++) deep = [deep];
	for (const body of [{}, { hello: '' }, 'text', null, undefined, 5, deep]) expect(told(post(body))).toBe(ANSWERS.malformed);
});

test('nothing that is sent makes it throw, or is told in another shape', () => {
	const anything = fc.anything({ withNullPrototype: true });
	const names = fc.constantFrom('uuid', 'phone', 'status', 'success', 'errors', 'error', 'messages[0][phone]', 'messages[]', '__proto__[x]', 'constructor[prototype][x]', 'a[b', 'delivery_id');
	fc.assert(
		fc.property(fc.oneof(anything, fc.dictionary(names, anything), fc.array(fc.dictionary(names, fc.oneof(anything, fc.string())))), fc.dictionary(names, fc.string()), (body, query) => {
			const judged = told(post(body, query));
			if (Array.isArray(judged)) for (const { kind, result } of judged) expect([kind, typeof result]).toEqual([expect.stringMatching(/^(deliveryStatus|other)$/), 'object']);
			else expect(judged).toBe(ANSWERS.malformed);
			expect(({} as { x?: unknown }).x).toBeUndefined();
		}),
		{ numRuns: 1000 },
	);
});
