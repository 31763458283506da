import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsRu } from '../simulators/smsRu/index.ts';
import { causeOf, detailed } from '../support/abilities.ts';
import { Simulated } from '../support/simulated.ts';
import { runNode, type RunOptions } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

let sms: Simulated;

beforeAll(async () => {
	sms = new Simulated(await createSmsRu());
});
beforeEach(async () => await sms.reset());
afterAll(async () => await sms.close());

const credentials = (overrides: Json = {}) => ({
	smsRuApi: { authentication: 'apiKey', apiKey: sms.account.api_id, baseUrl: sms.url, ...overrides },
});

/** Runs an operation of the node, e.g. `run('message.send', { to, message })`. */
const run = (operation: string, parameters: Json = {}, options: Partial<RunOptions> = {}) => {
	const [resource, value] = operation.split('.');
	return runNode('smsRu', { credentials: credentials(), ...options, parameters: { resource, operation: value, ...parameters } });
};

/** Numbers of a range that nobody has. */
const phones = (count: number) => Array.from({ length: count }, (_, index) => `7999000${String(index).padStart(4, '0')}`);

const EACH = { to: '={{ $json.to }}', message: '={{ $json.text }}' };

describe('message.send', () => {
	test('one text to several numbers is one request, one result per number', async () => {
		const { items, pairs } = await run('message.send', { to: '+7 925 507-06-02, 8 (926) 111 22 33', message: 'Привет!' });
		expect(items).toMatchObject([
			{ to: '79255070602', status: 'queued', isFinal: false, parts: 1, vendorStatus: '100' },
			{ to: '79261112233', status: 'queued' },
		]);
		expect(pairs).toEqual([0, 0]);
		expect((await sms.requests()).count).toBe(1);
		const received = await sms.messages();
		expect(received.map(({ to, text }) => [to, text])).toEqual([['79255070602', 'Привет!'], ['79261112233', 'Привет!']]);
		expect(items.map(({ id }) => id)).toEqual(received.map(({ id }) => id));
	});

	test('250 items with texts of their own are three requests; the order of output is the order of input', async () => {
		const items = phones(250).map((to, n) => ({ to, text: `Order ${n} & more = 100%\n+1` }));
		const result = await run('message.send', EACH, { items });
		expect((await sms.requests()).count).toBe(3);
		expect(result.items.map(({ to }) => to)).toEqual(items.map(({ to }) => to));
		expect(result.pairs).toEqual(items.map((_, index) => index));
		const received = await sms.messages();
		expect(new Map(received.map(({ to, text }) => [to, text]))).toEqual(new Map(items.map(({ to, text }) => [to, text])));
	});

	test('two texts to one number both arrive, each with an id of its own', async () => {
		const items = [{ to: '79255070602', text: 'first' }, { to: '79255070602', text: 'second' }];
		const result = await run('message.send', EACH, { items });
		expect(new Set(result.items.map(({ id }) => id)).size).toBe(2);
		expect((await sms.messages()).map(({ text }) => text).sort()).toEqual(['first', 'second']);
	});

	test('a number typed twice in one item gets one message', async () => {
		const { items } = await run('message.send', { to: '79255070602; +7 (925) 507-06-02', message: 'once' });
		expect(items).toHaveLength(1);
		expect(await sms.perPhone()).toEqual({ 79255070602: 1 });
	});

	test('every option reaches the vendor under its own name', async () => {
		await sms.set({ senders: ['Acme'] });
		const at = new Date(Date.now() + 3_600_000);
		const { items } = await run('message.send', {
			to: '79255070602',
			message: 'Привет',
			from: { __rl: true, mode: 'name', value: 'Acme' },
			options: { sendAt: at.toISOString(), ttl: 60, ip: '198.51.100.7', translit: true, partnerId: '42' },
		});
		expect(items).toMatchObject([{ to: '79255070602', status: 'scheduled', parts: 1 }]);
		const [message] = await sms.messages();
		expect(message).toMatchObject({ from: 'Acme', text: 'Privet', ttl: 60 });
		expect(message.deliverAt).toBeCloseTo(at.getTime(), -4);
	});

	test('a dry run sends nothing and says so', async () => {
		const { items } = await run('message.send', { to: '79255070602', message: 'x', options: { dryRun: true } });
		expect(items).toMatchObject([{ to: '79255070602', vendorStatusText: 'Dry run: nothing was sent' }]);
		expect(await sms.messages()).toEqual([]);
	});

	test('the raw output is the vendor’s own answer for each recipient', async () => {
		const { items } = await run('message.send', { to: '79255070602', message: 'x', output: 'raw' });
		expect(items).toMatchObject([{ to: '79255070602', status: 'OK', status_code: 100, sms_id: expect.any(String) }]);
	});

	test('login and password serve as well as the API key', async () => {
		const { login, password } = sms.account;
		const signed = { credentials: credentials({ authentication: 'login', apiKey: '', login, password }) };
		const { items } = await run('message.send', { to: '79255070602', message: 'x' }, signed);
		expect(items).toMatchObject([{ status: 'queued' }]);
	});
});

