import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { UnclearReply } from '../../../../nodes/shared/errors.ts';
import type { Reply } from '../../../../nodes/shared/operation.ts';
import { isObject, jsonOf, jsonUnder, asNumber, objectOf, retryAfter, asText, unclearReply, without, withAnswer } from '../../../../nodes/shared/transport/replies.ts';

const http = (status: number, body = '', headers: Record<string, string> = {}): Reply => ({ status, headers, body });

describe('unclearReply', () => {
	test.each([
		[301, 'address', 'its address has moved'],
		[302, 'unclear', 'it pointed to another address'],
		[303, 'unclear', 'it pointed to another address'],
		[307, 'address', 'its address has moved'],
		[308, 'address', 'its address has moved'],
		[401, 'credential', 'does not accept the credential'],
		[403, 'credential', 'denies access'],
		[404, 'address', 'does not know this call'],
		[405, 'address', 'does not know this call'],
		[407, 'address', 'proxy'],
		[429, 'busy', 'too many requests'],
		[500, 'unclear', 'its server failed'],
		[503, 'unclear', 'its server failed'],
		[504, 'unclear', 'its server failed'],
	])('HTTP %i is of kind %s: %s', (status, kind, meaning) => {
		const { problem } = unclearReply(http(status, '<html>'));
		expect(problem).toMatchObject({ kind, code: `HTTP ${status}`, meaning: expect.stringContaining(meaning) });
		expect(problem.remedy).toMatch(/\.$/);
	});

	test.each([
		['', 'empty'],
		[' \r\n', 'empty'],
		['<!DOCTYPE html><h1>It works!</h1>', 'web page'],
		['\n <html>', 'web page'],
		['{"status": "OK", "sms"', 'cut off or damaged'],
		['[1,', 'cut off or damaged'],
		['"half', 'cut off or damaged'],
		['OK', 'not in the promised form'],
	])('a body of %j under HTTP 200 is told by what it looks like', (body, meaning) => {
		const { problem, answer } = unclearReply(http(200, body));
		expect(problem).toMatchObject({ kind: 'unclear', meaning: expect.stringContaining(meaning) });
		expect(problem).not.toHaveProperty('code');
		expect(answer).toBe(body);
	});

	test('under an HTTP status that says nothing by itself, both are told', () => {
		expect(unclearReply(http(418, '<html>')).problem).toMatchObject({
			kind: 'unclear', code: 'HTTP 418', meaning: expect.stringContaining('web page'),
		});
	});

	test('the vendor’s wish for a pause and the beginning of the answer are kept', () => {
		const error = unclearReply(http(429, 'x'.repeat(50_000), { 'retry-after': '30' }));
		expect(error.problem.retryAfter).toBe(30);
		expect(error.answer).toBe('x'.repeat(5000));
	});

	test('only statuses by which a server says that it did not act mean that nothing was carried out', () => {
		const open = Array.from({ length: 500 }, (_, index) => 100 + index).filter(
			(status) => unclearReply(http(status)).problem.kind !== 'unclear',
		);
		expect(open).toEqual([301, 307, 308, 401, 403, 404, 405, 407, 429]);
	});
});

test('404 with data speaks of what was asked for, and not of the address', () => {
	for (const body of ['{}', '[]', '{"message":"x"}']) expect(unclearReply(http(404, body)).problem).toMatchObject({ kind: 'other', code: 'HTTP 404' });
	for (const body of ['', '<html>', 'Not Found', '"x"', 'null']) expect(unclearReply(http(404, body)).problem.kind).toBe('address');
});

describe('jsonUnder', () => {
	const ROWS = { 400: { kind: 'input', meaning: 'm', remedy: 'r' } } as const;

	test('a documented status needs no body; any other does', () => {
		expect(jsonUnder(http(400, '{"a":1}'), ROWS)).toEqual({ a: 1 });
		for (const body of ['', '<html>', 'Bad Request']) {
			expect(jsonUnder(http(400, body), ROWS)).toBeUndefined();
			for (const status of [200, 404, 500]) expect(() => jsonUnder(http(status, body), ROWS)).toThrow(UnclearReply);
		}
	});
});

