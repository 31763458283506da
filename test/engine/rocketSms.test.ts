import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createRocketSms } from '../simulators/rocketSms/index.ts';
import { causeOf, detailed } from '../support/abilities.ts';
import { Simulated } from '../support/simulated.ts';
import { runNode, type RunOptions } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '375296890043';
const OTHER = '375331234567';
const REFUSED = '375000000001';

let sms: Simulated;
let fresh: Json;

beforeAll(async () => {
	const simulator = await createRocketSms();
	fresh = structuredClone(simulator.settings);
	sms = new Simulated(simulator);
});
beforeEach(async () => {
	await sms.set(fresh);
	await sms.reset();
});
afterAll(async () => await sms.close());

const credentials = (overrides: Json = {}) => {
	const { username, password } = sms.account;
	return { rocketSmsApi: { username, password, alreadyHashed: false, baseUrl: sms.url, ...overrides } };
};

/** Runs an operation of the node, e.g. `run('message.send', { to, message })`. */
const run = (operation: string, parameters: Json = {}, options: Partial<RunOptions> = {}) => {
	const [resource, value] = operation.split('.');
	return runNode('rocketSms', { credentials: credentials(), ...options, parameters: { resource, operation: value, ...parameters } });
};

/** Numbers of an area code that nobody has. */
const phones = (count: number) => Array.from({ length: count }, (_, index) => `37500001${String(index).padStart(4, '0')}`);

const EACH = { to: '={{ $json.to }}', message: '={{ $json.text }}' };
const verified = (sender: string) => ({ sender, verified: true, checked: true, registered: true });
const picked = (value: string) => ({ __rl: true, mode: 'list', value });

describe('message.send', () => {
	test('the example of the document', async () => {
		const { items } = await run('message.send', { to: PHONE, message: 'Hello, World!' });
		expect(items).toEqual([
			{
				id: expect.stringMatching(/^\d+$/),
				to: PHONE,
				status: 'sent',
				isFinal: false,
				vendorStatus: 'SENT',
				vendorStatusText: 'Sent to the recipient',
				parts: 1,
				cost: 0.2,
				credits: 1,
				outcome: 'accepted',
			},
		]);
		expect(await sms.messages()).toMatchObject([{ id: items[0].id, to: PHONE, text: 'Hello, World!' }]);
		expect((await sms.requests()).requests).toMatchObject([{ method: 'POST', path: '/simple/send' }]);
	});

	test('each number of an item gets a message and a result of its own, in the order of the numbers', async () => {
		const { items, pairs } = await run('message.send', { to: '80 29 689-00-43, +375 (33) 123 45 67; 296890043', message: 'Привет & пока = 100%\n+1' });
		expect(items.map(({ to }) => to)).toEqual([PHONE, OTHER]);
		expect(pairs).toEqual([0, 0]);
		expect(await sms.perPhone()).toEqual({ [PHONE]: 1, [OTHER]: 1 });
		expect((await sms.messages()).map(({ text }) => text)).toEqual(Array(2).fill('Привет & пока = 100%\n+1'));
	});

	test('50 items with texts of their own come out in their order', async () => {
		const items = phones(50).map((to, n) => ({ to, text: `Order ${n}` }));
		const result = await run('message.send', EACH, { items });
		expect(result.items.map(({ to }) => to)).toEqual(items.map(({ to }) => to));
		expect(result.pairs).toEqual(items.map((_, index) => index));
		const received = await sms.messages();
		expect(new Map(received.map(({ to, text }) => [to, text]))).toEqual(new Map(items.map(({ to, text }) => [to, text])));
		expect(new Map(received.map(({ to, id }) => [to, id]))).toEqual(new Map(result.items.map(({ to, id }) => [to, id])));
	});

	test('sender, time and priority reach the vendor as the document says', async () => {
		await sms.set({ senders: [verified('CLINIC')] });
		const at = Math.floor(Date.now() / 1000) * 1000 + 3_600_000;
		const { items } = await run('message.send', {
			to: PHONE,
			message: 'Код 1234',
			from: picked('CLINIC'),
			options: { sendAt: new Date(at + 900).toISOString(), priority: true },
		});
		expect(items).toMatchObject([{ to: PHONE, status: 'scheduled', isFinal: false, vendorStatus: 'QUEUED' }]);
		expect(await sms.messages()).toMatchObject([{ from: 'CLINIC', deliverAt: at, priority: true }]);
	});

	test('a priority that is switched off is not sent, and a time in the past sends at once', async () => {
		const { items } = await run('message.send', { to: PHONE, message: 'x', options: { priority: false, sendAt: new Date(Date.now() - 3_600_000).toISOString() } });
		expect(items).toMatchObject([{ status: 'sent' }]);
		const [message] = await sms.messages();
		expect(message).not.toHaveProperty('priority');
		expect(message).not.toHaveProperty('deliverAt');
	});

	test('a template of the account is sent by its tag', async () => {
		const { items } = await run('message.send', { to: PHONE, content: 'template', template: picked('TPL_ID_1') });
		expect(items).toMatchObject([{ to: PHONE, status: 'sent', cost: 0.2 }]);
		expect(items[0]).not.toHaveProperty('parts');
		expect(await sms.messages()).toMatchObject([{ text: 'Hello world' }]);
	});

	test('the raw output is the vendor’s own answer', async () => {
		const { items } = await run('message.send', { to: PHONE, message: 'x', output: 'raw' });
		expect(items).toEqual([{ id: expect.any(Number), status: 'SENT', cost: { credits: 1, money: 0.2 } }]);
	});

	test('an MD5 serves in the place of the password, in small letters and in capitals', async () => {
		const hash = createHash('md5').update(sms.account.password).digest('hex');
		for (const password of [hash, hash.toUpperCase()]) {
			const signed = { credentials: credentials({ password, alreadyHashed: true }) };
			expect((await run('message.send', { to: PHONE, message: 'x' }, signed)).items).toMatchObject([{ status: 'sent' }]);
		}
	});
});

