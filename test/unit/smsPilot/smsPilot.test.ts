import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { InputError, UnclearReply } from '../../../nodes/shared/errors.ts';
import type { Accepted, Entry, Operation, Reply, Verdict } from '../../../nodes/shared/operation.ts';
import { plainParameters } from '../../../nodes/shared/parameters/parameters.ts';
import { CODES, STATUSES } from '../../../nodes/SmsPilot/codes.ts';
import { get } from '../../../nodes/SmsPilot/resources/account/get.ts';
import { getBalance } from '../../../nodes/SmsPilot/resources/account/getBalance.ts';
import { getAll as inbound } from '../../../nodes/SmsPilot/resources/inbound/getAll.ts';
import { smsPilot } from '../../../nodes/SmsPilot/resources/index.ts';
import { getCost } from '../../../nodes/SmsPilot/resources/message/getCost.ts';
import { getStatus } from '../../../nodes/SmsPilot/resources/message/getStatus.ts';
import type { MessageEntry } from '../../../nodes/SmsPilot/resources/message/entries.ts';
import { send } from '../../../nodes/SmsPilot/resources/message/send.ts';
import { getResult } from '../../../nodes/SmsPilot/resources/number/getResult.ts';
import { lookup } from '../../../nodes/SmsPilot/resources/number/lookup.ts';
import { ping } from '../../../nodes/SmsPilot/resources/number/ping.ts';
import type { QuestionEntry } from '../../../nodes/SmsPilot/resources/number/questions.ts';
import { namesError } from '../../support/vendors/answer.ts';

const A = '79131437355';
const B = '79087964782';

const entry = (to: string, id = '12345', text = 'Ура!'): MessageEntry => ({ to, text, id, settings: {} });
const http = (body: string, status = 200): Reply => ({ status, headers: {}, body });
const json = (answer: unknown) => http(JSON.stringify(answer));
const refused = (code: unknown, description?: string) => json({ error: { code, description } });

const parametersOf = (operation: Pick<Operation, 'fields' | 'options'>, fields: object, options: object = {}, now = Date.UTC(2026, 10, 21)) =>
	plainParameters(operation, { ...fields, ...options }, { zone: 'Europe/Minsk', now });

/** The answer that the document prints, made valid JSON. */
const PRINTED = {
	send: [
		{
			id: '12345', server_id: '10005', from: 'SMSPILOT', to: A, text: 'Ура "SMSPILOT" работает!', parts: '1', price: '0.29',
			status: '0', error: '0', send_datetime: '0000-00-00 00:00:00', country: 'RU', operator: 'MTS',
		},
		{
			id: '12346', server_id: '10006', from: 'ADVOKAT', to: B, text: 'json_encode в помощь!', parts: '1', price: '0.60',
			status: '0', error: '0', send_datetime: '2012-10-18 18:00:00', country: 'RU', operator: 'TELE2',
		},
	],
	server_packet_id: '1234',
	balance: '10000',
	cost: '0.89',
};