describe('a refused recipient', () => {
	const mixed = [{ to: '79255070602', text: 'a' }, { to: '74993221627', text: 'b' }, { to: '79261112233', text: 'c' }];

	test('goes to the error output with its reason; the others are sent', async () => {
		const { items, failed } = await run('message.send', EACH, { items: mixed, onError: 'continueErrorOutput' });
		expect(items.map(({ to }) => to)).toEqual(['79255070602', '79261112233']);
		expect(failed).toMatchObject([
			{
				to: '74993221627',
				text: 'b',
				error: 'SMS.ru refused 74993221627: there is no route to this number (207)',
				...detailed({ to: '74993221627', code: '207', outcome: 'refused', remedy: 'Check the number.' }),
			},
		]);
	});

	test('stays in its place when errors continue in the output', async () => {
		const { items, pairs } = await run('message.send', EACH, { items: mixed, onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ status: 'queued' }, { error: expect.stringContaining('207') }, { status: 'queued' }]);
		expect(pairs).toEqual([0, 1, 2]);
	});

	test('stops a run that stops at errors, with what was accepted in the description', async () => {
		const { status, error } = await run('message.send', EACH, { items: mixed });
		expect(status).toBe('error');
		expect(error?.message).toBe('SMS.ru refused 74993221627: there is no route to this number (207) [item 1; 2 accepted, 1 refused]');
		expect(error?.description).toMatch(/Accepted, do not send again: 79255070602 = \S+, 79261112233 = \S+/);
		expect(error?.failure).toEqual(causeOf('configuration-invalid'));
	});

	test('alone, is told once: the headline says what happened, the line below what to do', async () => {
		const { error } = await run('message.send', { to: '74993221627', message: 'x' });
		expect([error?.message, error?.description]).toEqual(['SMS.ru refused 74993221627: there is no route to this number (207)', 'Check the number.']);
		const mistake = (await run('message.send', { to: 'nobody', message: 'x' })).error;
		expect(mistake?.message).toBe('To: "nobody" is not a phone number [item 0]');
		expect(mistake?.description).toMatch(/^Nothing was sent\.\n(?!.*nobody)./);
	});

	test('of several, each has its line, and what to do stands once for all that it helps', async () => {
		const refused = ['74993221627', '70000000202', '70000000207'].map((to) => ({ to, text: to }));
		const { error } = await run('message.send', EACH, { items: [...refused, { to: '79255070602', text: 'a' }] });
		expect(error?.description?.split('\n').slice(0, 4)).toEqual([
			'SMS.ru refused 74993221627: there is no route to this number (207) [item 0]',
			'SMS.ru refused 70000000202: the number is wrong or there is no route to it (202) [item 1]',
			'SMS.ru refused 70000000207: there is no route to this number (207) [item 2]',
			'→ Check the number.',
		]);
		expect(error?.description?.match(/Check the number/g)).toHaveLength(1);
	});

	test('begins no new batch in a run that stops at errors, and names what was not tried', async () => {
		const items = [{ to: '74993221627', text: 'b' }, ...phones(349).map((to) => ({ to, text: to }))];
		const { error } = await run('message.send', EACH, { items });
		expect((await sms.requests()).count).toBe(1);
		expect(error?.message).toContain('99 accepted, 1 refused, 250 not tried');
		expect(Object.keys(await sms.perPhone())).toHaveLength(99);
	});
});

