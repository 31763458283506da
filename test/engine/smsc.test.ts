import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsc } from '../simulators/smsc/index.ts';
import { causeOf, detailed } from '../support/abilities.ts';
import { Simulated } from '../support/simulated.ts';
import { runNode, type RunOptions } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '79999999999';
const HOUR = 3_600_000;

let smsc: Simulated;

beforeAll(async () => {
	smsc = new Simulated(await createSmsc());
});
beforeEach(async () => await smsc.reset());
afterAll(async () => await smsc.close());

const credentials = (overrides: Json = {}) => ({
	smscApi: { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url, ...overrides },
});

/** Runs an operation of the node, e.g. `run('message.send', { to, message })`. */
const run = (operation: string, parameters: Json = {}, options: Partial<RunOptions> = {}) => {
	const [resource, value] = operation.split('.');
	return runNode('smsc', { credentials: credentials(), ...options, parameters: { resource, operation: value, ...parameters } });
};

const send = (parameters: Json = {}, options: Partial<RunOptions> = {}) =>
	run('message.send', { to: PHONE, message: 'Hello!', ...parameters }, options);

/** What the simulator has seen of the last message: the parameters of its call. */
const seen = async (): Promise<Json> => (await smsc.messages()).at(-1)!.params as Json;

const texts = async () => (await smsc.messages()).map(({ to, text }) => [to, text]);
const phones = (count: number) => Array.from({ length: count }, (_, index) => `7999000${String(index).padStart(4, '0')}`);
const named = (value: string) => ({ __rl: true, mode: 'name', value });

const EACH = { to: '={{ $json.to }}', message: '={{ $json.text }}' };