describe('the document’s examples', () => {
	test('send', () => {
		const message = { id: '12345', to: '79087964781', text: 'Ура "SMSPILOT"!', settings: { from: 'SMSPILOT' } };
		expect(send.pack([message])).toEqual({
			path: '/api2.php',
			json: { send: [{ id: '12345', from: 'SMSPILOT', to: '79087964781', text: 'Ура "SMSPILOT"!' }] },
		});
		const verdicts = send.unpack(json(PRINTED), [entry(A), entry(B, '12346')]);
		expect(verdicts).toMatchObject([
			{ outcome: 'accepted', results: [{ id: '10005', to: A, status: 'queued', parts: 1, cost: 0.29, currency: 'RUB' }] },
			{ outcome: 'accepted', results: [{ id: '10006', to: B, status: 'queued', cost: 0.6 }] },
		]);
		expect(verdicts).toMatchObject([{ raw: { operator: 'MTS', server_packet_id: '1234', balance: '10000' } }, {}]);
	});

	test('cost', () => {
		expect(getCost.pack([entry('79087964781')]).json).toMatchObject({ cost: '1', send: [{ to: '79087964781' }] });
		expect(getCost.unpack(json({ cost: '1.25' }), [entry(A)])).toMatchObject([
			{ outcome: 'accepted', results: [{ to: A, cost: 1.25, currency: 'RUB', parts: 1 }] },
		]);
	});

	test('check, by ids and by packet', () => {
		expect(getStatus.pack([{ to: '10005' }, { to: '10006' }]).json).toEqual({ check: [{ server_id: '10005' }, { server_id: '10006' }] });
		expect(getStatus.pack([{ to: '1234', isPacket: true }]).json).toEqual({ check: true, server_packet_id: '1234' });
		const answer = json({
			check: [
				{ id: '12345', server_id: '10005', status: '1', modified: '2011-08-11 14:35:00' },
				{ id: '12346', server_id: '10006', status: '2', modified: '2011-08-11 15:12:22' },
			],
		});
		const states = [
			{ id: '10005', status: 'sent', isFinal: false, vendorStatus: '1', vendorStatusText: 'At the operator' },
			{ id: '10006', status: 'delivered', isFinal: true, vendorStatus: '2', vendorStatusText: 'Delivered' },
		];
		expect(getStatus.unpack(answer, [{ to: '10006' }, { to: '10005' }])).toMatchObject([{ results: [states[1]] }, { results: [states[0]] }]);
		expect(getStatus.unpack(answer, [{ to: '1234', isPacket: true }])).toMatchObject([{ results: states }]);
	});

	test('balance, info, inbound', () => {
		expect(getBalance.pack([{ unit: 'rur' }]).json).toEqual({ balance: 'rur' });
		expect(getBalance.unpack(http('{"balance": 405.60}'), [{ unit: 'rur' }])).toMatchObject([{ results: [{ balance: 405.6, currency: 'RUB' }] }]);
		expect(get.pack([{}]).json).toEqual({ info: true });
		const info = { id: '1', senders: 'mySHOP,SCHOOL', any_sender: '1', balance: '999737', name: 'kept' };
		expect(get.unpack(json({ info }), [{}])).toMatchObject([
			{ results: [{ senders: ['mySHOP', 'SCHOOL'], anySender: true, balance: 999737, name: 'kept' }] },
		]);
		expect(inbound.pack([{ since: 'new' }]).json).toEqual({ inbound: true, since: 'new' });
		const sms = { id: '12345', phone: '79087964781', num: '79021121075', text: '1234 Ура работает!', created: '2011-09-20 20:15', 'seen ': '1' };
		expect(inbound.unpack(json({ inbound: [sms] }), [{}])).toMatchObject([
			{ results: [{ id: '12345', from: '79087964781', to: '79021121075', receivedAt: '2011-09-20T16:15:00.000Z', isSeen: true }] },
		]);
	});

	test('the sample of an error is the same refusal for all', () => {
		const refusal = { outcome: 'refused', problem: { kind: 'balance', code: '241', vendorText: "You don't have enough money" } };
		expect(send.unpack(refused('241', "You don't have enough money"), [entry(A), entry(B, '12346')])).toMatchObject([refusal, refusal]);
	});
});

test('every code of the document’s table is known, with words for the user', () => {
	const table = [
		10, 11, 12, 13, 14, 100, 101, 106, 108, 110, 111, 112, 113, 115, 204, 212, 213, 215, 220, 221, 223, 230, 231, 240, 241, 242, 243,
		250, 260, 270, 300, 301, 302, 303, 304, 400, 401, 500, 600, 601, 602, 603,
	];
	for (const code of table) expect(CODES).toHaveProperty(String(code));
	expect(Object.keys(STATUSES).sort()).toEqual(['-1', '-2', '0', '1', '2', '3']);
	for (const { meaning, remedy } of Object.values(CODES)) {
		expect(meaning).toMatch(/^[a-zS].*[^.]$/);
		expect(remedy).toMatch(/^[A-Z].*\.$/);
	}
});