describe('message.sendBulk', () => {
	test('one text to 250 numbers of as many items is three requests', async () => {
		const items = phones(250).map((to) => ({ to }));
		const result = await run('message.sendBulk', { to: '={{ $json.to }}', message: 'Скидки!' }, { items });
		expect((await sms.requests()).requests.map(({ path }) => path)).toEqual(Array(3).fill('/simple/bulkSend'));
		expect(result.items.map(({ to }) => to)).toEqual(items.map(({ to }) => to));
		expect(new Map((await sms.messages()).map(({ to, id }) => [to, id]))).toEqual(new Map(result.items.map(({ to, id }) => [to, id])));
	});

	test('sender, time and template reach the vendor; other texts go in other requests', async () => {
		await sms.set({ senders: [verified('CLINIC')] });
		const at = Math.floor(Date.now() / 1000) * 1000 + 3_600_000;
		const options = { sendAt: new Date(at).toISOString() };
		const chosen = { content: 'template', template: picked('TPL_ID_1'), from: picked('CLINIC'), options };
		const { items } = await run('message.sendBulk', { to: [PHONE, OTHER], ...chosen });
		expect(items).toMatchObject([{ to: PHONE, status: 'scheduled' }, { to: OTHER, status: 'scheduled' }]);
		expect(await sms.messages()).toMatchObject(Array(2).fill({ text: 'Hello world', from: 'CLINIC', deliverAt: at }));

		await sms.reset();
		await run('message.sendBulk', EACH, { items: [{ to: PHONE, text: 'a' }, { to: OTHER, text: 'b' }] });
		expect((await sms.requests()).count).toBe(2);
	});

	test('a refused number spoils only itself', async () => {
		const parameters = { to: [PHONE, REFUSED, OTHER], message: 'x' };
		const { items } = await run('message.sendBulk', parameters, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ to: PHONE }, { details: { to: REFUSED, code: 'BAD_PHONE', outcome: 'refused' } }, { to: OTHER }]);
		expect(await sms.perPhone()).toEqual({ [PHONE]: 1, [OTHER]: 1 });
	});

	test('an answer that does not name each number leaves all in doubt, and none is sent again', async () => {
		await sms.fault({ fault: 'reply', processed: true, body: '[{"id":1,"status":"SENT"}]', times: 0 });
		const retries = { maxTries: 3, waitBetweenTries: 0 };
		const parameters = { to: [PHONE, OTHER], message: 'x' };
		const { items } = await run('message.sendBulk', parameters, { onError: 'continueRegularOutput', retries });
		expect(items).toMatchObject(Array(2).fill({ error: expect.stringContaining('not one result for each of 2'), details: { outcome: 'unknown' } }));
		expect(await sms.perPhone()).toEqual({ [PHONE]: 1, [OTHER]: 1 });
	});

	test('the raw output says whose each part is', async () => {
		const { items } = await run('message.sendBulk', { to: [PHONE, OTHER], message: 'x', output: 'raw' });
		expect(items).toMatchObject([{ to: PHONE, id: expect.any(Number), status: 'SENT' }, { to: OTHER }]);
	});
});