describe('message.send', () => {
	test('one text to several numbers is one request, one result per number, one id', async () => {
		const { items, pairs } = await send({ to: '+7 999 999-99-99, 8 (926) 111 22 33', message: 'Привет!' });
		expect(items).toMatchObject([
			{ to: PHONE, status: 'queued', isFinal: false, parts: 1, cost: 1.4, vendorStatus: '-1' },
			{ to: '79261112233', status: 'queued' },
		]);
		expect(pairs).toEqual([0, 0]);
		expect((await smsc.requests()).count).toBe(1);
		const received = await smsc.messages();
		expect(received.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
		expect(await texts()).toEqual([[PHONE, 'Привет!'], ['79261112233', 'Привет!']]);
	});

	test('1000 items with texts of their own are ten list requests; order and pairing hold', async () => {
		const items = phones(1000).map((to, n) => ({ to, text: `Order ${n}: 100% & more; 79990000001:no\nline two` }));
		const result = await send(EACH, { items });
		expect((await smsc.requests()).count).toBe(10);
		expect((await smsc.requests()).mostInFlight).toBeLessThan(15);
		expect(result.items.map(({ to }) => to)).toEqual(items.map(({ to }) => to));
		expect(result.pairs).toEqual(items.map((_, index) => index));
		expect(new Map((await texts()) as Array<[string, string]>)).toEqual(new Map(items.map(({ to, text }) => [to, text])));
	});

	test('texts that a list would change arrive as they are', async () => {
		const hard = ['C:\\new\\table', 'a\r\nb', 'ivan|79990000001:x', 'a;b:c', '79990000001:text', '\n\nx', ' trailing ', 'ü—😀', '+1;2'];
		const items = hard.map((text, n) => ({ to: phones(20)[n], text }));
		const result = await send(EACH, { items });
		expect(result.items).toHaveLength(hard.length);
		expect(new Map((await texts()) as Array<[string, string]>)).toEqual(new Map(items.map(({ to, text }) => [to, text])));
	});

	test('senders of their own share a list', async () => {
		const items = [
			{ to: '79990000001', text: 'a', from: 'ivan' },
			{ to: '79990000002', text: 'b|c', from: 'MyShop' },
		];
		await send({ ...EACH, from: { __rl: true, mode: 'name', value: '={{ $json.from }}' } }, { items });
		expect((await smsc.requests()).count).toBe(1);
		expect((await smsc.messages()).map(({ from, text }) => [from, text])).toEqual([['ivan', 'a'], ['MyShop', 'b|c']]);
	});

	test('moments of their own, whole hours apart, share a list when there is a sender', async () => {
		const start = Math.ceil(Date.now() / (8 * HOUR)) * 8 * HOUR + 1_800_000;
		const items = [3, 0, 5].map((hours, n) => ({ to: phones(3)[n], text: `${n}`, at: new Date(start + hours * HOUR).toISOString() }));
		const result = await send({ ...EACH, from: named('ivan'), options: { sendAt: '={{ $json.at }}' } }, { items });
		expect((await smsc.requests()).count).toBe(1);
		expect((await smsc.messages()).map(({ to, deliverAt }) => [to, new Date(deliverAt as number).toISOString()])).toEqual(
			items.map(({ to, at }) => [to, at]),
		);
		expect(result.items.every(({ status }) => status === 'scheduled')).toBe(true);
	});

	test('two texts to one number both arrive, each with an id of its own', async () => {
		const items = [{ to: PHONE, text: 'first' }, { to: PHONE, text: 'second' }];
		const result = await send(EACH, { items });
		expect(new Set(result.items.map(({ id }) => id)).size).toBe(2);
		expect((await smsc.messages()).map(({ text }) => text)).toEqual(['first', 'second']);
	});

	test('a group is one recipient to enter and many to be told of', async () => {
		const { items } = await send({ sendTo: 'groups', groups: 'G1', to: '' });
		expect(items).toMatchObject([{ to: '79991110001', status: 'queued' }, { to: '79991110002', status: 'queued' }]);
	});

	test('groups and numbers go together, each once', async () => {
		const { items } = await send({ sendTo: 'groups', groups: '1, G1', to: PHONE });
		expect(items.map(({ to }) => to)).toEqual(['79991110001', '79991110002', PHONE]);
	});

	test.each<[Json, RegExp]>([
		[{ to: 'G1' }, /To: "G1" is a group of contacts/],
		[{ to: '={{ "g1" }}' }, /To: "g1" is a group of contacts/],
		[{ to: '#123456' }, /To: "#123456" is not a phone number/],
		[{ channel: 'viber', to: 'G12' }, /To: "G12" is a group/],
		[{ channel: 'telegramCode', to: '#123456', message: '4821' }, /To: "#123456" is a Telegram ID/],
		[{ channel: 'telegramCode', to: 'G1234', message: '4821' }, /To: "G1234" is a group/],
		[{ channel: 'telegramCode', sendTo: 'ids', to: 'anna', message: '4821' }, /To: "anna" is not a Telegram ID/],
		[{ sendTo: 'groups', groups: '={{ " " }}', to: PHONE }, /Contact Groups: is empty/],
		[{ sendTo: 'groups', groups: 'all' }, /Contact Groups: "all" is not the ID of a group/],
	])('%j texts nobody: a group or an ID is asked for in a field of its own', async (parameters, message) => {
		const { error } = await send(parameters);
		expect(String(error?.message)).toMatch(message);
		expect(await smsc.messages()).toEqual([]);
	});

	const COMMANDS = ['__CALL__ x', '__VIBER__x', '__SOC__', '__PING__', '__hlr__', ' \u200b__CALL__x', 'x\n~~~\nfoo: 1', '~~~', 'x\r\n ~~~ \r\ny', 'x\\n~~~\\ny'];
	const PLACES: Array<[place: string, parameters: Json]> = [
		['message.send', {}],
		['message.send', { channel: 'flash' }],
		['message.send', { channel: 'viber' }],
		['message.send', { channel: 'whatsapp' }],
		['message.send', { channel: 'social' }],
		['message.send', { channel: 'call' }],
		['message.send', { channel: 'mms', subject: 's' }],
		['message.send', { channel: 'email', to: 'a@example.com', subject: 's', from: named('shop@example.com') }],
		['message.send', { channel: 'telegramCode' }],
		['message.send', { channel: 'telegramBot', bot: 'myshop_bot' }],
		['message.getCost', {}],
		['mailing.create', { name: 'Sale' }],
		['template.create', { name: 'Sale' }],
		['template.update', { templateId: '1' }],
	];
	test.each(PLACES)('%s %j: a text that SMSC would carry out is an error', async (name, parameters) => {
		for (const text of COMMANDS) {
			const { error } = await run(name, { to: PHONE, message: text, text, ...parameters, options: name === 'template.update' ? { msg: text } : {} });
			expect(`${text} ${String(error?.message)}`).toMatch(/SMSC takes for a command|after which SMSC reads parameters/);
		}
		expect(await smsc.messages()).toEqual([]);
	});

	test.each(['a __CALL__', '_CALL_ x', '__CALL_', 'a ~~~ b', '~~~~', '~~'])('the text %j arrives as it is', async (text) => {
		await send({ message: text });
		expect((await smsc.messages()).map((message) => message.text)).toEqual([text]);
	});

	test('a foreign number is not taken for a Russian one', async () => {
		await send({ to: '+8613912345678, +86139123456' });
		expect((await smsc.messages()).map(({ to }) => to)).toEqual(['8613912345678', '86139123456']);
	});

	test('login and password serve as well as the API key', async () => {
		const { login, psw } = smsc.account;
		const signed = { credentials: credentials({ authentication: 'login', apiKey: '', login, password: psw }) };
		expect((await send({}, signed)).items).toMatchObject([{ status: 'queued' }]);
	});

	test('no secret goes into an address', async () => {
		await send();
		expect(JSON.stringify(await smsc.requests())).not.toContain(smsc.account.apikey);
		expect((await smsc.requests()).requests).toMatchObject([{ method: 'POST', path: '/sys/send.php' }]);
	});

	test('the raw output is the vendor’s own answer for each recipient', async () => {
		const { items } = await send({ output: 'raw' });
		expect(items).toMatchObject([{ id: expect.any(Number), cnt: 1, phone: PHONE, mccmnc: '25001', status: '-1', vendorError: '0' }]);
		expect(items[0]).not.toHaveProperty('error');
	});
});

describe('the parameters of send.php', () => {
	const CHANNELS: Array<[channel: string, parameters: Json, expected: Json]> = [
		['sms', {}, { mes: 'Hello!' }],
		['flash', {}, { flash: '1', mes: 'Hello!' }],
		['binary', { message: '050A0307056048656C6C6F2C20576F726C6421' }, { bin: '2', mes: '050A0307056048656C6C6F2C20576F726C6421' }],
		['wapPush', { link: 'http://wap.ru', title: 'WAP.RU' }, { push: '1', mes: 'http://wap.ru\nWAP.RU' }],
		['mms', { subject: 'Тема' }, { mms: '1', subj: 'Тема' }],
		['email', { to: 'a@example.com', subject: 'Тема', from: named('shop@example.com') }, { mail: '1', subj: 'Тема', sender: 'shop@example.com' }],
		['viber', { from: named('MyShop') }, { viber: '1', sender: 'MyShop' }],
		['whatsapp', {}, { whatsapp: '1' }],
		['telegramCode', { sendTo: 'ids', to: '#123456', message: '4821' }, { tg: '1', phones: '#123456', mes: '4821' }],
		['telegramBot', { to: '@anna_p', bot: 'myshop_bot' }, { bot: '@myshop_bot' }],
		['social', {}, { soc: '1' }],
		['call', { voice: 'w2' }, { call: '1', voice: 'w2' }],
	];

	test.each(CHANNELS)('channel %s', async (channel, parameters, expected) => {
		const { items, error } = await send({ channel, ...parameters });
		expect(error).toBeUndefined();
		expect(items).toMatchObject([{ id: expect.any(String), status: 'queued' }]);
		expect(await seen()).toMatchObject({ ...expected, fmt: '3', charset: 'utf-8', op: '1', err: '1' });
	});

	const OPTIONS: Array<[options: Json, expected: Json, more?: Json]> = [
		[{ messageId: '77' }, { id: '77' }],
		[{ transliterate: '1' }, { translit: '1' }],
		[{ transliterate: '2' }, { translit: '2' }],
		[{ shortenLinks: true }, { tinyurl: '1' }],
		[{ sendAt: '10-20' }, { time: '10-20' }],
		[{ sendAt: '+30' }, { time: '+30' }],
		[{ sendWithin: '9-21', timeZone: 4 }, { time: '9-21', tz: '4' }],
		[{ sendWithin: '9 – 21' }, { time: '9-21' }],
		[{ sendAfter: 15 }, { time: '+15' }],
		[{ sendAt: '2099-12-31T10:00:00+03:00' }, { time: '04102383600' }],
		[{ sendAt: '2099-12-31T10:00:00+03:00', timeZone: 2 }, { time: '3112991200', tz: '2' }],
		[{ period: 0.5, frequency: 10 }, { period: '0.5', freq: '10' }],
		[{ validity: '00:30' }, { valid: '00:30' }],
		[{ cutAfterParts: 1 }, { maxsms: '1' }],
		[{ confirmedWithin: 30 }, { smsreq: '30' }],
		[{ userIp: '198.51.100.7', captchaCode: 'x7k' }, { userip: '198.51.100.7', imgcode: 'x7k' }],
		[{ partnerId: '42' }, { pp: '42' }],
		[{ costInAnswer: '2' }, { cost: '2' }],
		[{ costInAnswer: '3' }, { cost: '3' }],
		[{ fileUrl: 'https://example.com/a.jpg' }, { fileurl: 'https://example.com/a.jpg' }, { channel: 'viber' }],
		[{ language: 'de', ringing: { rings: { ring: 20, pause: 60, attempts: 3 } } }, { voice: 'w,de', param: '20,60,3' }, { channel: 'call', voice: 'w' }],
		[{ pidDcs: '64, 246' }, { mes: '00414243\n~~~\npid: 64, dcs: 246' }, { channel: 'binary', message: '00 41 42 43' }],
	];

	test.each(OPTIONS)('%o', async (options, expected, more = {}) => {
		const { error, items } = await send({ options, ...more });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(await seen()).toMatchObject(expected);
	});

	test('an option of another channel stays out', async () => {
		await send({ options: { fileUrl: 'https://example.com/a.jpg', language: 'de' } });
		expect(await seen()).not.toHaveProperty('fileurl');
		expect(await seen()).not.toHaveProperty('voice');
	});

	test('a moment is the same moment for the vendor', async () => {
		const at = Math.ceil(Date.now() / HOUR) * HOUR + 3 * HOUR;
		for (const [n, timeZone] of [undefined, 0, 5, -2].entries()) {
			const { items } = await send({ message: `text ${n}`, options: { sendAt: new Date(at).toISOString(), ...(timeZone === undefined ? {} : { timeZone }) } });
			expect(items).toHaveLength(1);
			expect((await smsc.messages()).at(-1)!.deliverAt).toBe(at);
		}
	});

	test('the balance, when asked for', async () => {
		const { items } = await send({ options: { costInAnswer: '3' } });
		expect(items).toMatchObject([{ cost: 1.4, balance: expect.any(Number) }]);
	});

	test('a dry run sends nothing, says what it would cost, and may be repeated', async () => {
		for (let count = 0; count < 2; count++) {
			const { items } = await send({ options: { dryRun: true } });
			expect(items).toMatchObject([{ id: '', to: PHONE, cost: 1.4, vendorStatusText: 'Dry run: nothing was sent' }]);
		}
		expect(await smsc.messages()).toEqual([]);
	});

	test('transliteration and cutting count in the parts', async () => {
		const { items } = await send({ message: 'я'.repeat(100), options: { transliterate: '1' } });
		expect(items).toMatchObject([{ parts: 2 }]);
		expect((await send({ message: 'x'.repeat(400), options: { cutAfterParts: 2 } })).items).toMatchObject([{ parts: 2 }]);
		expect((await smsc.messages()).at(-1)!.text).toHaveLength(306);
	});
});

describe('files', () => {
	const file = (text: string, fileName: string, mimeType: string) => ({ data: Buffer.from(text).toString('base64'), fileName, mimeType });
	const EMAIL = { channel: 'email', to: '={{ $json.to }}', subject: 'Счёт', message: 'Строка 1\nСтрока 2', from: named('shop@example.com') };

	test('each item sends its own files; text and names arrive exactly', async () => {
		const binary = [{ data: file('%PDF-one', 'счёт 1.pdf', 'application/pdf') }, { data: file('%PDF-number-two', 'a"b.pdf', 'application/pdf') }];
		const items = [{ to: 'a@example.com' }, { to: 'b@example.com' }];
		const result = await send({ ...EMAIL, binaryFields: 'data' }, { items, binary });
		expect(result.error).toBeUndefined();
		expect((await smsc.messages()).map(({ to, text, files }) => ({ to, text, files }))).toEqual([
			{ to: 'a@example.com', text: 'Строка 1\nСтрока 2', files: [{ field: 'file1', name: 'счёт 1.pdf', type: 'application/pdf', size: 8 }] },
			{ to: 'b@example.com', text: 'Строка 1\nСтрока 2', files: [{ field: 'file1', name: expect.stringMatching(/^a.*b\.pdf$/), type: 'application/pdf', size: 15 }] },
		]);
	});

	test('several files in a call or MMS; several recipients share the upload', async () => {
		const binary = [{ one: file('a', 'a.jpg', 'image/jpeg'), two: file('bb', 'b.mp3', 'audio/mpeg') }];
		await send({ channel: 'mms', to: '79990000001,79990000002', message: '', subject: 'Привет', binaryFields: 'one, two' }, { binary });
		expect((await smsc.requests()).count).toBe(1);
		expect((await smsc.messages()).map(({ files }) => (files as Json[]).map(({ name }) => name))).toEqual([['a.jpg', 'b.mp3'], ['a.jpg', 'b.mp3']]);
		expect((await send({ channel: 'call', message: '', binaryFields: 'two' }, { binary })).items).toHaveLength(1);
	});

	test('a missing file is a mistake that sends nothing', async () => {
		const { error } = await send({ ...EMAIL, to: 'a@example.com', binaryFields: 'data' });
		expect(error?.message).toContain('Input Binary Fields: the item has no file in "data"');
		expect((await smsc.requests()).count).toBe(0);
	});

	test('login and password go in front of the files', async () => {
		const { login, psw } = smsc.account;
		const signed = credentials({ authentication: 'login', login, password: psw });
		const binary = [{ data: file('x', 'x.txt', 'text/plain') }];
		const result = await send({ ...EMAIL, to: 'a@example.com', binaryFields: 'data' }, { binary, credentials: signed });
		expect(result.items).toHaveLength(1);
	});
});

describe('mistakes are found before anything is sent', () => {
	const WRONG: Array<[parameters: Json, message: RegExp]> = [
		[{ to: '={{ "" }}' }, /To: is empty/],
		[{ to: '12345' }, /To: "12345" is too short/],
		[{ message: '  ' }, /Message: is empty/],
		[{ message: 'x'.repeat(1001) }, /Message: has 1001 characters; SMSC takes 1000/],
		[{ message: 'x'.repeat(161), options: { maximumParts: 1 } }, /needs 2 SMS parts/],
		[{ from: named('TwelveLetter') }, /Sender: "TwelveLetter" is too long/],
		[{ options: { messageId: '2147483648' } }, /Message ID: "2147483648" has a form that SMSC does not take/],
		[{ options: { messageId: 'no spaces' } }, /Message ID/],
		[{ options: { sendAt: 'tomorrow' } }, /Send At: "tomorrow" is not a date/],
		[{ options: { sendAt: '20-10' } }, /Send At: "20-10" is not a window/],
		[{ options: { sendAt: '05-12' } }, /Send At: "05-12" may mean hours, or a day and a month/],
		[{ options: { sendWithin: '={{ ({}) }}' } }, /Send Within Hours: is not a text/],
		[{ options: { sendAt: '2099-01-01', sendAfter: 5 } }, /Send At: is one of several times/],
		[{ options: { sendAfter: 0.5 } }, /Send After/],
		[{ options: { sendWithin: '10-20', timeZone: 99 } }, /Time Zone/],
		[{ options: { validity: '25' } }, /Time to Live: is 25/],
		[{ options: { period: 721 } }, /Spread Over \(Hours\): is 721/],
		[{ options: { frequency: 0 } }, /Spread Step/],
		[{ options: { confirmedWithin: 9 } }, /Number Confirmed Within/],
		[{ options: { captchaCode: 'x' } }, /Captcha Code: needs the IP address/],
		[{ options: { userIp: 'here' } }, /End User IP/],
		[{ options: { partnerId: 'x' } }, /Partner ID/],
		[{ channel: 'viber', options: { fileUrl: 'example' } }, /File URL/],
		[{ channel: 'email', to: 'x', subject: 's', from: named('a@example.com') }, /To: "x" is not an e-mail address/],
		[{ channel: 'email', to: 'a@example.com', subject: '={{ " " }}', from: named('a@example.com') }, /Subject: is empty/],
		[{ channel: 'email', to: 'a@example.com', subject: 's', from: named('shop') }, /Sender: "shop" is not an e-mail/],
		[{ channel: 'mms', message: '', subject: '' }, /both empty/],
		[{ channel: 'call', message: '' }, /there is no file/],
		[{ channel: 'call', options: { language: 'deutsch' } }, /Language/],
		[{ channel: 'call', options: { ringing: { rings: { ring: 100, pause: 60, attempts: 3 } } } }, /Ring For/],
		[{ channel: 'binary', message: 'xyz' }, /Data \(Hex\): is not hexadecimal/],
		[{ channel: 'binary', message: '00', options: { pidDcs: 'x' } }, /PID and DCS/],
		[{ channel: 'wapPush', link: 'example', title: 'x' }, /Link: "example" is not a full address/],
		[{ channel: 'wapPush', link: 'http://example.com', title: '={{ "" }}' }, /Title: is empty/],
		[{ channel: 'telegramBot', bot: 'shop' }, /Bot: "shop" is not the name of a bot/],
	];

	test.each(WRONG)('%o', async (parameters, message) => {
		const { error } = await send(parameters);
		expect(error?.message).toMatch(message);
		expect((await smsc.requests()).count).toBe(0);
	});

	test('a wrong number spoils only itself where errors continue', async () => {
		const { items } = await send({ to: `${PHONE}, 123` }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ to: PHONE, status: 'queued' }, { error: expect.stringContaining('"123"') }]);
	});
});

