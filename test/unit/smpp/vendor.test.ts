/** SMPP's operations as pure functions: what they ask for, and what they make of the answers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { InputError, KINDS, type Kind } from '../../../nodes/shared/errors.ts';
import type { Accepted, Parameters, Refused, Verdict } from '../../../nodes/shared/operation.ts';
import { Assembly } from '../../../smpp/protocol/codec/assembly.ts';
import { encode, decode, type AnyPdu } from '../../../smpp/protocol/codec/pdu.ts';
import { accountOf, senderType } from '../../../smpp/nodes/Smpp/account.ts';
import { CODES, STATES, bindProblem, codeText, statusProblem } from '../../../smpp/nodes/Smpp/codes.ts';
import { openingProblem, unansweredProblem, unsentProblem } from '../../../smpp/nodes/Smpp/failures.ts';
import { outageWatch } from '../../../smpp/nodes/Smpp/outage.ts';
import { isBlank } from '../../../nodes/shared/sms/blank.ts';
import { plainParameters } from '../../../nodes/shared/parameters/parameters.ts';
import type { MessageEntry } from '../../../smpp/nodes/Smpp/resources/message/entries.ts';
import { send } from '../../../smpp/nodes/Smpp/resources/message/send.ts';
import { joinedEvent, readIncoming, type Incoming } from '../../../smpp/nodes/Smpp/trigger/incoming.ts';
import { callOf, draftOf, replyOf, type AnswerData, type CallResult, type PduData } from '../../../smpp/nodes/Smpp/wire.ts';
import '../../support/seed.ts';

type Json = Record<string, unknown>;

const account = accountOf({ provider: 'other', host: 'h', systemId: 'a', password: 'b' });
const operation = send(account);
const PHONE = '375296890043';

const parameters = (fields: Json, options: Json = {}): Parameters =>
	plainParameters(operation, { ...fields, ...options }, { zone: 'Europe/Minsk', now: Date.UTC(2026, 10, 27) });

const entryOf = (message: string, options: Json = {}, fields: Json = {}): MessageEntry =>
	operation.entries(parameters({ to: PHONE, message, from: 'MyShop', ...fields }, options))[0] as MessageEntry;

const SETTINGS = { defaultAlphabet: 'gsm', idFormat: 'asIs', byText: false, momentOf: () => undefined, receivedAt: '' } as const;

describe('a text on its way', () => {
	const texts = fc
		.oneof(fc.string({ maxLength: 500 }), fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: fc.constantFrom('я', '€', 'a', '😀', '\n'), maxLength: 500 }))
		.filter((text) => !isBlank(text) && !text.includes('\0') && text.isWellFormed() && !text.startsWith('\ufeff'));

	test('comes out at the other end as it was written, in as many SMS as were counted, whatever it is and however it goes', () => {
		fc.assert(
			fc.property(texts, fc.constantFrom('udh', 'udh16', 'sar', 'payload'), fc.constantFrom('auto', 'ucs2'), fc.boolean(), (text, longMessages, encoding, flash) => {
				const entry = entryOf(text, { longMessages, encoding, flash });
				const { command, pdus } = callOf(operation.pack([entry]).json!);
				if (longMessages !== 'payload') expect(pdus).toHaveLength(entry.count);
				const assembly = new Assembly<ReturnType<typeof joinedEvent>>(1);
				const read = pdus.flatMap((one) => {
					const octets = encode(draftOf(command, one), 1) as Buffer;
					expect(octets).toBeInstanceOf(Buffer);
					const { body, tlvs, others } = decode(octets) as AnyPdu & { command: 'submit_sm' };
					expect(body.short_message.length).toBeLessThanOrEqual(160);
					// What is submitted is delivered in the same form.
					const incoming = readIncoming({ command: 'deliver_sm', status: 0, sequence: 1, body, tlvs, others } as Incoming, SETTINGS);
					return 'event' in incoming ? [incoming.event] : assembly.add(incoming.part, 0).map(joinedEvent);
				});
				expect(read.map(({ result }) => [result.text, result.complete])).toEqual([[text, true]]);
			}),
			{ numRuns: 300 },
		);
	});

	test('a text that fits into one SMS goes like any other, whatever is chosen for long ones', () => {
		for (const longMessages of ['udh', 'udh16', 'sar', 'payload']) {
			const [{ body, tlvs }] = callOf(operation.pack([entryOf('Hi', { longMessages })]).json!).pdus;
			expect([body.short_message, body.esm_class, tlvs]).toEqual(['4869', undefined, undefined]);
		}
	});

	/** The reference that a part carries: in a short header, in a long one, or as a parameter. */
	function referenceIn({ body, tlvs }: PduData): number {
		if (tlvs) return Number(tlvs.sar_msg_ref_num);
		const octets = Buffer.from(String(body.short_message), 'hex');
		return octets[0] === 5 ? octets[3] : octets.readUInt16BE(3);
	}

	test.each([
		['udh', 0x100],
		['udh16', 0x1_0000],
		['sar', 0x1_0000],
	])('long messages by %s: one reference for all parts, another one for each message, also of the same text', (longMessages, references) => {
		const entry = entryOf('я'.repeat(200), { longMessages });
		const packed = Array.from({ length: 256 }, () => callOf(operation.pack([entry]).json!).pdus);
		for (const pdus of packed) expect(new Set(pdus.map(referenceIn)).size).toBe(1);
		const given = packed.map(([first]) => referenceIn(first));
		expect(given).toEqual(given.map((_, index) => (given[0] + index) % references));
	});

	test('an entry is the same at each try of a run, by which the run knows what it has sent', () => {
		operation.pack([entryOf('я'.repeat(200))]);
		expect(entryOf('я'.repeat(200))).toEqual(entryOf('я'.repeat(200)));
	});

	test('in the default alphabet of the account', () => {
		const latin = send(accountOf({ host: 'h', advanced: true, defaultAlphabet: 'latin1' }));
		const [entry] = latin.entries(parameters({ to: PHONE, message: 'é@' })) as MessageEntry[];
		expect([entry.coding, entry.parts]).toEqual([0, ['e940']]);
		const ascii = send(accountOf({ host: 'h', advanced: true, defaultAlphabet: 'ascii' }));
		const [signs, accents] = ['{@_}', 'é'].map((message) => ascii.entries(parameters({ to: PHONE, message }))[0] as MessageEntry);
		expect([signs.coding, signs.parts]).toEqual([0, ['7b405f7d']]);
		expect([accents.coding, accents.parts]).toEqual([8, ['00e9']]);
	});

	test('a number that is the same wherever it is typed; SMSC and RocketSMS know where they are', () => {
		const to = (typed: string, credentials: Json) => send(accountOf({ host: 'h', ...credentials })).entries(parameters({ to: typed, message: 'x' })).map((one) => (one instanceof InputError ? 'error' : one.to));
		expect(to('+375 29 689-00-43, 8 029 689-00-43', { provider: 'other' })).toEqual([PHONE]);
		expect(to('9257070602', { provider: 'other' })).toEqual(['error']);
		expect(to('9257070602', { provider: 'smsc' })).toEqual(['79257070602']);
		expect(to('296890043', { provider: 'rocketSms' })).toEqual([PHONE]);
	});
});

