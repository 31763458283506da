import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

import { clientOf } from './kit/client.ts';

test('start.ts says in one line where everything is, and stops when told to', async () => {
	const script = new URL('./start.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
	const lines: string[] = [];
	child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text));
	await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(1);
	expect(lines[0]).toMatch(/^\{.*\}\n$/);

	const { smsRu, smpp } = JSON.parse(lines[0]);
	expect(Object.keys(smsRu.account)).toEqual(['api_id', 'login', 'password']);
	expect(await clientOf(smsRu).json('/auth/check')).toEqual({ status: 'OK', status_code: 100 });

	expect(await clientOf(smpp).backDoor('/__binds')).toEqual([]);
	expect(Object.keys(smpp.account)).toEqual(['host', 'port', 'system_id', 'password']);

	child.kill('SIGTERM');
	expect(await once(child, 'exit')).toEqual([0, null]);
	expect(lines).toHaveLength(1);
});
