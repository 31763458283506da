import fc from 'fast-check';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Accepted, Entry, Operation, Reply, Request, Verdict } from '../../../nodes/shared/operation.ts';
import type { MessageEntry } from '../../../nodes/Smsc/resources/message/entries.ts';
import { createSmsc, type SmscSimulator } from '../../simulators/smsc/index.ts';

const require = createRequire(import.meta.url);
const load = <T>(path: string): T => require(`../../../dist/nodes/${path}.js`) as T;

const { smsc } = load<{ smsc: { resources: Array<{ value: string; operations: Operation[] }> } }>('Smsc/resources/index');
const { InputError, UnclearReply } = load<typeof import('../../../nodes/shared/errors.ts')>('shared/errors');
const { plainParameters } = load<typeof import('../../../nodes/shared/parameters/parameters.ts')>('shared/parameters/parameters');
const { batches } = load<typeof import('../../../nodes/shared/engine/batches.ts')>('shared/engine/batches');

const PHONE = '79999999999';

const operation = <T extends Entry>(name: string): Operation<T> => {
	const [resource, value] = name.split('.');
	return smsc.resources.find((one) => one.value === resource)!.operations.find((one) => one.value === value) as unknown as Operation<T>;
};

const send = operation<MessageEntry>('message.send');

const parametersOf = (fields: Record<string, unknown>, options: Record<string, unknown> = {}, one: Pick<Operation, 'fields' | 'options'> = send) =>
	plainParameters(one, { ...fields, ...options }, { zone: 'Europe/Moscow' });

const messages = (fields: Record<string, unknown>, options?: Record<string, unknown>) =>
	send.entries(parametersOf({ channel: 'sms', to: PHONE, message: 'Hello!', ...fields }, options)) as MessageEntry[];

const formOf = ({ form = [] }: Request) => Object.fromEntries(form);
const replyOf = (body: unknown): Reply => ({ status: 200, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });
const rowOf = (phone: string, error = '0', status = '-1') => ({ phone, mccmnc: '25001', cost: '1.40', status, error });

describe('message.send, written', () => {
	test('one text to many', () => {
		const request = send.pack(messages({ to: `${PHONE}, +375 29 123-45-67` }));
		expect(request.path).toBe('/sys/send.php');
		expect(formOf(request)).toEqual({
			fmt: '3',
			charset: 'utf-8',
			op: '1',
			err: '1',
			id: expect.stringMatching(/^\d{1,10}$/),
			phones: `${PHONE},+375291234567`,
			mes: 'Hello!',
		});
		expect(request.reference).toBe(formOf(request).id);
	});

	test('the list of the document', () => {
		const entries = [...messages({ message: 'Hello!' }), ...messages({ message: 'Hello\nworld!' })];
		expect(formOf(send.pack(entries)).list).toBe(`${PHONE}:Hello!\n${PHONE}:Hello\\nworld!`);
	});

	test('an id of one’s own is the one that an unclear outcome is told with', () => {
		const request = send.pack(messages({}, { messageId: 'order-17' }));
		expect(formOf(request).id).toBe('order-17');
		expect(request.reference).toBe('order-17');
	});

	test.each(['a|b', 'a\\nb', 'a\r\nb'])('%j, which a list may change, goes by itself', (message) => {
		const [plain, hard] = [...messages({ message: 'x' }), ...messages({ to: '79990000001', message })];
		expect(send.batchKey!(hard)).not.toBe(send.batchKey!(plain));
		expect(formOf(send.pack([hard])).mes).toBe(message);
	});

	test('a bar is safe behind the sender of its line', () => {
		const [plain, bar] = ['x', 'a|b'].flatMap((message, index) => messages({ to: `7999000000${index}`, message, from: 'ivan' }));
		expect(send.batchKey!(bar)).toBe(send.batchKey!(plain));
		expect(formOf(send.pack([plain, bar])).list).toBe('ivan|79990000000:x\nivan|79990000001:a|b');
	});

	test('a file goes with its own message only', () => {
		const [one] = messages({});
		const withFile = (key: string): MessageEntry => ({ ...one, files: [{ key, name: 'a.pdf', type: 'application/pdf', read: async () => Buffer.alloc(1) }] });
		expect(send.batchKey!(withFile('0.data'))).not.toBe(send.batchKey!(withFile('1.data')));
		expect(send.pack([withFile('0.data')]).files).toMatchObject([['file1', { key: '0.data' }]]);
	});
});