describe('what is made of answers', () => {
	const answers = fc.array(
		fc.record({ status: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(0x4ff) }), body: fc.record({ message_id: fc.string() }, { requiredKeys: [] }) }),
		{ maxLength: 4 },
	);
	const problems = fc.option(fc.constantFrom(unansweredProblem('connection lost'), unsentProblem('connection lost'), openingProblem({ failed: 'refused' })), { nil: undefined });

	test('accepted is only what was accepted in all its parts; what was accepted in part is never tried again', () => {
		const entry = entryOf('я'.repeat(200));
		fc.assert(
			fc.property(answers, problems, (given, problem) => {
				// A call goes on up to the first that is not accepted, and ends early only with a reason.
				const upTo = given.findIndex(({ status }) => status !== 0);
				const told = (upTo < 0 ? given : given.slice(0, upTo + 1)).slice(0, 3) as unknown as AnswerData[];
				const taken = told.filter(({ status }) => status === 0).length;
				const isRefused = told.at(-1)?.status !== 0 && told.length > 0;
				const why = isRefused || taken === 3 ? undefined : (problem ?? unansweredProblem('connection lost'));
				const [verdict] = operation.unpack(replyOf({ answers: told, ...(why ? { problem: why } : {}) }), [entry]) as [Verdict];
				expect(verdict.outcome === 'accepted').toBe(taken === 3);
				if (taken > 0 && taken < 3) expect(verdict.outcome).toBe('unknown');
				if (taken === 0 && isRefused) expect(verdict.outcome).toBe([0x08, 0xff].includes(told[0].status) ? 'unknown' : 'refused');
				if (taken === 0 && why?.kind === 'unclear') expect(verdict.outcome).toBe('unknown');
			}),
		);
	});

	test.each<[AnswerData[], ReturnType<typeof unsentProblem> | undefined, string]>([
		[[{ status: 0 }, { status: 0x58 }] as never, undefined, 'then one was refused (too many messages came at once)'],
		[[{ status: 0 }, { status: 0x08 }] as never, undefined, 'and it is unclear whether the next one was (its system failed)'],
		[[{ status: 0 }] as never, unsentProblem('connection lost'), 'then one could not be sent (the connection was not there any more (connection lost))'],
		[[{ status: 0 }] as never, unansweredProblem('no answer in time'), 'then one was left without an answer (it did not answer in time)'],
	])('a part of a message: %#', (told, problem, words) => {
		const entry = entryOf('я'.repeat(200));
		const reply = replyOf({ answers: told.map((one) => ({ ...one, body: { message_id: 'x' } })) as never, problem });
		expect(operation.unpack(reply, [entry])[0]).toMatchObject({ outcome: 'unknown', id: 'x', problem: { meaning: `1 of 3 parts were accepted (x), ${words}` } });
	});

	test('an answer without an ID is an acceptance all the same', () => {
		const [verdict] = operation.unpack(replyOf({ answers: [{ command: 'submit_sm_resp', status: 0, body: {}, tlvs: {} }] }), [entryOf('Hi')]) as [Accepted];
		expect(verdict.results).toMatchObject([{ id: '', status: 'queued' }]);
	});

	test.each<[ids: string[], told: object]>([
		[['', 'b', 'c'], { outcome: 'accepted', results: [{ id: 'b', partIds: ['', 'b', 'c'] }] }],
		[['', '', ''], { outcome: 'accepted', results: [expect.not.objectContaining({ partIds: expect.anything() })] }],
		[['', 'b'], { outcome: 'unknown', id: 'b', problem: { meaning: expect.stringContaining('2 of 3 parts were accepted (b),') } }],
		[[''], { outcome: 'unknown', problem: { meaning: expect.stringContaining('1 of 3 parts were accepted (–),') } }],
	])('parts with the IDs %j are known by those that there are', (ids, told) => {
		const answers = ids.map((id) => ({ command: 'submit_sm_resp', status: 0, body: { message_id: id }, tlvs: {} }));
		const problem = ids.length < 3 ? unansweredProblem('connection lost') : undefined;
		const [verdict] = operation.unpack(replyOf({ answers, ...(problem ? { problem } : {}) }), [entryOf('x'.repeat(400))]);
		expect(verdict).toMatchObject(told);
		if (verdict.outcome !== 'accepted') expect(verdict.id).not.toBe('');
	});
});

