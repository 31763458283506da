import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsBy } from '../simulators/smsBy/index.ts';
import { causeOf, detailed } from '../support/abilities.ts';
import { Simulated } from '../support/simulated.ts';
import { retryNode, runNode, type RunOptions } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '375299999999';
const EACH = { to: '={{ $json.to }}', message: '={{ $json.text }}' };
const SYSTEM = 'System name (SMS.by)';

let sms: Simulated;

beforeAll(async () => {
	sms = new Simulated(await createSmsBy());
});
beforeEach(async () => {
	await sms.reset();
	await sms.set({ balance: 1000, errorStatus: 400, oldLists: false, checkShape: 'document', delayMs: 0, requiresAlphaname: true });
});
afterAll(async () => await sms.close());

const credentials = (overrides: Json = {}) => ({ smsByApi: { token: sms.account.token, baseUrl: sms.url, ...overrides } });

/** Runs an operation of the node, e.g. `run('message.send', { to, message })`. */
const run = (operation: string, parameters: Json = {}, options: Partial<RunOptions> = {}) => {
	const [resource, value] = operation.split('.');
	return runNode('smsBy', { credentials: credentials(), ...options, parameters: { resource, operation: value, ...parameters } });
};

/** What is picked from a list of the account, or typed. */
const picked = (value: string, mode = 'list') => ({ __rl: true, mode, value });

/** Numbers of a range that nobody has. */
const phones = (count: number) => Array.from({ length: count }, (_, index) => `37500001${String(index).padStart(4, '0')}`);

const paths = async () => (await sms.requests()).requests.map(({ path }) => path.split('/').at(-1));

/** The moment that a written time of Belarus stands for. */
const hoursAhead = (hours: number) => new Date(Math.floor(Date.now() / 60_000) * 60_000 + hours * 3_600_000);

let texts = 0;
const freshText = () => `text ${++texts} ${Date.now()}`;

