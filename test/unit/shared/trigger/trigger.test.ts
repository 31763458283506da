/** The trigger engine and SMS.ru's pushes, without n8n. */
import { createHash } from 'node:crypto';
import { parse } from 'node:querystring';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { STATUSES } from '../../../../nodes/SmsRu/codes.ts';
import { smsRuPushes } from '../../../../nodes/SmsRu/trigger/index.ts';
import { smsByPushes } from '../../../../nodes/SmsBy/trigger/index.ts';
import { smsPilotPushes } from '../../../../nodes/SmsPilot/trigger/index.ts';
import { readPush } from '../../../../nodes/Smsc/trigger/reading.ts';
import { triggerProperties, triggerWebhook } from '../../../../nodes/shared/trigger/description.ts';
import { claim } from '../../../../nodes/shared/trigger/deduplicate.ts';
import { ANSWERS, verify } from '../../../../nodes/shared/trigger/verify.ts';
import { LARGEST_PUSH, fieldsOf, pushOf, type ReceivedPush } from '../../../../nodes/shared/trigger/push.ts';
import { stateResult } from '../../../../nodes/shared/trigger/result.ts';
import { digest, isSigned } from '../../../../nodes/shared/trigger/signature.ts';
import type { PushEvent, PushSource } from '../../../../nodes/shared/trigger/source.ts';

const KEY = '5C1A0B7E-3D42-4F60-9A11-000000000000';
const EVERYTHING = { kinds: ['deliveryStatus', 'callCheck'], finalOnly: false };

/** A push with a body as n8n has parsed it. */
const post = (body: unknown): ReceivedPush => ({ method: 'POST', query: {}, body, size: 100 });

const sha256 = (...texts: string[]) => createHash('sha256').update(texts.join('')).digest('hex');

/** A form as it goes over the wire, and as n8n's parser makes it. */
const form = (fields: Array<[string, string]>, entries: string[], key = KEY): ReceivedPush =>
	post(parse(new URLSearchParams([...fields, ['hash', sha256(key, ...entries)]]).toString()));

const flat = (entries: string[], first = 1): Array<[string, string]> =>
	entries.map((text, index) => [`data[${index + first}]`, text]);

const told = (push: ReceivedPush, filters = EVERYTHING) => verify(push, smsRuPushes, KEY, filters);
const idsIn = (push: ReceivedPush, filters = EVERYTHING) => {
	const events = told(push, filters);
	return Array.isArray(events) ? events.map(({ result }) => result.id) : events.status;
};

const status = (id: string, code: number | string = 103) => `sms_status\n${id}\n${code}\n1782404881`;