describe('a refused recipient', () => {
	const mixed = [
		{ to: '79990000001', text: 'a' },
		{ to: '70000000248', text: 'b' },
		{ to: '79990000002', text: 'Играй в казино' },
		{ to: '79990000003', text: 'c' },
	];

	test('goes to the error output with its reason; the others are sent', async () => {
		const { items, failed } = await send(EACH, { items: mixed, onError: 'continueErrorOutput' });
		expect(items.map(({ to }) => to)).toEqual(['79990000001', '79990000003']);
		expect(failed).toMatchObject([
			{ error: 'SMSC refused 70000000248: there is no route to this number (248)', ...detailed({ code: '248', outcome: 'refused', remedy: 'Check the number.', id: expect.any(String) }) },
			{ error: 'SMSC refused 79990000002: the spam filter stopped the message (253)', ...detailed({ outcome: 'refused' }) },
		]);
	});

	test('alone, he is told by the code of the whole call, with its id', async () => {
		const { items } = await send({ to: '70000000248' }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ details: { code: '8', outcome: 'refused', id: expect.any(String) } }]);
	});

	test('stops the run with one error that names who was accepted', async () => {
		const { error } = await send(EACH, { items: mixed });
		expect(error?.message).toMatch(/no route.*2 accepted, 2 refused/);
		expect(error?.description).toMatch(/Accepted, do not send again: 79990000001 = \d+, 79990000003 = \d+/);
	});

	test('an unregistered sender is told by code 6', async () => {
		const { items } = await send({ from: named('Nobody') }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ details: { code: '6', outcome: 'refused' } }]);
	});

	test('no money, with the id that the vendor gives; after a top-up a retry sends', async () => {
		await smsc.set({ balance: 0 });
		const pay = setTimeout(() => void smsc.set({ balance: 50_000 }), 300);
		const { items } = await send({}, { retries: { maxTries: 3, waitBetweenTries: 600 } });
		clearTimeout(pay);
		expect(items).toMatchObject([{ status: 'queued' }]);
		expect(await smsc.perPhone()).toEqual({ [PHONE]: 1 });
	});
});