describe('message.send, read', () => {
	const one = messages({});
	const two = messages({ to: '79990000001,79990000002' });
	const verdict = (body: unknown, entries = one): Verdict => send.unpack(replyOf(body), entries)[0];

	test.each([
		['the documented answer', { id: 1234, cnt: 1 }],
		['with the cost', { id: 1234, cnt: 1, cost: '1.40' }],
		['with a row', { id: 1234, cnt: 1, phones: [rowOf(PHONE)] }],
		['a row without its optional fields', { id: 1234, cnt: 1, phones: [{ phone: PHONE }] }],
		['numbers where texts are documented', { id: '1234', cnt: '1', phones: [{ phone: 79999999999, status: -1, error: 0, cost: 1.4 }] }],
		['a number in another form', { id: 1234, cnt: 1, phones: [rowOf('89999999999')] }],
		['the account’s test mode', { id: 1234, cnt: 1, phones: [rowOf(PHONE, '200', '1')] }],
	])('%s is accepted', (_, body) => {
		expect(verdict(body)).toMatchObject({ outcome: 'accepted', results: [{ id: '1234', to: PHONE }] });
	});

	test('an id of letters without quotes, as the document prints it', () => {
		expect(verdict('{"id": order-17, "cnt": 1}')).toMatchObject({ outcome: 'accepted', results: [{ id: 'order-17' }] });
	});

	test.each([
		[{ error: 'no money', error_code: 3, id: 1234 }, 'balance', '1234'],
		[{ error: 'denied', error_code: 6, id: '1234' }, 'account', '1234'],
		[{ error: 'invalid number', error_code: 7, id: 1234 }, 'recipient', '1234'],
		[{ error: "can't to deliver", error_code: 8, id: 1234 }, 'account', '1234'],
		[{ error: 'authorise error', error_code: 2 }, 'credential', undefined],
		[{ error: 'blocked', error_code: '4' }, 'blocked', undefined],
		[{ error: 'too many concurrent requests', error_code: 9 }, 'busy', undefined],
		[{ error: 'duplicate request, wait a minute', error_code: 9 }, 'throttle', undefined],
		[{ error: 'what?', error_code: 9 }, 'throttle', undefined],
		[{ error: 'new', error_code: 77 }, 'other', undefined],
		[{ id: 1234, cnt: 0, phones: [rowOf(PHONE, '249', '22')] }, 'recipient', '1234'],
		[{ id: 1234, cnt: 0, phones: [rowOf(PHONE, '', '24')] }, 'balance', '1234'],
		[{ id: 1234, cnt: 0, errors: [{ phone: PHONE, error: '254' }] }, 'sender', '1234'],
	])('%o is refused', (body, kind, id) => {
		expect(verdict(body)).toMatchObject({ outcome: 'refused', problem: { kind }, ...(id ? { id } : {}) });
	});

	test('each recipient has a verdict of his own, in the order of asking', () => {
		const body = { id: 5, cnt: 1, phones: [rowOf('79990000002', '248', '25'), rowOf('79990000001')] };
		expect(send.unpack(replyOf(body), two)).toMatchObject([{ outcome: 'accepted' }, { outcome: 'refused', problem: { code: '248' } }]);
	});

	test('who is not mentioned is unclear, with the id to ask for', () => {
		expect(send.unpack(replyOf({ id: 5, cnt: 1, phones: [rowOf('79990000001')] }), two)[1]).toMatchObject({ outcome: 'unknown', id: '5' });
		expect(send.unpack(replyOf({ id: 5, cnt: 2 }), two)).toMatchObject([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
	});

	test.each([['{}'], ['[]'], ['OK - 1 SMS, ID - 1234'], [''], ['<html>'], ['null'], ['{"cnt":1}'], ['{"id":null,"cnt":1}']])('%s is no answer', (body) => {
		expect(() => verdict(body)).toThrow(UnclearReply);
	});
});

describe('message.getStatus', () => {
	const { pack, unpack, minPollInterval: patience } = operation<{ to: string; id: string }>('message.getStatus');
	const entries = [{ to: '77010000001', id: '1' }, { to: PHONE, id: '2' }];
	const fixture = {
		status: 1, last_date: '12.02.2018 18:34:21', last_timestamp: 1518438861, send_date: '12.02.2018 18:34:17', send_timestamp: 1518438857,
		phone: '77010000001', cost: '6.40', sender_id: 'SMSC.KZ', status_name: 'Доставлено', message: 'Test', country: 'Казахстан', operator: "K'cell", region: '', type: 0,
	};
	const told = {
		id: '1', to: '77010000001', status: 'delivered', isFinal: true, cost: 6.4, vendorStatus: '1',
		sentAt: '2018-02-12T12:34:17.000Z', deliveredAt: '2018-02-12T12:34:21.000Z', country: 'Казахстан', operator: "K'cell",
	};

	test('an object for one, arrays for several in any order', () => {
		expect(formOf(pack(entries))).toMatchObject({ phone: `77010000001,${PHONE}`, id: '1,2', all: '2' });
		expect(unpack(replyOf(fixture), [entries[0]])).toMatchObject([{ outcome: 'accepted', results: [told] }]);
		const rows = [{ ...fixture, id: 2, phone: PHONE, status: -1 }, { ...fixture, id: 1 }];
		expect(unpack(replyOf(rows), entries)).toMatchObject([{ results: [told] }, { results: [{ id: '2', status: 'queued', isFinal: false }] }]);
		expect(unpack(replyOf([{ status: 1 }, { status: 20, err: 6 }]), entries)).toMatchObject([
			{ results: [{ id: '1', status: 'delivered' }] },
			{ results: [{ id: '2', status: 'failed', vendorError: '6', vendorErrorText: 'the phone is off or out of reach' }] },
		]);
	});

	test('asked too often: the node waits a minute', () => {
		const [verdict] = unpack(replyOf({ error: 'duplicate', error_code: 9 }), entries);
		expect(verdict).toMatchObject({ outcome: 'refused', problem: { kind: 'busy', retryAfter: 60 } });
		expect(patience!(1)).toBeGreaterThan(12_000);
		expect(patience!(2)).toBe(60_000);
	});
});

describe('lists and changes', () => {
	const { unpack } = operation('sender.getAll');
	test('an array, one object, or code 3 for nothing', () => {
		expect(unpack(replyOf([{ sender: 'ivan' }, { sender: 'b', id: 2 }]), [{}])).toMatchObject([{ results: [{ name: 'ivan' }, { name: 'b', id: '2' }] }]);
		expect(unpack(replyOf({ sender: 'ivan' }), [{}])).toMatchObject([{ results: [{ name: 'ivan' }] }]);
		expect(unpack(replyOf([]), [{}])).toMatchObject([{ outcome: 'accepted', results: [] }]);
		expect(unpack(replyOf({ error: 'no records', error_code: 3 }), [{}])).toMatchObject([{ outcome: 'accepted', results: [] }]);
		expect(unpack(replyOf({ error: 'x', error_code: 1 }), [{}])).toMatchObject([{ outcome: 'refused' }]);
	});

	test('a change is done with OK alone', () => {
		const change = operation<{ to: string }>('group.delete');
		for (const body of ['OK', ' ok\n', '"OK"', '{"result":"OK"}']) expect(change.unpack(replyOf(body), [{ to: '1' }])).toMatchObject([{ outcome: 'accepted' }]);
		for (const body of ['', '{}', '[]', 'ERROR']) expect(() => change.unpack(replyOf(body), [{ to: '1' }])).toThrow(UnclearReply);
	});
});

/** The document's own answers, each broken somewhere. */
const mutated = fc
	.tuple(
		fc.constantFrom(
			JSON.stringify({ id: 1234, cnt: 2, cost: '2.80', balance: '97.20', phones: [rowOf('79990000001'), rowOf('79990000002', '248', '25')] }),
			JSON.stringify({ id: 1234, cnt: 1, errors: [{ phone: '79990000002', status: '22', error: '249' }] }),
			JSON.stringify({ error: 'invalid number', error_code: 7, id: 1234 }),
			JSON.stringify([{ id: 1, status: 1 }, { id: 2, status: 20, err: 6 }]),
			JSON.stringify({ cost: '1.40', cnt: 1 }),
			'OK',
		),
		fc.nat(),
		fc.nat(30),
		fc.string(),
	)
	.map(([body, at, length, insert]) => body.slice(0, at % (body.length + 1)) + insert + body.slice((at % (body.length + 1)) + length));

const bodies = fc.oneof(fc.json(), fc.string(), mutated);

describe('whatever comes', () => {
	const named = smsc.resources.flatMap(({ value, operations }) => operations.map((one) => [`${value}.${one.value}`, one] as const));
	const entries = ['79990000001', '79990000002'].map((to, index) => ({ to, id: String(index + 1), name: 'x', form: [], filters: [], more: [], period: [], schedule: {}, settings: [], files: [], channel: 'sms', text: 'x', sender: '' }));

	test.each(named)('%s gives one verdict per entry, or none of the vendor’s answers', (_name, one) => {
		fc.assert(
			fc.property(bodies, fc.constantFrom(200, 200, 200, 400, 500), (body, status) => {
				const asked = (one.maxPerRequest ?? 1) > 1 ? entries : entries.slice(0, 1);
				let verdicts: Verdict[] = [];
				try {
					verdicts = one.unpack({ status, headers: {}, body }, asked as never);
				} catch (error) {
					expect(error).toBeInstanceOf(UnclearReply);
					return;
				}
				expect(verdicts).toHaveLength(asked.length);
				for (const { outcome } of verdicts) expect(['accepted', 'refused', 'unknown']).toContain(outcome);
			}),
			{ numRuns: 300 },
		);
	});

	test('nothing is accepted without an id', () => {
		fc.assert(
			fc.property(bodies, (body) => {
				const accepted = (() => {
					try {
						return send.unpack(replyOf(body), messages({ to: '79990000001,79990000002' })).filter((one): one is Accepted => one.outcome === 'accepted');
					} catch {
						return [];
					}
				})();
				for (const { results } of accepted) expect(results.every(({ id }) => typeof id === 'string' && id !== '')).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});

	test('only mistakes of the input are thrown before sending', () => {
		const value = fc.oneof(fc.string(), fc.anything(), fc.constantFrom('', PHONE, 'a@example.com', '+30', '10-20', 0, -1));
		const fields = ['channel', 'to', 'message', 'from', 'subject', 'link', 'title', 'bot', 'binaryFields', 'voice', 'ids', 'phone', 'name', 'text', 'contact'];
		const options = ['sendAt', 'sendAfter', 'sendWithin', 'timeZone', 'period', 'frequency', 'validity', 'messageId', 'ringing', 'language', 'pidDcs', 'userIp', 'startDate', 'hours', 'grp', 'recipients'];
		const record = (names: string[]) => fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
		fc.assert(
			fc.property(fc.constantFrom(...named), record(fields), record(options), ([, one], given, chosen) => {
				try {
					const made = one.entries(parametersOf(given, chosen, one)).filter((entry) => !(entry instanceof InputError));
					if (made.length > 0) expect(one.pack(made.slice(0, one.maxPerRequest ?? 1) as never).path).toMatch(/^\/sys\//);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
				}
			}),
			{ numRuns: 3000 },
		);
	});
});

describe('the list, from pack to the phones', () => {
	let simulator: SmscSimulator;
	beforeAll(async () => {
		simulator = await createSmsc();
		Object.assign(simulator.settings, { workMs: 0, balance: 1e9, messagesPerNumber: 1e9, forbiddenWords: [] });
	});
	beforeEach(() => simulator.phones.clear());
	afterAll(() => simulator.close());

	const carry = async (request: Request): Promise<Reply> => {
		const body = new URLSearchParams([...(request.form ?? []), ['apikey', simulator.account.apikey]]);
		const answer = await fetch(simulator.url + request.path, { method: 'POST', body });
		return { status: answer.status, headers: {}, body: await answer.text() };
	};

	const lookalike = fc.constantFrom(
		'79990000001:no', '\n79990000001:no', 'ivan|79990000001:no', 'ivan,3|79990000001:no\n', 'a\\nb', '\\', '\\\\n', 'a\r\nb', ':', ';', '|', ',', 'G1:x', '+', '%0A', '&mes=x', '\n', 'x\n', '\n\n', '~~~~',
	);
	const text = fc
		.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 }), lookalike, fc.constantFrom('Ваш заказ ', '№ 5: ')), { minLength: 1, maxLength: 5 })
		.map((pieces) => pieces.join('').replaceAll('\0', ''))
		.filter((whole) => whole.trim() !== '' && whole.isWellFormed());
	const item = fc.record({
		to: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 3 }).map((all) => all.map((n) => `7999000${String(n).padStart(4, '0')}`)),
		text,
		from: fc.constantFrom('', '', 'ivan', 'MyShop'),
	});

	test('any text to any recipients arrives exactly as it is written, once', { timeout: 120_000 }, async () => {
		let requests = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 6 }), async (items) => {
				simulator.phones.clear();
				const entries = items.flatMap(({ to, text: message, from }) => messages({ to, message, from }));
				const wanted = items.flatMap(({ to, text: message, from }) => to.map((one) => [one, message, from || 'SMSC.RU'].join('\u0000')));
				const seen = new Set<string>();
				const fresh = entries.filter(({ to, text: message, sender }) => {
					const key = [to, message, sender].join('\u0000');
					return !seen.has(key) && seen.add(key);
				});
				for (const batch of batches(fresh, send as never)) {
					const packed = batch.map((index) => fresh[index]);
					const reply = await carry(send.pack(packed));
					requests += 1;
					expect(send.unpack(reply, packed).map(({ outcome }) => outcome)).toEqual(packed.map(() => 'accepted'));
				}
				const arrived = simulator.phones.list().map(({ to, text: message, from }) => [to, message, from].join('\u0000'));
				expect(arrived.sort()).toEqual([...new Set(wanted)].sort());
			}),
			{ numRuns: 1000 },
		);
		expect(requests).toBeGreaterThan(1000);
	});
});