describe('SMS.ru’s pushes', () => {
	test('the recorded sample: two heartbeats and two call checks', () => {
		const entries = [
			'test\n1782404811',
			'callcheck_status\n202626-48053517\n401\n1782404881',
			'test\n1782405281',
			'callcheck_status\n202626-48054630\n402\n1782405619',
		];
		expect(told(form(flat(entries, 0), entries))).toMatchObject([
			{
				kind: 'callCheck',
				isFinal: true,
				result: { id: '202626-48053517', status: 'confirmed', isFinal: true, vendorStatus: '401', at: '2026-06-25T16:28:01.000Z' },
			},
			{ kind: 'callCheck', result: { id: '202626-48054630', status: 'expired' } },
		]);
	});

	test('every code of a message’s state has its word, as in a status read', () => {
		for (const [code, { status: word, text }] of Object.entries(STATUSES)) {
			expect(told(form(flat([status('1', code)]), [status('1', code)]))).toMatchObject([
				{ kind: 'deliveryStatus', result: { status: word, vendorStatus: code, vendorStatusText: text } },
			]);
		}
		expect(told(form(flat([status('1', 207)]), [status('1', 207)]))).toMatchObject([{ isFinal: true, result: { status: 'failed' } }]);
		expect(told(form(flat([status('1', 999)]), [status('1', 999)]))).toMatchObject([{ isFinal: false, result: { status: 'unknown' } }]);
	});

	test('any form in which the entries may arrive says the same', () => {
		const entries = Array.from({ length: 30 }, (_, index) => status(`id-${index}`));
		const ids = entries.map((_, index) => `id-${index}`);
		const hash = sha256(KEY, ...entries);
		const forms: unknown[] = [
			parse(new URLSearchParams([...flat(entries), ['hash', hash]]).toString()),
			parse(new URLSearchParams([...flat(entries, 0), ['hash', hash.toUpperCase()]]).toString()),
			parse(new URLSearchParams([...entries.map((text): [string, string] => ['data[]', text]), ['hash', hash]]).toString()),
			{ data: entries, hash },
			{ data: { ...entries }, hash },
			{ data: Object.fromEntries(entries.map((text, index) => [index + 7, text])), hash },
			{ data: entries.map((text) => text.replaceAll('\n', '\r\n')), hash },
			{ data: entries.map((text) => text.replaceAll('\n', '\r')), hash: ` ${hash} ` },
		];
		for (const body of forms) expect(idsIn(post(body))).toEqual(ids);
	});

	test('signed as received, told by number', () => {
		const received = [status('ten'), status('two'), status('one')];
		const fields: Array<[string, string]> = [['data[10]', received[0]], ['data[2]', received[1]], ['data[1]', received[2]]];
		expect(idsIn(form(fields, received))).toEqual(['one', 'two', 'ten']);
		expect(idsIn(form(fields, [...received].reverse()))).toBe(401);
	});

	test('any entries are told when signed; none of them when a single character is changed', () => {
		const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ''));
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), fc.nat(), (texts, place) => {
				const entries = texts.map((text, index) => `sms_status\nid-${index}\n103\n1782404881\n${text}`);
				expect(idsIn(form(flat(entries), entries))).toHaveLength(entries.length);
				const forged = entries.with(place % entries.length, `${entries[place % entries.length]}!`);
				expect(idsIn(form(flat(forged), entries))).toBe(401);
				expect(idsIn(form(flat(entries), entries, `${KEY}0`))).toBe(401);
			}),
		);
	});

	test('a signed push that is cut in other places tells nothing new', () => {
		const entries = [status('202626-1'), status('202626-2', 104)];
		const whole = entries.join('');
		for (let cut = 1; cut < whole.length; cut++) {
			const pieces = [whole.slice(0, cut), whole.slice(cut)];
			const events = told(form(flat(pieces), pieces)) as PushEvent[];
			expect(events.filter(({ identity }) => !entries.includes(identity!))).toEqual([]);
		}
	});

	test('unsigned is forged, except for an empty request; types that nobody knows tell nothing', () => {
		expect(idsIn(post(parse(new URLSearchParams(flat([status('1')])).toString())))).toBe(401);
		expect(idsIn(post({ hello: '' }))).toBe(401);
		expect(idsIn(post({}))).toEqual([]);
		const entries = ['news\n1\n103\n1782404881', 'constructor\n1\n103\n1782404881', 'sms_status', ''];
		expect(idsIn(form(flat(entries), entries))).toEqual([]);
	});

	test('nothing that is sent makes it throw', () => {
		const anything = fc.anything({ withNullPrototype: true, withBigInt: false });
		fc.assert(
			fc.property(fc.oneof(anything, fc.record({ data: anything, hash: anything }), fc.dictionary(fc.constantFrom('data', 'data[]', 'data[1]', 'hash'), anything)), (body) => {
				expect([[], ANSWERS.forged]).toContainEqual(told(post(body)));
			}),
			{ numRuns: 500 },
		);
	});

	test('the key: the credential’s, else the node’s', () => {
		const { key } = smsRuPushes.signature!;
		const node = (apiKey: unknown) => (name: string) => (name === 'apiKey' ? apiKey : undefined);
		expect(key({ authentication: 'apiKey', apiKey: 'A' }, node('B'))).toBe('A');
		expect(key({ authentication: 'login', apiKey: 'left over', login: '7', password: 'p' }, node(' B '))).toBe('B');
		for (const none of ['', ' ', null, undefined]) expect(key({ authentication: 'login' }, node(none))).toBeUndefined();
	});
});