describe('message.send (sendQuickSMS)', () => {
	test('one message per number, each with its id', async () => {
		const { items, pairs } = await run('message.send', { to: '+375 29 999-99-99, 8 (029) 888-88-88', message: 'Привет & 100% = да +1' });
		expect(items).toMatchObject([
			{ id: expect.stringMatching(/^\d+$/), to: PHONE, status: 'queued', isFinal: false, parts: 1, vendorStatus: 'NEW' },
			{ to: '375298888888', status: 'queued' },
		]);
		expect(pairs).toEqual([0, 0]);
		const received = await sms.messages();
		expect(received).toMatchObject([
			{ to: PHONE, text: 'Привет & 100% = да +1', from: SYSTEM },
			{ to: '375298888888' },
		]);
		expect(received.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
	});

	test.each([['list'], ['id']])('the sender goes as its id (%s); forwarding and cost reach the vendor', async (mode) => {
		const options = { showCost: true, forwardingTime: 5, vibernameId: '17' };
		const { items } = await run('message.send', { to: PHONE, message: 'x', from: picked('123', mode), options });
		expect(items).toMatchObject([{ cost: 0.026, currency: 'BYN' }]);
		expect(await sms.messages()).toMatchObject([{ from: 'MyShop', forwardingTime: 5, vibername: '17' }]);
	});

	test('a Viber sender alone forwards after the vendor’s 60 minutes', async () => {
		await run('message.send', { to: PHONE, message: 'x', options: { vibernameId: '17' } });
		expect(await sms.messages()).toMatchObject([{ forwardingTime: 60, vibername: '17' }]);
	});

	test('texts of their own in the order of the input', async () => {
		const items = phones(30).map((to, n) => ({ to, text: `Order ${n}` }));
		const result = await run('message.send', EACH, { items });
		expect(result.items.map(({ to }) => to)).toEqual(items.map(({ to }) => to));
		expect(result.pairs).toEqual(items.map((_, index) => index));
		expect((await sms.messages()).map(({ to, text }) => `${to} ${text}`).sort()).toEqual(items.map(({ to, text }) => `${to} ${text}`).sort());
	});

	test('the raw output is the vendor’s own answer', async () => {
		const { items } = await run('message.send', { to: PHONE, message: 'x', output: 'raw' });
		expect(items).toEqual([{ to: PHONE, sms_id: expect.any(Number), status: 'NEW', parts: 1 }]);
	});

	test('Send as Bulk: many items, one request, outcomes later by the receipt', async () => {
		const items = phones(250).map((to, n) => ({ to, text: `Order ${n}` }));
		const options = { sendAsBulk: true };
		const result = await run('message.send', { ...EACH, from: picked('234'), options }, { items });
		expect(await paths()).toEqual(['sendBulkSms']);
		const [{ id }] = result.items;
		expect(result.items).toEqual(items.map(({ to }) => expect.objectContaining({ id, to, status: 'queued', isFinal: false })));
		const received = await sms.messages();
		expect(received.map(({ to, text }) => ({ to, text }))).toEqual(items);
		expect(new Set(received.map(({ from }) => from))).toEqual(new Set(['MyClinic']));

		await sms.fault({ fault: 'delay', ms: 1 });
		const outcomes = await run('bulk.getStatus', { uuid: '={{ $json.id }}', phone: '={{ $json.to }}' }, { items: result.items });
		expect(await paths()).toEqual(['sendBulkSms', 'statusBulkSms']);
		expect(outcomes.items.map(({ to }) => to)).toEqual(items.map(({ to }) => to));
	});

	test('Send as Bulk: the same text to the same number twice makes two requests', async () => {
		const items = [{ to: PHONE, text: 'a' }, { to: PHONE, text: 'a' }, { to: PHONE, text: 'b' }];
		await run('message.send', { ...EACH, options: { sendAsBulk: true } }, { items });
		expect(await paths()).toEqual(['sendBulkSms', 'sendBulkSms']);
		expect(await sms.messages()).toHaveLength(3);
	});
});

describe('a refused recipient', () => {
	const REFUSALS: Array<[phone: string, meaning: string, kind: string]> = [
		['375000000001', 'the number is wrong', 'configuration-invalid'],
		['375000000002', 'there is not enough money on the account', 'quota-exhausted'],
		['375000000003', 'SMS.by does not allow this', 'configuration-invalid'],
		['375000000004', 'a sending limit is exceeded', 'rate-limited'],
	];

	test.each([200, 400, 500])('is told in words, with HTTP %i', async (errorStatus) => {
		await sms.set({ errorStatus });
		for (const [to, meaning, cause] of REFUSALS) {
			const { error, items } = await run('message.send', { to, message: 'x' });
			expect(items).toEqual([]);
			expect(error?.message).toBe(`SMS.by refused ${to}: ${meaning}${errorStatus === 200 ? '' : ` (HTTP ${errorStatus})`}`);
			expect(error?.failure).toEqual(causeOf(cause));
		}
		expect(await sms.messages()).toEqual([]);
	});

	test('goes to the error output with the vendor’s own words; the others are sent', async () => {
		const items = [{ to: PHONE, text: 'a' }, { to: '375000000002', text: 'b' }, { to: '375298888888', text: 'c' }];
		const { items: sent, failed } = await run('message.send', EACH, { items, onError: 'continueErrorOutput' });
		expect(sent.map(({ to }) => to)).toEqual([PHONE, '375298888888']);
		expect(failed).toMatchObject([
			{ to: '375000000002', text: 'b', ...detailed({ outcome: 'refused', vendorText: 'billing error', remedy: expect.stringContaining('Top up') }) },
		]);
	});

	test('a wrong sender is told by its name', async () => {
		const { error } = await run('message.send', { to: PHONE, message: 'x', from: picked('999', 'id') });
		expect(error?.message).toBe(`SMS.by refused ${PHONE}: the sender (alpha name) is wrong or not approved (HTTP 400)`);
	});

	test('an error that explains nothing, from a failing server, is unclear', async () => {
		const { error } = await run('message.send', { to: '375000000005', message: 'x' });
		expect(error?.message).toContain('It is unclear whether SMS.by took 375000000005');
	});

	test('words that nobody has met pass through', async () => {
		await sms.fault({ fault: 'reply', status: 400, body: { error: 'Полнолуние' } });
		const { error } = await run('message.send', { to: PHONE, message: 'x' });
		expect(error?.message).toBe(`SMS.by refused ${PHONE}: Полнолуние (HTTP 400)`);
	});

	test('a wrong token is told once; nothing else is asked with it', async () => {
		const items = phones(20).map((to) => ({ to, text: to }));
		const options = { items, onError: 'continueRegularOutput' as const, credentials: credentials({ token: 'WRONG-TOKEN-0000' }) };
		const result = await run('message.send', EACH, options);
		expect((await sms.requests()).count).toBe(1);
		expect(result.items[0]).toMatchObject({ error: expect.stringContaining('the token is wrong'), details: { outcome: 'refused' } });
		expect(result.items[19]).toMatchObject({ details: { outcome: 'not tried' } });
	});
});

describe('wrong input is found before anything is sent', () => {
	const far = new Date(Date.now() + 86_400_000).toISOString();
	const WRONG: Array<[what: string, operation: string, parameters: Json, message: RegExp]> = [
		['a number with letters', 'message.send', { to: '37529abc' }, /To: "37529abc" is not a phone number/],
		['no text', 'message.send', { message: ' ' }, /Message: is empty/],
		['a text of eleven parts', 'message.send', { message: 'я'.repeat(671) }, /needs 11 SMS parts \(Cyrillic or special characters\), the vendor takes at most 10/],
		['more parts than allowed', 'message.send', { message: 'я'.repeat(71), options: { maximumParts: 1 } }, /needs 2 SMS parts/],
		['a sender by name', 'message.send', { from: picked('MyShop', 'id') }, /Sender: "MyShop" is not an ID/],
		['forwarding after 4 minutes', 'message.send', { options: { forwardingTime: 4 } }, /Forward to Viber After \(Minutes\): is 4/],
		['forwarding after 61 minutes', 'message.send', { options: { forwardingTime: 61 } }, /is 61/],
		['a Viber sender by name', 'message.send', { options: { vibernameId: 'MyShop' } }, /Viber Sender ID: "MyShop" is not an ID/],
		['a bulk that shows its cost', 'message.send', { options: { sendAsBulk: true, showCost: true } }, /does not go together with "Show Cost"/],
		['a callback that is no address', 'bulk.send', { options: { callbackUrl: 'example.com' } }, /Callback URL: "example.com" is not a full address/],
		['a time that is none', 'bulk.send', { options: { sendAt: 'soon' } }, /Send At: "soon" is not a date/],
		['a mailing without a name', 'bulk.send', { name: ' ' }, /Mailing Name: is empty/],
		['a code with letters', 'otp.sendTelegram', { message: '12a4' }, /Code: "12a4" is not a code/],
		['a code of 17 digits', 'otp.sendWhatsApp', { message: '1'.repeat(17) }, /Code: "1{17}" is not a code/],
		['no campaign', 'campaign.sendToNumber', { campaignId: ' ' }, /Campaign ID: is empty/],
		['a campaign by name', 'campaign.getStatus', { campaignId: 'Sale' }, /Campaign ID: "Sale" is not an ID/],
		['no list', 'campaign.sendToList', { name: 'n', list: picked(' ', 'id'), options: { sendAt: far } }, /Contact List: is empty/],
		['the id of a bulk', 'message.getStatus', { ids: 'cc9c8043-8caf-11ef-b035-9e8f47954dec' }, /is not the ID of an SMS/],
		['a text without its code', 'verification.sendCode', { template: picked('243') }, /Message: does not contain %CODE%/],
		['a code of 17 characters', 'codeTemplate.create', { length: 17 }, /Length: is 17/],
		['a contact without an address', 'contactList.importContacts', { list: picked('3434') }, /Phone Number: is empty/],
		['a Viber message without a sender', 'viber.send', { from: picked(' ', 'id') }, /Sender: is empty/],
	];

	test.each(WRONG)('%s', async (_what, operation, parameters, message) => {
		const { status, error } = await run(operation, { to: PHONE, message: 'x', ...parameters });
		expect(status).toBe('error');
		expect(error?.message).toMatch(message);
		expect((await sms.requests()).count).toBe(0);
	});
});

describe('a retry sends only the rest', () => {
	const retries = { maxTries: 3, waitBetweenTries: 0 };

	test('after a refusal', async () => {
		const items = [{ to: '375000000001', text: 'b' }, ...phones(10).map((to) => ({ to, text: to }))];
		await run('message.send', EACH, { items, retries, onError: 'continueRegularOutput' });
		const counts = await sms.perPhone();
		expect(counts).toEqual(Object.fromEntries(phones(10).map((to) => [to, 1])));
	});

	test('after an unclear answer', async () => {
		await sms.fault({ fault: 'resetAfterRead', path: '/api/v1/sendQuickSMS', skip: 3 });
		const items = phones(10).map((to) => ({ to, text: to }));
		const { error } = await run('message.send', EACH, { items, retries });
		expect(error?.message).toContain('It is unclear whether SMS.by took');
		expect(Object.values(await sms.perPhone())).toEqual(Array(10).fill(1));
	});

	test.each([
		[500, { error: 'Сервер недоступен' }],
		[502, { error: 'No upstream for the load balancer' }],
		[200, { sms_id: 5, status: 'NEW', error: 'billing error' }],
	])('after what may have been taken: HTTP %i %j', async (status, body) => {
		await sms.fault({ fault: 'reply', path: '/api/v1/sendQuickSMS', status, body });
		const { error } = await run('message.send', { to: PHONE, message: 'x' }, { retries });
		expect(error?.message).toContain(`It is unclear whether SMS.by took ${PHONE}`);
		expect((await sms.requests()).count).toBe(1);
	});

	test('and takes a campaign’s text to each number once', async () => {
		const { items } = await run('campaign.create', { message: freshText() });
		await sms.fault({ fault: 'truncated', path: '/api/v1/sendSMS' });
		const parameters = { campaignId: items[0].id, to: phones(5).join() };
		await run('campaign.sendToNumber', parameters, { retries, onError: 'continueRegularOutput' });
		expect(await sms.perPhone()).toEqual(Object.fromEntries(phones(5).map((to) => [to, 1])));
	});
});

describe('a documented HTTP status is read without a body, too', () => {
	const CALLS: Array<[operation: string, parameters: Json]> = [
		['message.send', { to: PHONE, message: 'x' }],
		['message.getStatus', { ids: '1' }],
		['bulk.send', { to: PHONE, message: 'x', name: 'n' }],
		['bulk.getStatus', { uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec' }],
		['otp.sendWhatsApp', { to: PHONE, message: '1234' }],
		['campaign.create', { message: 'x' }],
		['campaign.getAll', {}],
		['campaign.sendToList', { name: 'n', message: 'x', list: picked('3434') }],
		['account.getBalance', {}],
	];
	const BODIES = ['', '<html><body>Bad Request</body></html>', 'Bad Request', '{}', '[]', 'null'];

	test.each(CALLS)('400 of %s is a refusal', async (operation, parameters) => {
		for (const body of BODIES) {
			await sms.fault({ fault: 'reply', status: 400, body });
			const { items } = await run(operation, parameters, { onError: 'continueRegularOutput' });
			expect(items).toMatchObject([{ error: expect.stringContaining('it says that the request is incorrect (HTTP 400)'), details: { outcome: 'refused' } }]);
		}
	});

	test.each([
		[406, 'it has found nothing', 'configuration-invalid'],
		[421, 'the data could not be verified', 'configuration-invalid'],
		[422, 'it says that the request is incorrect', 'configuration-invalid'],
		[403, 'the token is wrong, or the account may not use the API', 'credential-invalid'],
	])('%i says: %s', async (status, meaning, cause) => {
		for (const body of BODIES) {
			await sms.fault({ fault: 'reply', status, body });
			const { error } = await run('message.send', { to: PHONE, message: 'x' });
			expect(error?.message).toBe(`SMS.by refused ${PHONE}: ${meaning} (HTTP ${status})`);
			expect(error?.failure).toEqual(causeOf(cause));
		}
	});

	test.each([...BODIES, '{"error":"Wrong alphaname"}', '{"message":"Полнолуние"}'])('400 of Confirm means no money, with %j', async (body) => {
		await sms.fault({ fault: 'reply', status: 400, body });
		const { error } = await run('campaign.confirm', { campaignId: '2604834' });
		expect(error?.message).toContain('there is not enough money on the account (HTTP 400)');
		expect(error?.failure).toEqual(causeOf('quota-exhausted'));
	});

	test.each([429, 500, 503])('what is not a refusal by itself stays what it was: %i', async (status) => {
		await sms.fault({ fault: 'reply', status, body: '', times: 0 });
		const { error } = await run('campaign.confirm', { campaignId: '2604834' });
		expect(error?.message).toContain(status === 429 ? 'it is receiving too many requests' : 'It is unclear');
	});

	test('404 with data may be an unknown ID, and ends no run', async () => {
		for (const body of [{}, { message: 'No query results' }, { data: [] }]) {
			await sms.reset();
			await sms.fault({ fault: 'reply', status: 404, body });
			const { items } = await run('message.getStatus', { ids: '1, 2637396' }, { onError: 'continueRegularOutput' });
			expect(items).toMatchObject([{ details: { to: '1', meaning: 'it has found nothing there', remedy: expect.stringMatching(/^Check the ID/) } }, { id: '2637396' }]);
		}
	});
});

describe('trouble on the way', () => {
	const UNCLEAR = ['resetAfterRead', 'silence', 'stallMidAnswer', 'html', 'truncated', 'wrongShape', 'empty', 'gigantic'];
	const SENDS: Array<[operation: string, parameters: Json]> = [
		['message.send', { to: PHONE, message: 'x' }],
		['bulk.send', { to: PHONE, message: 'x', name: 'n' }],
		['otp.sendTelegram', { to: PHONE, message: '1234' }],
		['viber.send', { to: PHONE, message: 'x', from: picked('17') }],
		['campaign.sendToList', { name: 'n', message: 'x', list: picked('3434') }],
		['campaign.confirm', { campaignId: '2564327' }],
		['contactList.create', { name: 'n' }],
		['verification.flashCall', { phone: PHONE }],
	];

	test.each(UNCLEAR)('%s is told as unclear and never repeated', async (fault) => {
		await sms.fault({ fault });
		const { items } = await run('message.send', { to: PHONE, message: 'x', options: { timeout: 1 } }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ error: expect.stringContaining('It is unclear'), details: { outcome: 'unknown' } }]);
		expect((await sms.requests()).count).toBe(1);
	});

	test.each(SENDS)('%s takes no strange answer for a yes', async (operation, parameters) => {
		for (const body of [{}, [], null, 'OK', { status: 'ok' }, { result: [null, 42] }, { sms_id: 0, uuid: '', status: 'NEW' }]) {
			if (operation === 'campaign.confirm' && JSON.stringify(body).includes('"ok"')) continue;
			await sms.fault({ fault: 'reply', body: JSON.stringify(body) });
			const { items } = await run(operation, parameters, { onError: 'continueRegularOutput' });
			expect(items).toMatchObject([{ details: { outcome: 'unknown' } }]);
		}
	});

	test('429 is waited out: the vendor took nothing', async () => {
		await sms.fault({ fault: 'status', status: 429, retryAfter: 1 });
		const { items } = await run('message.send', { to: PHONE, message: 'x' });
		expect(items).toMatchObject([{ status: 'queued' }]);
		expect(await sms.messages()).toHaveLength(1);
	});

	test('a host that is not SMS.by is told with its remedy', async () => {
		const { error } = await run('message.send', { to: PHONE, message: 'x' }, { credentials: credentials({ baseUrl: `${sms.url}/elsewhere` }) });
		expect(error?.message).toContain('it does not know this call (HTTP 404)');
		expect(error?.description).toContain('Check the Base URL');
	});
});

test('no secret shows, even where the vendor quotes it', async () => {
	const token = 'MARKED/SECRET+0123/4567==';
	await sms.fault({ fault: 'reply', times: 0, body: `<html>token=${encodeURIComponent(token)} ${token} is not known</html>` });
	for (const operation of ['message.send', 'campaign.create']) {
		for (const onError of ['continueRegularOutput', 'stopWorkflow'] as const) {
			const { stored } = await run(operation, { to: PHONE, message: 'x' }, { onError, credentials: credentials({ token }) });
			expect(JSON.stringify(stored)).not.toMatch(/MARKED|SECRET/);
			expect(JSON.stringify(stored)).toContain('•••');
		}
	}
});

describe('message.getStatus (checkSMS)', () => {
	test('the document’s example', async () => {
		const { items } = await run('message.getStatus', { ids: '2637396' });
		expect(items).toEqual([
			{ id: '2637396', status: 'delivered', isFinal: true, sentAt: '2021-03-22T10:07:41.000Z', deliveredAt: '2021-03-22T10:07:53.000Z' },
		]);
	});

	test('waits until the message is delivered, whatever the shape of the answer', async () => {
		await sms.set({ steps: { sent: 0, delivered: 1, undelivered: 1 } });
		const sent = await run('message.send', { to: PHONE, message: 'x' });
		for (const checkShape of ['document', 'status', 'sparse']) {
			await sms.set({ checkShape });
			const { items } = await run('message.getStatus', { ids: sent.items[0].id, options: { waitUntilFinal: true, longestWait: 1 } });
			expect(items).toMatchObject([{ id: sent.items[0].id, status: 'delivered', isFinal: true, deliveredAt: expect.stringMatching(/Z$/) }]);
		}
		const lost = await run('message.send', { to: '375000000006', message: 'x' });
		await sms.set({ checkShape: 'status' });
		const { items } = await run('message.getStatus', { ids: lost.items[0].id, options: { waitUntilFinal: true, longestWait: 1 } });
		expect(items).toMatchObject([{ status: 'failed', isFinal: true, vendorStatus: 'UNDELIVERED' }]);
		await sms.set({ steps: { sent: 1, delivered: 3, undelivered: 3 } });
	});

	test('an unknown id', async () => {
		const { items } = await run('message.getStatus', { ids: '2637396, 1' }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ id: '2637396' }, { error: 'SMS.by refused 1: there is nothing with this ID (HTTP 404)' }]);
	});
});

