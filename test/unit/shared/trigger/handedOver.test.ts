/** What n8n has made of a push, told by its answer, over real connections. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { isHandedOver } from '../../../../nodes/shared/trigger/handedOver.ts';

interface Case {
	what: string;
	/** What n8n does; by then the vendor may have gone. */
	answer(response: ServerResponse): Promise<void> | void;
	/** When the vendor goes, and when the push is claimed, in milliseconds. */
	leaves?: number;
	claims?: number;
	told: boolean;
}

const ok = (response: ServerResponse) => void response.writeHead(200).end('100');
const failed = (response: ServerResponse) => void response.writeHead(500).end('no');
const late = (answer: (response: ServerResponse) => void) => async (response: ServerResponse) => {
	await sleep(120);
	answer(response);
};

test.each<Case>([
	{ what: 'a run has begun', answer: ok, told: true },
	{ what: 'n8n could not begin one', answer: failed, told: false },
	{ what: 'a run has begun, and the vendor has not waited', answer: late(ok), leaves: 20, told: true },
	{ what: 'the vendor was gone before the push was claimed', answer: late(ok), leaves: 10, claims: 60, told: true },
	{ what: 'n8n could not begin one, and the vendor has not waited', answer: late(failed), leaves: 20, told: false },
	{ what: 'n8n never answers', answer: () => undefined, leaves: 20, claims: 60, told: false },
])('$what', async ({ answer, leaves, claims = 0, told }) => {
	let outcome: Promise<boolean> | undefined;
	const claimed = new Promise<void>((resolve) => {
		server.once('request', (request, response) => {
			request.resume();
			response.on('error', () => undefined);
			void sleep(claims).then(() => {
				outcome = isHandedOver(response, 400);
				resolve();
			});
			void answer(response);
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	await fetch(url, { method: 'POST', body: 'x', signal: leaves === undefined ? undefined : AbortSignal.timeout(leaves) }).then((response) => response.text()).catch(() => undefined);
	await claimed;
	expect(await outcome).toBe(told);
	server.closeAllConnections();
	server.close();
});

const server = createServer();
