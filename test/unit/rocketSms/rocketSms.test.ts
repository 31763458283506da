import { createRequire } from 'node:module';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesError } from '../../support/vendors/answer.ts';


type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

interface Verdict {
	outcome: 'accepted' | 'refused' | 'unknown';
	results?: Json[];
}

/** What these tests use of an operation. */
interface Operation {
	value: string;
	entries(parameters: Json): Json[];
	pack(entries: Json[]): { form: string[][] };
	unpack(reply: Json, entries: Json[]): Verdict[];
	batchKey(entry: Json): string;
	conflictKey(entry: Json): string;
	isFinal(verdict: Verdict): boolean;
}

interface Vendor {
	secrets(credentials: Json): string[];
	resources: Array<{ value: string; operations: Operation[] }>;
}

/** The built package, as n8n loads it. */
const built = createRequire(new URL('../../../dist/', import.meta.url));
const { rocketSms } = built('./nodes/RocketSms/resources/index.js') as { rocketSms: Vendor };
const { InputError, UnclearReply } = built('./nodes/shared/errors.js') as Record<string, new () => Error>;
const { plainParameters } = built('./nodes/shared/parameters/parameters.js') as { plainParameters(operation: object, values: Json, place: Json): Json };
const { RocketSmsApi } = built('./credentials/RocketSmsApi.credentials.js') as {
	RocketSmsApi: new () => { authenticate: (credentials: Json, request: Json) => Promise<{ body: URLSearchParams }> };
};

const NOW = Date.UTC(2026, 5, 25, 9, 0);
const PHONE = '375296890043';

const operation = (name: string): Operation => {
	const [resource, value] = name.split('.');
	return rocketSms.resources.find((one) => one.value === resource)!.operations.find((one) => one.value === value)!;
};
const parameters = (name: string, values: Json, options: Json = {}) =>
	plainParameters(operation(name), { ...values, ...options }, { zone: 'Europe/Minsk', now: NOW });
