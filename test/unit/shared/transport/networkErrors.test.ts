import fc from 'fast-check';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';

import { STALLED, connectionProblem, oversized } from '../../../../nodes/shared/transport/networkErrors.ts';

const coded = (code: string, more: object = {}) => Object.assign(new Error('of no interest'), { code, ...more });
const wrapped = (inner: unknown, depth = 1): Error =>
	new Error('outer', { cause: depth > 1 ? wrapped(inner, depth - 1) : inner });

describe('requests that certainly never left', () => {
	test.each([
		['ECONNREFUSED', 'nobody answers'],
		['ENOTFOUND', 'host name is not known'],
		['EAI_AGAIN', 'could not be looked up'],
		['CERT_NOT_YET_VALID', 'not valid yet'],
		['EPROTO', 'no secure connection'],
		['CERT_HAS_EXPIRED', 'certificate has expired'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'not trusted'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'not trusted'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'belongs to another host'],
		['UND_ERR_CONNECT_TIMEOUT', 'did not take the connection'],
	])('%s', (code, meaning) => {
		expect(connectionProblem(coded(code))).toMatchObject({
			kind: 'unreachable', code, meaning: expect.stringContaining(meaning), remedy: expect.stringContaining('Base URL'),
		});
	});

	test.each(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ECONNREFUSED'])('%s, when the connection was opened', (code) => {
		expect(connectionProblem(coded(code, { syscall: 'connect' }))).toMatchObject({ kind: 'unreachable', code });
	});

	test.each(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ECONNREFUSED'])('but not %s, when it was in use', (code) => {
		for (const syscall of ['read', 'write']) expect(connectionProblem(coded(code, { syscall }))).toMatchObject({ kind: 'unclear' });
	});

	test('a connection that was closed during the handshake', () => {
		const error = Object.assign(new Error('Client network socket disconnected before secure TLS connection was established'), { code: 'ECONNRESET' });
		expect(connectionProblem(wrapped(error))).toMatchObject({ kind: 'unreachable' });
	});

	test('a time-out of the connection itself, by the call that it broke', () => {
		expect(connectionProblem(coded('ETIMEDOUT', { syscall: 'connect' }))).toMatchObject({ kind: 'unreachable' });
	});

	test('a code inside what other errors wrap', () => {
		expect(connectionProblem(wrapped(coded('ENOTFOUND'), 3))).toMatchObject({ kind: 'unreachable', code: 'ENOTFOUND' });
	});

	test('every address of a host tried in vain', () => {
		const aggregate = new AggregateError(['ENETUNREACH', 'ECONNREFUSED'].map((code) => coded(code, { syscall: 'connect' })));
		expect(connectionProblem(aggregate)).toMatchObject({ kind: 'unreachable' });
		expect(connectionProblem(wrapped(aggregate))).toMatchObject({ kind: 'unreachable' });
	});

	test.each([
		['a header', { headers: { 'x-sender': 'Магазин' } }],
		['a header with a line break', { headers: { authorization: 'Bearer a\nb' } }],
		['an address', { path: '/я' }],
	])('a character that %s cannot carry, as Node.js says it', (_where, options) => {
		let thrown: unknown;
		try {
			request({ host: '127.0.0.1', port: 1, ...options });
		} catch (error) {
			thrown = error;
		}
		expect(connectionProblem(wrapped(thrown))).toMatchObject({ kind: 'input', remedy: expect.stringContaining('Nothing was sent') });
	});

	test('a real refused connection', async () => {
		const error = await new Promise((resolve) => connect(1, '127.0.0.1').on('error', resolve));
		expect(connectionProblem(error)).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
	});

	test.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])('what this n8n itself forbids: %s', (name) => {
		const problem = connectionProblem(wrapped(Object.assign(new Error(), { name })));
		expect(problem).toMatchObject({ kind: 'address', meaning: expect.stringContaining('this n8n does not allow') });
	});
});

describe('requests that may have arrived', () => {
	test.each([
		['ECONNRESET', 'broke'],
		['EPIPE', 'broke'],
		['UND_ERR_SOCKET', 'broke'],
		['HPE_INVALID_CONSTANT', 'broke'],
		['ECONNABORTED', 'did not answer in time'],
		['ETIMEDOUT', 'did not answer in time'],
		['UND_ERR_HEADERS_TIMEOUT', 'did not answer in time'],
		['UND_ERR_BODY_TIMEOUT', 'did not answer in time'],
		['ERR_CANCELED', 'run was stopped'],
	])('%s', (code, meaning) => {
		for (const error of [coded(code), wrapped(coded(code))]) {
			expect(connectionProblem(error)).toMatchObject({ kind: 'unclear', meaning: expect.stringContaining(meaning) });
		}
	});

	test('a time-out of a read is not one of the connection', () => {
		expect(connectionProblem(coded('ETIMEDOUT', { syscall: 'read' }))).toMatchObject({ kind: 'unclear' });
	});

	const codeless = [undefined, null, 'ECONNREFUSED', 42, {}, new Error('getaddrinfo ENOTFOUND sms.ru'), { code: 'toString' }];

	test.each(codeless)('something without a code that is known: %s', (error) => {
		expect(connectionProblem(error)).toMatchObject({ kind: 'unclear' });
	});

	test('answers that never end or are too large', () => {
		expect(STALLED.kind).toBe('unclear');
		expect(oversized(20_000_000)).toMatchObject({ kind: 'unclear', meaning: 'its answer was larger than 20 MB' });
	});
});

test('errors that wrap themselves come to an end', () => {
	const circle = coded('EWHATEVER') as Error & { cause?: unknown; errors?: unknown[] };
	circle.cause = circle;
	circle.errors = [circle, circle];
	expect(connectionProblem(circle)).toMatchObject({ kind: 'unclear' });
});

test('nothing of an error’s words gets into the problem: they may quote the request', () => {
	fc.assert(
		fc.property(fc.constantFrom('ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', ''), (code) => {
			const error = coded(code, { message: 'api_id=SECRET', config: { data: 'SECRET' }, hostname: 'SECRET' });
			expect(JSON.stringify(connectionProblem(wrapped(error)))).not.toContain('SECRET');
		}),
	);
});
