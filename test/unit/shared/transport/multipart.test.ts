import fc from 'fast-check';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';

import type { FileSource } from '../../../../nodes/shared/operation.ts';

const require = createRequire(import.meta.url);
const { multipart } = require('../../../../dist/nodes/shared/transport/multipart.js') as typeof import('../../../../nodes/shared/transport/multipart.ts');
const { withFields } = require('../../../../dist/nodes/shared/transport/authentication.js') as typeof import('../../../../nodes/shared/transport/authentication.ts');

const file = (name: string, bytes: Uint8Array, type = 'application/pdf'): FileSource => ({ key: '0.data', name, type, read: async () => Buffer.from(bytes) });

/** The body as a server reads it, signed with two fields as a credential does it. */
async function read(fields: Array<[string, string]>, files: Array<[string, FileSource]>): Promise<FormData> {
	const parts = await multipart(fields, files, 'b0undary');
	if ('problem' in parts) throw new Error(parts.problem.meaning);
	const request = { url: '', method: 'POST' as const, body: parts.body, headers: { 'content-type': parts.contentType } };
	const { body } = withFields(request, { login: 'alex', psw: '123' });
	return await new Response(new Uint8Array(body as Buffer), { headers: { 'content-type': parts.contentType } }).formData();
}

describe('multipart', () => {
	test('texts, bytes and credentials arrive as they are', async () => {
		const text = fc.string({ unit: 'grapheme' }).filter((one) => one.isWellFormed());
		await fc.assert(
			fc.asyncProperty(text, fc.uint8Array(), async (value, bytes) => {
				const form = await read([['mes', value]], [['file1', file('a.pdf', bytes)]]);
				expect(form.get('mes')).toBe(value);
				expect(new Uint8Array(await (form.get('file1') as File).arrayBuffer())).toEqual(new Uint8Array(bytes));
				expect([form.get('login'), form.get('psw')]).toEqual(['alex', '123']);
			}),
		);
	});

	test('a line break stays what it is', async () => {
		expect((await read([['mes', 'a\nb\r\nc']], [])).get('mes')).toBe('a\nb\r\nc');
	});

	test('no name or type breaks out of its line', async () => {
		const form = await read([], [['file1', file('a"b\r\nX-Evil: 1.pdf', new Uint8Array([1]), 'text/plain\r\nX-Evil: 1')]]);
		expect((form.get('file1') as File).size).toBe(1);
		expect([...form.keys()].sort()).toEqual(['file1', 'login', 'psw']);
	});

	test('a file that cannot be read is told before anything is sent', async () => {
		const broken = { ...file('a.pdf', new Uint8Array()), read: () => Promise.reject(new Error('gone')) };
		expect(await multipart([], [['file1', broken]], 'b')).toMatchObject({ problem: { kind: 'input', meaning: 'the file "a.pdf" could not be read' } });
	});
});
