/** SMSC's pushes, without n8n. */
import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { STATUSES } from '../../../nodes/Smsc/codes.ts';
import { smscPushes } from '../../../nodes/Smsc/trigger/index.ts';
import { ANSWERS, verify } from '../../../nodes/shared/trigger/verify.ts';
import type { ReceivedPush } from '../../../nodes/shared/trigger/push.ts';
import type { PushEvent } from '../../../nodes/shared/trigger/source.ts';

const SECRET = 'simulated-secret-word';
const EVERYTHING = { kinds: ['deliveryStatus', 'incomingSms', 'callConfirmation'], finalOnly: false };

const hash = (algorithm: string, ...parts: string[]) => createHash(algorithm).update([...parts, SECRET].join(':')).digest('hex');

const post = (body: unknown, query = {}): ReceivedPush => ({ method: 'POST', query, body, size: 100 });
const told = (push: ReceivedPush) => verify(push, smscPushes, SECRET, EVERYTHING);
const events = (push: ReceivedPush) => told(push) as PushEvent[];

const STATUS = { id: '1001', phone: '79999999999', status: '1', err: '0', ts: '1782404881', type: '0', cost: '1.40' };
const INCOMING = { phone: '79999999999', mes: 'Да, приду', to: '79991234567', id: '77', ts: '1782404881' };
const CALL = { phone: '79999999999', waitcall: '74950000001', ts: '1782404881' };
const signatures = (algorithm: 'md5' | 'sha1') => ({
	status: { ...STATUS, [algorithm]: hash(algorithm, '1001', '79999999999', '1') },
	incoming: { ...INCOMING, [algorithm]: hash(algorithm, '79999999999', 'Да, приду', '79991234567') },
	call: { ...CALL, [algorithm]: hash(algorithm, '79999999999', '1782404881') },
});

describe.each(['md5', 'sha1'] as const)('signed by %s', (algorithm) => {
	const { status, incoming, call } = signatures(algorithm);

	test('the three kinds', () => {
		expect(events(post(status))).toMatchObject([
			{ kind: 'deliveryStatus', isFinal: true, raw: STATUS, result: { id: '1001', to: '79999999999', status: 'delivered', isFinal: true, vendorStatus: '1', vendorStatusText: 'Delivered', at: '2026-06-25T16:28:01.000Z' } },
		]);
		expect(events(post(incoming))).toMatchObject([
			{ kind: 'incomingSms', raw: INCOMING, result: { id: '77', from: '79999999999', to: '79991234567', text: 'Да, приду', at: '2026-06-25T16:28:01.000Z' } },
		]);
		expect(events(post(call))).toMatchObject([
			{ kind: 'callConfirmation', raw: CALL, result: { to: '79999999999', status: 'confirmed', callPhone: '74950000001' } },
		]);
	});

	test('numbers in JSON, a list of notices, a GET, and an address that holds the secret word', () => {
		expect(events(post({ ...status, id: 1001, status: 1 }))).toHaveLength(1);
		expect(events(post([status, incoming])).map(({ kind }) => kind)).toEqual(['deliveryStatus', 'incomingSms']);
		expect(events({ method: 'GET', query: status, body: {}, size: 0 })).toHaveLength(1);
		const [event] = events(post(status, { charset: 'utf-8', [algorithm]: SECRET }));
		expect(event.raw).toEqual(STATUS);
		const both = { ...status, [algorithm]: [SECRET, status[algorithm as never]] };
		expect(events({ method: 'GET', query: both, body: {}, size: 0 })).toHaveLength(1);
	});

	test('one signed field changed, the word changed, or one of a list forged: forged', () => {
		for (const change of [{ id: '1002' }, { phone: '79990000000' }, { status: '20' }, { [algorithm]: '' }, { [algorithm]: SECRET }]) {
			expect(told(post({ ...status, ...change }))).toBe(ANSWERS.forged);
		}
		for (const change of [{ mes: 'Нет' }, { to: '7' }, { phone: '7' }]) expect(told(post({ ...incoming, ...change }))).toBe(ANSWERS.forged);
		expect(told(post({ ...call, ts: '1782404882' }))).toBe(ANSWERS.forged);
		expect(told(post([status, { ...incoming, mes: 'Нет' }]))).toBe(ANSWERS.forged);
		expect(told(post([]))).toBe(ANSWERS.forged);
	});
});