describe('bulk', () => {
	test('bulk.send (sendBulkSms): several mailings of both types in one request, with schedule and callback', async () => {
		const sendAt = hoursAhead(2);
		const items = [
			{ to: '375299999999', text: 'personal message 1', name: 'mailing list 1', type: 'personal' },
			{ to: '375298888888', text: 'personal message 2', name: 'mailing list 1', type: 'personal' },
			{ to: '375297777777, 375295555555', text: 'message text 2', name: 'mailing list 2', type: 'bulk' },
		];
		const { items: results, pairs } = await run(
			'bulk.send',
			{
				...EACH,
				name: '={{ $json.name }}',
				messageType: '={{ $json.type }}',
				from: picked('123'),
				options: { sendAt: sendAt.toISOString(), callbackUrl: 'http://127.0.0.1:9/sms' },
			},
			{ items },
		);
		expect(await paths()).toEqual(['sendBulkSms']);
		expect(pairs).toEqual([0, 1, 2, 2]);
		expect(results).toMatchObject(Array(4).fill({ id: results[0].id, status: 'scheduled', vendorStatus: 'OK' }));
		const received = await sms.messages();
		expect(received).toMatchObject([
			{ to: '375299999999', text: 'personal message 1', from: 'MyShop', deliverAt: sendAt.getTime() },
			{ to: '375298888888', text: 'personal message 2' },
			{ to: '375297777777', text: 'message text 2' },
			{ to: '375295555555', text: 'message text 2' },
		]);
		expect(received.map(({ campaign }) => campaign)).toEqual([0, 0, 1, 1].map((n) => (received[0].campaign as number) + n));
	});

	test('bulk.send: a time in the past sends at once', async () => {
		const { items } = await run('bulk.send', { to: PHONE, message: 'x', name: 'n', options: { sendAt: new Date(Date.now() - 3_600_000).toISOString() } });
		expect(items).toMatchObject([{ status: 'queued' }]);
		expect((await sms.messages())[0].deliverAt).toBeUndefined();
	});

	test('bulk.send: other callbacks need other requests', async () => {
		const items = [{ url: 'http://127.0.0.1:9/a' }, { url: 'http://127.0.0.1:9/b' }];
		await run('bulk.send', { to: PHONE, message: 'x', name: 'n', options: { callbackUrl: '={{ $json.url }}' } }, { items });
		expect(await paths()).toEqual(['sendBulkSms', 'sendBulkSms']);
	});

	test('bulk.send: texts of their own stay apart, even under one name and as "Same Text to All"', async () => {
		const items = [{ to: '375299999999', text: 'first' }, { to: '375298888888', text: 'second' }, { to: '375297777777', text: 'first' }];
		await run('bulk.send', { ...EACH, name: 'n' }, { items });
		expect(await paths()).toEqual(['sendBulkSms']);
		expect((await sms.messages()).map(({ to, text }) => [to, text]).sort()).toEqual(items.map(({ to, text }) => [to, text]).sort());
	});

	test('bulk.getStatus: two bulks are asked for one by one', async () => {
		const sent = await Promise.all([PHONE, '375298888888'].map((to) => run('bulk.send', { to, message: 'x', name: 'n' })));
		const items = sent.flatMap((one) => one.items);
		const outcomes = await run('bulk.getStatus', { uuid: '={{ $json.id }}', phone: '={{ $json.to }}' }, { items });
		expect(outcomes.items).toMatchObject(items.map(({ id, to }) => ({ to, bulkId: id, vendorStatus: 'NEW' })));
	});

	test('bulk.getStatus (statusBulkSms): the document’s example', async () => {
		const { items } = await run('bulk.getStatus', { uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec' });
		expect(items).toHaveLength(4);
		expect(items[0]).toEqual({
			id: '1',
			to: '375291111111',
			status: 'delivered',
			isFinal: true,
			vendorStatus: 'DELIVERED',
			vendorStatusText: 'Delivered',
			deliveredAt: '2024-10-16T19:52:42.497Z',
			bulkId: 'cc9c8043-8caf-11ef-b035-9e8f47954dec',
			campaignId: '1',
			mailing: 'mailing list 1',
		});
	});

	test('bulk.getStatus: numbers that were refused are failed messages; waiting ends when all are final', async () => {
		await sms.set({ steps: { sent: 0, delivered: 1, undelivered: 1 } });
		const sent = await run('bulk.send', { to: `${PHONE}, 375000000002, 375000000006`, message: 'x', name: 'n' });
		const uuid = sent.items[0].id;
		const { items } = await run('bulk.getStatus', { uuid, options: { waitUntilFinal: true, longestWait: 1 } });
		expect(items).toMatchObject([
			{ to: PHONE, status: 'delivered' },
			{ to: '375000000006', status: 'failed', vendorStatus: 'UNDELIVERED' },
			{ to: '375000000002', status: 'failed', isFinal: true, vendorStatusText: 'billing error' },
		]);
		const other = await run('bulk.getStatus', { uuid, phone: '375291234567' });
		expect(other.items).toMatchObject([{ to: '375291234567', status: 'unknown', isFinal: false }]);
		await sms.set({ steps: { sent: 1, delivered: 3, undelivered: 3 } });
	});

	test('bulk.getStatus: an unknown id', async () => {
		const { error } = await run('bulk.getStatus', { uuid: '00000000-8caf-11ef-b035-9e8f47954dec' });
		expect(error?.message).toContain('there is nothing with this ID');
	});
});

describe('otp', () => {
	test.each([['otp.sendTelegram', 'telegram'], ['otp.sendWhatsApp', 'whatsapp']])('%s keeps the zeros of a code', async (operation, channel) => {
		const { items } = await run(operation, { to: PHONE, message: '0042' });
		expect(items).toMatchObject([{ to: PHONE, status: 'queued', parts: 1, id: expect.any(String) }]);
		expect(await sms.messages()).toMatchObject([{ to: PHONE, text: '0042', channel }]);
	});
});

describe('campaign', () => {
	test.each([false, true])('create, getStatus, sendToNumber, getAll, getRecipients (old shapes: %s)', async (oldLists) => {
		await sms.set({ oldLists });
		const message = `${freshText()} & 100% привет`;
		const created = await run('campaign.create', { message, name: 'Sale', from: picked('123') });
		const [{ id }] = created.items;
		expect(created.items).toEqual([{ id: expect.stringMatching(/^\d+$/), parts: 1, length: message.length, sender: 'MyShop' }]);

		const state = await run('campaign.getStatus', { campaignId: id });
		expect(state.items).toEqual([{ id, status: 'moderated', isReady: true, parts: 1, sender: 'MyShop' }]);

		const sent = await run('campaign.sendToNumber', { campaignId: id, to: `${PHONE}; 375298888888` });
		expect(sent.items).toMatchObject([{ to: PHONE, status: 'queued' }, { to: '375298888888', status: 'queued' }]);
		expect(await sms.messages()).toMatchObject([{ to: PHONE, text: message, from: 'MyShop' }, { to: '375298888888' }]);

		const all = await run('campaign.getAll', { returnAll: true });
		expect(all.items).toContainEqual({ id, message, parts: 1, createdAt: expect.stringMatching(/Z$/), status: 'moderated' });
		const recipients = await run('campaign.getRecipients', { campaignId: id, returnAll: true });
		expect(recipients.items).toMatchObject([{ to: PHONE, vendorStatus: expect.any(String) }, { to: '375298888888' }]);
	});

	test('create: the same text again names the campaign that has it', async () => {
		const message = freshText();
		const { items } = await run('campaign.create', { message });
		const again = await run('campaign.create', { message }, { onError: 'continueRegularOutput' });
		expect(again.items).toMatchObject([{ error: expect.stringContaining('exists already'), details: { id: items[0].id } }]);
	});

	test('create: the time is that of Belarus, never too early', async () => {
		const sendAt = new Date(hoursAhead(3).getTime() + 20_000);
		const { items } = await run('campaign.create', { message: freshText(), options: { sendAt: sendAt.toISOString() } });
		expect(items).toMatchObject([{ scheduledAt: sendAt.toISOString() }]);
		await run('campaign.sendToNumber', { campaignId: items[0].id, to: PHONE });
		expect(await sms.messages()).toMatchObject([{ deliverAt: hoursAhead(3).getTime() + 60_000 }]);
	});

	test('getStatus waits for the moderator', async () => {
		await sms.set({ moderationSeconds: 2 });
		const { items } = await run('campaign.create', { message: freshText() });
		expect((await run('campaign.getStatus', { campaignId: items[0].id })).items).toMatchObject([{ isReady: false }]);
		const waited = await run('campaign.getStatus', { campaignId: items[0].id, options: { waitUntilFinal: true, longestWait: 1 } });
		expect(waited.items).toMatchObject([{ isReady: true }]);
		await sms.set({ moderationSeconds: 0 });
	});

	test('getAll and getRecipients: the document’s examples, and pages', async () => {
		const all = await run('campaign.getAll', { returnAll: false, limit: 2 });
		expect(all.items).toEqual([
			{ id: '2564327', message: '68755', parts: 1, createdAt: '2021-03-22T08:32:32.000Z', status: 'moderated' },
			{ id: '2564580', message: '37271', parts: 1, createdAt: '2021-03-22T08:32:32.000Z', status: 'moderated' },
		]);
		const recipients = await run('campaign.getRecipients', { campaignId: '2564327', returnAll: true });
		expect(recipients.items).toMatchObject([
			{ id: '', to: '375293332211', status: 'delivered', isFinal: true, sentAt: '2021-03-22T08:32:32.000Z' },
			{ to: '375293332212', status: 'sent', isFinal: false },
		]);

		const { items } = await run('campaign.create', { message: freshText() });
		await run('campaign.sendToNumber', { campaignId: items[0].id, to: phones(130).join() });
		const many = (parameters: Json) => run('campaign.getRecipients', { campaignId: items[0].id, ...parameters });
		expect(new Set((await many({ returnAll: true })).items.map(({ to }) => to))).toEqual(new Set(phones(130)));
		expect((await many({ returnAll: false, limit: 120 })).items).toHaveLength(120);
		expect((await many({ returnAll: false, limit: 120, output: 'raw' })).items[0]).toMatchObject({ phone: expect.any(Number), d_sent: expect.any(String) });
	});

	test('sendToList and confirm: nothing is sent before the confirmation', async () => {
		const sendAt = hoursAhead(2);
		const message = freshText();
		const parameters = { name: 'Sale', message, list: picked('3434'), from: picked('234'), options: { sendAt: sendAt.toISOString() } };
		const { items } = await run('campaign.sendToList', parameters);
		expect(items).toEqual([{ id: expect.stringMatching(/^\d+$/), scheduledAt: sendAt.toISOString(), isConfirmed: false }]);
		const campaignId = items[0].id;
		const look = await run('campaign.confirm', { campaignId, confirm: false });
		expect(look.items).toEqual([{ id: campaignId, isConfirmed: false, name: 'Sale', recipients: 2, parts: 1, cost: 0.052 }]);
		expect(await sms.messages()).toEqual([]);
		expect((await run('campaign.confirm', { campaignId })).items).toMatchObject([{ id: campaignId, isConfirmed: true }]);
		expect(await sms.messages()).toMatchObject([
			{ to: '375293332211', text: message, from: 'MyClinic', deliverAt: sendAt.getTime() },
			{ to: '375293332212' },
		]);
	});

	test('sendToList without a time is for now', async () => {
		const { items } = await run('campaign.sendToList', { name: 'Sale', message: freshText(), list: picked('3434', 'id') });
		await run('campaign.confirm', { campaignId: items[0].id });
		expect(Number((await sms.messages())[0].deliverAt ?? Date.now()) - Date.now()).toBeLessThan(61_000);
	});

	test('a retry starts a mailing of which an earlier try has only looked at', async () => {
		const { items: [{ id }] } = await run('campaign.sendToList', { name: 'Sale', message: freshText(), list: picked('3434') });
		const items = [{ id }, { id: '9999999' }];
		const looked = await run('campaign.confirm', { campaignId: '={{ $json.id }}', confirm: false }, { items });
		expect(looked.status).toBe('error');
		const started = await retryNode('smsBy', looked, {
			parameters: { resource: 'campaign', operation: 'confirm', campaignId: '={{ $json.id }}', confirm: true },
			credentials: credentials(),
			onError: 'continueRegularOutput',
			items,
		});
		expect(started.items[0]).toMatchObject({ id, isConfirmed: true });
		expect(await sms.messages()).toHaveLength(2);
	});

	test('confirm without money', async () => {
		const { items } = await run('campaign.sendToList', { name: 'Sale', message: freshText(), list: picked('3434') });
		await sms.set({ balance: 0 });
		const { error } = await run('campaign.confirm', { campaignId: items[0].id });
		expect(error?.message).toContain('there is not enough money on the account (HTTP 400)');
		expect(error?.failure).toEqual(causeOf('quota-exhausted'));
		expect(await sms.messages()).toEqual([]);
	});

	test('getHistory (getSMSMessages), by type; nothing found is an empty list', async () => {
		const { items } = await run('campaign.getHistory', { type: 'API', returnAll: false, limit: 1 });
		expect(items).toEqual([
			{
				id: '1173020', name: 'Notification', type: 'API', status: 'NEW', sender: 'SMS.by', recipients: 27631, delivered: 0,
				parts: 27631, cost: 718.406, createdAt: '2021-02-24T08:07:14.000Z', scheduledAt: '2022-02-23T10:27:00.000Z',
			},
		]);
		expect(await run('campaign.getHistory', { type: 'WEB' })).toMatchObject({ status: 'success', items: [] });
		expect((await run('campaign.getHistory', { returnAll: true })).items.length).toBeGreaterThan(1);
	});
});

describe('account, sender, contact list', () => {
	test('account.getBalance, account.getLimit', async () => {
		await sms.set({ balance: 2.866 });
		expect((await run('account.getBalance')).items).toEqual([{ balance: 2.866, viberBalance: 10, currency: 'BYN' }]);
		expect((await run('account.getLimit')).items).toEqual([{ limit: 110 }]);
	});

	test('sender.getAll, sender.getId', async () => {
		expect((await run('sender.getAll', { returnAll: true })).items).toContainEqual({ id: '1363', name: 'VasheImya' });
		expect((await run('sender.getAll', { returnAll: false, limit: 1 })).items).toEqual([{ id: '0', name: SYSTEM }]);
		expect((await run('sender.getId', { name: 'VasheImya' })).items).toEqual([{ id: '1363', name: 'VasheImya' }]);
		expect((await run('sender.getId', { name: 'Nobody' })).error?.message).toContain('there is nothing with this ID');
	});

	test('sender.getAll: only the system’s name, which PHP writes as a list', async () => {
		await sms.set({ alphanames: [SYSTEM] });
		expect((await run('sender.getAll', { returnAll: true })).items).toEqual([{ id: '0', name: SYSTEM }]);
		await sms.set({ alphanames: { 123: 'MyShop', 234: 'MyClinic', 1363: 'VasheImya' } });
		await sms.set({ alphanames: [] });
		expect((await run('sender.getAll', { returnAll: true })).items).toEqual([]);
		await sms.set({ alphanames: JSON.parse(`{"0":"${SYSTEM}","123":"MyShop","234":"MyClinic","1363":"VasheImya"}`) });
	});

	test('contactList.create, importContacts, getAll', async () => {
		const { items } = await run('contactList.create', { name: 'Guests' });
		const id = String(items[0].id);
		expect(items).toEqual([{ id: expect.stringMatching(/^\d+$/), name: 'Guests' }]);

		const contacts = [
			{ phone: '+375 29 999 99 99', name: 'Anna' },
			{ phone: '375000000001', name: 'Ivan' },
			{ phone: '80298888888', name: 'Olga' },
		];
		const moreFields = { field: [{ name: 'name', value: '={{ $json.name }}' }] };
		const parameters = { list: picked(id), phone: '={{ $json.phone }}', moreFields };
		const imported = await run('contactList.importContacts', parameters, { items: contacts });
		expect(imported.items).toEqual(['375299999999', '375000000001', '375298888888'].map((to) => ({ to, success: true })));
		expect(await paths()).toEqual(['createSubscriberList', 'importContacts']);
		const lists = await run('contactList.getAll', { returnAll: true });
		expect(lists.items).toContainEqual({ id, list_id: Number(id), name: 'Guests', count: 3 });
	});

	test.each<[string, Json, RegExp]>([
		['no address', { email: 'nobody' }, /^Email: "nobody" is not an e-mail address/],
		['two addresses', { email: 'anna@example.com, olga@example.com' }, /^Email: ".*" is not an e-mail address/],
		['an object', { rows: [['name', '={{ ({ first: "Anna" }) }}']] }, /^More Fields, name: is not a text/],
		['a NUL', { rows: [['name', '={{ "x\\u0000" }}']] }, /^More Fields, name: contains an invisible character \(NUL\)/],
		['digits that are lost', { rows: [['card', '={{ 1e21 }}']] }, /^More Fields, card: is 1e\+21/],
		['no name', { rows: [['={{ $json.nothing }}', 'Anna']] }, /^More Fields: has a field without a name/],
		['a phone that nobody has read', { rows: [['phone', 'call me']] }, /^More Fields: names the field "phone" twice/],
		['a field twice', { rows: [['age', '5'], ['age', '6']] }, /^More Fields: names the field "age" twice/],
	])('contactList.importContacts: %s is an error before anything is sent', async (_what, { rows = [], ...more }, message) => {
		const moreFields = { field: rows.map(([name, value]: string[]) => ({ name, value })) };
		const { error } = await run('contactList.importContacts', { list: picked('3434'), phone: PHONE, moreFields, ...more });
		expect(error?.message).toMatch(message);
		expect((await sms.requests()).count).toBe(0);
	});

	test('contactList.importContacts: a wrong contact is told, the others are in', async () => {
		const contacts = [{ email: 'anna@example.com' }, { email: 'nobody@example.invalid' }, { email: 'olga@example.com' }];
		const parameters = { list: picked('3434'), email: '={{ $json.email }}' };
		const { items } = await run('contactList.importContacts', parameters, { items: contacts, onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ success: true }, { error: 'SMS.by refused nobody@example.invalid: incorrect email' }, { success: true }]);
	});
});

describe('verification, code templates, Viber', () => {
	test('codeTemplate.create, get, getAll, update, delete', async () => {
		const { items } = await run('codeTemplate.create', { characters: 'letters', length: 10 });
		const id = String(items[0].id);
		expect(items).toEqual([{ id: expect.stringMatching(/^\d+$/), characters: 'letters', length: 10 }]);
		const changed = await run('codeTemplate.update', { template: picked(id), characters: 'both', length: 4 });
		expect(changed.items).toEqual([{ id, characters: 'both', length: 4 }]);
		const template = { id, characters: 'both', length: 4, createdAt: expect.stringMatching(/Z$/) };
		expect((await run('codeTemplate.get', { template: picked(id) })).items).toEqual([template]);
		expect((await run('codeTemplate.getAll', { returnAll: true })).items).toContainEqual(template);
		expect((await run('codeTemplate.delete', { template: picked(id) })).items).toEqual([{ id, deleted: true }]);
		expect((await run('codeTemplate.get', { template: picked(id) })).error?.message).toContain('nothing with this ID');
	});

	test.each([false, true])('verification.sendCode returns the code that was sent (old shapes: %s)', async (oldLists) => {
		await sms.set({ oldLists });
		const parameters = { to: PHONE, message: 'Ваш код: %CODE%', template: picked('243'), from: picked('123') };
		const { items } = await run('verification.sendCode', parameters);
		expect(items).toMatchObject([{ to: PHONE, status: 'queued', code: expect.stringMatching(/^\d{6}$/), parts: 1 }]);
		expect(await sms.messages()).toMatchObject([{ text: `Ваш код: ${items[0].code}`, from: 'MyShop' }]);
	});

	test('verification.flashCall, confirmFlashCall', async () => {
		const { items } = await run('verification.flashCall', { phone: PHONE, options: { code: '0742', attempts: 2, validFor: 60 } });
		expect(items).toEqual([{ id: expect.any(String), to: PHONE, code: '0742', attempts: 2, validFor: 60 }]);
		expect(await sms.messages()).toMatchObject([{ to: PHONE, channel: 'call' }]);
		const confirm = (code: string) => run('verification.confirmFlashCall', { phone: PHONE, code, callId: items[0].id });
		expect((await confirm('1111')).error?.message).toBe(`SMS.by refused ${PHONE}: the data could not be verified (HTTP 421)`);
		expect((await confirm('0742')).items).toMatchObject([{ id: items[0].id, to: PHONE, isConfirmed: true, activatedAt: expect.stringMatching(/Z$/) }]);
	});

	test('viber.send, viber.getSenders', async () => {
		expect((await run('viber.getSenders', { returnAll: true })).items).toContainEqual({ id: '17', name: 'MyShop' });
		const { items } = await run('viber.send', { to: PHONE, message: 'Привет', from: picked('17') });
		expect(items).toMatchObject([{ id: expect.stringMatching(/^\d+$/), to: PHONE, status: 'queued', isFinal: false }]);
		expect(await sms.messages()).toMatchObject([{ to: PHONE, text: 'Привет', from: 'MyShop', channel: 'viber' }]);
	});
});
