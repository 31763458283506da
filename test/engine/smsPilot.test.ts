import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { EMULATOR_KEY } from '../simulators/smsPilot/service.ts';
import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { detailed } from '../support/abilities.ts';
import { Simulated } from '../support/simulated.ts';
import { credentialTypes, nodeTypes, runNode, type RunOptions } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const FIRST = '79131437355';
const SECOND = '79087964782';

let sms: Simulated;

beforeAll(async () => {
	sms = new Simulated(await createSmsPilot());
});
beforeEach(async () => await sms.reset());
afterAll(async () => await sms.close());

const credentials = (overrides: Json = {}) => ({
	smsPilotApi: { authentication: 'apiKey', apiKey: sms.account.apikey, baseUrl: sms.url, ...overrides },
});

/** Runs an operation of the node, e.g. `run('message.send', { to, message })`. */
const run = (operation: string, parameters: Json = {}, options: Partial<RunOptions> = {}) => {
	const [resource, value] = operation.split('.');
	const all = { resource, operation: value, ...parameters };
	return runNode('smsPilot', { credentials: credentials(), ...options, parameters: all });
};

/** Numbers of a range that nobody has. */
const phones = (count: number) => Array.from({ length: count }, (_, index) => `7999000${String(index).padStart(4, '0')}`);

const EACH = { to: '={{ $json.to }}', message: '={{ $json.text }}' };
const isoInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

test('every operation that is promised is there, with a field for each thing it needs', () => {
	const { properties } = nodeTypes.get('smsPilot')!.description;
	const operations = properties.filter(({ name }) => name === 'operation').flatMap((property) =>
		(property.options as Array<{ value: string }>).map(({ value }) => `${property.displayOptions?.show?.resource}.${value}`),
	);
	expect(operations.sort()).toEqual([
		'account.get',
		'account.getBalance',
		'inbound.getAll',
		'message.getCost',
		'message.getStatus',
		'message.send',
		'message.sendAndWait',
		'message.sendAndWaitForDelivery',
		'number.getResult',
		'number.lookup',
		'number.ping',
	]);
});

test('no answer from the operator for a day (600) is not known to have failed, and nobody is told to send again', async () => {
	const { items: [sent] } = await run('message.send', { to: '70000000600', message: 'x' });
	await sms.set({ steps: { sent: 0, undelivered: 0 } });
	const pushed = { server_id: sent.id, status: '-1', error: '600' };
	await sms.fault({ fault: 'reply', body: { check: [pushed] } });
	const { items } = await run('message.getStatus', { ids: sent.id, options: { waitUntilFinal: true, longestWait: 1 } });
	expect(items).toMatchObject([{ id: sent.id, status: 'unknown', isFinal: true, vendorStatus: '-1', vendorError: '600' }]);
	expect(JSON.stringify(items)).not.toMatch(/[Ss]end again/);
});