describe('sending', () => {
	const [item] = PRINTED.send;
	const verdict = (change: object, more: object = {}) => send.unpack(json({ ...more, send: [{ ...item, ...change }] }), [entry(A)])[0];

	test.each<[string, object]>([
		['no id of the vendor', { server_id: undefined }],
		['an empty id', { server_id: '' }],
		['the id 0', { server_id: '0' }],
		['no status', { status: undefined }],
		['an unheard-of status', { status: '7' }],
		['the status "not delivered"', { status: '-1' }],
		['an error beside a good status', { error: '111' }],
		['a number of ours that we did not give', { id: '99' }],
		['another recipient', { to: '79990000000' }],
		['another country’s number with the same ending', { to: '19131437355' }],
	])('an answer with %s proves neither acceptance nor refusal', (_what, change) => {
		expect(verdict(change)).toMatchObject({ outcome: 'unknown' });
	});

	test('scalars may be numbers, and the number may be written in another way', () => {
		const change = { id: 12345, server_id: 10005, status: 0, error: 0, parts: 1, price: 2.96, to: `8${A.slice(1)}`, send_datetime: '' };
		expect(verdict(change)).toMatchObject({ outcome: 'accepted', results: [{ id: '10005', cost: 2.96 }] });
	});

	test.each([-2, '-2'])('status %o is a refusal, its error a code or words', (status) => {
		expect(verdict({ status, error: '204' })).toMatchObject({ outcome: 'refused', id: '10005', problem: { kind: 'sender', code: '204' } });
		expect(verdict({ status, error: 204 })).toMatchObject({ outcome: 'refused', problem: { code: '204' } });
		expect(verdict({ status, error: 'Плохой номер' })).toMatchObject({ outcome: 'refused', problem: { code: 'no code', meaning: 'Плохой номер' } });
		expect(verdict({ status, error: '715', error_ru: 'Новое' })).toMatchObject({ outcome: 'refused', problem: { kind: 'other', meaning: 'Новое' } });
	});

	test('without our numbers the order tells, if the recipients agree', () => {
		const bare = PRINTED.send.map((one) => ({ ...one, id: 0 }));
		const both = [entry(A, '1'), entry(B, '2')];
		expect(send.unpack(json({ send: bare }), both)).toMatchObject([{ results: [{ id: '10005' }] }, { results: [{ id: '10006' }] }]);
		expect(send.unpack(json({ send: [...bare].reverse() }), both)).toMatchObject([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
		expect(send.unpack(json({ send: bare.slice(1) }), both)).toMatchObject([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
	});

	test('a time to come means scheduled, by status 3 or by what was asked', () => {
		const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
		const late = { ...entry(A), settings: { send_datetime: tomorrow } };
		expect(send.unpack(json(PRINTED), [late])).toMatchObject([{ results: [{ status: 'scheduled', vendorStatus: '0' }] }]);
		expect(verdict({ status: '3' })).toMatchObject({ results: [{ status: 'scheduled', isFinal: false }] });
	});

	test('the numbers that the node makes up: integers, apart by text and number, the same in a retry of the run', () => {
		const idsOf = (to: string, message: string, now?: number) =>
			send.entries(parametersOf(send, { to, message }, {}, now)).map((one) => (one as MessageEntry).id);
		const ids = [...idsOf(`${A}, ${B}`, 'a'), ...idsOf(A, 'b'), ...idsOf(A, 'a', Date.UTC(2026, 10, 22))];
		expect(new Set(ids).size).toBe(4);
		for (const id of ids) expect(Number(id)).toSatisfy((value: number) => Number.isInteger(value) && value > 0 && value < 2 ** 31);
		expect(idsOf(A, 'a', Date.UTC(2026, 10, 21, 5))).toEqual([ids[0]]);
	});

	test('times are sent in Greenwich time; without a zone, the workflow’s is meant', () => {
		const timeOf = (sendAt: unknown) =>
			(send.entries(parametersOf(send, { to: A, message: 'x' }, { sendAt }))[0] as MessageEntry).settings.send_datetime;
		expect(timeOf('2026-12-31T10:00:00+05:00')).toBe('2026-12-31 05:00:00');
		expect(timeOf('2026-12-31T10:00:00')).toBe('2026-12-31 07:00:00');
		expect(timeOf(1_798_700_400)).toBe('2026-12-31 07:00:00');
	});
});

describe('states', () => {
	const state = (item: object) => (getStatus.unpack(json({ check: [{ server_id: '1', ...item }] }), [{ to: '1' }])[0] as Accepted).results?.[0];

	test.each<[object, object]>([
		[{ status: -1 }, { status: 'failed', isFinal: true, vendorStatusText: 'Not delivered' }],
		[{ status: '-1', error: '600' }, { status: 'unknown', isFinal: true, vendorError: '600' }],
		[{ status: '-1', error: '603' }, { status: 'failed', vendorStatusText: 'Not delivered: the operator rejected it', vendorError: '603', vendorErrorText: 'the operator rejected it' }],
		[{ status: '-2' }, { status: 'unknown', isFinal: false }],
		[{ status: '-2', error: '302' }, { status: 'unknown' }],
		[{ status: '-2', error: '204' }, { status: 'failed', vendorStatusText: 'Refused: the sender is not registered' }],
		[{ status: '9' }, { status: 'unknown', isFinal: false, vendorStatus: '9' }],
		[{ status: 'constructor' }, { status: 'unknown', isFinal: false }],
	])('%o', (item, result) => expect(state(item)).toMatchObject(result));

	test('an id that the answer leaves out is unknown', () => {
		expect(getStatus.unpack(json({ check: [] }), [{ to: '1' }])).toMatchObject([{ outcome: 'unknown' }]);
	});
});

describe('numbers', () => {
	const questions = [{ to: A, question: 'HLR' }, { to: B, question: 'HLR' }];

	test('are asked about by API-1, in a form', () => {
		const { path, form } = lookup.pack(questions);
		expect([path, Object.fromEntries(form!)]).toEqual(['/api.php', { format: 'json', charset: 'utf-8', send: 'HLR', to: `${A},${B}` }]);
		expect(ping.entries(parametersOf(ping, { to: A }))).toEqual([{ to: A, question: 'PING' }]);
	});

	test('each gets its own id back; a sample of the vendor', () => {
		const items = [{ server_id: '9316850', phone: B, price: '1.31', status: '0' }, { server_id: '9316849', phone: A, price: '1.31', status: '0' }];
		const answer = json({ send: items, balance: '2935.50', cost: '2.62', server_packet_id: '9316849' });
		expect(lookup.unpack(answer, questions)).toMatchObject([{ results: [{ id: '9316849', to: A, cost: 1.31 }] }, { results: [{ id: '9316850', to: B }] }]);
	});

	test('findings', () => {
		const found = (item: object) => (getResult.unpack(json({ check: [{ server_id: 1, phone: A, ...item }] }), [{ to: '1' }])[0] as Accepted).results?.[0];
		expect(found({ status: 2, message: 'IMSI 25001', error: 0 })).toMatchObject({ to: A, status: 'available', isFinal: true, message: 'IMSI 25001' });
		expect(found({ status: '-1', error: 'Absent subscriber' })).toMatchObject({ status: 'unavailable', reason: 'Absent subscriber' });
		expect(found({ status: '5' })).toMatchObject({ status: 'unknown', isFinal: false });
		expect(found({ status: 'constructor' })).toMatchObject({ status: 'unknown', isFinal: false });
	});
});

const operations = smsPilot.resources.flatMap((resource) => resource.operations);

const asked = (question: string): QuestionEntry[] => [{ to: A, question }, { to: B, question }];

/** Entries as each operation's own parameters would make them. */
const ENTRIES: Record<string, Entry[]> = {
	send: [entry(A, '1'), entry(B, '2'), entry(A, '3')],
	getCost: [entry(A)],
	getStatus: [{ to: '10005' }, { to: '10006' }],
	lookup: asked('HLR'),
	ping: asked('PING'),
	getResult: [{ to: '10005' }, { to: '10006' }],
};
const entriesOf = (operation: Operation): Entry[] => ENTRIES[operation.value.startsWith('send') ? 'send' : operation.value] ?? [{ unit: 'rur' } as Entry];

/** A verdict for each entry, or `UnclearReply`; anything else thrown is a bug. */
function verdictsOf(operation: Operation, reply: Reply): Verdict[] | undefined {
	try {
		return operation.unpack(reply, entriesOf(operation));
	} catch (error) {
		expect(error).toBeInstanceOf(UnclearReply);
		return undefined;
	}
}

const junk = fc.jsonValue({ maxDepth: 4 });
const scalar = fc.oneof(fc.constantFrom('0', 0, '-2', -2, '', null, '1', 3, '10005', '111', A, [], {}), junk);

describe('whatever comes in answer', () => {
	test('one verdict per entry, or unclear as a whole; nothing else is thrown', () => {
		const commands = ['send', 'check', 'balance', 'info', 'inbound', 'cost', 'error'];
		const replies = fc.oneof(
			fc.string().map((body) => http(body)),
			junk.map(json),
			fc.dictionary(fc.constantFrom(...commands), junk).map(json),
			fc.tuple(fc.constantFrom(...commands), fc.array(fc.dictionary(fc.constantFrom('id', 'server_id', 'to', 'phone', 'status', 'error', 'price'), scalar))).map(
				([command, items]) => json({ [command]: items }),
			),
		);
		fc.assert(
			fc.property(fc.constantFrom(...operations), replies, fc.constantFrom(200, 200, 400, 500), (operation, reply, status) => {
				const verdicts = verdictsOf(operation, { ...reply, status });
				if (verdicts) expect(verdicts).toHaveLength(entriesOf(operation).length);
			}),
			{ numRuns: 4000 },
		);
	});

	test('a send is accepted only with an id, a status that is no refusal, no error, and its own number', () => {
		const change = fc.record({ id: scalar, server_id: scalar, status: scalar, error: scalar, to: scalar }, { requiredKeys: [] });
		fc.assert(
			fc.property(fc.array(change, { minLength: 3, maxLength: 3 }), (changes) => {
				const honest = [[A, '1'], [B, '2'], [A, '3']].map(([to, id], place) => ({ id, server_id: String(900 + place), to, status: '0', error: '0' }));
				const items = honest.map((item, place) => ({ ...item, ...changes[place] }));
				for (const [place, verdict] of (verdictsOf(send, json({ send: items })) ?? []).entries()) {
					if (verdict.outcome !== 'accepted') continue;
					const { id, to } = verdict.results[0];
					expect(id).toMatch(/^[1-9]\d*$/);
					const isProof = (item: (typeof items)[number]) =>
						String(item.server_id) === id &&
						['0', '1', '2', '3'].includes(String(item.status)) &&
						!namesError(item.error);
					expect(items.some(isProof)).toBe(true);
					expect(to).toBe((entriesOf(send)[place] as MessageEntry).to);
				}
			}),
			{ numRuns: 4000 },
		);
	});

	test('no id is given to two entries', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 0 }), fc.boolean(), (order, isBare) => {
				const honest = [[A, '1'], [B, '2'], [A, '3']].map(([to, id], place) => ({ id: isBare ? '0' : id, server_id: String(900 + place), to, status: '0' }));
				const verdicts = verdictsOf(send, json({ send: order.map((place) => honest[place]) })) ?? [];
				const ids = verdicts.flatMap((verdict) => (verdict.outcome === 'accepted' ? [verdict.results[0].id] : []));
				expect(new Set(ids).size).toBe(ids.length);
				if (!isBare) expect(ids).toHaveLength(order.length);
			}),
		);
	});
});

test('whatever the parameters hold, entries are made or a mistake is told', () => {
	const value = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(undefined, null, A, [A, B], {}, true, '2026-12-31'), fc.array(fc.string()));
	const names = ['to', 'message', 'from', 'ids', 'by', 'packetId', 'which', 'since', 'unit', 'returnAll', 'limit'];
	const options = ['sendAt', 'ttl', 'ownId', 'callbackUrl', 'callbackMethod', 'dryRun', 'maximumParts', 'vip'];
	const some = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), value);
	fc.assert(
		fc.property(fc.constantFrom(...operations), some(names), some(options), (operation, fields, chosen) => {
			try {
				const entries = operation.entries(parametersOf(operation, fields, chosen)).filter((one): one is Entry => !(one instanceof InputError));
				if (entries.length > 0) expect(JSON.stringify(operation.pack(entries.slice(0, 1)))).toBeTypeOf('string');
			} catch (error) {
				expect(error).toBeInstanceOf(InputError);
			}
		}),
		{ numRuns: 4000 },
	);
});