describe('a refused recipient', () => {
	const mixed = [{ to: PHONE, text: 'a' }, { to: REFUSED, text: 'b' }, { to: OTHER, text: 'c' }];

	test('goes to the error output with its reason; the others are sent', async () => {
		const { items, failed } = await run('message.send', EACH, { items: mixed, onError: 'continueErrorOutput' });
		expect(items.map(({ to }) => to)).toEqual([PHONE, OTHER]);
		expect(failed).toMatchObject([
			{
				text: 'b',
				error: `RocketSMS refused ${REFUSED}: the phone number is wrong (BAD_PHONE)`,
				...detailed({ to: REFUSED, code: 'BAD_PHONE', outcome: 'refused', remedy: 'Check the number.' }),
			},
		]);
	});

	test('stops a run that stops at errors, with what was accepted in the description', async () => {
		const { status, error } = await run('message.send', EACH, { items: mixed });
		expect(status).toBe('error');
		expect(error?.message).toMatch(/^RocketSMS refused 375000000001: the phone number is wrong \(BAD_PHONE\) \[item 1; /);
		expect(error?.description).toMatch(/Accepted, do not send again: 375296890043 = \d+/);
	});

	test('with a code that nobody has documented is told with the code and the answer', async () => {
		const { items } = await run('message.send', { to: '375000000002', message: 'x' }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([
			{ error: expect.stringContaining('(NO_ROUTE)'), details: { code: 'NO_ROUTE', answer: { error: 'NO_ROUTE' } } },
		]);
	});

	test('is refused whatever the HTTP status of the answer', async () => {
		await sms.set({ errorStatus: 400 });
		const { items } = await run('message.send', { to: REFUSED, message: 'x' }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ details: { code: 'BAD_PHONE', outcome: 'refused' } }]);
	});

	test('that failed at once is told as refused, with its id', async () => {
		await sms.fault({ fault: 'reply', body: '{"id":8767,"status":"FAILED"}' });
		const { items } = await run('message.send', { to: PHONE, message: 'x' }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ details: { id: '8767', code: 'FAILED', outcome: 'refused' } }]);
	});

	test('for want of money shows the vendor’s code', async () => {
		await sms.set({ credits: 0, balance: 0 });
		const { error } = await run('message.send', { to: PHONE, message: 'x' });
		expect(error?.message).toContain('(NOT_ENOUGH_MONEY)');
	});
});