describe('wrong input is found before anything is sent', () => {
	const wrong: Array<[what: string, parameters: Json, message: RegExp]> = [
		['a number with letters', { to: '7925abc' }, /To: "7925abc" is not a phone number/],
		['no number', { to: ' ' }, /To: is empty/],
		['no text', { message: '  ' }, /Message: is empty/],
		['a text of nine parts', { message: 'я'.repeat(67 * 8 + 1) }, /Message: needs 9 SMS parts \(Cyrillic or special characters\), the vendor takes at most 8/],
		['a text longer than the user allows', { message: 'a'.repeat(161), options: { maximumParts: 1 } }, /needs 2 SMS parts/],
		['a time three months ahead', { options: { sendAt: new Date(Date.now() + 90 * 86_400_000).toISOString() } }, /Send At: is more than 62 days ahead/],
		['a time that is none', { options: { sendAt: 'tomorrow' } }, /Send At: "tomorrow" is not a date/],
		['a lifetime of 0 minutes', { options: { ttl: 0 } }, /Time to Live \(Minutes\): is 0/],
		['a lifetime over a day', { options: { ttl: 1441 } }, /Time to Live \(Minutes\): is 1441/],
		['an address that is none', { options: { ip: '300.1.1.1' } }, /End User IP: "300.1.1.1" is not an IP address/],
		['an expression that fails', { to: '={{ $json.a.b.c }}' }, /Parameters|To/],
	];

	test.each(wrong)('%s', async (_what, parameters, message) => {
		const { status, error } = await run('message.send', { to: '79255070602', message: 'x', ...parameters });
		expect(status).toBe('error');
		expect(error?.message).toMatch(message);
		expect((await sms.requests()).count).toBe(0);
	});

	test('one wrong item of three stops a run that stops at errors before the first is sent', async () => {
		const items = [{ to: '79255070602', text: 'a' }, { to: 'nobody', text: 'b' }, { to: '12', text: 'c' }];
		const { error } = await run('message.send', EACH, { items });
		expect(error?.message).toBe('To: "nobody" is not a phone number [item 1, and 1 more]');
		expect(error?.description?.split('\n')).toEqual([
			'Nothing was sent.',
			'To: "nobody" is not a phone number [item 1]',
			'→ Use the international form, e.g. +375 29 689 00 43 or +7 925 507 06 02.',
			expect.stringMatching(/^To: "12" .* \[item 2\]$/),
			expect.stringMatching(/^→ Check the number\. /),
		]);
		expect(await sms.messages()).toEqual([]);
	});

	test('with the error output, only the wrong item goes there', async () => {
		const items = [{ to: '79255070602', text: 'a' }, { to: 'nobody', text: 'b' }];
		const result = await run('message.send', EACH, { items, onError: 'continueErrorOutput' });
		expect(result.items).toMatchObject([{ to: '79255070602', status: 'queued' }]);
		expect(result.failed).toMatchObject([{ ...detailed({ to: 'nobody', parameter: 'To' }) }]);
	});

	test('a wrong number among good ones of one item spoils only itself', async () => {
		const result = await run('message.send', { to: '79255070602, 123', message: 'x' }, { onError: 'continueRegularOutput' });
		expect(result.items).toMatchObject([{ to: '79255070602' }, { details: { to: '123' } }]);
		expect(result.pairs).toEqual([0, 0]);
	});
});

