import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Operation, Reply, Request, Vendor, Verdict } from '../../../nodes/shared/operation.ts';
import { BULK_SAMPLE } from '../../support/documents/smsBy.ts';
import { namesError } from '../../support/vendors/answer.ts';

// The built package, as n8n loads it: its sources are CommonJS and not importable from here.
const require = createRequire(import.meta.url);
const dist = (path: string) => require(join(fileURLToPath(new URL('../../../dist/nodes', import.meta.url)), path));
const { smsBy } = dist('SmsBy/resources/index.js') as { smsBy: Vendor };
const { plainParameters } = dist('shared/parameters/parameters.js') as typeof import('../../../nodes/shared/parameters/parameters.ts');
const { InputError, UnclearReply } = dist('shared/errors.js') as typeof import('../../../nodes/shared/errors.ts');

type Json = Record<string, unknown>;
type AnyEntry = { to?: string };

const NOW = Date.UTC(2024, 9, 16, 9, 0);
const PHONE = '375299999999';

/** Parameters as the node would hand them over. */
const parameters = (name: string, { options = {}, ...fields }: Json & { options?: Json }) =>
	plainParameters(operation(name), { ...fields, ...options }, { zone: 'Europe/Minsk', now: NOW });

const operation = (name: string): Operation<AnyEntry> => {
	const [resource, value] = name.split('.');
	return smsBy.resources.find((one) => one.value === resource)!.operations.find((one) => one.value === value)!;
};

const entriesOf = (name: string, fields: Json & { options?: Json }) => operation(name).entries(parameters(name, fields)) as AnyEntry[];

const packed = (name: string, ...items: Array<Json & { options?: Json }>): Request =>
	operation(name).pack(items.flatMap((fields) => entriesOf(name, fields)));

const reply = (body: unknown, status = 200): Reply => ({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });

const unpacked = (name: string, fields: Json & { options?: Json }, body: unknown, status = 200): Verdict[] =>
	operation(name).unpack(reply(body, status), entriesOf(name, fields));

/** Fields that suit every operation. */
const FIELDS = {
	to: PHONE,
	phone: PHONE,
	message: '1234',
	name: 'n',
	uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec',
	ids: '2637396',
	campaignId: '2604834',
	list: '3434',
	template: '243',
	from: '123',
	code: '0742',
	callId: '1001',
	messageType: 'bulk',
	returnAll: true,
};
const fieldsFor = (name: string) => (name === 'verification.sendCode' ? { ...FIELDS, message: '%CODE%' } : FIELDS);

const ALL = smsBy.resources.flatMap(({ value, operations }) => operations.map((one) => `${value}.${one.value}`));