describe('never twice, never too fast', () => {
	test('a retry sends only the rest', async () => {
		const items = [{ to: '70000000248', text: 'b' }, { to: PHONE, text: 'a' }];
		const result = await send(EACH, { items, retries: { maxTries: 3, waitBetweenTries: 10 }, onError: 'continueRegularOutput' });
		expect(result.items).toMatchObject([{ error: expect.stringContaining('248') }, { to: PHONE, status: 'queued' }]);
		expect(await smsc.perPhone()).toEqual({ [PHONE]: 1 });
	});

	test('the same message again within a minute is refused, not waited for', async () => {
		await send();
		const { items } = await send({}, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ details: { code: '9', outcome: 'refused', meaning: 'the same request came less than a minute ago' } }]);
		expect((await smsc.requests()).count).toBe(2);
	});

	test('too many requests at once are waited out: nothing was taken', async () => {
		await smsc.fault({ fault: 'reply', body: '{"error":"too many concurrent requests","error_code":9}' });
		expect((await send()).items).toMatchObject([{ status: 'queued' }]);
		expect(await smsc.messages()).toHaveLength(1);
	});

	test('no run makes fifteen requests at once', async () => {
		const items = phones(60).map((to, n) => ({ to, text: `a|${n}` }));
		await send(EACH, { items });
		expect((await smsc.requests()).count).toBe(60);
		expect((await smsc.requests()).mostInFlight).toBeLessThan(15);
		expect(await smsc.messages()).toHaveLength(60);
	});

	const WALLS: Array<[fault: string, code: string]> = [
		['{"error":"authorise error","error_code":2}', '2'],
		['{"error":"ip is blocked","error_code":4}', '4'],
	];

	test.each(WALLS)('after %s nothing else is asked', async (body, code) => {
		await smsc.fault({ fault: 'reply', times: 0, body });
		const items = phones(500).map((to) => ({ to, text: to }));
		const result = await send(EACH, { items, onError: 'continueRegularOutput' });
		expect((await smsc.requests()).count).toBe(1);
		expect(result.items[0]).toMatchObject({ details: { code, outcome: 'refused' } });
		expect(result.items[499]).toMatchObject({ details: { outcome: 'not tried' } });
	});

	const UNCLEAR: Array<[fault: string, received: number]> = [
		['resetBeforeRead', 0],
		['resetAfterRead', 1],
		['silence', 1],
		['html', 0],
		['truncated', 1],
		['wrongShape', 1],
		['empty', 1],
		['gigantic', 1],
	];

	test.each(UNCLEAR)('%s is told as unclear with the id to ask for, and never repeated', async (fault, received) => {
		await smsc.fault({ fault });
		const { items } = await send(
			{ options: { timeout: fault === 'gigantic' ? 20 : 1, checkUnclear: false } },
			{ onError: 'continueRegularOutput', retries: { maxTries: 3, waitBetweenTries: 10 } },
		);
		expect(items).toMatchObject([{ error: expect.stringContaining('unclear'), details: { outcome: 'unknown', id: expect.stringMatching(/^\d+$/) } }]);
		expect((await smsc.requests()).count).toBe(1);
		const messages = await smsc.messages();
		expect(messages).toHaveLength(received);
		const { id, to } = (items[0] as Json).details;
		const [state] = (await run('message.getStatus', { ids: id, to })).items;
		expect(state.status === 'unknown').toBe(received === 0);
	});

	test('a vendor that nobody reaches is told as such', async () => {
		const { items } = await send({}, { onError: 'continueRegularOutput', credentials: credentials({ baseUrl: 'http://127.0.0.1:9' }) });
		expect(items).toMatchObject([{ error: expect.stringContaining('could not be reached'), details: { outcome: 'refused' } }]);
		expect((items[0] as Json).details).not.toHaveProperty('id');
	});

	test('a wrong API key is told with what to do', async () => {
		const { error } = await send({}, { credentials: credentials({ apiKey: 'WRONG-KEY-0000' }) });
		expect(error?.message).toContain('(2)');
		expect(error?.failure).toEqual(causeOf('credential-invalid'));
	});
});