describe('a retry sends only the rest', () => {
	const retries = { maxTries: 3, waitBetweenTries: 0 };

	test('after a refusal in a run that stops', async () => {
		const items = [{ to: '74993221627', text: 'b' }, ...phones(349).map((to) => ({ to, text: to }))];
		const { status } = await run('message.send', EACH, { items, retries });
		expect(status).toBe('error');
		const counts = Object.values(await sms.perPhone());
		expect(counts).toHaveLength(3 * 99);
		expect(Math.max(...counts)).toBe(1);
		expect((await sms.requests()).count).toBe(3);
	});

	test('after an unclear batch, whatever the text says now', async () => {
		await sms.fault({ fault: 'resetAfterRead', path: '/sms/send', skip: 1 });
		const items = phones(250).map((to) => ({ to, text: to }));
		const random = { to: '={{ $json.to }}', message: '=Code {{ Math.floor(Math.random() * 9000) + 1000 }}' };
		const { status, error } = await run('message.send', random, { items, retries });
		expect(status).toBe('error');
		expect(error?.message).toContain('It is unclear whether SMS.ru took 79990000100');
		const counts = Object.values(await sms.perPhone());
		expect(counts).toHaveLength(250);
		expect(Math.max(...counts)).toBe(1);
	});

	test('in continue mode, when the first item failed', async () => {
		const items = [{ to: '74993221627', text: 'b' }, { to: '79255070602', text: 'a' }];
		const result = await run('message.send', EACH, { items, retries, onError: 'continueRegularOutput' });
		expect(result.items).toMatchObject([{ error: expect.stringContaining('207') }, { to: '79255070602', status: 'queued' }]);
		expect(await sms.perPhone()).toEqual({ 79255070602: 1 });
	});

	test('but asks again for what may pass later', async () => {
		await sms.set({ balance: 0 });
		const pay = setTimeout(() => void sms.set({ balance: 1000 }), 300);
		const { items } = await run('message.send', { to: '79255070602', message: 'x' }, { retries: { maxTries: 3, waitBetweenTries: 600 } });
		clearTimeout(pay);
		expect(items).toMatchObject([{ status: 'queued' }]);
		expect(await sms.perPhone()).toEqual({ 79255070602: 1 });
	});
});

