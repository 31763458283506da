/** The triggers for incoming SMS, in n8n-core: every message starts a run, none starts two, whatever happens in between. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { createSmsc } from '../simulators/smsc/index.ts';
import { Polling, type PollingNode } from '../support/polling.ts';
import '../support/seed.ts';
import { Simulated } from '../support/simulated.ts';

type Json = Record<string, unknown>;

interface Shop {
	name: string;
	type: string;
	simulator(): ReturnType<typeof createSmsPilot> | ReturnType<typeof createSmsc>;
	credentials(sms: Simulated): PollingNode['credentials'];
	/** An empty inbox, and an account that may be asked often. */
	settings: Json;
	/** What the simulator calls the text, and the number that is written to. */
	text: string;
	own: string;
	/** An answer that refuses, and what is then said. */
	refusal: Json;
	reason: string;
	/** An answer that lists messages with these ids. */
	listed(ids: number[]): unknown;
	/** Answers that are no inbox. */
	strange: unknown[];
}

const CUSTOMER = '79037672215';

const SHOPS: Shop[] = [
	{
		name: 'SMSPILOT',
		type: 'smsPilotInboundTrigger',
		simulator: createSmsPilot,
		credentials: ({ account, url }) => ({ smsPilotApi: { authentication: 'apiKey', apiKey: account.apikey, baseUrl: url } }),
		settings: { inbound: [] },
		text: 'text',
		own: '79021121075',
		refusal: { error: { code: '101', description: 'APIKEY not found', description_ru: 'APIKEY не найден' } },
		reason: 'SMSPILOT refused the request for new messages',
		listed: (ids) => ({ inbound: ids.map((id) => ({ id, phone: CUSTOMER, num: '79021121075', text: `Message ${id}`, created: '2026-11-27 12:00' })) }),
		strange: [null, {}, { inbound: [{}] }, { inbound: [{ status: 'ok' }] }],
	},
	{
		name: 'SMSC',
		type: 'smscInboundTrigger',
		simulator: createSmsc,
		credentials: ({ account, url }) => ({ smscApi: { authentication: 'apiKey', apiKey: account.apikey, region: 'baseUrl', baseUrl: url } }),
		settings: { inbox: [], identicalListsPerMinute: 1_000_000 },
		text: 'mes',
		own: '79991234567',
		refusal: { error: 'authorise error', error_code: 2 },
		reason: 'SMSC refused the request for new messages: the login, password or API key is wrong',
		listed: (ids) => ids.map((id) => ({ id, phone: CUSTOMER, to_phone: '79991234567', message: `Message ${id}`, received: '27.11.2026 12:00:00' })),
		strange: [null, '', 0, false, {}, { status: 'ok' }, [{}]],
	},
];