describe('jsonOf', () => {
	test.each([200, 400, 401, 500])('an answer in JSON counts under HTTP %i', (status) => {
		expect(jsonOf(http(status, '{"a":1}'))).toEqual({ a: 1 });
	});

	test('under HTTP 429 nothing counts: it is about the request itself', () => {
		expect(() => jsonOf(http(429, '{"status":"OK"}'))).toThrow(UnclearReply);
	});

	test.each(['', '<html>', '{"a":', 'OK', 'undefined', 'NaN', "{'a':1}"])('%j is none', (body) => {
		expect(() => jsonOf(http(200, body))).toThrow(UnclearReply);
	});

	test('any JSON comes back as it was written', () => {
		fc.assert(
			fc.property(fc.json(), (body) => {
				expect(jsonOf(http(200, body))).toEqual(JSON.parse(body));
			}),
		);
	});

	test('objectOf takes objects only', () => {
		expect(objectOf(http(200, '{}'))).toEqual({});
		for (const body of ['[]', 'null', '1', '"text"', 'true']) expect(() => objectOf(http(200, body))).toThrow(UnclearReply);
	});
});

describe('values that vendors write in more than one way', () => {
	test.each<[unknown, number | undefined]>([
		[5, 5], ['5', 5], ['4122.56', 4122.56], [' 1 ', 1], [0, 0], ['0', 0], [-1, -1], ['-1', -1],
		['', undefined], [' ', undefined], ['5 RUB', undefined], [null, undefined], [undefined, undefined], [true, undefined],
		[[], undefined], [['5'], undefined], [{}, undefined], [NaN, undefined], ['Infinity', undefined],
	])('numberOf(%j) is %j', (value, number) => {
		expect(asNumber(value)).toBe(number);
	});

	test.each<[unknown, string | undefined]>([
		['000000-10000000', '000000-10000000'], [79255070602, '79255070602'], [0, '0'], ['', ''],
		[null, undefined], [undefined, undefined], [true, undefined], [{}, undefined], [[], undefined],
	])('textOf(%j) is %j', (value, text) => {
		expect(asText(value)).toBe(text);
	});

	test('PHP’s empty map is no object', () => {
		expect([{}, { a: 1 }, [], null, 'x', 1].map(isObject)).toEqual([true, true, false, false, false, false]);
	});
});

describe('retryAfter', () => {
	const now = Date.UTC(2026, 11, 31, 10, 0, 0);
	test.each([
		['120', 120],
		['0', 0],
		['Thu, 31 Dec 2026 10:00:30 GMT', 30],
		['Thu, 31 Dec 2026 09:00:00 GMT', 0],
		['soon', undefined],
		['', undefined],
	])('%j is %j seconds', (header, seconds) => {
		expect(retryAfter(http(429, '', { 'retry-after': header }), now)).toBe(seconds);
	});

	test('no header, no wish', () => {
		expect(retryAfter(http(429), now)).toBeUndefined();
	});
});

describe('what an answer says beside its parts', () => {
	const parts = Array.from({ length: 100 }, (_, index) => ({ id: index }));

	test('is one and the same for all parts, without the lists', () => {
		const answer = { list: parts, others: [], balance: 5 };
		expect(without(answer, 'list', 'others')).toEqual({ balance: 5 });
		expect(without(answer, 'list', 'others')).toBe(without(answer, 'list', 'others'));
		expect(without(answer, 'list')).toEqual({ others: [], balance: 5 });
	});

	test.each([
		['a text', { note: 'x'.repeat(1_000_000) }],
		['a list', { note: Array.from({ length: 50_000 }, (_, index) => index) }],
		['fields', Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, index]))],
	])('is no larger for a hundred parts than it may be, whatever comes: %s', (_what, much) => {
		const answer = { list: parts, ...much, balance: 5 };
		const raw = parts.map((part) => withAnswer(part, without(answer, 'list')));
		expect(JSON.stringify(raw).length).toBeLessThan(100 * 50_000);
		expect(raw[0]).toMatchObject({ id: 0, '…': expect.stringMatching(/^(1 field is|\d+ fields are) too long$/) });
	});
});