test('no secret shows, even where the vendor quotes it', async () => {
	const secret = 'MARKED-SECRET-0123-4567';
	await smsc.fault({ fault: 'reply', times: 0, body: `<html>apikey=${secret} is not known</html>` });
	for (const onError of ['continueRegularOutput', 'stopWorkflow'] as const) {
		const { stored } = await send({}, { onError, credentials: credentials({ apiKey: secret }) });
		expect(JSON.stringify(stored)).not.toContain(secret);
		expect(JSON.stringify(stored)).toContain('•••');
	}
});

describe('messages afterwards', () => {
	test('message.getCost sends nothing and prices each recipient', async () => {
		const { items } = await run('message.getCost', { to: `${PHONE}, 70000000248`, message: 'я'.repeat(80) }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ to: PHONE, cost: 2.8, parts: 2 }, { details: { code: '248' } }]);
		expect((await run('message.getCost', { to: PHONE, message: 'x', channel: 'viber' })).items).toMatchObject([{ cost: 2.1 }]);
		expect(await smsc.messages()).toEqual([]);
	});

	test('message.getStatus of one message, and of many in one request', async () => {
		const sent = (await send({ to: phones(120).join() })).items;
		await smsc.reset();
		const items = sent.map(({ id, to }) => ({ id, to }));
		const { items: unknown } = await run('message.getStatus', { ids: '={{ $json.id }}', to: '={{ $json.to }}' }, { items });
		expect((await smsc.requests()).count).toBe(1);
		expect(unknown.map(({ to, status }) => [to, status])).toEqual(items.map(({ to }) => [to, 'unknown']));

		const [{ id }] = (await send({ message: 'again' })).items;
		expect((await run('message.getStatus', { ids: id, to: PHONE })).items).toMatchObject([
			{ id, to: PHONE, status: 'queued', isFinal: false, cost: 1.4, vendorStatus: '-1', sentAt: expect.stringMatching(/Z$/), operator: 'МТС' },
		]);
	});

	test('one id with several recipients', async () => {
		const [{ id }] = (await send({ to: '79990000001,79990000002' })).items;
		const { items } = await run('message.getStatus', { ids: id, to: '79990000001,79990000002' });
		expect(items).toMatchObject([{ id, to: '79990000001', status: 'queued' }, { id, to: '79990000002', status: 'queued' }]);
	});

	test('ids and recipients that do not fit together are a mistake', async () => {
		const { error } = await run('message.getStatus', { ids: '1,2', to: PHONE });
		expect(error?.message).toContain('Recipients: has 1 entries for 2 IDs');
	});

	test('message.getStatus waits until the status is final, and asks no more often than it may', async () => {
		const [{ id }] = (await send()).items;
		const { items } = await run('message.getStatus', { ids: id, to: PHONE, options: { waitUntilFinal: true, longestWait: 1 } });
		expect(items).toMatchObject([{ status: 'delivered', isFinal: true, vendorStatus: '1', deliveredAt: expect.stringMatching(/Z$/) }]);
		expect((await smsc.requests()).count).toBe(3);
	});

	test('why a message did not arrive', async () => {
		await smsc.set({ steps: { queued: 0, sent: 0, delivered: 0, undelivered: 0, read: 0 } });
		const [first, second, third] = (await send({ to: '70000000001,70000000003,70000000245' })).items;
		const state = async ({ id, to }: Json) => (await run('message.getStatus', { ids: id, to })).items[0];
		expect(await state(first)).toMatchObject({ status: 'failed', isFinal: true, vendorError: '1', vendorErrorText: 'the number does not exist' });
		expect(await state(second)).toMatchObject({ status: 'expired' });
		expect(await state(third)).toMatchObject({ status: 'unknown', vendorError: '245' });
		await smsc.set({ steps: { queued: 0, sent: 1, delivered: 3, undelivered: 3, read: 5 } });
	});

	test('message.delete', async () => {
		const [{ id }] = (await send()).items;
		expect((await run('message.delete', { ids: id, to: PHONE })).items).toEqual([{ id, to: PHONE, success: true }]);
		expect((await run('message.getStatus', { ids: id, to: PHONE })).items).toMatchObject([{ status: 'unknown', vendorStatus: '-3' }]);
		expect((await run('message.delete', { ids: id, to: PHONE })).error?.message).toContain('(5)');
	});

	test('message.getAll reads pages, newest first; nothing found is an empty list', async () => {
		expect((await run('message.getAll', { returnAll: true })).items).toEqual([]);
		await send({ ...EACH }, { items: phones(1100).map((to, n) => ({ to, text: `text ${n}` })) });
		const before = (await smsc.requests()).count;
		const { items } = await run('message.getAll', { returnAll: true });
		expect((await smsc.requests()).count - before).toBe(2);
		expect(items).toHaveLength(1100);
		expect(items[0]).toMatchObject({ to: '79990001099', text: 'text 1099', from: 'SMSC.RU', status: 'queued', parts: 1, cost: 1.4 });
		expect((await run('message.getAll', { returnAll: false, limit: 7 })).items).toHaveLength(7);
		const today = new Date().toISOString();
		expect((await run('message.getAll', { returnAll: true, options: { startDate: today, recipients: '+7 999 000-00-05' } })).items).toMatchObject([{ to: '79990000005' }]);
		expect((await run('message.getAll', { options: { startDate: '2099-01-01' } })).items).toEqual([]);
	});
});