describe('tables', () => {
	test('every code and state has words, a kind that the engine knows, and something to do', () => {
		for (const { kind, meaning, remedy } of Object.values(CODES)) {
			expect(Object.hasOwn(KINDS, kind)).toBe(true);
			expect(meaning).toMatch(/^[a-z].*[^.]$/);
			expect(remedy).toMatch(/^[A-Z].*\.$/);
		}
		for (const { text } of Object.values(STATES)) expect(text).not.toBe('');
	});

	test('whoever is told to check before he sends again has a message that may have gone', () => {
		for (const { kind, remedy } of Object.values(CODES)) expect(kind === 'unclear').toBe(/before you send it again/.test(remedy));
	});

	test('codes that no table knows say where to look', () => {
		expect(codeText(0x58)).toBe('0x58 (88)');
		expect(statusProblem(0x410)).toMatchObject({ code: '0x410 (1040)', meaning: 'it gives a code of its own' });
		expect(statusProblem(0x200)).toMatchObject({ meaning: 'it gives a code that SMPP 3.4 does not explain' });
	});

	test('a bind that is refused, for whatever reason, ends the run', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 0x4ff }), (status) => {
				const { kind, halts } = bindProblem(status);
				expect(halts ?? 'halts' in KINDS[kind as Kind]).toBe(true);
				// Nothing was sent, whatever the same status says of a message.
				expect(kind).not.toBe('unclear');
			}),
		);
	});

	test.each([
		[0x08, 'its system failed'],
		[0x14, 'its queue is full'],
		[0x58, 'too many connections or messages came at once'],
	])('a bind that is refused with %i is told to wait, not to look at the login', (status, reason) => {
		expect(bindProblem(status)).toMatchObject({ code: codeText(status), meaning: `it refused the connection: ${reason}`, remedy: expect.stringMatching(/^Wait a minute and try again\./) });
		expect(bindProblem(status).remedy).not.toContain('Password');
	});

	test.each<[Json, Json]>([
		[{ provider: 'smsc' }, { host: 'smpp.smsc.ru', port: 3700, window: 10, perSecond: 30, enquireAfter: 60_000, home: 'RU' }],
		[{ provider: 'smsc', useTls: true }, { port: 3443, tls: {} }],
		[{ provider: 'smsc', host: ' smpp2.smsc.ru ', port: 5000, useTls: true, ca: 'PEM', ignoreSslIssues: true }, { host: 'smpp2.smsc.ru', port: 5000, tls: { ca: 'PEM', ignoresErrors: true } }],
		[{ provider: 'other', host: 'x', port: 2776, window: 99 }, { port: 2776, window: 10 }],
		[{ provider: 'other', host: 'x', advanced: true, window: 99, perSecond: 500, enquireSeconds: 20 }, { window: 99, perSecond: 500, enquireAfter: 20_000 }],
		[{ provider: 'other', host: 'x', advanced: true, window: 0, perSecond: 0 }, { window: 10, perSecond: 10 }],
		[{ host: 'x', systemId: ' shop ', password: ' blanks belong ' }, { systemId: 'shop', password: ' blanks belong ' }],
	])('the account of %j', (credentials, expected) => expect(accountOf(credentials as never)).toMatchObject(expected));

	test('types of senders', () => {
		const types = (provider: string) => ['MyShop', '1234', '375291234567', ''].map((from) => Object.values(senderType(from, accountOf({ provider }).addressing)).join('/'));
		expect(types('smsc')).toEqual(['5/1', '1/1', '1/1', '0/0']);
		expect(types('other')).toEqual(['5/0', '3/0', '1/1', '0/0']);
	});
});