describe('trouble on the way', () => {
	const send = (options: Partial<RunOptions> = {}, timeout = 1) =>
		run('message.send', { to: '79255070602', message: 'x', options: { timeout } }, { onError: 'continueRegularOutput', ...options });

	const unclear: Array<[fault: Json, message: RegExp, received: number]> = [
		[{ fault: 'resetBeforeRead' }, /unclear whether SMS.ru took 79255070602: the connection broke/, 0],
		[{ fault: 'resetAfterRead' }, /unclear .* the connection broke/, 1],
		[{ fault: 'silence' }, /unclear .* it did not answer in time/, 1],
		[{ fault: 'stallMidAnswer' }, /unclear .* did not finish its answer in time/, 1],
		[{ fault: 'status', status: 500 }, /unclear .* its server failed \(HTTP 500\)/, 0],
		[{ fault: 'status', status: 502 }, /unclear .* its server failed \(HTTP 502\)/, 0],
		[{ fault: 'html' }, /unclear .* a web page instead of data/, 0],
		[{ fault: 'truncated' }, /unclear .* cut off or damaged/, 1],
		[{ fault: 'wrongShape' }, /unclear/, 1],
		[{ fault: 'empty' }, /unclear .* its answer was empty/, 1],
		[{ fault: 'redirect', to: 'http://127.0.0.1:9/', status: 302 }, /unclear .* pointed to another address/, 0],
		[{ fault: 'gigantic' }, /unclear .* larger than 20 MB/, 1],
	];

	test.each(unclear)('%o is told as unclear and never repeated', async (fault, message, received) => {
		await sms.fault(fault);
		const patience = fault.fault === 'gigantic' ? 20 : 1;
		const { items } = await send({}, patience);
		expect(items).toMatchObject([{ error: expect.stringMatching(message), details: { to: '79255070602', outcome: 'unknown' } }]);
		expect((await sms.requests()).count).toBe(1);
		expect(await sms.messages()).toHaveLength(received);
	});

	const passing: Array<[fault: Json]> = [
		[{ fault: 'status', status: 429 }],
		[{ fault: 'status', status: 429, retryAfter: 1 }],
		[{ fault: 'reply', body: '{"status":"ERROR","status_code":220,"status_text":"Сервис временно недоступен"}' }],
	];

	test.each(passing)('%o is waited out: the vendor took nothing', async (fault) => {
		await sms.fault(fault);
		const { items } = await send();
		expect(items).toMatchObject([{ status: 'queued' }]);
		expect(await sms.messages()).toHaveLength(1);
	});

	test('a vendor that nobody reaches is told as such, after three tries', async () => {
		const { items } = await send({ credentials: credentials({ baseUrl: 'http://127.0.0.1:9' }) });
		expect(items).toMatchObject([
			{ error: 'SMS.ru could not be reached for 79255070602: nobody answers at its address (ECONNREFUSED)', details: { outcome: 'refused' } },
		]);
	});

	test('a moved address is told with its remedy', async () => {
		await sms.fault({ fault: 'redirect', to: 'https://sms.ru/', status: 301 });
		const { items } = await send();
		expect(items).toMatchObject([{ details: { outcome: 'refused', remedy: 'Check the Base URL of the credential.' } }]);
	});

	test('a wrong API key is told once; nothing else is asked with it', async () => {
		const items = phones(400).map((to) => ({ to, text: to }));
		const options = { items, onError: 'continueRegularOutput' as const, credentials: credentials({ apiKey: 'WRONG-KEY-0000' }) };
		const result = await run('message.send', EACH, options);
		expect((await sms.requests()).count).toBe(1);
		expect(result.items[0]).toMatchObject({ details: { code: '200', outcome: 'refused' } });
		expect(result.items[399]).toMatchObject({ details: { outcome: 'not tried' } });
		expect(result.items).toHaveLength(400);
	});

	test('no money: each recipient is told, and nothing is lost', async () => {
		await sms.set({ balance: 0 });
		const { items } = await send();
		await sms.set({ balance: 1000 });
		expect(items).toMatchObject([{ details: { code: '201', remedy: 'Top up the SMS.ru account, then run again.' } }]);
	});

	test('a cancelled run starts no further request', async () => {
		await sms.set({ delayMs: 300 });
		const items = phones(1000).map((to) => ({ to, text: to }));
		const cancelLater = ({ cancel }: { cancel: () => void }) => void setTimeout(cancel, 700);
		await run('message.send', EACH, { items, during: cancelLater });
		await new Promise((resolve) => setTimeout(resolve, 600));
		await sms.set({ delayMs: 0 });
		expect((await sms.requests()).count).toBeLessThan(10);
	});

	test('a credential that cannot be read never passes the input on as sent', async () => {
		const { items } = await send({ credentials: {} });
		expect(items).toMatchObject([{ error: expect.any(String), details: { outcome: 'refused' } }]);
	});
});

test('no secret shows, even where the vendor quotes it', async () => {
	const secret = 'MARKED-SECRET-0123-4567';
	await sms.fault({ fault: 'reply', times: 0, body: `<html>api_id=${secret} is not known</html>` });
	for (const onError of ['continueRegularOutput', 'stopWorkflow'] as const) {
		const { stored } = await run('message.send', { to: '79255070602', message: 'x' }, { onError, credentials: credentials({ apiKey: secret }) });
		expect(JSON.stringify(stored)).not.toContain(secret);
		expect(JSON.stringify(stored)).toContain('•••');
	}
});

