/** Kannel as a client of a gateway: its two boxes, and a web server that gets what they report. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../../e2e/support/ports.ts';
import { until } from '../../e2e/support/poll.ts';

export interface Kannel {
	/** What its user's web server was asked: path and query. */
	reports: URL[];
	/** Gives it a message. @returns what it says */
	send(text: string, message: KannelMessage): Promise<string>;
	/** Resolves when the gateway has taken so many messages. */
	sent(count: number): Promise<void>;
	/** Lets it unbind and end. */
	stop(): Promise<void>;
}

export interface KannelMessage {
	to: string;
	/** Whether the text needs Unicode. */
	isUnicode: boolean;
	/** Whether receipts are asked for. */
	isReported?: boolean;
}

/** Starts Kannel and waits until it has bound. */
export async function kannel({ port, system_id: systemId, password }: Record<string, string>): Promise<Kannel> {
	const reports: URL[] = [];
	const hook = createServer((request, response) => {
		reports.push(new URL(request.url!, 'http://hook'));
		response.end();
	});
	await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
	const places = {
		ADMIN_PORT: await freePort(),
		BOX_PORT: await freePort(),
		SEND_PORT: await freePort(),
		HOOK_PORT: (hook.address() as AddressInfo).port,
		GATEWAY_PORT: port,
		SYSTEM_ID: systemId,
		PASSWORD: password,
	};
	const folder = mkdtempSync(join(tmpdir(), 'kannel-'));
	const file = join(folder, 'kannel.conf');
	const template = readFileSync(new URL('kannel.conf', import.meta.url), 'utf8');
	writeFileSync(file, template.replace(/\b[A-Z]+_[A-Z]+\b|\bPASSWORD\b/g, (name) => String(places[name as keyof typeof places] ?? name)));

	const boxes: ChildProcess[] = [];
	const start = (box: string) => boxes.push(spawn(`/usr/sbin/${box}`, ['-v', '4', file], { cwd: folder, stdio: 'ignore' }));
	const admin = async (command: string) => await (await fetch(`http://127.0.0.1:${places.ADMIN_PORT}/${command}?password=admin`)).text();
	start('bearerbox');
	await until(async () => (await admin('status.txt').catch(() => '')).includes('(online') || undefined, { for: 'Kannel to bind' });
	start('smsbox');
	const sender = `http://127.0.0.1:${places.SEND_PORT}/cgi-bin/sendsms`;
	await until(async () => await fetch(sender).catch(() => undefined), { for: 'Kannel to take messages' });
	return {
		reports,
		sent: async (count) => {
			const taken = async () => Number(/sent: sms (\d+)/.exec(await admin('status.txt').catch(() => ''))?.[1] ?? 0);
			await until(async () => (await taken()) >= count || undefined, { for: `Kannel to send ${count} messages`, longest: 600_000 });
		},
		send: async (text, { to, isUnicode, isReported }) => {
			const receipt = { 'dlr-mask': '31', 'dlr-url': `http://127.0.0.1:${places.HOOK_PORT}/receipt?type=%d` };
			const query = new URLSearchParams({ username: 'user', password: 'pass', from: 'Kannel', to, text, charset: 'UTF-8', ...(isReported ? receipt : {}), ...(isUnicode ? { coding: '2' } : {}) });
			return await (await fetch(`${sender}?${query}`)).text();
		},
		stop: async () => {
			const ends = boxes.map((box) => new Promise((resolve) => (box.exitCode === null ? box.once('exit', resolve) : resolve(undefined))));
			await admin('shutdown').catch(() => undefined);
			setTimeout(() => boxes.forEach((box) => box.kill()), 10_000).unref();
			await Promise.all(ends);
			hook.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