describe('the judgement', () => {
	const entries = [status('done'), status('moving', 102), 'callcheck_status\ncall\n400\n1782404881'];
	const push = form(flat(entries), entries);

	test('only the kinds that are wanted, only final statuses', () => {
		expect(idsIn(push)).toEqual(['done', 'moving', 'call']);
		expect(idsIn(push, { ...EVERYTHING, finalOnly: true })).toEqual(['done']);
		expect(idsIn(push, { kinds: ['callCheck'], finalOnly: false })).toEqual(['call']);
	});

	test('too large comes first, then the key, then the signature', () => {
		const huge = { ...form([], [], 'FORGED'), size: LARGEST_PUSH + 1 };
		expect(verify(huge, smsRuPushes, undefined, EVERYTHING)).toBe(ANSWERS.tooLarge);
		expect(verify(push, smsRuPushes, undefined, EVERYTHING)).toBe(ANSWERS.unready);
		expect(verify(push, smsRuPushes, 'another', EVERYTHING)).toBe(ANSWERS.forged);
	});

	/** A vendor that signs nothing, calls by GET, and tells of incoming messages, which have no states. */
	const unsigned: PushSource = {
		vendor: smsRuPushes.vendor,
		methods: ['GET', 'POST'],
		kinds: [{ value: 'incoming', name: 'Incoming', description: 'A message has come in' }],
		instructions: 'Paste the address.',
		read: (one) => {
			const { id, text } = fieldsOf(one);
			return id === undefined ? undefined : [{ kind: 'incoming', identity: String(id), result: { id, text } as IDataObject, raw: {} }];
		},
		answer: 'OK',
	};

	test('a vendor without signature: by query or body; what is no push is malformed', () => {
		const filters = { kinds: ['incoming'], finalOnly: true };
		const get: ReceivedPush = { method: 'GET', query: { id: '1', text: 'no' }, body: { text: 'yes' }, size: 0 };
		expect(verify(get, unsigned, undefined, filters)).toMatchObject([{ result: { id: '1', text: 'yes' } }]);
		expect(verify(post(['x']), unsigned, undefined, filters)).toBe(ANSWERS.malformed);
	});

	test('its panel and its address follow from the same value', () => {
		expect(triggerWebhook(unsigned)).toMatchObject({ httpMethod: 'GET,POST', responseData: 'OK' });
		expect(triggerProperties(unsigned).map(({ name }) => name)).toEqual(['instructions', 'triggerOn', 'output']);
		expect(triggerProperties(smsRuPushes).map(({ name }) => name)).toEqual(['instructions', 'triggerOn', 'finalOnly', 'apiKey', 'output']);
	});
});

describe('what a push may hold', () => {
	const received = (text: string, type = 'application/octet-stream'): ReceivedPush => {
		const request = { method: 'POST', headers: { 'content-type': type }, query: {}, body: {}, rawBody: Buffer.from(text) };
		return pushOf({ getRequestObject: () => request } as unknown as IWebhookFunctions);
	};
	const rows = (count: number) => JSON.stringify({ errors: Array.from({ length: count }, () => 'Wrong number') });

	test('more than 1 MB is not even read', () => {
		const push = received('a&'.repeat(LARGEST_PUSH));
		expect(push.body).toEqual({});
		expect(verify(push, smsByPushes, undefined, EVERYTHING)).toBe(ANSWERS.tooLarge);
	});

	test.each([
		['as JSON', (text: string) => text],
		['as JSON in a field of a form', (text: string) => `report=${text}`],
	])('20,000 values start a run, more do not, %s', (_form, written) => {
		expect(verify(received(written(rows(19_000))), smsByPushes, undefined, EVERYTHING)).toHaveLength(19_000);
		expect(verify(received(written(rows(20_001))), smsByPushes, undefined, EVERYTHING)).toBe(ANSWERS.malformed);
	});

	test('of a form a thousand fields are read, as n8n does', () => {
		const names = Array.from({ length: 2_000 }, (_, index) => `f${index}`);
		const push = received(names.join('&'));
		expect(Object.keys(push.body as object)).toEqual(names.slice(0, 1_000));
		expect(Object.keys(readPush(push).body as object)).toEqual(names.slice(0, 1_000));
	});

	test('numbers keep their digits: two ids that n8n reads as one are two events', () => {
		const events = ['9007199254740992', '9007199254740993'].map((id) => smsPilotPushes.read(received(`{"server_id": ${id}, "status": 2}`, 'application/json')));
		expect(events).toMatchObject([[{ result: { id: '9007199254740992' } }], [{ result: { id: '9007199254740993' } }]]);
	});
});