describe('requests', () => {
	test('sendBulkSms is the document’s sample', () => {
		const mailing = (name: string, from: string, messageType: string) => ({
			name, from, messageType, options: { sendAt: '2024-12-31T23:59:59' },
		});
		const request = packed(
			'bulk.send',
			{ ...mailing('mailing list 1', '123', 'personal'), to: '375299999999', message: 'personal message 1' },
			{ ...mailing('mailing list 1', '123', 'personal'), to: '375298888888', message: 'personal message 2' },
			{ ...mailing('mailing list 2', '234', 'bulk'), to: '375297777777, 375295555555', message: 'message text 2' },
		);
		expect(request).toEqual({
			path: '/api/v1/sendBulkSms',
			json: BULK_SAMPLE,
		});
	});

	const DOCUMENTED: Array<[name: string, fields: Json & { options?: Json }, request: Json]> = [
		['message.send', { to: PHONE, message: 'Message' }, { path: '/api/v1/sendQuickSMS', form: [['phone', PHONE], ['message', 'Message'], ['alphaname_id', '0']] }],
		['otp.sendTelegram', { to: PHONE, message: 42 }, { path: '/api/v1/sendOtpTelegram', form: [['phone', PHONE], ['message', '42']] }],
		['otp.sendWhatsApp', { to: PHONE, message: '0042' }, { path: '/api/v1/sendOtpWhatsApp', form: [['phone', PHONE], ['message', '0042']] }],
		['campaign.create', { message: 'm', name: 'n', from: '1', options: { sendAt: '2024-10-16T12:30:00Z' } }, { method: 'GET', path: '/api/v1/createSmsMessage', query: { message: 'm', name: 'n', alphaname_id: '1', time: '2024-10-16 15:30' } }],
		['campaign.getStatus', FIELDS, { method: 'GET', path: '/api/v1/checkSMSMessageStatus', query: { message_id: '2604834' } }],
		['campaign.sendToNumber', FIELDS, { method: 'GET', path: '/api/v1/sendSMS', query: { message_id: '2604834', phone: PHONE } }],
		['message.getStatus', FIELDS, { method: 'GET', path: '/api/v1/checkSMS', query: { sms_id: '2637396' } }],
		['bulk.getStatus', FIELDS, { path: '/api/v1/statusBulkSms', form: [['uuid', FIELDS.uuid]] }],
		['campaign.getAll', { limit: 7 }, { method: 'GET', path: '/api/v1/getMessagesList', query: { limit_offset: '0', limit_rows: '7' } }],
		['campaign.getRecipients', FIELDS, { method: 'GET', path: '/api/v1/getSmsDeliveryList', query: { message_id: '2604834', limit_offset: '0', limit_rows: '100' } }],
		['campaign.sendToList', FIELDS, { path: '/api/v1/sendSmsList', form: [['name', 'n'], ['message', '1234'], ['d_schedule', '2024-10-16 12:00'], ['list_id', '3434'], ['alphaname_id', '123']] }],
		['campaign.confirm', { ...FIELDS, confirm: false }, { path: '/api/v1/confirmSendMessageByList', form: [['message_id', '2604834'], ['confirm', '0']] }],
		['campaign.confirm', FIELDS, { path: '/api/v1/confirmSendMessageByList', form: [['message_id', '2604834'], ['confirm', '1']] }],
		['campaign.getHistory', { ...FIELDS, type: 'WEB' }, { method: 'GET', path: '/api/v1/getSMSMessages', query: { type: 'WEB' } }],
		['campaign.getHistory', FIELDS, { method: 'GET', path: '/api/v1/getSMSMessages', query: {} }],
	];

	test.each(DOCUMENTED)('%s', (name, fields, request) => {
		expect(packed(name, fields)).toEqual(request);
	});
});

test.each([
	['x'.repeat(144), '', 1],
	['x'.repeat(145), '', 2],
	['x'.repeat(154), '', 2],
	['я'.repeat(54), '', 1],
	['я'.repeat(55), '', 2],
	['x'.repeat(128), '%CODE%', 1],
	['x'.repeat(129), '%CODE%', 2],
])('a code counts as the longest that a template can make: %s%%CODE%%%s', (before, after, parts) => {
	const send = (maximumParts: number) => entriesOf('verification.sendCode', { ...FIELDS, message: `${before}%CODE%${after}`, options: { maximumParts } });
	expect(send(parts)).toMatchObject([{ query: { message: `${before}%CODE%${after}` } }]);
	if (parts > 1) expect(() => send(1)).toThrow(/needs 2 SMS parts/);
});