describe('wrong input is found before anything is sent', () => {
	const wrong: Array<[what: string, operation: string, parameters: Json, message: RegExp]> = [
		['a number with letters', 'message.send', { to: '37529abc' }, /To: "37529abc" is not a phone number/],
		['a number of a wrong length', 'message.send', { to: '+37529689004' }, /has 11 digits; numbers of \+375 have 12/],
		['no number', 'message.send', { to: ' ' }, /To: is empty/],
		['no text', 'message.send', { message: '  ' }, /Message: is empty/],
		['a text that is none', 'message.send', { message: '={{ {} }}' }, /Message: is not a text/],
		['a text longer than the user allows', 'message.send', { message: 'a'.repeat(161), options: { maximumParts: 1 } }, /needs 2 SMS parts/],
		['a time that is none', 'message.send', { options: { sendAt: 'tomorrow' } }, /Send At: "tomorrow" is not a date/],
		['a time that is no number', 'message.send', { options: { sendAt: '={{ Number("x") }}' } }, /Send At: is empty/],
		['no template', 'message.send', { content: 'template', template: picked('={{ "" }}') }, /Template: is empty/],
		['a template that is none', 'message.sendBulk', { content: 'template', template: picked('Hello') }, /"Hello" is not the tag of a template/],
		['a number in a bulk', 'message.sendBulk', { to: [PHONE, 'nobody'] }, /To: "nobody" is not a phone number/],
		['no id', 'message.getStatus', { ids: '={{ "" }}' }, /Message IDs: is empty/],
		['an id that is no number', 'message.getStatus', { ids: '8767, abc' }, /Message IDs: "abc" is not a number/],
		['no sender name', 'sender.create', { name: '={{ "" }}' }, /Sender Name: is empty/],
		['a sender name of twelve letters', 'sender.create', { name: 'TwelveLetter' }, /"TwelveLetter" has 12 characters/],
		['a sender name with a space', 'sender.create', { name: 'My Shop' }, /"My Shop" contains " "/],
		['a sender name in Cyrillic', 'sender.create', { name: 'Магазин' }, /contains "М"/],
	];

	test.each(wrong)('%s', async (_what, operation, parameters, message) => {
		const { status, error } = await run(operation, { to: PHONE, message: 'x', ...parameters });
		expect(status).toBe('error');
		expect(error?.message).toMatch(message);
		expect((await sms.requests()).count).toBe(0);
	});

	test('with the error output, only the wrong item goes there', async () => {
		const items = [{ to: PHONE, text: 'a' }, { to: 'nobody', text: 'b' }];
		const result = await run('message.send', EACH, { items, onError: 'continueErrorOutput' });
		expect(result.items).toMatchObject([{ to: PHONE }]);
		expect(result.failed).toMatchObject([{ ...detailed({ to: 'nobody', parameter: 'To' }) }]);
	});
});

describe('a wrong credential', () => {
	test.each([
		['the password', { password: 'wrong-password' }],
		['the login', { username: '987654321' }],
		['a password that is said to be an MD5', { alreadyHashed: true }],
	])('%s: told once, with what to do', async (_what, overrides) => {
		const items = phones(20).map((to) => ({ to, text: to }));
		const options = { items, onError: 'continueRegularOutput' as const, credentials: credentials(overrides) };
		const result = await run('message.send', EACH, options);
		expect((await sms.requests()).count).toBe(1);
		expect(result.items).toHaveLength(20);
		expect(result.items[0]).toMatchObject({
			error: expect.stringContaining('the login or the password is wrong (WRONG_AUTH)'),
			details: { outcome: 'refused' },
		});
		expect(result.items[19]).toMatchObject({ details: { outcome: 'not tried' } });
	});

	test('n8n is told that the credential is to blame', async () => {
		const { error } = await run('account.getBalance', {}, { credentials: credentials({ password: 'wrong-password' }) });
		expect(error?.failure).toEqual(causeOf('credential-invalid'));
	});
});

