import { expect, test } from 'vitest';

import type { Fallback, NoReply, Reply, Request, Transport } from '../../../../nodes/shared/operation.ts';
import { withFallback } from '../../../../nodes/shared/transport/fallback.ts';

const reply = (status: number): Reply => ({ status, headers: {}, body: '' });
const LOST: NoReply = { problem: { kind: 'unclear', meaning: 'm', remedy: 'r' } };

/** A transport that answers with what is given, in its order, and notes what it was asked. */
function scripted(...replies: Array<Reply | NoReply>) {
	const asked: string[] = [];
	const transport: Transport = async ({ method = 'POST', path }) => {
		asked.push(`${method} ${path}`);
		return replies.shift()!;
	};
	return { asked, transport };
}

const byGet: Fallback = ({ path }) => (path === '/write' ? undefined : { method: 'GET', path });
const POST = (path: string): Request => ({ path });

test('without a fallback, the transport stays as it is', () => {
	const { transport } = scripted();
	expect(withFallback(transport)).toBe(transport);
});

test.each([404, 405, 501])('%i is answered by the other way, which is remembered for the path', async (status) => {
	const { asked, transport } = scripted(reply(status), reply(200), reply(200), reply(status), reply(200));
	const wrapped = withFallback(transport, byGet);
	for (const path of ['/a', '/a', '/b']) expect(await wrapped(POST(path))).toEqual(reply(200));
	expect(asked).toEqual(['POST /a', 'GET /a', 'GET /a', 'POST /b', 'GET /b']);
});

test.each([200, 400, 401, 403, 429, 500, 503])('%i is passed on', async (status) => {
	const { asked, transport } = scripted(reply(status));
	expect(await withFallback(transport, byGet)(POST('/a'))).toEqual(reply(status));
	expect(asked).toHaveLength(1);
});

test('a request that has no other way, and one that was lost, are passed on', async () => {
	const { asked, transport } = scripted(reply(405), LOST);
	const wrapped = withFallback(transport, byGet);
	expect(await wrapped(POST('/write'))).toEqual(reply(405));
	expect(await wrapped(POST('/a'))).toBe(LOST);
	expect(asked).toEqual(['POST /write', 'POST /a']);
});

test('another way that does not help is not remembered', async () => {
	const { asked, transport } = scripted(reply(404), reply(404), reply(405), LOST, reply(200));
	const wrapped = withFallback(transport, byGet);
	expect(await wrapped(POST('/a'))).toEqual(reply(404));
	expect(await wrapped(POST('/a'))).toBe(LOST);
	expect(await wrapped(POST('/a'))).toEqual(reply(200));
	expect(asked).toEqual(['POST /a', 'GET /a', 'POST /a', 'GET /a', 'POST /a']);
});
