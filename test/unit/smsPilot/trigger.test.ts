/** SMSPILOT's pushes, without n8n. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { smsPilotPushes } from '../../../nodes/SmsPilot/trigger/index.ts';
import { ANSWERS, verify } from '../../../nodes/shared/trigger/verify.ts';
import type { ReceivedPush } from '../../../nodes/shared/trigger/push.ts';
import type { PushEvent } from '../../../nodes/shared/trigger/source.ts';

const push = (query: object, body: unknown = {}): ReceivedPush => ({ method: 'GET', query: query as never, body, size: 100 });
const told = (one: ReceivedPush, finalOnly = false) => verify(one, smsPilotPushes, undefined, { kinds: ['deliveryStatus'], finalOnly });
const result = (fields: object) => (told(push(fields)) as PushEvent[])[0].result;

test('the example of the document, by GET and by POST', () => {
	const fields = { server_id: '1233211233', status: '2', error: '0' };
	for (const one of [push(fields), push({}, fields), push({}, { server_id: 1233211233, status: 2, error: 0 })]) {
		expect(told(one)).toMatchObject([
			{ kind: 'deliveryStatus', isFinal: true, result: { id: '1233211233', status: 'delivered', isFinal: true, vendorStatus: '2' } },
		]);
	}
});

test('its description promises no state that no push can bring', () => {
	const states = ['-2', '-1', '0', '1', '2', '3'].flatMap((status) => ['0', '600', '603'].map((error) => result({ server_id: '1', status, error }).status));
	expect(states).not.toContain('expired');
	expect(smsPilotPushes.kinds[0].description).not.toContain('expired');
});

test('every status of the document, and the reasons of those that failed', () => {
	const status = (code: string, error = '0') => result({ server_id: '1', status: code, error });
	expect(['0', '1', '2', '3', '-1'].map((code) => status(code).status)).toEqual(['queued', 'sent', 'delivered', 'scheduled', 'failed']);
	expect(status('-1', '600')).toMatchObject({ status: 'unknown', isFinal: true, vendorError: '600' });
	expect(told(push({ server_id: '1', status: '-1', error: '600' }), true)).toMatchObject([{ isFinal: true }]);
	expect(status('-1', '601')).toMatchObject({ status: 'failed', vendorError: '601', vendorErrorText: expect.stringContaining('blocked') });
	expect(status('-1', '999')).toMatchObject({ status: 'failed', vendorError: '999', vendorErrorText: '' });
	for (const error of ['0', '', 'operator is away']) expect(status('-1', error)).not.toHaveProperty('vendorError');
	expect(told(push({ server_id: '1', status: '1' }), true)).toEqual([]);
});

test('what names no message or no status is no push', () => {
	for (const fields of [{}, { server_id: '1' }, { status: '2' }, { server_id: 'x', status: '2' }, { server_id: '1', status: 'ok' }, { server_id: ['1', '2'], status: '2' }]) {
		expect(told(push(fields))).toBe(ANSWERS.malformed);
	}
});

test('what is deeper than n8n could store is turned away', () => {
	let deep: unknown = 'x';
	for (let level = 0; level < 10_000; level++) deep = [deep];
	expect(told(push({}, { server_id: '1', status: '2', more: deep }))).toBe(ANSWERS.malformed);
});

test('nothing that is sent makes it throw', () => {
	const anything = fc.anything({ withNullPrototype: true, withBigInt: false });
	const names = fc.constantFrom('server_id', 'id', 'status', 'error', 'phone');
	fc.assert(
		fc.property(fc.oneof(anything, fc.dictionary(names, anything)), (body) => {
			expect(() => told(push({}, body))).not.toThrow();
		}),
		{ numRuns: 1_000 },
	);
});