/** All ways of cutting a text at its colons into so many parts. */
function cuts(text: string, count: number): string[][] {
	if (count === 1) return [[text]];
	const colons = [...text.matchAll(/:/g)].map(({ index }) => index);
	return colons.flatMap((at) => cuts(text.slice(at + 1), count - 1).map((rest) => [text.slice(0, at), ...rest]));
}

describe('the forms of what is signed', () => {
	test('a status is no reply', () => {
		const renamed = { phone: '100001', mes: '79999999999', to: '1', md5: hash('md5', '100001', '79999999999', '1') };
		expect(told(post(renamed))).toEqual([]);
	});

	test('a short number and a name may write', () => {
		for (const phone of ['900', 'MyShop']) {
			const reply = { ...INCOMING, phone, md5: hash('md5', phone, INCOMING.mes, INCOMING.to) };
			expect(events(post(reply))).toMatchObject([{ kind: 'incomingSms', result: { from: phone } }]);
		}
	});

	test('whatever is signed makes sense in one way only, as one kind', () => {
		const kinds: Array<[names: string[], more: object]> = [[['id', 'phone', 'status'], {}], [['phone', 'mes', 'to'], {}], [['phone', 'ts'], { waitcall: '1' }]];
		const part = fc.constantFrom('1', '20', '100001', '79991234567', '1782404881', 'yes', 'at 10:30', '');
		const readings = (text: string) =>
			kinds.flatMap(([names, more]) =>
				cuts(text, names.length).flatMap((values) =>
					smscPushes.read(post({ ...Object.fromEntries(names.map((name, at) => [name, values[at]])), ...more })) ?? [],
				),
			);
		fc.assert(
			fc.property(fc.array(part, { minLength: 2, maxLength: 4 }), (parts) => {
				expect(readings(parts.join(':')).length).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 1_000 },
		);
	});
});

test('a checksum is no signature', () => {
	expect(told(post({ ...STATUS, crc32: '1234567890' }))).toBe(ANSWERS.forged);
	expect(told(post(STATUS))).toBe(ANSWERS.forged);
});

test('every state has its word, as in a status read; an error that means "unknown" too', () => {
	for (const [code, { status, text }] of Object.entries(STATUSES)) {
		const notice = { ...STATUS, status: code, sha1: hash('sha1', '1001', '79999999999', code) };
		expect(events(post(notice))[0].result).toMatchObject({ status, vendorStatus: code, vendorStatusText: text });
	}
	const lost = { ...STATUS, status: '20', err: '245', sha1: hash('sha1', '1001', '79999999999', '20') };
	expect(verify(post(lost), smscPushes, SECRET, { ...EVERYTHING, finalOnly: true })).toMatchObject([
		{ isFinal: true, result: { status: 'unknown', isFinal: true, vendorError: '245' } },
	]);
});

test('the result of a number lookup tells whether the number can be reached, and its facts', () => {
	const { status } = signatures('md5');
	expect(events(post({ ...status, type: '4', imsi: '250011234567890', net: 'MTS' }))[0].result).toMatchObject({
		isReachable: true,
		imsi: '250011234567890',
		homeOperator: 'MTS',
	});
});

test('the same event delivered again is known; replies without number and time are never taken for one another', () => {
	const { status, incoming } = signatures('md5');
	expect(events(post(status))[0].identity).toBe(events(post({ ...status, cost: '1.50' }))[0].identity);
	expect(events(post(incoming))[0].identity).toBe(events(post(incoming))[0].identity);
	const { id: _id, ts: _ts, ...bare } = incoming;
	expect(events(post(bare))[0].identity).toBeUndefined();
});

test('the secret word comes from the credential', () => {
	const { key } = smscPushes.signature!;
	expect(key({ secretWord: ' word ' }, () => undefined)).toBe('word');
	for (const secretWord of ['', ' ', undefined]) expect(key({ secretWord }, () => undefined)).toBeUndefined();
});

test('nothing that is sent makes it throw', () => {
	const anything = fc.anything({ withNullPrototype: true, withBigInt: false });
	const names = fc.constantFrom('id', 'phone', 'status', 'mes', 'to', 'waitcall', 'ts', 'md5', 'sha1', 'err', 'type');
	const bodies = fc.oneof(anything, fc.dictionary(names, anything), fc.array(fc.dictionary(names, anything)));
	fc.assert(
		fc.property(bodies, (body) => {
			expect([ANSWERS.forged, []]).toContainEqual(told(post(body)));
			expect(() => smscPushes.read(post(body))).not.toThrow();
		}),
		{ numRuns: 1_000 },
	);
});