describe('message.send', () => {
	test('the document’s own example: prices, ids, operators', async () => {
		const { items, pairs } = await run('message.send', { to: `+${FIRST}, 8 (908) 796-47-82`, message: 'Ура "SMSPILOT" работает!' });
		const [first, second] = await sms.messages();
		const packetId = expect.stringMatching(/^\d+$/);
		expect(items).toEqual([
			{ id: first.id, to: FIRST, status: 'queued', isFinal: false, parts: 1, cost: 0.29, currency: 'RUB', vendorStatus: '0', vendorStatusText: 'Accepted', packetId, outcome: 'accepted' },
			{ id: second.id, to: SECOND, status: 'queued', isFinal: false, parts: 1, cost: 0.6, currency: 'RUB', vendorStatus: '0', vendorStatusText: 'Accepted', packetId, outcome: 'accepted' },
		]);
		expect(pairs).toEqual([0, 0]);
		expect((await sms.requests()).requests.map(({ path }) => path)).toEqual(['/api2.php']);
		expect(first).toMatchObject({ to: FIRST, text: 'Ура "SMSPILOT" работает!', from: 'SERVER4' });
	});

	test('250 items with texts of their own are three requests; the order of output is the order of input', async () => {
		const items = phones(250).map((to, n) => ({ to, text: `Order ${n} & more = 100% "now"\n+1` }));
		const result = await run('message.send', EACH, { items });
		expect((await sms.requests()).count).toBe(3);
		expect(result.items.map(({ to }) => to)).toEqual(items.map(({ to }) => to));
		expect(result.pairs).toEqual(items.map((_, index) => index));
		const received = new Map((await sms.messages()).map(({ id, to, text }) => [id, { to, text }]));
		expect(result.items.map(({ id }) => received.get(String(id)))).toEqual(items);
	});

	test('two texts to one number share a request, each with an id of its own', async () => {
		const items = [{ to: FIRST, text: 'first' }, { to: FIRST, text: 'second' }];
		const result = await run('message.send', EACH, { items });
		const received = await sms.messages();
		expect(result.items.map(({ id }) => id)).toEqual(received.map(({ id }) => id));
		expect(new Set(received.map(({ clientId }) => clientId)).size).toBe(2);
		expect((await sms.requests()).count).toBe(1);
	});

	test('every option reaches the vendor under its own name', async () => {
		const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
		const { items } = await run('message.send', {
			to: FIRST,
			message: 'x',
			from: { __rl: true, mode: 'name', value: 'Taxi-12.Ru' },
			options: {
				sendAt: at.toISOString().replace('Z', '+00:00'),
				ttl: 60,
				ownId: 12345,
				callbackUrl: 'http://127.0.0.1:9/status.php',
				callbackMethod: 'post',
			},
		});
		expect(items).toMatchObject([{ status: 'scheduled', isFinal: false, vendorStatus: '3' }]);
		expect(await sms.messages()).toMatchObject([
			{
				from: 'Taxi-12.Ru',
				ttl: 60,
				clientId: '12345',
				deliverAt: at.getTime(),
				callback: 'http://127.0.0.1:9/status.php',
				callbackMethod: 'post',
			},
		]);
	});

	test('messages with one own id of the user go in requests of their own, and none is lost', async () => {
		const { items } = await run('message.send', { to: `${FIRST}, ${SECOND}`, message: 'x', options: { ownId: '7' } });
		expect(items).toMatchObject([{ to: FIRST }, { to: SECOND }]);
		expect((await sms.requests()).count).toBe(2);
	});

	test('a dry run sends nothing, pays nothing, and says so', async () => {
		const before = (await run('account.getBalance')).items;
		const { items } = await run('message.send', { to: FIRST, message: 'x', options: { dryRun: true } });
		expect(items).toMatchObject([{ to: FIRST, vendorStatusText: 'Dry run: nothing was sent' }]);
		expect(await sms.messages()).toEqual([]);
		expect((await run('account.getBalance')).items).toEqual(before);
	});

	test('the raw output is the vendor’s own item, with the packet', async () => {
		const { items } = await run('message.send', { to: FIRST, message: 'x', output: 'raw' });
		expect(items).toMatchObject([{ to: FIRST, server_id: expect.any(String), server_packet_id: expect.any(String), operator: 'MTS' }]);
	});

	test('answers with numbers, as since 2021, are read alike', async () => {
		await sms.set({ isNew: true });
		const { items } = await run('message.send', { to: FIRST, message: 'я'.repeat(71) });
		await sms.set({ isNew: false });
		expect(items).toMatchObject([{ id: expect.any(String), status: 'queued', parts: 2, cost: 0.58, vendorStatus: '0' }]);
	});

	test('login and password serve as well as the API key; so does the emulator', async () => {
		const { login, password } = sms.account;
		const signed = { credentials: credentials({ authentication: 'login', apiKey: '', login, password }) };
		expect((await run('message.send', { to: FIRST, message: 'x' }, signed)).items).toMatchObject([{ status: 'queued' }]);
		const emulated = { credentials: credentials({ apiKey: ` ${EMULATOR_KEY}\n` }) };
		expect((await run('message.send', { to: SECOND, message: 'x' }, emulated)).items).toMatchObject([{ id: '10000', status: 'queued' }]);
		expect(await sms.perPhone()).toEqual({ [FIRST]: 1 });
	});
});