describe('numbers', () => {
	test('number.lookup (HLR), and what its status tells', async () => {
		await smsc.set({ steps: { queued: 0, sent: 0, delivered: 0, undelivered: 0, read: 0 } });
		const { items } = await run('number.lookup', { to: `${PHONE}, 79990000001` });
		expect(items).toMatchObject([{ to: PHONE, id: expect.any(String), cost: 0.3 }, { to: '79990000001' }]);
		expect(await seen()).toMatchObject({ hlr: '1' });
		const { items: states } = await run('message.getStatus', { ids: items[0].id, to: PHONE });
		expect(states).toMatchObject([{ status: 'delivered', isReachable: true, imsi: expect.any(String), homeOperator: 'MTS', homeCountry: 'Russia' }]);
		await smsc.set({ steps: { queued: 0, sent: 1, delivered: 3, undelivered: 3, read: 5 } });
	});

	test('number.ping', async () => {
		expect((await run('number.ping', { to: PHONE })).items).toMatchObject([{ to: PHONE, cost: 0.9 }]);
		expect(await seen()).toMatchObject({ ping: '1' });
	});

	test('number.getOperator', async () => {
		const { items } = await run('number.getOperator', { to: '79161234567, 70000000001' }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ phone: '79161234567', operator: 'МТС', country: 'Россия', mcc: '250', hoursFromMoscow: 0 }, { details: { code: '3' } }]);
	});
});