describe('answers', () => {
	test.each([
		['message.send', { sms_id: 2197871, status: 'NEW', parts: 1 }, { id: '2197871', to: PHONE, status: 'queued', isFinal: false, parts: 1 }],
		['viber.send', { status: 'OK', result: { viber_id: 5 } }, { id: '5', to: PHONE, status: 'queued' }],
		['message.send', { sms_id: '2197871' }, { id: '2197871', status: 'queued' }],
		['message.send', { sms_id: 1, status: 'NEW', price: '0.02600', currency: 'BYN' }, { cost: 0.026, currency: 'BYN' }],
		['campaign.sendToNumber', [{ sms_id: 2204968, status: 'NEW' }], { id: '2204968' }],
		['campaign.create', [{ status: 'ok', parts: 1, len: 31, message_id: 2604834, alphaname: 'system', time: 0 }], { id: '2604834', length: 31 }],
		['campaign.sendToList', { status: 'OK', result: { message_id: 5 } }, { id: '5' }],
		['campaign.sendToList', { status: 'success', data: { id: '5' } }, { id: '5' }],
		['campaign.confirm', { status: 'success' }, { id: '2604834', isConfirmed: true }],
		['campaign.confirm', { result: { count_phones: '3', cost: '0.07800' } }, { recipients: 3, cost: 0.078 }],
		['contactList.create', { status: 'OK', result: { list_id: 3434 } }, { id: '3434' }],
		['account.getBalance', { status: 'OK', currency: 'RUR', result: [{ balance: '2.86600', viber_balance: '0.00000' }] }, { balance: 2.866, currency: 'RUR' }],
		['account.getBalance', { status: 'OK', currency: 'BYN', result: { balance: 2.866 } }, { balance: 2.866, viberBalance: null }],
		['account.getLimit', { limit: '141' }, { limit: 141 }],
		['sender.getId', [{ id: 1236 }], { id: '1236' }],
		['verification.sendCode', [{ status: 'ok', parts: 1, sms_id: 5, code: 'GAYX' }], { id: '5', status: 'queued', code: 'GAYX' }],
	])('%s: %j', (name, body, result) => {
		const [verdict] = unpacked(name, fieldsFor(name), body);
		expect(verdict).toMatchObject({ outcome: 'accepted', results: [result] });
	});

	test.each([
		[{ sms_id: 1, sent: 1616407661 }, 'sent'],
		[{ sms_id: 1, delivered: 1616407673 }, 'delivered'],
		[{ sms_id: 1, sent: '1616407661', delivered: '0' }, 'sent'],
		[{ sms_id: 1, sent: 0, delivered: 0 }, 'queued'],
		[{ sms_id: 1, sent: 1616407661, delivered: 0, status: 'UNDELIVERED' }, 'failed'],
		[{ sms_id: 1, sent: 1616407661, delivered: 0, status: 'SOMETHING NEW' }, 'unknown'],
		[[{ sms_id: 1, sent: 1616407661, delivered: 1616407673 }], 'delivered'],
	])('checkSMS %j is %s', (body, status) => {
		expect(unpacked('message.getStatus', { ...FIELDS, ids: '1' }, body)).toMatchObject([{ outcome: 'accepted', results: [{ id: '1', status }] }]);
	});

	const lists = { Clients: '3434' };
	test.each([
		[{ 3434: 'Clients' }],
		[{ status: 'OK', result: { 3434: 'Clients' } }],
		[{ status: 'OK', result: [{ list_id: 3434, name: 'Clients' }] }],
		[{ status: 'success', data: [{ id: '3434', name: 'Clients' }] }],
		[[{ id: 3434, name: 'Clients' }]],
	])('a list of names %j', (body) => {
		for (const name of ['contactList.getAll', 'sender.getAll', 'viber.getSenders']) {
			const [verdict] = unpacked(name, FIELDS, body) as Array<{ results: Json[] }>;
			expect(Object.fromEntries(verdict.results.map(({ id, name: label }) => [label, id]))).toEqual(lists);
		}
	});

	test.each([
		['the token is wrong', 400, { error: 'Invalid token' }],
		['the sender (alpha name) is wrong or not approved', 200, { error: 'Wrong alphaname. Check it is correct and approved.' }],
		['the sender (alpha name) is wrong or not approved', 500, { error: 'alphaname is error' }],
		['the sender (alpha name) is wrong or not approved', 400, { error: 'ошибка в буквенном имени' }],
		['the text is longer than 10 SMS', 500, { error: 'Message is too long. 1530' }],
		['the number is wrong', 500, [{ error: 'incorrect phone number' }]],
		['there is not enough money on the account', 500, { error: 'billing error' }],
		['there is not enough money on the account', 400, { message: 'Insufficient funds to continue' }],
		['there is not enough money on the account', 400, { error: 'Недостаточно денег на счёте' }],
		['there is not enough money on the account', 400, { error: 'Пополните счёт' }],
		['there is not enough money on the account', 400, { error: 'Не хватает средств' }],
		['there is not enough money on the account', 400, { error: 'Услуга не оплачена' }],
		['a sending limit is exceeded', 500, { error: 'limit exceeded' }],
		['there is nothing with this ID', 404, { error: 'not found' }],
		['it says that the request is incorrect', 400, {}],
		['{"phone":["Wrong"]}', 200, { error: { phone: ['Wrong'] } }],
		['Something', 200, { status: 'error', message: 'Something' }],
		['the token is wrong, or the account may not use the API', 403, '<html>Forbidden</html>'],
	])('refused: %s (HTTP %i)', (meaning, status, body) => {
		const verdicts = unpacked('message.send', FIELDS, body, status);
		const expected = meaning.startsWith('{') ? 'the number is wrong' : meaning;
		expect(verdicts).toMatchObject([{ outcome: 'refused', problem: { meaning: expected } }]);
	});

	test.each([
		[500, { error: 'undefined error' }],
		[500, { error: 'words that nobody has met' }],
		[500, { message: 'Server Error' }],
		[502, '<html>Bad gateway</html>'],
		[200, 'OK'],
		[200, ''],
		[302, { sms_id: 5 }],
	])('unclear: HTTP %i %j', (status, body) => {
		expect(() => unpacked('message.send', FIELDS, body, status)).toThrow(UnclearReply);
	});

	/** Words that are part of others, or stand beside others that mean something else: what a failing server says. */
	const OUTAGES = [
		'Сервер недоступен', 'Сервис временно не доступен', 'Доступ к базе данных потерян', 'No upstream for the load balancer', 'Балансировщик не отвечает',
		'Unexpected token < in JSON at position 0', 'CSRF token mismatch', 'Неожиданный токен', 'Invalid token in the template', 'Memory limit reached', 'Unlimited recursion', 'Missing delimiter',
		'The request took too long', 'Data too long for column', 'Phone service is down', 'Запрос номер 5 не обработан', 'Class Sms not found',
		"Access denied for user 'sms'@'localhost'", 'The billing service is down', 'Не удалось посредством шлюза', 'Unknown column alphaname_id',
	];

	test.each(OUTAGES)('a failing server that says %j has refused nothing', (error) => {
		for (const body of [{ error }, [{ error }], { status: 'error', message: error }, { data: { error } }]) {
			for (const status of [500, 502, 503]) expect(() => unpacked('message.send', FIELDS, body, status), `HTTP ${status}`).toThrow(UnclearReply);
		}
	});

	test.each([
		['Сервер недоступен'], ['Сервис временно не доступен'], ['No upstream for the load balancer'], ['Балансировщик не отвечает'], ['Unexpected token < in JSON'],
		['CSRF token mismatch'], ['Неожиданный токен'], ['Не удалось посредством шлюза'], ['The request took too long'], ['Missing delimiter'], ['Безлимитный тариф'],
	])('%j means nothing else because of a part of it', (error) => {
		expect(unpacked('message.send', FIELDS, { error })).toMatchObject([{ outcome: 'refused', problem: { kind: 'other', meaning: error } }]);
	});

	test('a text of 11 SMS stays one: a retry does not ask again', () => {
		expect(unpacked('message.send', FIELDS, { error: 'Message is too long. Use up to 10 SMS.' })).toMatchObject([{ problem: { kind: 'input', isPermanent: true } }]);
	});

	test('without a reason nothing is told as the vendor’s words', () => {
		const [verdict] = unpacked('message.send', FIELDS, { status: 'error' }) as Array<{ problem: object }>;
		expect(verdict).toMatchObject({ outcome: 'refused', problem: { meaning: 'it gave no reason' } });
		expect(verdict.problem).not.toHaveProperty('vendorText');
	});

	test('whatever a text of 1,000,000 characters holds, it is read in no time', { timeout: 60_000 }, () => {
		for (const unit of ['token ', 'a ', 'доступ', 'not found ', 'ж', ' ', 'лимит-']) {
			const error = unit.repeat(1_000_000 / unit.length);
			expect(unpacked('message.send', FIELDS, { error })).toMatchObject([{ outcome: 'refused' }]);
		}
	});

	/** Each send, and where its answer holds the ID that only a taken one has. */
	const CONTRADICTIONS: Array<[name: string, id: string, holds: Json]> = [
		['message.send', '5', { sms_id: 5 }], ['otp.sendTelegram', '5', { sms_id: '5' }], ['otp.sendWhatsApp', '5', { sms_id: 5 }],
		['campaign.sendToNumber', '5', { sms_id: 5 }], ['verification.sendCode', '5', { sms_id: 5, code: '0742' }],
		['bulk.send', FIELDS.uuid, { uuid: FIELDS.uuid, success: 'OK' }], ['viber.send', '5', { result: { viber_id: 5 } }],
		['campaign.create', '5', { message_id: 5 }], ['campaign.sendToList', '5', { data: { message_id: 5 } }], ['contactList.create', '5', { result: { list_id: 5 } }],
		['codeTemplate.create', '5', { result: { password_object_id: 5 } }], ['verification.flashCall', '5', { data: { fclid: 5 } }],
	];

	test.each(CONTRADICTIONS)('%s: an ID beside an error is unclear, and the ID is told', (name, id, holds) => {
		const whole: Array<[status: number, body: unknown]> = [
			...[200, 400, 403, 500].map((status): [number, unknown] => [status, { ...holds, error: 'billing error' }]),
			[200, { ...holds, error: 'Полнолуние' }], [500, { ...holds, error: 'undefined error' }], [200, { ...holds, status: 'error' }],
			[200, [{ ...holds, error: 'not found' }]], [400, holds],
		];
		for (const [status, body] of whole) {
			const [verdict] = unpacked(name, fieldsFor(name), body, status);
			expect(verdict, JSON.stringify(body)).toMatchObject({ outcome: 'unknown', id, problem: { kind: 'unclear', meaning: 'its answer holds an ID and an error' } });
		}
	});

	test('the ID beside "same message exists" is that of the earlier campaign', () => {
		for (const status of [200, 400, 500]) {
			const [verdict] = unpacked('campaign.create', FIELDS, { error: 'The same message exists with ID=3', message_id: 3 }, status);
			expect(verdict).toMatchObject({ outcome: 'refused', id: '3', problem: { kind: 'content' } });
		}
	});

	test('the ID that a question names is no sign of a yes', () => {
		expect(unpacked('message.getStatus', { ...FIELDS, ids: '1' }, { sms_id: 1, error: 'not found' })).toMatchObject([{ outcome: 'refused' }]);
		expect(unpacked('campaign.sendToNumber', FIELDS, { message_id: 1, error: 'access denied' })).toMatchObject([{ outcome: 'refused' }]);
	});

	test('a receipt that says no in spite of its id is no acceptance', () => {
		const [verdict] = unpacked('bulk.send', FIELDS, { uuid: FIELDS.uuid, success: 'ERROR' });
		expect(verdict.outcome).toBe('unknown');
	});

	test('an import names its wrong contacts; those it leaves unnamed are unclear', () => {
		const outcomes = (invalid: number, log: Json[]) => {
			const entries = ['a@b.by', 'c@d.by', 'e@f.by'].flatMap((email) => entriesOf('contactList.importContacts', { list: '1', email }));
			const body = { status: 'OK', result: { inserted: 3 - invalid, updated: 0, invalid, log } };
			return operation('contactList.importContacts').unpack(reply(body), entries).map(({ outcome }) => outcome);
		};
		expect(outcomes(0, [])).toEqual(['accepted', 'accepted', 'accepted']);
		expect(outcomes(1, [{ index: 1, error_message: 'wrong' }])).toEqual(['accepted', 'refused', 'accepted']);
		expect(outcomes(1, [{ index: 3, error_message: 'wrong' }])).toEqual(['unknown', 'unknown', 'unknown']);
		expect(outcomes(1, [])).toEqual(['unknown', 'unknown', 'unknown']);
		expect(outcomes(3, [])).toEqual(['refused', 'refused', 'refused']);
	});

	test('only words of the vendor are told as its words', () => {
		const problem = (log: Json[]) => {
			const body = { result: { inserted: 0, updated: 0, invalid: 1, log } };
			const [verdict] = unpacked('contactList.importContacts', { list: '1', email: 'a@b.by' }, body) as unknown as Array<{ problem: Json }>;
			return [verdict.problem.meaning, verdict.problem.vendorText];
		};
		expect(problem([])).toEqual(['it found the contact wrong', undefined]);
		expect(problem([{ index: 0 }])).toEqual(['it gave no reason', undefined]);
		expect(problem([{ index: 0, error_message: ' ' }])).toEqual(['it gave no reason', undefined]);
		expect(problem([{ index: 0, error_message: 'Email is taken' }])).toEqual(['Email is taken', 'Email is taken']);
	});

	/** What SMS.by may leave out although it says yes: '' would equal what somebody has not entered. */
	const MISSING: Array<[name: string, column: string, body: (value: unknown) => unknown]> = [
		['verification.sendCode', 'code', (code) => ({ sms_id: 5, code })],
		['verification.flashCall', 'code', (code) => ({ status: 'success', data: { fclid: 5, code } })],
	];

	test.each(MISSING)('%s without a %s gives none, and no empty one', (name, column, body) => {
		for (const value of [undefined, null, '', ' ', [], {}, false]) {
			expect(unpacked(name, fieldsFor(name), body(value))).toMatchObject([{ outcome: 'accepted', results: [{ [column]: null }] }]);
		}
		expect(unpacked(name, fieldsFor(name), body('0742'))).toMatchObject([{ results: [{ [column]: '0742' }] }]);
	});

	test.each([
		['campaign.getAll', 'id', { result: [{ message: 'm' }] }],
		['campaign.getHistory', 'id', { data: [{ name: 'n' }] }],
		['codeTemplate.getAll', 'id', { result: [{ len: 6 }] }],
		['bulk.getStatus', 'campaignId', [{ success: [{ delivery_id: 1, phone: PHONE }] }]],
	])('%s: a row without its %s gives none', (name, column, body) => {
		const fields = name === 'bulk.getStatus' ? { uuid: FIELDS.uuid } : FIELDS;
		const [verdict] = unpacked(name, fields, body) as Array<{ results: Json[] }>;
		expect(verdict.results[0]).toHaveProperty(column, null);
	});

	test('a list whose vendor does not turn pages ends', () => {
		const { unpack, next } = operation('campaign.getAll');
		const answer = reply({ result: [{ message_id: 1 }, { message_id: 2 }] });
		const [first] = entriesOf('campaign.getAll', { returnAll: true });
		const [page] = unpack(answer, [first]);
		const second = next!(first, page as never)!;
		const [again] = unpack(answer, [second]);
		expect(again).toMatchObject({ outcome: 'accepted', results: [] });
		expect(next!(second, again as never)).toBeUndefined();
	});
});