describe('handing over', () => {
	let nodes = 0;
	const fresh = () => `workflow/${nodes++}`;
	const event = (identity: string): PushEvent => ({ kind: 'x', identity, result: {}, raw: {} });
	const names = (events: PushEvent[]) => events.map(({ identity }) => identity!);

	/** Claims, and ends the claim as n8n would. */
	async function handOver(node: string, store: IDataObject, identities: string[], works = true): Promise<string[]> {
		const { events, end } = await claim(node, store, identities.map(event));
		end(works);
		return names(events);
	}

	test('each event once, also within a push', async () => {
		const [node, store] = [fresh(), {}];
		expect(await handOver(node, store, ['a', 'b', 'a'])).toEqual(['a', 'b']);
		expect(await handOver(node, store, ['b', 'c'])).toEqual(['c']);
		expect(await handOver(node, store, ['a', 'b', 'c'])).toEqual([]);
		expect(await handOver(fresh(), {}, ['a'])).toEqual(['a']);
	});

	test('what nothing tells from others is handed over each time, and pushes nothing out of the memory', async () => {
		const [node, store] = [fresh(), {} as IDataObject];
		await handOver(node, store, ['a']);
		const sms: PushEvent = { kind: 'sms', result: { text: 'STOP' }, raw: {} };
		for (let times = 0; times < 2_000; times++) {
			const { events, end } = await claim(node, store, [sms, { ...sms }]);
			expect(events).toHaveLength(2);
			end(true);
		}
		expect(await handOver(fresh(), structuredClone(store), ['a'])).toEqual([]);
		expect(await handOver(node, {}, ['a'])).toEqual([]);
	});

	test('what could not be handed over is new again', async () => {
		const node = fresh();
		expect(await handOver(node, {}, ['a'], false)).toEqual(['a']);
		expect(await handOver(node, {}, ['a'])).toEqual(['a']);
	});

	test('what could not be handed over is noted nowhere: a later run would save the note of a store that lives on', async () => {
		const [node, store] = [fresh(), {} as IDataObject];
		await handOver(node, store, ['a']);
		expect(await handOver(node, store, ['b', 'c'], false)).toEqual(['b', 'c']);
		await handOver(node, store, ['d']);
		expect(await handOver(fresh(), structuredClone(store), ['a', 'b', 'c', 'd'])).toEqual(['b', 'c']);
	});

	test('remembered after a restart by the static data, and without them while n8n runs', async () => {
		const [node, store] = [fresh(), {}];
		await handOver(node, store, ['a']);
		expect(await handOver(fresh(), structuredClone(store), ['a', 'b'])).toEqual(['b']);
		expect(await handOver(node, {}, ['a', 'b'])).toEqual(['b']);
	});

	test('a request that holds an old copy of the static data does not lose what others have written', async () => {
		const [node, mine, theirs] = [fresh(), {}, {}];
		await handOver(node, theirs, ['a']);
		await handOver(node, mine, ['b']);
		expect(await handOver(fresh(), mine, ['a', 'b'])).toEqual([]);
	});

	test('a redelivery waits for the request that is just handing its event over', async () => {
		for (const works of [true, false]) {
			const node = fresh();
			const first = await claim(node, {}, [event('a'), event('b')]);
			let second: string[] | undefined;
			const waiting = handOver(node, {}, ['b', 'c']).then((claimed) => (second = claimed));
			expect(await handOver(node, {}, ['d'])).toEqual(['d']);
			expect(second).toBeUndefined();
			first.end(works);
			await waiting;
			expect(second).toEqual(works ? ['c'] : ['b', 'c']);
		}
	});

	test('the memory is bounded: 1,000 events in the static data, 10,000 while n8n runs', async () => {
		const [node, store] = [fresh(), {} as IDataObject];
		const all = Array.from({ length: 10_500 }, (_, index) => `event ${index}`);
		for (let from = 0; from < all.length; from += 100) await handOver(node, store, all.slice(from, from + 100));
		expect(store.handedOver).toHaveLength(1_000);
		expect(await handOver(node, {}, all.slice(500))).toEqual([]);
		expect(await handOver(node, {}, all.slice(0, 500))).toHaveLength(500);
		expect(await handOver(fresh(), store, all.slice(9_500))).toEqual([]);
	});

	test('static data that somebody has spoiled are as good as none', async () => {
		expect(await handOver(fresh(), { handedOver: 'x' }, ['a'])).toEqual(['a']);
		expect(await handOver(fresh(), { handedOver: [null, 1] }, ['a'])).toEqual(['a']);
	});
});

describe('signatures', () => {
	test('digests of texts one after another', () => {
		expect(digest('sha256', 'a', 'я')).toBe(sha256('aя'));
		expect(digest('md5', '1:79255070602:1:', 'secret')).toBe(createHash('md5').update('1:79255070602:1:secret').digest('hex'));
	});

	test('equal texts only, whatever is given', () => {
		const expected = digest('sha1', 'x');
		expect(isSigned(expected, expected)).toBe(true);
		expect(isSigned(` ${expected.toUpperCase()}\n`, expected)).toBe(true);
		for (const other of ['', expected.slice(1), `${expected}0`, [expected], { length: 40 }, null, undefined, 1]) {
			expect(isSigned(other, expected)).toBe(false);
		}
	});
});

test('a pushed state has the fields of every message operation, in their order, without empty ones', () => {
	expect(Object.entries(stateResult({ id: '1', to: '', status: 'read', vendorStatus: '110', vendorStatusText: undefined, at: 'now' }))).toEqual([
		['id', '1'], ['status', 'read'], ['isFinal', true], ['vendorStatus', '110'], ['at', 'now'],
	]);
	expect(stateResult({ id: '1', to: '79255070602', status: 'sent' })).toEqual({ id: '1', to: '79255070602', status: 'sent', isFinal: false });
});