describe('the other operations', () => {
	test('message.getCost', async () => {
		const { items } = await run('message.getCost', { to: '79255070602, 74993221627', message: 'я'.repeat(80) }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ to: '79255070602', cost: expect.any(Number), currency: 'RUB', parts: 2 }, { details: { code: '207' } }]);
		expect(await sms.messages()).toEqual([]);
	});

	test('message.getStatus reads many ids in one request', async () => {
		const sent = await run('message.send', { to: phones(150).join(), message: 'x' });
		await sms.reset();
		const ids = sent.items.map(({ id }) => ({ id }));
		const { items } = await run('message.getStatus', { ids: '={{ $json.id }}' }, { items: ids });
		expect((await sms.requests()).count).toBe(2);
		expect(items.map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
	});

	test('message.getStatus waits until the status is final', async () => {
		const sent = await run('message.send', { to: '79255070602', message: 'x' });
		const { items } = await run('message.getStatus', { ids: sent.items[0].id, options: { waitUntilFinal: true, longestWait: 1 } });
		expect(items).toMatchObject([{ status: 'delivered', isFinal: true, vendorStatus: '103', deliveredAt: expect.stringMatching(/Z$/) }]);
	});

	test('message.getStatus of an unknown id', async () => {
		const { items } = await run('message.getStatus', { ids: '209901-1' });
		expect(items).toMatchObject([{ id: '209901-1', status: 'unknown', vendorStatus: '-1' }]);
	});

	test('account.getBalance, getLimit, getFree', async () => {
		expect((await run('account.getBalance')).items).toMatchObject([{ balance: expect.any(Number), currency: 'RUB' }]);
		expect((await run('account.getLimit')).items).toMatchObject([{ totalLimit: expect.any(Number), usedToday: expect.any(Number) }]);
		expect((await run('account.getFree')).items).toMatchObject([{ totalFree: expect.any(Number), usedToday: expect.any(Number) }]);
	});

	test('sender.getAll', async () => {
		const { items } = await run('sender.getAll', { returnAll: true });
		expect(items[0]).toEqual({ name: expect.any(String) });
		expect((await run('sender.getAll', { returnAll: false, limit: 1 })).items).toHaveLength(1);
	});

	test('stoplist.create, getAll, delete: a number on the list is refused', async () => {
		const phone = '+7 926 000-00-01';
		expect((await run('stoplist.create', { phone, note: 'asked' })).items).toEqual([{ phone: '79260000001', note: 'asked', success: true }]);
		expect((await run('stoplist.getAll', { returnAll: true })).items).toContainEqual({ phone: '79260000001', note: 'asked' });
		expect((await run('message.send', { to: phone, message: 'x' })).error?.message).toContain('(209)');
		expect((await run('stoplist.delete', { phone })).items).toEqual([{ phone: '79260000001', success: true }]);
		expect((await run('message.send', { to: phone, message: 'x' })).items).toHaveLength(1);
	});

	test('webhook.create, getAll, delete', async () => {
		const url = 'https://example.com/sms/callback';
		expect((await run('webhook.create', { url })).items).toMatchObject([{ url, success: true }]);
		expect((await run('webhook.getAll', { returnAll: true })).items).toContainEqual({ url });
		expect((await run('webhook.delete', { url })).items).toMatchObject([{ url, success: true }]);
		expect((await run('webhook.delete', { url })).error?.message).toContain('(902)');
		expect((await run('webhook.create', { url: 'example' })).error?.message).toContain('is not a full address');
	});

	test('verification.callCode keeps the code a text', async () => {
		const { items } = await run('verification.callCode', { phone: '79255070602', options: { ip: '198.51.100.7' } });
		expect(items).toMatchObject([{ to: '79255070602', code: expect.stringMatching(/^\d{4}$/), id: expect.any(String) }]);
	});

	test('verification.startCallCheck and getCallCheck', async () => {
		const { items } = await run('verification.startCallCheck', { phone: '79255070602' });
		expect(items).toMatchObject([{ id: expect.any(String), callPhone: expect.stringMatching(/^\d+$/) }]);
		const state = await run('verification.getCallCheck', { checkId: items[0].id });
		expect(state.items).toMatchObject([{ id: items[0].id, status: 'waiting', isFinal: false, vendorStatus: '400' }]);
	});
});