describe('a gateway that', () => {
	const away: CallResult = { answers: [], problem: openingProblem({ failed: 'refused', code: 'ECONNREFUSED' }) };
	const lost: CallResult = { answers: [], problem: unansweredProblem('connection lost') };
	const answered = (...statuses: number[]): CallResult => ({ answers: statuses.map((status) => ({ command: 'submit_sm_resp', status, body: {}, tlvs: {} })) });
	/** A run of calls one after another. */
	const inTurn = (clock?: () => number) => {
		const watch = outageWatch(clock);
		return (result: CallResult) => watch()(result);
	};
	const told = (result: CallResult) => (operation.unpack(replyOf(result), [entryOf('Hi')]) as [Refused])[0].problem.halts;

	test('stays away is waited for half a minute, and then ends the run', () => {
		let at = 0;
		const watched = inTurn(() => at);
		expect(watched(away)).toEqual(away);
		at = 29_999;
		expect(watched(away)).toEqual(away);
		at = 30_000;
		expect(watched(away)).toEqual({ ...away, halts: true });
		expect(told({ ...away, halts: true })).toBe(true);
	});

	test('stays away is a new one after each answer', () => {
		let at = 0;
		const watched = inTurn(() => at);
		watched(away);
		at = 29_000;
		expect(watched(answered(0))).toEqual(answered(0));
		at = 58_000;
		expect(watched(away)).toEqual(away);
		at = 87_000;
		expect(watched(away)).toEqual(away);
	});

	test('answers nobody ends the run at the third break; what is lost in one break counts once, and an answer begins anew', () => {
		const watch = outageWatch();
		const together = () => Array.from({ length: 10 }, () => watch());
		const halted = (results: CallResult[]) => results.filter(({ halts }) => halts !== undefined).length;
		expect(halted(together().map((watched) => watched(lost)))).toBe(0);
		expect(halted(together().map((watched) => watched(lost)))).toBe(0);
		watch()(answered(0x0b));
		expect(halted(together().map((watched) => watched(lost)))).toBe(0);
		expect(halted(together().map((watched) => watched(lost)))).toBe(0);
		const last = together().map((watched) => watched(lost));
		expect(halted(last)).toBe(10);
		expect(told(last[0])).toMatchObject({ meaning: expect.stringContaining('three times in a row'), remedy: expect.stringContaining('It was not sent.') });
	});

	test('takes nothing because all is too fast ends the run at the third message; one that is taken begins anew', () => {
		const watched = inTurn();
		for (const status of [0x58, 0x14]) expect(watched(answered(status)).halts).toBeUndefined();
		watched(answered(0));
		for (const status of [0x58, 0x0b, 0x14]) expect(watched(answered(status)).halts).toBeUndefined();
		const last = watched(answered(0x58));
		expect(told(last)).toMatchObject({ kind: 'throttle', meaning: expect.stringContaining('it refused the last messages') });
		expect(operation.unpack(replyOf(last), [entryOf('Hi')])).toMatchObject([{ outcome: 'refused', problem: { code: '0x58 (88)' } }]);
	});
});
