import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createSmsBy, type SmsBySimulator } from './index.ts';
import { BULK_SAMPLE } from '../../support/documents/smsBy.ts';
import { clientOf, type Params } from '../kit/client.ts';

const PHONE = '375299999999';
const NOON = Date.UTC(2024, 9, 16, 9, 0);

let simulator: SmsBySimulator;
let client: ReturnType<typeof clientOf>;
let token: string;
let now: number;

beforeEach(async () => {
	now = NOON;
	simulator = await createSmsBy({ now: () => now });
	client = clientOf(simulator);
	token = simulator.account.token;
});
afterEach(() => simulator.close());

const text = (params: Params) => Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
const get = (method: string, params: Params = {}) =>
	fetch(`${simulator.url}/api/v1/${method}?${new URLSearchParams(text({ token, ...params }))}`);
const post = (method: string, params: Params = {}, version = 'v1') => client.post(`/api/${version}/${method}`, { token, ...params });
const postJson = (method: string, body: object) =>
	fetch(`${simulator.url}/api/v1/${method}`, {
		method: 'POST',
		body: JSON.stringify({ token, ...body }),
		headers: { 'content-type': 'application/json' },
	});
const answer = async (reply: Promise<Response>) => {
	const { status, ok } = await reply.then((response) => response);
	const text = await (await reply).text();
	const body = text === '' ? {} : JSON.parse(text);
	return ok ? body : { status, ...body };
};
const later = (seconds: number) => (now += seconds * 1000);