describe.each(SHOPS)('$name', (shop) => {
	let sms: Simulated;

	beforeAll(async () => {
		sms = new Simulated(await shop.simulator());
	});
	beforeEach(async () => {
		await sms.reset();
		await sms.set(shop.settings);
	});
	afterAll(async () => await sms.close());

	const published = (parameters: Json = {}) => new Polling({ type: shop.type, credentials: shop.credentials(sms), parameters: parameters as never });

	const arrive = async (...texts: string[]) => {
		for (const text of texts) {
			await fetch(`${sms.url}/__inbound`, { method: 'POST', body: new URLSearchParams({ phone: CUSTOMER, [shop.text]: text }) });
		}
	};

	const look = async (node: Polling) => (await node.look())?.map(({ text }) => text) ?? null;

	test('what came before the publication starts no run; what comes later starts one', async () => {
		await arrive('old', 'older');
		const node = published();
		expect(await look(node)).toBeNull();
		expect(await look(node)).toBeNull();
		await arrive('new');
		expect(await node.look()).toEqual([
			expect.objectContaining({ event: 'incomingSms', id: expect.stringMatching(/^\d+$/), from: CUSTOMER, to: shop.own, text: 'new', receivedAt: expect.stringMatching(/^\d{4}-.*(Z|\+03:00)$/) }),
		]);
		expect(await look(node)).toBeNull();
	});

	test('an inbox that was empty has no old messages', async () => {
		const node = published();
		expect(await look(node)).toBeNull();
		await arrive('first');
		expect(await look(node)).toEqual(['first']);
	});

	test('several messages are one run, the oldest first', async () => {
		const node = published();
		await look(node);
		await arrive('one', 'two', 'three');
		expect(await look(node)).toEqual(['one', 'two', 'three']);
	});

	test('a restart forgets nothing: what came meanwhile starts a run, what came before does not', async () => {
		const node = published();
		await look(node);
		await arrive('before');
		expect(await look(node)).toEqual(['before']);
		await arrive('meanwhile');
		node.restart();
		expect(await look(node)).toEqual(['meanwhile']);
		node.restart();
		expect(await look(node)).toBeNull();
	});

	test('a look that fails says why and loses nothing', async () => {
		const node = published();
		await look(node);
		await arrive('patient');
		await sms.fault({ fault: 'reply', body: shop.refusal, contentType: 'application/json', times: 1 });
		await expect(node.look()).rejects.toThrow(shop.reason);
		expect(await look(node)).toEqual(['patient']);
	});

	test.each(shop.strange.map((body) => [JSON.stringify(body)]))('%s is no inbox: the look fails, also the first, and nothing is taken for old', async (body) => {
		await arrive('old');
		for (const isFirst of [true, false]) {
			const node = published();
			if (!isFirst) await look(node);
			// A look may ask three times.
			await sms.fault({ fault: 'reply', body: body as never, contentType: 'application/json', times: 3 });
			const told: unknown[] = [];
			while (told.at(-1) !== null) told.push(await look(node).catch(() => 'failed'));
			expect(new Set(told)).toEqual(new Set(['failed', null]));
		}
	});

	test('a list may repeat a message, and name one again later', async () => {
		const node = published();
		await look(node);
		const told: unknown[] = [];
		for (const ids of [[7, 7, 8], [8, 9, 9, 7]]) {
			await sms.fault({ fault: 'reply', body: shop.listed(ids), contentType: 'application/json', times: 1 });
			told.push(await look(node));
		}
		expect(told).toEqual([['Message 7', 'Message 8'], ['Message 9']]);
	});

	test('an output that cannot be worked out loses nothing', async () => {
		const node = published();
		await look(node);
		await arrive('patient');
		node.restart({ parameters: { output: "={{ $('Nobody').first().json.output }}" } });
		await expect(node.look()).rejects.toThrow();
		node.restart({ parameters: {} });
		expect(await look(node)).toEqual(['patient']);
	});

	test('the first look that fails keeps the workflow from being published, and knows nothing yet', async () => {
		await arrive('old');
		const node = published();
		await sms.fault({ fault: 'reply', body: shop.refusal, contentType: 'application/json', times: 1 });
		await expect(node.look()).rejects.toThrow(shop.reason);
		expect(await look(node)).toBeNull();
	});

	test('two looks at once find a message once', async () => {
		const node = published();
		await look(node);
		await arrive('single');
		expect((await Promise.all([look(node), look(node)])).filter(Boolean)).toEqual([['single']]);
	});

	test('with another account the node begins anew', async () => {
		const node = published();
		await look(node);
		await arrive('of the other account');
		node.restart({ account: '2' });
		expect(await look(node)).toBeNull();
		await arrive('new');
		expect(await look(node)).toEqual(['new']);
	});

	test('by hand the newest message is shown, which counts for nothing', async () => {
		const node = published();
		await expect(node.look('manual')).rejects.toThrow(`No message has come in at ${shop.name} yet`);
		await look(node);
		await arrive('one', 'two');
		expect(await node.look('manual')).toMatchObject([{ text: 'two' }]);
		expect(await look(node)).toEqual(['one', 'two']);
	});

	test('raw output has the vendor’s own fields too', async () => {
		const node = published({ output: 'raw' });
		await look(node);
		await arrive('raw');
		expect(await node.look()).toMatchObject([{ text: 'raw', raw: { phone: CUSTOMER } }]);
	});

	test('whatever happens in between, every message starts exactly one run, in its order', async () => {
		const step = fc.constantFrom('message', 'look', 'two looks', 'restart', 'refusal');
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
				const node = published();
				await look(node);
				const [written, told]: unknown[][] = [[], []];
				const looks = async () => told.push(...((await look(node)) ?? []));
				const happens: Record<string, () => unknown> = {
					message: () => arrive(String(written.push(`${written.length}`) - 1)),
					look: looks,
					'two looks': () => Promise.all([looks(), looks()]),
					restart: () => node.restart(),
					refusal: async () => {
						await sms.fault({ fault: 'reply', body: shop.refusal, contentType: 'application/json', times: 1 });
						await expect(node.look()).rejects.toThrow(shop.reason);
					},
				};
				for (const one of steps) await happens[one]();
				await looks();
				expect(told).toEqual(written);
			}),
			{ numRuns: 40 },
		);
	});
});