const reply = (body: unknown, status = 200) => ({
	status,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const entriesOf = (name: string, values: Json, options = {}) => operation(name).entries(parameters(name, values, options));

const packed = (name: string, values: Json = {}, options = {}) =>
	operation(name).pack(entriesOf(name, values, options));

const unpacked = (name: string, values: Json, answer: unknown, status?: number): Verdict[] =>
	operation(name).unpack(reply(answer, status), entriesOf(name, values));

const TEXT = { to: PHONE, message: 'Hello, World!' };

describe('requests are those of the document, as forms in POST bodies', () => {
	const signed = { path: '/simple/send', form: [['phone', PHONE], ['text', 'Hello, World!']] };

	test.each<[name: string, values: Json, options: Json, request: object]>([
		['message.send', TEXT, {}, signed],
		['message.send', TEXT, { priority: false, sendAt: '' }, signed],
		[
			'message.send',
			{ ...TEXT, from: ' SHOP ' },
			{ priority: true, sendAt: '2026-06-25T13:00:00.900' },
			{ ...signed, form: [...signed.form, ['sender', 'SHOP'], ['timestamp', '1782381600'], ['priority', 'true']] },
		],
		['message.send', TEXT, { sendAt: '2026-06-25T11:59:59' }, signed],
		[
			'message.send',
			{ to: PHONE, content: 'template', template: 'TPL_ID_1' },
			{},
			{ ...signed, form: [['phone', PHONE], ['text', 'TPL_ID_1']] },
		],
		[
			'message.sendBulk',
			{ ...TEXT, to: [PHONE, '375331234567'] },
			{ priority: true },
			{ path: '/simple/bulkSend', form: [['phones[]', PHONE], ['phones[]', '375331234567'], ['text', 'Hello, World!']] },
		],
		['message.getStatus', { ids: 3334 }, {}, { path: '/simple/status', form: [['id', '3334']] }],
		['account.getBalance', {}, {}, { path: '/simple/balance', form: [] }],
		['sender.getAll', { returnAll: true }, {}, { path: '/simple/senders', form: [] }],
		['sender.create', { name: 'My-Shop.by' }, {}, { path: '/simple/senders/add', form: [['sender', 'My-Shop.by']] }],
		['template.getAll', { returnAll: true }, {}, { path: '/simple/templates', form: [] }],
	])('%s %o %o', (name, values, options, request) => {
		expect(packed(name, values, options)).toEqual(request);
	});

	test('a bulk request carries one text with one set of settings, and each number once', () => {
		const { batchKey, conflictKey } = operation('message.sendBulk');
		const [first] = entriesOf('message.sendBulk', TEXT);
		const [other] = entriesOf('message.sendBulk', { ...TEXT, message: 'Other' });
		const [later] = entriesOf('message.sendBulk', TEXT, { sendAt: '2026-06-26T10:00:00' });
		expect(new Set([first, other, later].map((entry) => batchKey(entry))).size).toBe(3);
		expect(conflictKey(first)).toBe(PHONE);
	});
});

describe('the credential', () => {
	const { authenticate } = new RocketSmsApi();
	const sign = async (credentials: Json) => {
		const { body } = await authenticate(credentials, { url: '', method: 'POST', body: new URLSearchParams([['id', '1']]) });
		return String(body);
	};

	test('signs with the MD5 of the password, in lower case', async () => {
		const hash = '5f4dcc3b5aa765d61d8327deb882cf99';
		const signed = `id=1&username=123456789&password=${hash}`;
		expect(await sign({ username: '123456789', password: 'password' })).toBe(signed);
		expect(await sign({ username: ' 123456789 ', password: ` ${hash.toUpperCase()}`, alreadyHashed: true })).toBe(signed);
		expect(await sign({ username: '123456789', password: hash })).not.toBe(signed);
	});

	test('keeps every form of the password secret', () => {
		const secrets = rocketSms.secrets({ username: '123456789', password: 'password' });
		const hash = '5f4dcc3b5aa765d61d8327deb882cf99';
		expect(secrets).toEqual({ username: '123456789', password: hash, typed: 'password' });
	});
});

describe('answers of the document', () => {
	test('send', () => {
		const answer = { id: 8767, status: 'SENT', cost: { credits: 1, money: 0.2 } };
		expect(unpacked('message.send', TEXT, answer)).toEqual([
			{
				outcome: 'accepted',
				results: [
					{
						id: '8767',
						to: PHONE,
						status: 'sent',
						isFinal: false,
						vendorStatus: 'SENT',
						vendorStatusText: 'Sent to the recipient',
						parts: 1,
						cost: 0.2,
						credits: 1,
					},
				],
				raw: answer,
			},
		]);
	});

	test('an error, whatever the HTTP status', () => {
		for (const status of [200, 400, 403, 500]) {
			expect(unpacked('message.send', TEXT, { error: 'NO_MESSAGE' }, status)).toMatchObject([
				{ outcome: 'refused', problem: { code: 'NO_MESSAGE', kind: 'input', meaning: 'the message has no text' } },
			]);
		}
		for (const name of ['account.getBalance', 'sender.getAll', 'template.getAll']) {
			expect(unpacked(name, {}, { error: 'WRONG_AUTH' })).toMatchObject([{ outcome: 'refused', problem: { kind: 'credential' } }]);
		}
	});

	test('a code that nobody has documented passes through', () => {
		expect(unpacked('message.send', TEXT, { error: 'NEW_CODE' })).toMatchObject([
			{ outcome: 'refused', problem: { code: 'NEW_CODE', kind: 'other' }, raw: { error: 'NEW_CODE' } },
		]);
	});

	test('status', () => {
		expect(unpacked('message.getStatus', { ids: '3334' }, { id: 3334, status: 'QUEUED' })).toMatchObject([
			{ outcome: 'accepted', results: [{ id: '3334', status: 'queued', isFinal: false, vendorStatus: 'QUEUED' }] },
		]);
	});

	test.each([
		['SENT', 'sent', false],
		['DELIVERED', 'delivered', true],
		['FAILED', 'failed', true],
		['EXPIRED', 'expired', true],
		['REJECTED', 'failed', true],
		['UNKNOWN', 'unknown', false],
		['delivered', 'delivered', true],
		['LOST_IN_SPACE', 'unknown', false],
	])('the status %s is %s', (vendorStatus, status, isFinal) => {
		const [verdict] = unpacked('message.getStatus', { ids: '1' }, { id: 1, status: vendorStatus });
		expect(verdict).toMatchObject({ outcome: 'accepted', results: [{ status, isFinal, vendorStatus }] });
		expect(operation('message.getStatus').isFinal(verdict)).toBe(isFinal);
	});

	test('balance, senders, templates', () => {
		const results = (name: string, answer: unknown) => unpacked(name, { returnAll: true }, answer);
		expect(results('account.getBalance', '{ "credits" : 4400, "balance" : 22.00 }')).toMatchObject([
			{ results: [{ balance: 22, credits: 4400 }] },
		]);
		expect(results('sender.getAll', '[{ "sender" : "SHOP", "verified" : false, "checked" : true, "registered" : false }]')).toMatchObject([
			{ results: [{ name: 'SHOP', verified: false, checked: true, registered: false }] },
		]);
		expect(results('template.getAll', '[{ "tpl_id" : "TPL_ID_1", "text" : "Hello world"}]')).toMatchObject([
			{ results: [{ id: 'TPL_ID_1', text: 'Hello world' }] },
		]);
	});

	test('a new sender', () => {
		expect(unpacked('sender.create', { name: 'SHOP' }, { status: 'OK' })).toMatchObject([{ results: [{ name: 'SHOP', success: true }] }]);
		expect(() => unpacked('sender.create', { name: 'SHOP' }, { status: 'MAYBE' })).toThrow(UnclearReply);
	});
});

describe('answers that prove nothing', () => {
	test.each([
		[{}],
		[{ status: 'SENT' }],
		[{ id: '', status: 'SENT' }],
		[{ id: 0, status: 'SENT' }],
		[{ id: null }],
		[[{ id: 8767 }]],
		['OK'],
		['<html>8767</html>'],
		[''],
	])('send: %j is unclear', (answer) => {
		expect(() => unpacked('message.send', TEXT, answer)).toThrow(UnclearReply);
	});

	test('an id with an error is neither a refusal nor a yes, and the id is kept', () => {
		expect(unpacked('message.send', TEXT, { id: 5, error: 'BAD_PHONE' })).toMatchObject([{ outcome: 'unknown', id: '5' }]);
	});

	test('a message that failed at once is not accepted', () => {
		expect(unpacked('message.send', TEXT, { id: 5, status: 'FAILED' })).toMatchObject([
			{ outcome: 'refused', id: '5', problem: { code: 'FAILED' } },
		]);
	});

	test('the status of another message is not taken for this one’s', () => {
		expect(() => unpacked('message.getStatus', { ids: '1' }, { id: 2, status: 'DELIVERED' })).toThrow(UnclearReply);
	});

	test('a bulk answer of another length says nothing of anybody', () => {
		const two = { ...TEXT, to: `${PHONE},375331234567` };
		expect(() => unpacked('message.sendBulk', two, [{ id: 1, status: 'SENT' }])).toThrow(/not one result for each of 2/);
		expect(unpacked('message.sendBulk', two, [{ id: 1, status: 'SENT' }, null])).toMatchObject([
			{ outcome: 'accepted', results: [{ id: '1', to: PHONE }], raw: { to: PHONE, id: 1, status: 'SENT' } },
			{ outcome: 'unknown' },
		]);
		expect(unpacked('message.sendBulk', two, [{ error: 'BAD_PHONE' }, { id: 2 }])).toMatchObject([
			{ outcome: 'refused', problem: { code: 'BAD_PHONE' } },
			{ outcome: 'accepted', results: [{ id: '2', to: '375331234567', status: 'unknown' }] },
		]);
	});
});

describe('whatever the vendor answers', () => {
	const CASES: Array<[name: string, values: Json, documented: unknown]> = [
		['message.send', TEXT, { id: 8767, status: 'SENT', cost: { credits: 1, money: 0.2 } }],
		['message.sendBulk', { ...TEXT, to: [PHONE, '375331234567'] }, [{ id: 8767, status: 'SENT' }, { id: 8768, status: 'SENT' }]],
		['message.getStatus', { ids: '3334' }, { id: 3334, status: 'QUEUED' }],
		['account.getBalance', {}, { credits: 4400, balance: 22 }],
		['sender.getAll', { returnAll: true }, [{ sender: 'SHOP', verified: false, checked: true, registered: false }]],
		['sender.create', { name: 'SHOP' }, { status: 'OK' }],
		['template.getAll', { returnAll: true }, [{ tpl_id: 'TPL_ID_1', text: 'Hello world' }]],
	];
	const word = fc.oneof(fc.string(), fc.integer(), fc.jsonValue(), fc.constantFrom('SENT', 'FAILED', 'OK', 'WRONG_AUTH', '0', null));
	const keyed = fc.dictionary(fc.constantFrom('id', 'status', 'error', 'cost', 'sender', 'tpl_id', 'text', 'balance', '__proto__'), word);
	const cutOff = (documented: unknown) =>
		fc.nat(JSON.stringify(documented).length).map((length) => JSON.stringify(documented).slice(0, length));
	const bodies = (documented: unknown) =>
		fc.oneof(
			fc.string(),
			cutOff(documented),
			fc.jsonValue().map((value) => JSON.stringify(value)),
			keyed.map((value) => JSON.stringify(value)),
			keyed.map((value) => JSON.stringify(Array.isArray(documented) ? documented.map((row) => ({ ...row, ...value })) : { ...(documented as object), ...value })),
			fc.array(keyed, { maxLength: 3 }).map((value) => JSON.stringify(value)),
		);

	test.each(CASES)('%s loses and invents nothing, and throws nothing but UnclearReply', (name, values, documented) => {
		const entries = entriesOf(name, values);
		const statuses = fc.constantFrom(200, 200, 200, 302, 400, 404, 429, 500);
		fc.assert(
			fc.property(bodies(documented), statuses, (body, status) => {
				let verdicts: Verdict[];
				try {
					verdicts = operation(name).unpack({ status, headers: {}, body }, entries);
				} catch (error) {
					expect(error).toBeInstanceOf(UnclearReply);
					return;
				}
				expect(verdicts).toHaveLength(entries.length);
				const isSend = name.startsWith('message.send');
				verdicts.forEach((verdict, place) => {
					if (verdict.outcome !== 'accepted' || !isSend) return;
					const answer = JSON.parse(body);
					const part = Array.isArray(answer) ? answer[place] : answer;
					expect(String(part.id).trim()).toMatch(/^(?!0$)./s);
					expect(namesError(part.error)).toBe(false);
					expect(verdict.results).toMatchObject([{ id: String(part.id).trim(), to: entries[place].to }]);
				});
			}),
			{ numRuns: 500 },
		);
	});
});

describe('whatever the user types', () => {
	const anything = fc.oneof(fc.anything(), fc.string(), fc.double(), fc.date());

	test.each(['message.send', 'message.sendBulk', 'message.getStatus', 'sender.create'])('%s throws nothing but InputError', (name) => {
		const fields = fc.record(
			{
				to: fc.oneof(anything, fc.constant(PHONE)),
				message: fc.oneof(anything, fc.constant('hello')),
				content: fc.constantFrom('text', 'template'),
				template: fc.oneof(anything, fc.constant('TPL_ID_1')),
				from: anything,
				ids: anything,
				name: anything,
			},
			{ requiredKeys: [] },
		);
		const options = fc.record({ sendAt: anything, priority: anything, maximumParts: anything }, { requiredKeys: [] });
		fc.assert(
			fc.property(fields, options, (values, chosen) => {
				try {
					for (const entry of operation(name).entries(parameters(name, values, chosen))) {
						if (entry instanceof InputError) continue;
						const { form } = operation(name).pack([entry]);
						expect(form.flat().every((value) => typeof value === 'string')).toBe(true);
						expect((Object.fromEntries(form) as Json).timestamp ?? '1782381600').toMatch(/^\d{10,13}$/);
					}
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