describe('a retry sends nobody a second message', () => {
	const retries = { maxTries: 3, waitBetweenTries: 0 };

	test.each([
		['a refusal', async () => undefined, REFUSED],
		['an unclear answer', async () => await sms.fault({ fault: 'resetAfterRead', skip: 3 }), phones(1)[0]],
	])('after %s in a run that stops', async (_what, prepare, first) => {
		await prepare();
		const items = [{ to: first, text: 'b' }, ...phones(20).slice(1).map((to) => ({ to, text: to }))];
		const { status } = await run('message.send', EACH, { items, retries });
		expect(status).toBe('error');
		const counts = await sms.perPhone();
		expect(Object.keys(counts).sort()).toEqual(items.map(({ to }) => to).filter((to) => to !== REFUSED).sort());
		expect(Math.max(...Object.values(counts))).toBe(1);
	});

	test('in continue mode, when the first item failed', async () => {
		const items = [{ to: REFUSED, text: 'b' }, { to: PHONE, text: 'a' }];
		const result = await run('message.send', EACH, { items, retries, onError: 'continueRegularOutput' });
		expect(result.items).toMatchObject([{ error: expect.stringContaining('BAD_PHONE') }, { to: PHONE, status: 'sent' }]);
		expect(await sms.perPhone()).toEqual({ [PHONE]: 1 });
	});
});

describe('trouble on the way', () => {
	const send = () => run('message.send', { to: PHONE, message: 'x', options: { timeout: 1 } }, { onError: 'continueRegularOutput' });

	const unclear: Array<[fault: Json, message: RegExp, received: number]> = [
		[{ fault: 'resetAfterRead' }, /unclear whether RocketSMS took 375296890043: the connection broke/, 1],
		[{ fault: 'silence' }, /unclear .* it did not answer in time/, 1],
		[{ fault: 'status', status: 500 }, /unclear .* its server failed \(HTTP 500\)/, 0],
		[{ fault: 'html' }, /unclear .* a web page instead of data/, 0],
		[{ fault: 'truncated' }, /unclear .* cut off or damaged/, 1],
		[{ fault: 'wrongShape' }, /unclear .* its answer names no message ID/, 1],
		[{ fault: 'empty' }, /unclear .* its answer was empty/, 1],
		[{ fault: 'reply', body: '{"status":"SENT"}' }, /unclear .* its answer names no message ID/, 0],
	];

	test.each(unclear)('%o is told as unclear and never repeated', async (fault, message, received) => {
		await sms.fault(fault);
		const { items } = await send();
		expect(items).toMatchObject([{ error: expect.stringMatching(message), details: { to: PHONE, outcome: 'unknown' } }]);
		expect((await sms.requests()).count).toBe(1);
		expect(await sms.messages()).toHaveLength(received);
	});

	test('429 is waited out', async () => {
		await sms.fault({ fault: 'status', status: 429, retryAfter: 1 });
		expect((await send()).items).toMatchObject([{ status: 'sent' }]);
		expect(await sms.messages()).toHaveLength(1);
	});

	test('a read is asked again', async () => {
		await sms.fault({ fault: 'resetAfterRead' });
		expect((await run('account.getBalance')).items).toMatchObject([{ credits: 4400 }]);
	});
});

test('no secret shows, even where the vendor quotes it', async () => {
	const password = 'marked-secret-0123';
	const hash = createHash('md5').update(password).digest('hex');
	await sms.fault({ fault: 'reply', times: 0, body: `<html>password=${hash} (${hash.toUpperCase()}) of 555666777: ${password}</html>` });
	for (const onError of ['continueRegularOutput', 'stopWorkflow'] as const) {
		const options = { onError, credentials: credentials({ username: '555666777', password }) };
		const stored = JSON.stringify((await run('message.send', { to: PHONE, message: 'x' }, options)).stored);
		expect(stored).toContain('•••');
		for (const secret of [password, hash, hash.toUpperCase(), '555666777']) expect(stored).not.toContain(secret);
	}
});