describe('the examples of the document', () => {
	test('sendBulkSms and statusBulkSms', async () => {
		const receipt = await answer(postJson('sendBulkSms', BULK_SAMPLE));
		expect(receipt).toEqual({ uuid: expect.stringMatching(/^[\da-f-]{36}$/), success: 'OK' });
		expect(await client.received()).toMatchObject([
			{ to: '375299999999', text: 'personal message 1', from: 'MyShop', deliverAt: Date.UTC(2024, 11, 31, 20, 59, 59) },
			{ to: '375298888888', text: 'personal message 2', from: 'MyShop' },
			{ to: '375297777777', text: 'message text 2', from: 'MyClinic' },
			{ to: '375295555555', text: 'message text 2', from: 'MyClinic' },
		]);
		now = Date.UTC(2025, 0, 1);
		const status = await answer(post('statusBulkSms', { uuid: receipt.uuid }));
		expect(status).toMatchObject([{ name: 'mailing list 1', alphaname_id: 123 }, { name: 'mailing list 2', alphaname_id: 234 }]);
		expect(status[1].success).toMatchObject([{ phone: '375297777777', status: 'DELIVERED' }, { phone: '375295555555' }]);
		expect(status[1].success[0].status_time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
	});

	test('statusBulkSms of the printed uuid', async () => {
		const status = await answer(post('statusBulkSms', { uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec' }));
		expect(status[0]).toEqual({
			message_id: 1,
			name: 'mailing list 1',
			alphaname_id: 1,
			success: [
				{ delivery_id: 1, phone: '375291111111', status: 'DELIVERED', status_time: '2024-10-16 22:52:42.497994' },
				{ delivery_id: 2, phone: '375292222222', status: 'DELIVERED', status_time: '2024-10-16 22:52:43.379779' },
			],
		});
	});

	test.each<[string, () => Promise<Response>]>([
		['the query of a GET', () => get('sendQuickSMS', { message: 'hello', phone: PHONE, alphaname_id: 123 })],
		['the query of a POST', () =>
			fetch(`${simulator.url}/api/v1/sendQuickSMS?${new URLSearchParams({ token, message: 'hello', phone: PHONE })}`, { method: 'POST' })],
		['a form', () => post('sendQuickSMS', { message: 'hello', phone: `+${PHONE}`, alphaname_id: 123 })],
		['JSON', () => postJson('sendQuickSMS', { message: 'hello', phone: PHONE, alphaname_id: 123 })],
		['another spelling', () => post('sendQuickSms', { message: 'hello', phone: PHONE })],
	])('sendQuickSMS by %s', async (_, ask) => {
		expect(await answer(ask())).toEqual({ sms_id: 2197871, status: 'NEW', parts: 1 });
		expect(await client.received()).toMatchObject([{ to: PHONE, text: 'hello' }]);
	});

	test.each([['sendOtpTelegram', 'telegram'], ['sendOtpWhatsApp', 'whatsapp']])('%s', async (method, channel) => {
		expect(await answer(post(method, { message: '0123', phone: PHONE }))).toEqual({ sms_id: 2197871, status: 'NEW', parts: 1 });
		expect(await client.received()).toMatchObject([{ to: PHONE, text: '0123', channel }]);
	});

	test('createSmsMessage, checkSMSMessageStatus, sendSMS, checkSMS', async () => {
		const message = 'a'.repeat(31);
		const created = await answer(get('createSmsMessage', { message }));
		expect(created).toEqual({ status: 'ok', parts: 1, len: 31, message_id: 2604834, alphaname: 'system', time: 0 });
		expect(await answer(get('checkSMSMessageStatus', { message_id: 2604834 }))).toMatchObject({ status: 'moderated' });
		const sent = await answer(get('sendSMS', { message_id: 2604834, phone: PHONE }));
		expect(sent).toEqual({ sms_id: 2197871, status: 'NEW' });
		expect(await answer(get('checkSMS', { sms_id: sent.sms_id }))).toEqual({ sms_id: 2197871, sent: 0, delivered: 0 });
		later(10);
		const started = NOON / 1000;
		expect(await answer(get('checkSMS', { sms_id: sent.sms_id }))).toEqual({ sms_id: 2197871, sent: started + 1, delivered: started + 3 });
		expect(await answer(get('checkSMS', { sms_id: 2637396 }))).toEqual({ sms_id: 2637396, sent: 1616407661, delivered: 1616407673 });
	});

	test('getMessagesList and getSmsDeliveryList, in pages', async () => {
		const row = { message_id: 2564327, message: '68755', parts: 1, d_create: '2021-03-22 11:32:32', status: 'moderated' };
		expect((await answer(get('getMessagesList'))).result).toEqual([row, { ...row, message_id: 2564580, message: '37271' }]);
		expect((await answer(get('getMessagesList', { limit_offset: 0, limit_rows: 1 }))).result).toEqual([row]);
		expect((await answer(get('getMessagesList', { limit_offset: 2, limit_rows: 5 }))).result).toEqual([]);
		expect(await answer(get('getMessagesList', { limit_offset: 1 }))).toMatchObject({ status: 400 });
		expect((await answer(get('getSmsDeliveryList', { message_id: 2564327 }))).result).toEqual([
			{ phone: 375293332211, status: 'delivered', d_sent: '2021-03-22 11:32:32' },
			{ phone: 375293332212, status: 'sent', d_sent: '2021-03-22 11:32:32' },
		]);
	});

	test('sendSmsList and confirmSendMessageByList: nothing goes out before the confirmation', async () => {
		const mailing = { name: 'n', message: 'hello', d_schedule: '2024-10-16 12:00', list_id: 3434, alphaname_id: 123 };
		const { message_id } = await answer(post('sendSmsList', mailing));
		expect(await answer(post('confirmSendMessageByList', { message_id, confirm: 0 }))).toMatchObject({ result: { count_phones: 2 } });
		expect(await client.received()).toEqual([]);
		await post('confirmSendMessageByList', { message_id, confirm: 1 });
		await post('confirmSendMessageByList', { message_id, confirm: 1 });
		expect(await client.received()).toMatchObject([{ to: '375293332211' }, { to: '375293332212' }]);
		expect(await answer(post('sendSmsList', { ...mailing, d_schedule: '' }))).toMatchObject({ status: 400 });
	});

	test('confirmSendMessageByList without money is a 400 and nothing else, as the document prints it', async () => {
		await client.stage({ balance: 0 });
		const mailing = { name: 'n', message: 'hello', d_schedule: '2024-10-16 12:00', list_id: 3434, alphaname_id: 123 };
		const { message_id } = await answer(post('sendSmsList', mailing));
		expect(await answer(post('confirmSendMessageByList', { message_id, confirm: 1 }))).toEqual({ status: 400 });
	});

	test('getSMSMessages, and 406 where nothing is', async () => {
		const { status, data } = await answer(get('getSMSMessages', { type: 'API' }));
		expect(status).toBe('success');
		expect(data[0]).toEqual({
			id: 1173020, name: 'Notification', d_create: 1614154034, d_schedule: 1645612020, type: 'API', parts: '27631',
			count_phones: 27631, status: 'NEW', sms_delivered: '0', cost: '718.40600', alphaname: 'SMS.by',
		});
		expect(await answer(get('getSMSMessages', { type: 'WEB' }))).toMatchObject({ status: 406 });
	});
});

describe('refusals', () => {
	const quick = { message: 'hello', phone: PHONE };

	test.each<[string, string, Params, string]>([
		['no text', 'sendQuickSMS', { phone: PHONE }, ''],
		['no number', 'sendQuickSMS', { message: 'hello' }, ''],
		['a wrong number', 'sendQuickSMS', { message: 'hello', phone: '3752912' }, 'incorrect phone number'],
		['a strange sender', 'sendQuickSMS', { ...quick, alphaname_id: 7 }, 'ошибка в буквенном имени'],
		['a sender by name', 'sendQuickSMS', { ...quick, alphaname_id: 'MyShop' }, 'ошибка в буквенном имени'],
		['eleven parts', 'sendQuickSMS', { ...quick, message: 'ж'.repeat(671) }, 'Message is too long.'],
		['forwarding too soon', 'sendQuickSMS', { ...quick, forwarding_message: 1, forwarding_time: 4 }, ''],
		['forwarding too late', 'sendQuickSMS', { ...quick, forwarding_message: 1, forwarding_time: 61 }, ''],
		['an odd number', 'sendQuickSMS', { message: 'hello', phone: '375000000002' }, 'billing error'],
		['a code with letters', 'sendOtpTelegram', { message: '12a4', phone: PHONE }, ''],
		['a code of 17 digits', 'sendOtpWhatsApp', { message: '1'.repeat(17), phone: PHONE }, ''],
		['a time in another form', 'createSmsMessage', { message: 'hello', time: '24.05.2019' }, ''],
		['an unknown campaign', 'sendSMS', { message_id: 1, phone: PHONE }, 'not found'],
		['a text without its code', 'sendSmsMessageWithCode', { ...quick, password_object_id: 243 }, ''],
	])('%s', async (_, method, params, error) => {
		const refusal = await answer(post(method, params));
		expect(refusal).toEqual({ status: error === 'not found' ? 404 : 400, ...(error === '' ? {} : { error: expect.stringContaining(error) }) });
		expect(await client.received()).toEqual([]);
	});

	test.each<[string, object]>([
		['no messages', { messages: [] }],
		['no callback_url', { callback_url: undefined }],
		['an unknown type', { messages: [{ ...BULK_SAMPLE.messages[1], message_type: 'single' }] }],
		['a bulk without text', { messages: [{ ...BULK_SAMPLE.messages[1], text: '' }] }],
		['objects in a bulk', { messages: [{ ...BULK_SAMPLE.messages[1], delivery_list: BULK_SAMPLE.messages[0].delivery_list }] }],
		['numbers in a personal mailing', { messages: [{ ...BULK_SAMPLE.messages[0], delivery_list: [PHONE] }] }],
		['a time with a zone', { messages: [{ ...BULK_SAMPLE.messages[0], schedule_time: '2024-12-31T23:59:59Z' }] }],
		['a strange sender', { messages: [BULK_SAMPLE.messages[0], { ...BULK_SAMPLE.messages[1], alphaname_id: '7' }] }],
	])('a bulk with %s', async (_, wrong) => {
		expect(await answer(postJson('sendBulkSms', { ...BULK_SAMPLE, ...wrong }))).toMatchObject({ status: 400 });
		expect(await client.received()).toEqual([]);
	});

	test('one wrong number of a bulk shows in its status', async () => {
		const [mailing] = BULK_SAMPLE.messages.slice(1);
		const messages = [{ ...mailing, schedule_time: '', delivery_list: [PHONE, '123', '375000000002'] }];
		const { uuid } = await answer(postJson('sendBulkSms', { ...BULK_SAMPLE, messages }));
		expect(await answer(post('statusBulkSms', { uuid }))).toMatchObject([
			{ success: [{ phone: PHONE, status: 'NEW' }], errors: [{ phone: '123', error: 'incorrect phone number' }, { phone: '375000000002' }] },
		]);
	});

	test('403 for a wrong token, 404 for an unknown method', async () => {
		expect(await answer(post('sendQuickSMS', { token: 'wrong', ...quick }))).toMatchObject({ status: 403 });
		expect(await answer(post('sendQuickSMSs', quick))).toMatchObject({ status: 404 });
		expect((await get('getBalance')).status).toBe(200);
	});

	test('the same text twice names the first', async () => {
		const { message_id } = await answer(get('createSmsMessage', { message: 'hello' }));
		expect(await answer(get('createSmsMessage', { message: 'hello' }))).toEqual({
			status: 400,
			error: `The same message exists with ID=${message_id}`,
			message_id,
		});
	});

	test('Cyrillic errors are escaped, as PHP writes them', async () => {
		const reply = await post('sendQuickSMS', { ...quick, alphaname_id: 7 });
		expect(await reply.text()).toMatch(/^\{"error":"\\u043e/);
	});
});

describe('the account', () => {
	test('balance and limit fall with every part', async () => {
		await client.stage({ balance: 2.866 });
		const balance = async () => (await answer(get('getBalance'))).result[0].balance;
		expect(await answer(get('getBalance'))).toEqual({
			status: 'OK', currency: 'BYN', result: [{ balance: '2.86600', viber_balance: '10.00000' }],
		});
		await post('sendQuickSMS', { message: 'ж'.repeat(71), phone: PHONE });
		expect(await balance()).toBe('2.81400');
		expect(await answer(get('getLimit'))).toEqual({ limit: 108 });
	});

	test('alpha names are a map, or a list where PHP makes one of it', async () => {
		expect(await answer(get('getAlphanames'))).toMatchObject({ 0: 'System name (SMS.by)', 1363: 'VasheImya' });
		expect(await answer(get('getAlphanameId', { name: 'VasheImya' }))).toEqual({ id: 1363 });
		await client.stage({ alphanames: [] });
		expect(await answer(get('getAlphanames'))).toEqual([]);
		await client.stage({ alphanames: { 0: 'System name (SMS.by)' } });
		expect(await answer(get('getAlphanames'))).toEqual(['System name (SMS.by)']);
	});

	test('what a name may be registered for', async () => {
		expect(await answer(get('getAlphanameCategory'))).toEqual({ status: 'OK', result: [{ id: 1, name: 'Торговля' }, { id: 2, name: 'Медицина' }] });
	});

	test('an e-mail', async () => {
		const email = { sender_email: 'shop@example.com', email: 'anna@example.com', subject: 'Order', message: 'Ready' };
		expect(await answer(post('sendEmail', email, 'v2'))).toEqual({ status: 'OK', result: { email_id: expect.any(Number) } });
		expect(await client.received()).toMatchObject([{ to: 'anna@example.com', text: 'Order\nReady' }]);
		expect(await answer(post('sendEmail', { ...email, email: 'anna' }, 'v2'))).toEqual({ status: 400 });
	});

	test('contact lists', async () => {
		const created = await answer(post('createSubscriberList', { name: 'Guests' }, 'v2'));
		expect(created).toEqual({ status: 'OK', result: { list_id: 3435 } });
		const rows = { 'data[0][0]': PHONE, 'data[0][1]': 'Anna', 'data[1][0]': '12', 'data[1][1]': 'Ivan' };
		const fields = { list_id: 3435, 'field_names[0]': 'phone', 'field_names[1]': 'name' };
		expect((await answer(post('importContacts', { ...fields, ...rows }, 'v2'))).result).toEqual({
			inserted: 1, updated: 0, invalid: 1, log: [{ index: 1, error_message: 'incorrect phone number' }],
		});
		expect((await answer(post('getSubscriberLists', {}, 'v2'))).result).toContainEqual({ list_id: 3435, name: 'Guests', count: 1 });
	});

	test('codes by SMS and their templates', async () => {
		const { result } = await answer(get('createPasswordObject', { type_id: 'letters', len: 10 }));
		const sent = await answer(get('sendSmsMessageWithCode', { message: 'Code: %CODE%', phone: PHONE, ...result }));
		expect(sent).toMatchObject({ status: 'ok', parts: 1, len: 16, code: expect.stringMatching(/^[A-Z]{10}$/) });
		expect(await client.received()).toMatchObject([{ text: `Code: ${sent.code}` }]);
		const id = result.password_object_id;
		expect(await answer(get('editPasswordObject', { id, type_id: 'both', len: 4 }))).toEqual({ result: '1' });
		expect(await answer(get('getPasswordObject', { id }))).toMatchObject({ result: { id, type_id: 'both', len: 4 } });
		expect(await answer(get('deletePasswordObject', { id }))).toEqual({ result: '1' });
		expect(await answer(get('getPasswordObject', { id }))).toEqual({ status: 404, error: 'not found' });
	});

	test('flash calls', async () => {
		const { data } = await answer(post('flashCall', { phone: PHONE }));
		expect(data).toMatchObject({ phone: PHONE, time_valid: '90', attempt: 3, code: expect.stringMatching(/^\d{4}$/) });
		const confirm = (code: string) => answer(post('confirmFlashCall', { phone: PHONE, code, fclid: data.fclid }));
		// fetch itself repeats a request that got 421, so this uses up two attempts.
		expect(await confirm('0000')).toMatchObject({ status: 421 });
		expect(await confirm(data.code)).toMatchObject({ status: 'success', data: { fclid: data.fclid, valid: true } });
		expect(await confirm(data.code)).toMatchObject({ status: 421 });
	});

	test('Viber: directly, and in place of an SMS that did not arrive', async () => {
		const viber = { phone: PHONE, vibername_id: 17, message: 'hello' };
		expect(await answer(post('sendQuickViberMessage', viber))).toEqual({ status: 'OK', result: { viber_id: 501 } });
		const lost = { phone: '375000000006', message: 'lost', forwarding_message: 1, forwarding_time: 5, vibername_id: 17 };
		await post('sendQuickSMS', lost);
		later(4);
		await client.received();
		later(310);
		const messages = await client.received();
		expect(messages).toMatchObject([{ channel: 'viber' }, { status: 'undelivered' }, { channel: 'viber', text: 'lost', status: 'delivered' }]);
	});
});

test('old servers wrapped single objects in a list and answered errors with 500', async () => {
	await client.stage({ oldLists: true, errorStatus: 500 });
	expect(await answer(get('createSmsMessage', { message: 'hello' }))).toMatchObject([{ message_id: 2604834 }]);
	expect(await answer(post('sendQuickSMS', { message: 'hello', phone: '1' }))).toMatchObject({ status: 500 });
});

test('a bulk tells its callback URL when it is over', async () => {
	const bodies: unknown[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += chunk)).on('end', () => (bodies.push(JSON.parse(body)), response.end()));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const callback_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;
	const [, bulk] = BULK_SAMPLE.messages;
	const { uuid } = await answer(postJson('sendBulkSms', { callback_url, messages: [{ ...bulk, schedule_time: '' }] }));
	later(5);
	await expect.poll(() => bodies).toMatchObject([{ uuid, messages: [{ success: [{ status: 'DELIVERED' }, { status: 'DELIVERED' }] }] }]);
	server.close();
});