describe('a refused recipient', () => {
	const mixed = [{ to: FIRST, text: 'a' }, { to: '70000000213', text: 'b' }, { to: SECOND, text: 'c' }];

	test('goes to the error output with its reason; the others are sent', async () => {
		const { items, failed } = await run('message.send', EACH, { items: mixed, onError: 'continueErrorOutput' });
		expect(items.map(({ to }) => to)).toEqual([FIRST, SECOND]);
		expect(failed).toMatchObject([
			{
				to: '70000000213',
				text: 'b',
				error: 'SMSPILOT refused 70000000213: its country or operator is not served, or it is a landline (213)',
				...detailed({ to: '70000000213', code: '213', outcome: 'refused', remedy: 'Check the number.' }),
			},
		]);
	});

	test('stops a run that stops at errors, with what was accepted in the description', async () => {
		const { status, error } = await run('message.send', EACH, { items: mixed });
		expect(status).toBe('error');
		expect(error?.message).toContain('(213) [item 1; 2 accepted, 1 refused]');
		expect(error?.description).toMatch(/Accepted, do not send again: 79131437355 = \d+, 79087964782 = \d+/);
	});

	const one: Array<[code: number, stage: Json, parameters: Json]> = [
		[112, { balance: 0.1 }, {}],
		[241, { balance: 0 }, {}],
		[204, { info: { any_sender: '0' } }, { from: 'ADVOKAT' }],
		[212, { blacklist: [FIRST] }, {}],
		[223, {}, { message: 'Казино' }],
		[226, { sharedSendersAllowed: false }, { from: 'INFORM' }],
		[242, { trial: true }, { to: phones(3).join() }],
		[260, { httpsCallbacks: false }, { options: { callbackUrl: 'https://example.com/' } }],
		[270, { shortestTtl: 10 }, { options: { ttl: 5 } }],
		[106, { refusal: 106 }, {}],
	];

	test.each(one)('%i is told with its remedy', async (code, stage, parameters) => {
		await sms.set(stage);
		const { items } = await run('message.send', { to: FIRST, message: 'x', ...parameters }, { onError: 'continueRegularOutput' });
		await sms.set(UNSTAGED);
		expect(items[0]).toMatchObject({ details: { code: String(code), outcome: 'refused', remedy: expect.stringMatching(/\.$/) } });
		expect(await sms.messages()).toEqual([]);
	});

	const UNSTAGED = {
		balance: 10_000,
		info: { any_sender: '1' },
		blacklist: [],
		sharedSendersAllowed: true,
		trial: false,
		httpsCallbacks: true,
		shortestTtl: 1,
		refusal: 0,
	};

	test('a code that nobody has documented passes through with the vendor’s words', async () => {
		const body = { error: { code: '715', description: 'New rule', description_ru: 'Новое правило' } };
		await sms.fault({ fault: 'reply', body });
		const { items } = await run('message.send', { to: FIRST, message: 'x' }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([
			{
				error: `SMSPILOT refused ${FIRST}: Новое правило (715)`,
				details: { code: '715', vendorText: 'Новое правило', outcome: 'refused', answer: body },
			},
		]);
	});
});

describe('wrong input is found before anything is sent', () => {
	const wrong: Array<[what: string, parameters: Json, message: RegExp]> = [
		['a number with letters', { to: '7925abc' }, /To: "7925abc" is not a phone number/],
		['no number', { to: ' ' }, /To: is empty/],
		['no text', { message: '  ' }, /Message: is empty/],
		['a text of eleven parts', { message: 'я'.repeat(67 * 10 + 1) }, /Message: needs 11 SMS parts \(Cyrillic or special characters\), the vendor takes at most 10/],
		['a text longer than the user allows', { message: 'a'.repeat(161), options: { maximumParts: 1 } }, /needs 2 SMS parts/],
		['a sender with a space', { from: 'My Shop' }, /Sender: "My Shop" cannot be a sender/],
		['a sender in Cyrillic', { from: 'Магазин' }, /Sender: "Магазин" cannot be a sender/],
		['a sender of two letters', { from: 'AB' }, /Sender: "AB" cannot be a sender/],
		['a time that is none', { options: { sendAt: 'tomorrow' } }, /Send At: "tomorrow" is not a date/],
		['a lifetime of 0 minutes', { options: { ttl: 0 } }, /Time to Live \(Minutes\): is 0/],
		['a lifetime over a day', { options: { ttl: 1441 } }, /Time to Live \(Minutes\): is 1441/],
		['an own id with letters', { options: { ownId: 'order-7' } }, /Own Message ID: "order-7" is not a whole number/],
		['an address that is none', { options: { callbackUrl: 'status.php' } }, /Status URL: "status.php" is not a full address/],
	];

	test.each(wrong)('%s', async (_what, parameters, message) => {
		const { status, error } = await run('message.send', { to: FIRST, message: 'x', ...parameters });
		expect(status).toBe('error');
		expect(error?.message).toMatch(message);
		expect((await sms.requests()).count).toBe(0);
	});

	test.each([
		['message.getStatus', { ids: 'abc' }, /Message IDs: "abc" is not an ID of SMSPILOT/],
		['message.getStatus', { by: 'packet', packetId: 'x' }, /Packet ID: "x" is not a packet ID/],
		['message.getStatus', { by: 'packet', packetId: '={{ "" }}' }, /Packet ID: is empty/],
		['inbound.getAll', { which: 'since', since: '={{ "" }}' }, /Since: is empty/],
		['inbound.getAll', { which: 'since', since: 'yesterday' }, /Since: "yesterday" is not a date/],
		['account.getBalance', { unit: '=eur' }, /Unit: is "eur", which is none of its choices/],
		['number.lookup', { to: '12' }, /Phone Numbers: "12"/],
		['number.getResult', { ids: '={{ "" }}' }, /^(?!.*Message IDs).*IDs: is empty/],
	])('%s with %o', async (operation, parameters, message) => {
		expect((await run(operation, parameters)).error?.message).toMatch(message);
		expect((await sms.requests()).count).toBe(0);
	});
});

describe('a retry sends only the rest', () => {
	const retries = { maxTries: 3, waitBetweenTries: 0 };

	test('after a refusal in a run that stops', async () => {
		const items = [{ to: '70000000213', text: 'b' }, ...phones(249).map((to) => ({ to, text: to }))];
		const { status } = await run('message.send', EACH, { items, retries });
		expect(status).toBe('error');
		const counts = Object.values(await sms.perPhone());
		expect(counts).toHaveLength(249);
		expect(Math.max(...counts)).toBe(1);
		expect((await sms.requests()).count).toBe(3);
	});

	test('a refusal is asked about again, for the vendor may have changed its mind; who was texted is not texted again', async () => {
		const items = [{ to: '70000000213', text: 'b' }, { to: FIRST, text: 'a' }];
		await run('message.send', EACH, { items, retries });
		expect((await sms.requests()).count).toBe(3);
		expect(await sms.perPhone()).toEqual({ [FIRST]: 1 });
	});

	test('after an unclear batch, whatever the text says now', async () => {
		await sms.fault({ fault: 'resetAfterRead', path: '/api2.php', skip: 1 });
		const items = phones(250).map((to) => ({ to, text: to }));
		const random = { to: '={{ $json.to }}', message: '=Code {{ Math.floor(Math.random() * 9000) + 1000 }}' };
		const { status, error } = await run('message.send', random, { items, retries });
		expect(status).toBe('error');
		expect(error?.message).toContain('It is unclear whether SMSPILOT took 79990000100');
		const counts = Object.values(await sms.perPhone());
		expect(counts).toHaveLength(250);
		expect(Math.max(...counts)).toBe(1);
	});
});

describe('trouble on the way', () => {
	const send = (options: Partial<RunOptions> = {}) =>
		run('message.send', { to: FIRST, message: 'x', options: { timeout: 1 } }, { onError: 'continueRegularOutput', ...options });

	test.each([
		[{ fault: 'resetAfterRead' }, /unclear whether SMSPILOT took 79131437355: the connection broke/, 1],
		[{ fault: 'silence' }, /unclear .* it did not answer in time/, 1],
		[{ fault: 'status', status: 502 }, /unclear .* its server failed \(HTTP 502\)/, 0],
		[{ fault: 'html' }, /unclear .* a web page instead of data/, 0],
		[{ fault: 'truncated' }, /unclear .* cut off or damaged/, 1],
		[{ fault: 'wrongShape' }, /unclear/, 1],
		[{ fault: 'reply', body: { send: [] } }, /unclear .* its answer does not mention it/, 0],
		[{ fault: 'reply', body: { send: [{ to: FIRST, status: '0' }] } }, /unclear .* does not prove that it was taken/, 0],
	])('%o is told as unclear and never repeated', async (fault, message, received) => {
		await sms.fault(fault);
		const { items } = await send();
		expect(items).toMatchObject([{ error: expect.stringMatching(message), details: { to: FIRST, outcome: 'unknown' } }]);
		expect((await sms.requests()).count).toBe(1);
		expect(await sms.messages()).toHaveLength(received);
	});

	test('code 110, "the gateway is not available", is waited out', async () => {
		await sms.fault({ fault: 'reply', body: { error: { code: '110', description: 'System error' } } });
		expect((await send()).items).toMatchObject([{ status: 'queued' }]);
		expect(await sms.messages()).toHaveLength(1);
	});

	test.each([
		['too short', { apiKey: 'ABC' }, '101'],
		['that nobody has', { apiKey: '0'.repeat(64) }, '400'],
		['missing', { apiKey: '' }, '100'],
	])('an API key %s is told once; nothing else is asked with it', async (_what, wrong, code) => {
		const items = phones(400).map((to) => ({ to, text: to }));
		const result = await run('message.send', EACH, { items, onError: 'continueRegularOutput', credentials: credentials(wrong) });
		expect((await sms.requests()).count).toBe(1);
		expect(result.items[0]).toMatchObject({ details: { code, outcome: 'refused' } });
		expect(result.items[399]).toMatchObject({ details: { outcome: 'not tried' } });
	});

	test('no secret shows, even where the vendor quotes it', async () => {
		const secret = 'MARKEDSECRET0123MARKEDSECRET0123MARKEDSECRET0123MARKEDSECRET0123';
		await sms.fault({ fault: 'reply', times: 0, body: `<html>apikey=${secret} is not known</html>` });
		for (const onError of ['continueRegularOutput', 'stopWorkflow'] as const) {
			const signed = { onError, credentials: credentials({ apiKey: `${secret}\n` }) };
			const { stored } = await run('message.send', { to: FIRST, message: 'x' }, signed);
			expect(JSON.stringify(stored)).not.toContain(secret);
			expect(JSON.stringify(stored)).toContain('•••');
		}
	});
});

describe('message.getCost', () => {
	test('each recipient has a price of its own, and nothing is sent', async () => {
		const parameters = { to: `${FIRST}, ${SECOND}, 70000000213`, message: 'я'.repeat(80), from: 'INFORM' };
		const { items } = await run('message.getCost', parameters, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([
			{ to: FIRST, cost: 0.58, currency: 'RUB', parts: 2 },
			{ to: SECOND, cost: 1.2, currency: 'RUB', parts: 2 },
			{ details: { to: '70000000213', code: '213' } },
		]);
		expect(await sms.messages()).toEqual([]);
	});
});

describe('message.getStatus', () => {
	const sendTo = async (to: string, output = 'simplified') => (await run('message.send', { to, message: 'x', output })).items;

	test('many ids in few requests, in their order', async () => {
		const ids = (await sendTo(phones(150).join())).map(({ id }) => ({ id }));
		await sms.set({ steps: { sent: 1, delivered: 3 } });
		const before = (await sms.requests()).count;
		const { items } = await run('message.getStatus', { ids: '={{ $json.id }}' }, { items: ids });
		expect((await sms.requests()).count - before).toBe(2);
		expect(items.map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
	});

	test('by packet: all its messages', async () => {
		const [{ packetId }] = (await run('message.send', { to: phones(3).join(), message: 'x' })).items;
		const { items, pairs } = await run('message.getStatus', { by: 'packet', packetId });
		expect(items.map(({ id }) => id)).toEqual((await sms.messages()).map(({ id }) => id));
		expect(pairs).toEqual([0, 0, 0]);
		const [{ server_packet_id: other }] = await sendTo('79991112233', 'raw');
		const packets = { items: [{ packet: other }, { packet: packetId }, { packet: other }] };
		const several = await run('message.getStatus', { by: 'packet', packetId: '={{ $json.packet }}' }, packets);
		expect(several.pairs).toEqual([0, 1, 1, 1, 2]);
		expect((await run('message.getStatus', { by: 'packet', packetId: '99999' })).error?.message).toContain('no packet has this ID (304)');
	});

	test('waits until the status is final', async () => {
		const [{ id }] = await sendTo(FIRST);
		const { items } = await run('message.getStatus', { ids: id, options: { waitUntilFinal: true, longestWait: 1 } });
		expect(items).toEqual([{ id, status: 'delivered', isFinal: true, vendorStatus: '2', vendorStatusText: 'Delivered' }]);
	});

	test('on its way, scheduled, failed, not known', async () => {
		await sms.set({ steps: { sent: 0, undelivered: 0 } });
		const [[onItsWay], [failed]] = [await sendTo('70000000001'), await sendTo('70000000601')];
		const later = { to: FIRST, message: 'y', options: { sendAt: Date.now() + 3_600_000 } };
		const [scheduled] = (await run('message.send', later)).items;
		const ids = [onItsWay.id, failed.id, scheduled.id, '999999'];
		const { items } = await run('message.getStatus', { ids });
		await sms.set({ steps: { sent: 1, undelivered: 3 } });
		expect(items).toMatchObject([
			{ id: ids[0], status: 'sent', isFinal: false, vendorStatus: '1' },
			{ id: ids[1], status: 'failed', isFinal: true, vendorStatus: '-1' },
			{ id: ids[2], status: 'scheduled', isFinal: false, vendorStatus: '3' },
			{ id: '999999', status: 'unknown', isFinal: false, vendorStatus: '-2' },
		]);
	});

	test('error 302 in the place of status -2 is told with a remedy', async () => {
		await sms.set({ unknownIds: 'error' });
		const { error } = await run('message.getStatus', { ids: '999999' });
		await sms.set({ unknownIds: 'item' });
		expect(error?.message).toContain('no message has this ID, or it is older than 40 days (302)');
	});

	test('what the document prints', async () => {
		const { items } = await run('message.getStatus', { ids: '10005 10006', output: 'raw' }, { credentials: credentials({ apiKey: 'XYZ' }) });
		expect(items).toMatchObject([{ server_id: '10005', modified: expect.any(String) }, { server_id: '10006' }]);
	});
});

describe('account', () => {
	test('getBalance in roubles and in messages', async () => {
		await sms.set({ balance: 405.6 });
		expect((await run('account.getBalance')).items).toEqual([{ balance: 405.6, currency: 'RUB' }]);
		expect((await run('account.getBalance', { unit: 'sms' })).items).toEqual([{ balance: 676, unit: 'SMS' }]);
		await sms.set({ balance: 10_000 });
	});

	test('get', async () => {
		expect((await run('account.get')).items).toEqual([
			{
				id: '1',
				tariffId: '1',
				email: 'info@smspilot.ru',
				phone: '79087964781',
				balance: expect.any(Number),
				currency: 'RUB',
				registered: '2012-01-21 07:25',
				senders: ['mySHOP', 'SCHOOL', 'SERVER4', 'my-site.ru'],
				defaultSender: 'SERVER4',
				anySender: true,
			},
		]);
		const raw = (await run('account.get', { output: 'raw' })).items;
		expect(raw).toMatchObject([{ any_sender: '1', senders: 'mySHOP,SCHOOL,SERVER4,my-site.ru' }]);
	});
});

describe('inbound.getAll', () => {
	const stage = async (seen: string[]) =>
		await sms.set({
			inbound: seen.map((flag, index) => ({
				id: String(12345 + index),
				phone: '79087964781',
				num: '79021121075',
				text: '1234 Ура работает!',
				created: `2026-09-2${index} 20:15`,
				seen: flag,
			})),
		});
	const ids = (items: Json[]) => items.map(({ id }) => id);

	test('all, with a limit; times are Moscow’s', async () => {
		await stage(['0', '1']);
		const { items } = await run('inbound.getAll', { returnAll: true });
		expect(items).toEqual([
			{ id: '12345', from: '79087964781', to: '79021121075', text: '1234 Ура работает!', receivedAt: isoInstant, isSeen: false },
			{ id: '12346', from: '79087964781', to: '79021121075', text: '1234 Ура работает!', receivedAt: '2026-09-21T17:15:00.000Z', isSeen: true },
		]);
		expect((await run('inbound.getAll', { returnAll: false, limit: 1 })).items).toHaveLength(1);
	});

	test('since a moment, sent in Greenwich time', async () => {
		await stage(['0', '1', '0']);
		const { items } = await run('inbound.getAll', { which: 'since', since: '2026-09-21T19:00:00+03:00' });
		expect(ids(items)).toEqual(['12346', '12347']);
	});

	test('new only: each message once, and no limit that would lose the rest', async () => {
		await stage(Array.from({ length: 60 }, () => '0').map((flag, index) => (index % 2 ? '1' : flag)));
		expect((await run('inbound.getAll', { which: 'new', limit: 1 })).items).toHaveLength(30);
		expect((await run('inbound.getAll', { which: 'new' })).items).toEqual([]);
	});

	test('an answer with new messages that is lost on the way is not passed over in silence', async () => {
		await stage(['0']);
		await sms.fault({ fault: 'resetAfterRead' });
		const { error } = await run('inbound.getAll', { which: 'new' });
		expect(error?.message).toContain('SMSPILOT gave no usable answer');
		expect((await sms.requests()).count).toBe(1);
	});

	test('an answer with all messages that is lost on the way is asked for again', async () => {
		await stage(['0']);
		await sms.fault({ fault: 'resetAfterRead' });
		expect((await run('inbound.getAll', { which: 'all', returnAll: true })).items).toHaveLength(1);
		expect((await sms.requests()).count).toBe(2);
	});
});

describe('number', () => {
	test('lookup and getResult: what is found out comes later', async () => {
		const asked = await run('number.lookup', { to: `${FIRST}, 70000000602` });
		expect(asked.items).toMatchObject([{ to: FIRST, status: 'queued', cost: 0.1, currency: 'RUB' }, { to: '70000000602' }]);
		expect(await sms.messages()).toMatchObject([{ to: FIRST, channel: 'HLR' }, { channel: 'HLR' }]);
		const ids = asked.items.map(({ id }) => id);
		const { items } = await run('number.getResult', { ids, options: { waitUntilFinal: true, longestWait: 1 } });
		expect(items).toEqual([
			{
				id: ids[0],
				to: FIRST,
				status: 'available',
				isFinal: true,
				vendorStatus: '2',
				vendorStatusText: 'In service, or switched on',
				country: 'RU',
				operator: 'MTS',
				message: expect.stringContaining('HLR'),
			},
			expect.objectContaining({ to: '70000000602', status: 'unavailable', isFinal: true, reason: 'its country or operator is not served' }),
		]);
	});

	test('lookup by the VIP route, and ping', async () => {
		await run('number.lookup', { to: FIRST, options: { vip: true } });
		await run('number.ping', { to: SECOND });
		expect((await sms.messages()).map(({ to, channel }) => [to, channel])).toEqual([[FIRST, 'HLRVIP'], [SECOND, 'PING']]);
		expect((await sms.requests()).requests.map(({ path }) => path)).toEqual(['/api.php', '/api.php']);
	});

	test('a refused number among others, and one alone', async () => {
		const both = await run('number.ping', { to: `${FIRST}, 70000000213` }, { onError: 'continueRegularOutput' });
		expect(both.items).toMatchObject([{ to: FIRST, status: 'queued' }, { details: { code: '213', outcome: 'refused' } }]);
		expect((await run('number.ping', { to: '70000000213' })).error?.message).toContain('(213)');
	});

	test('150 numbers are two requests; an unclear one is not repeated', async () => {
		await sms.fault({ fault: 'resetAfterRead', skip: 1 });
		const { items } = await run('number.lookup', { to: phones(150).join() }, { onError: 'continueRegularOutput' });
		expect((await sms.requests()).count).toBe(2);
		expect(items.filter(({ status }) => status === 'queued')).toHaveLength(100);
		expect(items.filter(({ details }) => (details as Json)?.outcome === 'unknown')).toHaveLength(50);
		expect(Object.values(await sms.perPhone())).toEqual(Array.from({ length: 150 }, () => 1));
	});
});

describe('the credential', () => {
	const { test: check, authenticate } = credentialTypes.get('smsPilotApi')! as Json;

	/** n8n's own way of testing: the request, signed, then the first rule that fits. */
	const verdict = async (overrides: Json) => {
		const values = credentials(overrides).smsPilotApi;
		const { method, url, body } = check.request;
		const signed = await authenticate(values, { url, method, body });
		const reply = await fetch(values.baseUrl + signed.url, { method: signed.method, body: JSON.stringify(signed.body) });
		const text = await reply.text();
		const answer = text.startsWith('{') ? JSON.parse(text) : { data: text };
		const valueAt = (path: string) => path.split('.').reduce((value, key) => value?.[key], answer);
		return check.rules.find(({ properties: { key, value } }: Json) => valueAt(key) === value)?.properties.message;
	};

	test('a right one passes; wrong ones are told apart', async () => {
		expect(await verdict({})).toBeUndefined();
		expect(await verdict({ apiKey: EMULATOR_KEY })).toBeUndefined();
		expect(await verdict({ authentication: 'login', login: sms.account.login, password: sms.account.password })).toBeUndefined();
		expect(await verdict({ apiKey: 'ABC' })).toMatch(/the API key is wrong \(101\)\. Copy the whole API key/);
		expect(await verdict({ apiKey: '0'.repeat(64) })).toMatch(/no account has this API key or login \(400\)/);
		expect(await verdict({ authentication: 'login', login: 'nobody', password: 'x' })).toMatch(/\(401\)/);
	});

	test('a code that nobody has documented, and a page that is not SMSPILOT, do not pass', async () => {
		await sms.fault({ fault: 'reply', body: { error: { code: '715', description: 'New rule' } } });
		expect(await verdict({})).toMatch(/did not answer with a balance/);
		await sms.fault({ fault: 'html' });
		expect(await verdict({})).toMatch(/did not answer with a balance/);
	});
});