describe('whatever SMS.by answers', () => {
	/** Real answers with parts of them replaced, words, and anything else. */
	const SAMPLES: unknown[] = [
		{ sms_id: 2197871, status: 'NEW', parts: 1 },
		{ uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec', success: 'OK' },
		{ status: 'ok', parts: 1, len: 31, message_id: 2604834, alphaname: 'system', time: 0 },
		[{ message_id: 1, name: 'n', success: [{ delivery_id: 1, phone: PHONE, status: 'DELIVERED', status_time: '2024-10-16 22:52:42.497994' }] }],
		{ result: [{ phone: 375293332211, status: 'delivered', d_sent: '2021-03-22 11:32:32' }] },
		{ status: 'OK', result: { inserted: 1, updated: 0, invalid: 1, log: [{ index: 0, error_message: 'x' }] } },
		{ status: 'success', data: { code: '1', phone: PHONE, time_valid: '90', fclid: 5, attempt: 3 } },
		{ error: 'billing error' },
	];
	const keys = fc.constantFrom('sms_id', 'uuid', 'success', 'status', 'error', 'message', 'message_id', 'result', 'data', 'id', 'list_id', 'fclid', 'viber_id', 'log', 'sent');
	const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...SAMPLES), fc.double(), fc.constantFrom('0', '', '1e400', 8.64e15));
	const mutated = fc.tuple(fc.constantFrom(...SAMPLES), fc.dictionary(keys, value)).map(([sample, changes]) => {
		if (Array.isArray(sample)) return sample.map((row) => ({ ...row, ...changes }));
		return { ...(sample as object), ...changes };
	});
	const body = fc.oneof(mutated.map((one) => JSON.stringify(one)), fc.json(), fc.string(), fc.constantFrom('', '<html>', 'null', '[]'));
	const status = fc.constantFrom(200, 200, 200, 200, 302, 400, 403, 404, 406, 421, 429, 500, 503);

	test.each(ALL)('%s: one verdict per entry, and no surprises', (name) => {
		const { unpack, maxPerRequest: most = 1 } = operation(name);
		const entries = Array.from({ length: Math.min(most, 3) }, () => entriesOf(name, fieldsFor(name))).flat();
		fc.assert(
			fc.property(body, status, (text, code) => {
				try {
					const verdicts = unpack(reply(text, code), entries);
					expect(verdicts).toHaveLength(entries.length);
					for (const verdict of verdicts) expect(JSON.stringify(verdict)).toBeTypeOf('string');
				} catch (error) {
					if (!(error instanceof UnclearReply)) throw error;
				}
			}),
			{ numRuns: 300 },
		);
	});

	/** Where each send's proof stands. */
	const PROOFS: Array<[name: string, id: string]> = [
		['message.send', 'sms_id'], ['otp.sendTelegram', 'sms_id'], ['otp.sendWhatsApp', 'sms_id'], ['campaign.sendToNumber', 'sms_id'],
		['verification.sendCode', 'sms_id'], ['bulk.send', 'uuid'], ['campaign.create', 'message_id'], ['viber.send', 'viber_id'],
		['verification.flashCall', 'fclid'], ['verification.confirmFlashCall', 'fclid'], ['contactList.create', 'list_id'],
	];

	test.each(PROOFS)('%s is never accepted without %s, or against an error', (name, id) => {
		const { unpack } = operation(name);
		const entries = entriesOf(name, fieldsFor(name));
		const isId = (given: unknown) => ['string', 'number'].includes(typeof given) && /^(?!0$)[\da-z][\da-z-]*$/i.test(String(given).trim());
		fc.assert(
			fc.property(mutated, status, (answer, code) => {
				const one = (Array.isArray(answer) ? answer[0] : answer) as Json;
				const holders = [one, one.result, one.data].flat().filter((part): part is Json => typeof part === 'object' && part !== null);
				if (holders.some((holder) => isId(holder[id])) && !namesError(one.error) && code === 200) return;
				const [verdict] = attempt(() => unpack(reply(answer, code), entries));
				expect(verdict.outcome).not.toBe('accepted');
			}),
			{ numRuns: 500 },
		);
	});

	function attempt(make: () => Verdict[]): Array<{ outcome: string }> {
		try {
			return make();
		} catch (error) {
			if (error instanceof UnclearReply) return [{ outcome: 'unknown' }];
			throw error;
		}
	}

	test('whatever the user enters: entries, or an InputError', () => {
		const anything = fc.oneof(fc.anything(), fc.string(), fc.constantFrom(PHONE, '1', '%CODE%', '2030-01-01', 'https://example.com', 8.64e15, 1e15));
		const names = [...Object.keys(FIELDS), 'email', 'moreFields', 'length', 'characters', 'type', 'confirm'];
		const options = ['sendAt', 'callbackUrl', 'forwardingTime', 'vibernameId', 'showCost', 'sendAsBulk', 'maximumParts', 'attempts', 'validFor', 'code'];
		const some = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 4 });
		fc.assert(
			fc.property(fc.constantFrom(...ALL), some(names), some(options), (name, fields, chosen) => {
				try {
					const entries = operation(name).entries(parameters(name, { ...fieldsFor(name), ...fields, options: chosen }));
					const good = entries.filter((entry) => !(entry instanceof InputError)) as AnyEntry[];
					if (good.length > 0) operation(name).pack([good[0]]);
				} catch (error) {
					if (!(error instanceof InputError)) throw error;
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