describe('the account', () => {
	test('account.getBalance', async () => {
		expect((await run('account.getBalance')).items).toEqual([{ balance: expect.any(Number), currency: 'RUB' }]);
		await smsc.set({ currency: 'KZT', credit: 10 });
		expect((await run('account.getBalance')).items).toMatchObject([{ currency: 'KZT', credit: 10 }]);
		await smsc.set({ currency: 'RUR', credit: 0 });
	});

	test('account.getStatistics', async () => {
		await send();
		const { items } = await run('account.getStatistics', { options: { startDate: '2026-01-01', endDate: '2099-01-01' } });
		expect(items).toEqual([{ count: 1, spent: 1.4, paidIn: 0, currency: 'RUB' }]);
	});

	test('inbound.getAll', async () => {
		expect((await run('inbound.getAll', { returnAll: true })).items).toEqual([]);
		const arrive = async (mes: string) => await fetch(`${smsc.url}/__inbound`, { method: 'POST', body: new URLSearchParams({ phone: PHONE, mes }) });
		await arrive('Да');
		await arrive('Нет');
		const { items } = await run('inbound.getAll', { returnAll: true });
		expect(items).toMatchObject([{ id: expect.any(String), from: PHONE, to: expect.any(String), text: 'Да', receivedAt: expect.stringMatching(/\+03:00$/) }, { text: 'Нет' }]);
		expect((await run('inbound.getAll', { returnAll: true, options: { afterId: items[0].id, hours: 5 } })).items).toMatchObject([{ text: 'Нет' }]);
		expect((await run('inbound.getAll', { options: { hours: 169 } })).error?.message).toContain('Within Hours');
	});

	test('sender.getAll, create, delete', async () => {
		expect((await run('sender.create', { name: 'Clinic', options: { cmt: 'reminders', site: 'https://example.com', inn: '7700000000' } })).items).toMatchObject([
			{ id: expect.any(String), name: 'Clinic', success: true },
		]);
		expect((await run('sender.getAll', { returnAll: true })).items).toContainEqual({ name: 'Clinic', id: expect.any(String), comment: 'reminders' });
		expect((await run('sender.getAll', { returnAll: false, limit: 1 })).items).toHaveLength(1);
		expect((await run('sender.delete', { name: 'Clinic' })).items).toEqual([{ name: 'Clinic', success: true }]);
		expect((await run('sender.delete', { name: 'Clinic' })).error?.message).toContain('(5)');
		expect((await run('sender.create', { name: 'Много букв' })).error?.message).toContain('Sender Name');
	});

	test('template.create, getAll, update, delete', async () => {
		const { items } = await run('template.create', { name: 'Код', text: 'Ваш код: %1', options: { format: 'sms', sender: 'MyShop' } });
		const { id } = items[0];
		const found = async () => (await run('template.getAll', { returnAll: true })).items.find((one) => one.id === id);
		expect(await found()).toEqual({ id, name: 'Код', text: 'Ваш код: %1', format: 'sms', sender: 'MyShop' });
		expect((await run('template.update', { templateId: id, options: { msg: 'Код %1' } })).items).toEqual([{ id, success: true }]);
		expect(await found()).toMatchObject({ name: 'Код', text: 'Код %1' });
		expect((await run('template.update', { templateId: id })).error?.message).toContain('nothing to change');
		expect((await run('template.delete', { templateId: id })).items).toEqual([{ id, success: true }]);
		expect(await found()).toBeUndefined();
	});

	test('contact.create, getAll, update, delete', async () => {
		const contact = '+7 999 222-33-44';
		const details = { name: 'Вера', grp: '1', fnm: 'Вера', lnm: 'П', mnm: 'И', bd: '31.12.1990', myid: '7', cmt: 'VIP', tags: 'a,b' };
		expect((await run('contact.create', { contact, options: details })).items).toMatchObject([{ id: expect.any(String), contact: '79992223344', success: true }]);
		expect((await run('contact.getAll', { returnAll: true, options: { search: 'вера', grp: '1' } })).items).toEqual([
			{ id: expect.any(String), phone: '79992223344', name: 'Вера', lastName: 'П', firstName: 'Вера', middleName: 'И', birthday: '31.12.1990', groupId: '1', comment: 'VIP', ownId: '7', tags: 'a,b' },
		]);
		expect((await run('contact.update', { contact, options: { name: 'Вера П.', newContact: '+7 999 222-33-55' } })).items).toEqual([{ contact: '79992223344', success: true }]);
		expect((await run('contact.getAll', { returnAll: true, options: { search: '79992223355' } })).items).toMatchObject([{ name: 'Вера П.' }]);
		expect((await run('contact.delete', { contact: '79992223355' })).items).toEqual([{ contact: '79992223355', success: true }]);
		expect((await run('contact.getAll', { returnAll: true, options: { search: '79992223355' } })).items).toEqual([]);
		expect((await run('contact.create', { contact: 'a@example.com', options: { name: 'Mail' } })).items).toHaveLength(1);
		expect((await run('contact.delete', { contact: 'a@example.com' })).items).toHaveLength(1);
	});

	test('contact.getAll reads pages until nothing more comes', async () => {
		const contacts = phones(250).map((phone, n) => ({ int_id: n + 1, phone, name: `${n}` }));
		await smsc.set({ contacts });
		expect((await run('contact.getAll', { returnAll: true })).items.map(({ phone }) => phone)).toEqual(phones(250));
		expect((await run('contact.getAll', { returnAll: false, limit: 120 })).items).toHaveLength(120);
		await smsc.set({ contacts: contacts.slice(0, 2).map((row) => ({ ...row, grp: '1' })) });
	});

	test('group.create, getAll, update, delete', async () => {
		const [{ id }] = (await run('group.create', { name: 'VIP', options: { num: '9', type: '0' } })).items;
		const found = async () => (await run('group.getAll', { returnAll: true })).items.find((one) => one.id === id);
		expect(await found()).toEqual({ id, name: 'VIP', number: '9', type: 'phones' });
		expect((await run('group.update', { groupId: id, name: 'Friends' })).items).toEqual([{ id, success: true }]);
		expect(await found()).toMatchObject({ name: 'Friends' });
		expect((await run('group.delete', { groupId: id })).items).toEqual([{ id, success: true }]);
		expect(await found()).toBeUndefined();
	});

	test('blacklist.create, delete: a number on the list gets nothing', async () => {
		expect((await run('blacklist.create', { phone: PHONE, kind: '0' })).items).toMatchObject([{ phone: PHONE, success: true }]);
		expect((await send()).error?.message).toContain('(8)');
		expect((await run('blacklist.delete', { phone: PHONE })).items).toEqual([{ phone: PHONE, success: true }]);
		expect((await send({ message: 'again' })).items).toHaveLength(1);
	});

	test('mailing.create, get, getAll, cancel, delete', async () => {
		const parameters = { name: 'Sale', sendTo: 'groups', groups: '1', to: '+7 999 999 99 99', message: 'Скидки', from: named('MyShop'), options: { repeat: '5', repetitions: '2', sendAt: '2099-01-01T10:00:00+03:00' } };
		const [{ id }] = (await run('mailing.create', parameters)).items;
		const get = async () => (await run('mailing.get', { mailingId: id })).items;
		expect(await get()).toMatchObject([{ id, name: 'Sale', phones: `G1,${PHONE}`, mes: 'Скидки', sender: 'MyShop', rpt: '5', rptn: '2', time: '04070934000', state: 'planned' }]);
		expect((await run('mailing.cancel', { mailingId: id })).items).toEqual([{ id, success: true }]);
		expect((await run('mailing.getAll', { returnAll: true, options: { startDate: new Date().toISOString() } })).items).toMatchObject([{ id, state: 'cancelled' }]);
		expect((await run('mailing.delete', { mailingId: id })).items).toEqual([{ id, success: true }]);
		expect((await run('mailing.getAll', { returnAll: true })).items).toEqual([]);
		expect((await run('mailing.get', { mailingId: id })).error?.message).toContain('(3)');
		expect((await run('mailing.create', { name: 'Sale', sendTo: 'groups', groups: '1', message: '' })).error?.description).toContain('Template ID');
	});

	test('verification.waitCall and callCode', async () => {
		expect((await run('verification.waitCall', { phone: PHONE })).items).toEqual([{ to: PHONE, callPhone: expect.any(String), callPhones: expect.any(Array) }]);
		expect((await run('verification.callCode', { phone: PHONE })).items).toEqual([{ id: expect.any(String), to: PHONE, code: expect.stringMatching(/^\d{4}$/), cost: 2 }]);
		expect(await seen()).toMatchObject({ call: '1', mes: 'code' });
	});

	test('a change that is answered with nothing is unclear, not done', async () => {
		await smsc.fault({ fault: 'empty' });
		const { items } = await run('group.delete', { groupId: '1' }, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([{ details: { outcome: 'unknown' } }]);
		await smsc.set({ groups: [{ id: 1, name: 'Customers', num: 1, type: 0 }] });
	});
});