describe('states', () => {
	const getStatus = operation('message.getStatus');
	const statesOf = (rows: unknown, entries: Entry[]) =>
		getStatus.unpack(replyOf(rows), entries).map((verdict) => (verdict as Accepted).results.map(({ status }) => status).join());

	test('e-mail addresses that end alike are told apart, also under one ID', () => {
		const rows = [
			{ id: '7', phone: 'boris@gmail.com', status: '20' },
			{ id: '7', phone: 'Anna@gmail.com', status: '1' },
		];
		const entries = [{ id: '7', to: 'anna@gmail.com' }, { id: '7', to: 'boris@gmail.com' }] as unknown as Entry[];
		expect(statesOf(rows, entries)).toEqual(['delivered', 'failed']);
		expect(() => statesOf(rows.slice(0, 1), entries.slice(0, 1))).toThrow(UnclearReply);
	});

	test('a number in another form is the same, unless two rows could be meant', () => {
		const entries = [{ id: '7', to: PHONE }] as unknown as Entry[];
		expect(statesOf([{ id: '7', phone: `8${PHONE.slice(1)}`, status: '1' }], entries)).toEqual(['delivered']);
		const two = [{ id: '7', phone: `8${PHONE.slice(1)}`, status: '1' }, { id: '7', phone: `375${PHONE.slice(1)}`, status: '20' }];
		expect(() => statesOf(two, entries)).toThrow(UnclearReply);
	});

	test('a row that names nobody is known by its ID, one that names nothing by its place', () => {
		const entries = [{ id: '7', to: PHONE }, { id: '8', to: PHONE }] as unknown as Entry[];
		expect(statesOf([{ id: '8', status: '20' }, { id: '7', status: '1' }], entries)).toEqual(['delivered', 'failed']);
		expect(statesOf([{ status: '1' }, { status: '20' }], entries)).toEqual(['delivered', 'failed']);
	});

	test.each([
		['message.getStatus', { id: '7', phone: PHONE, status: '20', err: '245' }],
		['message.getAll', [{ id: '7', int_id: '1', phone: PHONE, status: '20', err: '245' }]],
	])('%s: no state from the operator within a day is unknown, and final', (name, body) => {
		const entries = name === 'message.getStatus' ? ([{ id: '7', to: PHONE }] as unknown as Entry[]) : ([{ filters: [] }] as unknown as Entry[]);
		const [verdict] = operation(name).unpack(replyOf(body), entries) as Accepted[];
		expect(verdict.results).toMatchObject([{ status: 'unknown', isFinal: true, vendorError: '245' }]);
	});

	test('a time that is none spoils nothing', () => {
		const entries = [{ id: '7', to: PHONE }] as unknown as Entry[];
		for (const time of ['-1', '-1e16', '1e16', '0', '']) {
			const [verdict] = getStatus.unpack(replyOf({ id: '7', phone: PHONE, status: '1', send_timestamp: time, last_timestamp: time }), entries) as Accepted[];
			expect(verdict.results[0]).not.toHaveProperty('sentAt');
		}
	});
});
