import { runInNewContext } from 'node:vm';

import type { IHttpRequestOptions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { withFields } from '../../../../nodes/shared/transport/authentication.ts';

const url = 'http://127.0.0.1/sms/send';
const fields = { api_id: 'K&Y=1', login: 'имя' };
const post = (body?: unknown): IHttpRequestOptions => {
	const request: IHttpRequestOptions = { url, method: 'POST' };
	return body === undefined ? request : { ...request, body: body as object };
};

describe('withFields', () => {
	test('a form gets the fields after its own, which stay as they are, repeated ones too', () => {
		const form = new URLSearchParams([['to', '1'], ['to', '2'], ['msg', 'a&b=c+d я']]);
		const { body } = withFields(post(form), fields) as { body: URLSearchParams };
		expect([...body]).toEqual([['to', '1'], ['to', '2'], ['msg', 'a&b=c+d я'], ['api_id', 'K&Y=1'], ['login', 'имя']]);
		expect([...form]).toHaveLength(3);
	});

	test('an encoded form does too', () => {
		const { body } = withFields(post('to=1&msg=a%26b'), fields) as { body: string };
		expect([...new URLSearchParams(body)]).toEqual([['to', '1'], ['msg', 'a&b'], ['api_id', 'K&Y=1'], ['login', 'имя']]);
		expect(withFields(post(''), { api_id: 'x' }).body).toBe('api_id=x');
	});

	test('a multipart body gets them as parts of its own', async () => {
		const body = Buffer.from('--b\r\nContent-Disposition: form-data; name="to"\r\n\r\n1\r\n--b--\r\n');
		const headers = { 'content-type': 'multipart/form-data; boundary=b' };
		const signed = withFields({ ...post(body), headers }, fields);
		const form = await new Response(new Uint8Array(signed.body as Buffer), { headers }).formData();
		expect(Object.fromEntries(form)).toEqual({ to: '1', ...fields });
	});

	test.each([
		['a form', post(new URLSearchParams({ to: '1' }))],
		['an encoded form', post('to=1')],
		['a JSON object', post({ to: '1' })],
		['a query', { url, method: 'GET' as const, qs: { to: '1' } }],
		['a multipart body', { ...post(Buffer.from('--b--\r\n')), headers: { 'content-type': 'multipart/form-data; boundary=b' } }],
	])('%s that is signed again, with a new token, has lost the old one', (_what, request) => {
		const again = withFields(withFields(request, { token: 'old-token' }), { token: 'new-token' });
		expect(again).toEqual(withFields(request, { token: 'new-token' }));
		const { body, qs } = again;
		const text = Buffer.isBuffer(body) || body instanceof URLSearchParams || typeof body === 'string' ? String(body) : JSON.stringify(body ?? qs);
		expect(text).toContain('new-token');
		expect(text).not.toContain('old-token');
	});

	test('a JSON object gets them as keys', () => {
		const json = { to: ['1'], msg: 'x' };
		expect(withFields(post(json), fields).body).toEqual({ to: ['1'], msg: 'x', ...fields });
		expect(json).toEqual({ to: ['1'], msg: 'x' });
		expect(withFields(post(), fields).body).toEqual(fields);
	});

	test.each(['form', 'formData'])('the HTTP Request node keeps some bodies as `%s`, which gets them and stays the body', (kind) => {
		const request = { ...post(), [kind]: { to: '1' } } as IHttpRequestOptions;
		expect(withFields(request, fields)).toEqual({ ...request, [kind]: { to: '1', ...fields } });
	});

	test('a multipart body of the HTTP Request node gets them as parts', () => {
		const formData = new FormData();
		formData.append('to', '1');
		withFields({ ...post(), formData } as IHttpRequestOptions, fields);
		expect([...formData]).toEqual([['to', '1'], ...Object.entries(fields)]);
	});

	test('a JSON object may come from an expression, or as text that says so', () => {
		const foreign = runInNewContext('({ to: ["1"] })') as object;
		for (const body of [foreign, Object.assign(Object.create(null) as object, { to: ['1'] })]) {
			expect(withFields(post(body), fields).body).toEqual({ to: ['1'], ...fields });
		}
		const headers = { 'Content-Type': 'application/json' };
		expect(JSON.parse(String(withFields({ ...post('{"to":["1"]}'), headers }, fields).body))).toEqual({ to: ['1'], ...fields });
	});

	test.each([
		['a JSON array', '[1]', 'application/json'],
		['no JSON', '{', 'application/json'],
		['XML', '<sms/>', 'text/xml'],
		['an array', [1], 'application/json'],
		['bytes', Buffer.from('GIF89a'), 'image/gif'],
	])('%s has no place for them, and is not sent without them', (_what, body, type) => {
		expect(() => withFields({ ...post(body), headers: { 'content-type': type } }, fields)).toThrow('no place for the credential');
	});

	test('a GET gets them in the query, and nothing else does', () => {
		for (const request of [{ url, method: 'GET', qs: { a: 1 } }, { url, qs: { a: 1 } }] as IHttpRequestOptions[]) {
			expect(withFields(request, fields)).toEqual({ ...request, qs: { a: 1, ...fields } });
		}
		for (const body of [new URLSearchParams('a=1'), 'a=1', { a: 1 }, undefined]) {
			const signed = withFields(post(body), fields);
			expect(signed.qs).toBeUndefined();
			expect(signed.url).toBe(url);
		}
	});

	test('the rest of the request stays', () => {
		const request = { ...post({}), headers: { accept: 'x' }, timeout: 5, disableFollowRedirect: true };
		expect(withFields(request, {})).toEqual(request);
	});
});