describe('the other operations', () => {
	test('message.getStatus of the document’s example and of messages of our own', async () => {
		const sent = await run('message.send', { to: `${PHONE},375000000008`, message: 'x' });
		const [first, second] = sent.items.map(({ id }) => String(id));
		await sms.set({ steps: { delivered: 0 } });
		const { items } = await run('message.getStatus', { ids: `3334, ${first} ${second}` });
		expect(items).toEqual([
			{ id: '3334', status: 'queued', isFinal: false, vendorStatus: 'QUEUED', vendorStatusText: 'In the queue of RocketSMS' },
			{ id: first, status: 'delivered', isFinal: true, vendorStatus: 'DELIVERED', vendorStatusText: 'Delivered' },
			{ id: second, status: 'queued', isFinal: false, vendorStatus: 'QUEUED', vendorStatusText: 'In the queue of RocketSMS' },
		]);
	});

	test.each([
		['375000000003', 'failed', 'FAILED', true],
		['375000000004', 'expired', 'EXPIRED', true],
		['375000000005', 'failed', 'REJECTED', true],
		['375000000006', 'unknown', 'UNKNOWN', false],
	])('message.getStatus of a message to %s ends in %s', async (to, status, vendorStatus, isFinal) => {
		const sent = await run('message.send', { to, message: 'x' });
		await sms.set({ steps: { undelivered: 0 } });
		const { items } = await run('message.getStatus', { ids: sent.items[0].id });
		expect(items).toMatchObject([{ status, vendorStatus, isFinal }]);
	});

	test('message.getStatus waits until the status is final', async () => {
		const sent = await run('message.send', { to: PHONE, message: 'x' });
		const { items } = await run('message.getStatus', { ids: sent.items[0].id, options: { waitUntilFinal: true, longestWait: 1 } });
		expect(items).toMatchObject([{ status: 'delivered', isFinal: true }]);
	});

	test('message.getStatus of an unknown id', async () => {
		const { error } = await run('message.getStatus', { ids: '999' });
		expect(error?.message).toBe('RocketSMS refused 999: the account has no message with this ID (WRONG_ID)');
	});

	test('account.getBalance', async () => {
		expect((await run('account.getBalance')).items).toEqual([{ balance: 22, credits: 4400 }]);
		await run('message.send', { to: PHONE, message: 'я'.repeat(71) });
		expect((await run('account.getBalance', { output: 'raw' })).items).toEqual([{ balance: 22, credits: 4398 }]);
	});

	test('sender.getAll', async () => {
		await sms.set({ senders: [...fresh.senders, verified('CLINIC')] });
		const { items } = await run('sender.getAll', { returnAll: true });
		expect(items).toEqual([
			{ name: 'SHOP', verified: false, checked: true, registered: false },
			{ name: 'CLINIC', verified: true, checked: true, registered: true },
		]);
		expect((await run('sender.getAll', { returnAll: false, limit: 1 })).items).toHaveLength(1);
		expect((await run('sender.getAll', { returnAll: true, output: 'raw' })).items[1]).toEqual(verified('CLINIC'));
	});

	test('sender.create', async () => {
		expect((await run('sender.create', { name: 'My-Shop.by' })).items).toEqual([{ name: 'My-Shop.by', success: true }]);
		expect((await run('sender.getAll', { returnAll: true })).items).toContainEqual(
			expect.objectContaining({ name: 'My-Shop.by', verified: false }),
		);
		const again = await run('sender.create', { name: 'My-Shop.by' });
		expect(again.error?.message).toBe('RocketSMS refused My-Shop.by: the account has this sender name already (SENDER_ALREADY_ADDED)');
	});

	test('template.getAll', async () => {
		await sms.set({ templates: [...fresh.templates, { tpl_id: 'TPL_ID_2', text: 'Заказ готов' }] });
		const { items } = await run('template.getAll', { returnAll: true });
		expect(items).toEqual([{ id: 'TPL_ID_1', text: 'Hello world' }, { id: 'TPL_ID_2', text: 'Заказ готов' }]);
		expect((await run('template.getAll', { returnAll: false, limit: 1 })).items).toHaveLength(1);
	});

	test('an account without senders and templates has none', async () => {
		await sms.set({ senders: [], templates: [] });
		expect((await run('sender.getAll', { returnAll: true })).items).toEqual([]);
		expect((await run('template.getAll', { returnAll: true })).items).toEqual([]);
	});
});
