/** A refusal is sent again by a retry of the run, so only the vendor's own, uncontradicted no is one. */
import { describe, expect, test } from 'vitest';

import { ask } from '../../nodes/shared/engine/ask.ts';
import { UnclearReply } from '../../nodes/shared/errors.ts';
import type { Entry, Operation, Verdict } from '../../nodes/shared/operation.ts';
import { confirm as byConfirm } from '../../nodes/SmsBy/resources/campaign/confirm.ts';
import { send as byBulk } from '../../nodes/SmsBy/resources/bulk/send.ts';
import { send as bySend } from '../../nodes/SmsBy/resources/message/send.ts';
import { send as rocketSend } from '../../nodes/RocketSms/resources/message/send.ts';
import { sendBulk } from '../../nodes/RocketSms/resources/message/sendBulk.ts';
import { lookup } from '../../nodes/SmsPilot/resources/number/lookup.ts';
import { send as pilotSend } from '../../nodes/SmsPilot/resources/message/send.ts';
import { getBalance as pilotBalance } from '../../nodes/SmsPilot/resources/account/getBalance.ts';
import { create as smscContact } from '../../nodes/Smsc/resources/contact/create.ts';
import { send as smscSend } from '../../nodes/Smsc/resources/message/send.ts';
import { send as ruSend } from '../../nodes/SmsRu/resources/message/send.ts';

const A = '79255070602';
const B = '79255070603';
const UUID = 'cc9c8043-8caf-11ef-b035-9e8f47954dec';

const OPERATIONS = {
	'RocketSMS send': { operation: rocketSend, entries: [rocket(A)] },
	'RocketSMS bulk': { operation: sendBulk, entries: [rocket(A), rocket(B)] },
	'RocketSMS bulk of one': { operation: sendBulk, entries: [rocket(A)] },
	'SMSPILOT send': { operation: pilotSend, entries: [pilot(A, '1'), pilot(B, '2')] },
	'SMSPILOT lookup': { operation: lookup, entries: [{ to: A, question: 'HLR' }, { to: B, question: 'HLR' }] },
	'SMSPILOT balance': { operation: pilotBalance, entries: [{ unit: 'rur' }] },
	'SMSC send': { operation: smscSend, entries: [smsc(A), smsc(B)] },
	'SMSC contact': { operation: smscContact, entries: [{ to: A }] },
	'SMSC send to one': { operation: smscSend, entries: [smsc(A)] },
	'SMS.by send': { operation: bySend, entries: [rocket(A)] },
	'SMS.by bulk': { operation: byBulk, entries: [rocket(A)] },
	'SMS.by confirm': { operation: byConfirm, entries: [{ to: '7', confirm: true }] },
	'SMS.ru send': { operation: ruSend, entries: [rocket(A), rocket(B)] },
} as unknown as Record<string, { operation: Operation; entries: Entry[] }>;

function rocket(to: string): Entry {
	return { to, text: 'x', settings: [] } as Entry;
}

function smsc(to: string): Entry {
	return { to, text: 'x', settings: [], files: [], schedule: {} } as Entry;
}

function pilot(to: string, id: string): Entry {
	return { to, text: 'x', id, settings: {} } as Entry;
}

/** What becomes of the entries: an outcome each, with the vendor's id; "unclear" for all where the reply is none of the vendor's. */
function told(name: string, status: number, answer: unknown): string {
	const { operation, entries } = OPERATIONS[name];
	const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
	try {
		return operation.unpack({ status, headers: {}, body }, entries).map(inShort).join(', ');
	} catch (error) {
		expect(error).toBeInstanceOf(UnclearReply);
		expect((error as UnclearReply).problem.kind).toBe('unclear');
		return 'unclear';
	}
}

function inShort(verdict: Verdict): string {
	if (verdict.outcome === 'accepted') return 'accepted';
	expect(verdict.outcome === 'unknown').toBe(verdict.problem.kind === 'unclear');
	return [verdict.outcome, verdict.outcome === 'refused' ? verdict.problem.code : undefined, verdict.id].filter(Boolean).join(' ');
}

const pilotItem = (to: string, id: string, more: object = {}) => ({ id, server_id: `90${id}`, to, phone: to, status: '0', error: '0', ...more });

const ruAnswer = (sms: object) => ({ status: 'OK', status_code: 100, sms });

const smscRow = (phone: string, status: string, error: string) => ({ phone, status, error });

const smscError = (code: number, phones: object[]) => ({ error: 'x', error_code: code, id: 1, cnt: 2, phones });

const PILOT_ERROR = { code: '112', description: 'No money' };

describe('under HTTP 500 and above, only a no that is certainly the vendor’s own', () => {
	test.each<[name: string, status: number, answer: unknown, outcome: string]>([
		['RocketSMS send', 502, { error: 'Bad Gateway' }, 'unclear'],
		['RocketSMS send', 500, { error: { code: 500 } }, 'unclear'],
		['RocketSMS send', 503, { error: 'BAD_PHONE' }, 'refused BAD_PHONE'],
		['RocketSMS send', 400, { error: 'NEW_CODE' }, 'refused NEW_CODE'],
		['RocketSMS bulk', 502, { error: 'Bad Gateway' }, 'unclear'],
		['RocketSMS bulk', 500, { error: 'WRONG_AUTH' }, 'refused WRONG_AUTH, refused WRONG_AUTH'],
		['RocketSMS bulk of one', 504, { error: 'Gateway Timeout' }, 'unclear'],
		['SMSPILOT send', 500, { error: { code: 500, message: 'Internal Server Error' } }, 'unclear'],
		['SMSPILOT send', 502, { error: { code: 502 } }, 'unclear'],
		['SMSPILOT send', 500, { error: PILOT_ERROR }, 'unclear'],
		['SMSPILOT send', 502, 'ERROR=502: Bad Gateway', 'unclear'],
		['SMSPILOT send', 500, 'ERROR=112: No money', 'unclear'],
		['SMSPILOT send', 400, { error: PILOT_ERROR }, 'refused 112, refused 112'],
		['SMSPILOT lookup', 500, { error: { code: 500 } }, 'unclear'],
		['SMSPILOT balance', 500, { error: { code: 500 } }, 'unclear'],
		['SMSC send', 502, { error: 'Bad Gateway', error_code: 502 }, 'unclear'],
		['SMSC send', 500, 'ERROR = 500 (Internal Server Error)', 'unclear'],
		['SMSC send', 500, { error: 'no money', error_code: 3 }, 'refused 3, refused 3'],
		['SMSC send', 500, 'ERROR = 9 (duplicate request, wait a minute)', 'refused 9, refused 9'],
		['SMSC send to one', 503, { message: 'Service Unavailable', id: 'req-77' }, 'unclear'],
		['SMSC send to one', 502, { id: 77, cnt: 1 }, 'accepted'],
		['SMSC send', 400, { error: 'something new', error_code: 12 }, 'refused 12, refused 12'],
		['SMSC contact', 503, { error: 'Service Unavailable', error_code: '503' }, 'unclear'],
		['SMS.ru send', 502, { status: 'error', message: 'Bad Gateway' }, 'unclear'],
		['SMS.ru send', 502, { status: 'error', status_code: 502 }, 'unclear'],
		['SMS.ru send', 500, { status: 'ERROR', status_code: 'x', status_text: 'y' }, 'unclear'],
		['SMS.ru send', 500, { status: 'ERROR', status_code: 999 }, 'unclear'],
		['SMS.ru send', 502, { status: 'ERROR', status_code: 201 }, 'refused 201, refused 201'],
		['SMS.ru send', 500, { status: 'ERROR', status_code: 500, status_text: 'Ошибка на сервере' }, 'refused 500, refused 500'],
		['SMS.ru send', 400, { status: 'ERROR' }, 'refused no code, refused no code'],
	])('%s, HTTP %i, %j: %s', (name, status, answer, outcome) => {
		expect(told(name, status, answer)).toBe(outcome);
	});
});

describe('an answer with an id and an error contradicts itself: nobody knows, and the id is kept', () => {
	test.each<[name: string, answer: unknown, outcome: string]>([
		['RocketSMS send', { id: 5, error: 'BAD_PHONE' }, 'unknown 5'],
		['RocketSMS send', { id: 5, status: 'SENT', error: 'NEW_CODE' }, 'unknown 5'],
		['RocketSMS send', { id: 5, status: 'FAILED', error: 'BAD_PHONE' }, 'refused BAD_PHONE 5'],
		['RocketSMS send', { id: 5, status: 'FAILED' }, 'refused FAILED 5'],
		['RocketSMS send', { id: 5, error: 0 }, 'accepted'],
		['RocketSMS send', { id: 0, error: 'BAD_PHONE' }, 'refused BAD_PHONE'],
		['RocketSMS bulk', [{ id: 5, error: 'BAD_PHONE' }, { error: 'BAD_PHONE' }], 'unknown 5, refused BAD_PHONE'],
		['RocketSMS bulk', { id: 5, error: 'BAD_PHONE' }, 'unclear'],
		['RocketSMS bulk of one', { id: 5, error: 'BAD_PHONE' }, 'unknown 5'],
		['SMSPILOT send', { error: PILOT_ERROR, send: [pilotItem(A, '1'), pilotItem(B, '2', { status: '-2', error: '111' })] }, 'unknown 901, refused 111 902'],
		['SMSPILOT send', { error: 'No money', send: [pilotItem(A, '1')] }, 'unknown 901, unknown'],
		['SMSPILOT send', { error: PILOT_ERROR, send: [pilotItem(A, '1', { status: '-2', error: '111' })] }, 'refused 112, refused 112'],
		['SMSPILOT send', { error: PILOT_ERROR, send: [] }, 'refused 112, refused 112'],
		['SMSPILOT send', { error: { code: '110' }, send: [pilotItem(A, '1', { server_id: undefined })] }, 'unknown, unknown'],
		['SMSPILOT send', { error: { code: '0', description: 'OK' } }, 'unclear'],
		['SMSPILOT lookup', { error: PILOT_ERROR, send: [pilotItem(A, '1'), pilotItem(B, '2')] }, 'unknown 901, unknown 902'],
		['SMS.ru send', ruAnswer({ [A]: { status: 'ERROR', status_code: 100, sms_id: '1-1' }, [B]: { status: 'ERROR', status_code: '103' } }), 'unknown 1-1, unknown'],
		['SMS.ru send', ruAnswer({ [A]: { status: 'ERROR', status_code: 221, sms_id: '1-1' }, [B]: { status: 'ERROR', status_code: 150 } }), 'refused 221 1-1, refused 150'],
		['SMS.ru send', { status: 'ERROR', status_code: 100 }, 'unknown, unknown'],
		['SMS.ru send', { status: 'ERROR', status_code: 201, sms: { [A]: { status: 'OK', status_code: 100, sms_id: '1-1' }, [B]: { status: 'ERROR', status_code: 221 } } }, 'unknown 1-1, refused 221'],
		['SMS.ru send', { status: 'ERROR', status_code: 201, sms: { [A]: { status: 'OK' } } }, 'unknown, unknown'],
		['SMS.ru send', { status: 'ERROR', status_code: 500, sms: { [A]: { status_code: 100, sms_id: '1-1' } } }, 'unknown 1-1, unknown'],
		['SMS.ru send', { status: 'ERROR', status_code: 500, sms: { [A]: { status: 'ERROR', status_code: 100 } } }, 'unknown, unknown'],
		['SMSC send', smscError(6, [smscRow(A, '1', '0'), smscRow(B, '23', '253')]), 'unknown, refused 253'],
		['SMSC send', smscError(3, [smscRow(A, '', ''), smscRow(B, '', '0')]), 'refused 3 1, refused 3 1'],
		['SMSC send', smscError(6, [{ phone: A, cost: '1.40', mccmnc: '25001' }]), 'refused 6 1, refused 6 1'],
		['SMSC send to one', { id: 1, cnt: 1, phones: [{ phone: A, cost: '0' }], errors: [smscRow(A, '22', '249')] }, 'refused 249 1'],
		['SMSC send', { id: 77, cnt: 2, error_code: 1 }, 'unknown 77, unknown 77'],
		['SMSC send', { id: 77, error: 'duplicate request', error_code: 9 }, 'unknown 77, unknown 77'],
		['SMSC send', { id: 77, error: 'new', error_code: 99 }, 'unknown 77, unknown 77'],
		['SMSC send', { id: 77, error: 'no money', error_code: 3 }, 'refused 3 77, refused 3 77'],
		['SMSC send to one', { id: 1, cnt: 1, error: 'some failure' }, 'unclear'],
		['SMSC send to one', { id: 1, cnt: 1, phones: [smscRow(B, '1', '0')] }, 'unknown 1'],
		['SMSC send to one', { id: 1, cnt: 1, phones: [smscRow(`8${A.slice(1)}`, '1', '0')] }, 'accepted'],
		['SMSC send to one', { id: 1, cnt: 1, phones: [smscRow(A, '1', '0'), smscRow(A, '20', '')] }, 'unknown 1'],
		['SMSC send to one', { id: 1, cnt: 1, phones: [smscRow(A, '1', '0')], errors: [smscRow(A, '', '253')] }, 'unknown 1'],
		['SMSC send to one', { id: 1, cnt: 1, phones: [smscRow(A, '22', '')], errors: [smscRow(A, '', '253')] }, 'refused 22 1'],
		['SMS.by send', { sms_id: 5, error: 'The same message exists with ID=3' }, 'unknown 5'],
		...[false, 'false', 0, 'ERROR'].flatMap((success): [string, unknown, string][] => [
			['SMS.by send', { sms_id: 5, success }, 'unknown 5'],
			['SMS.by send', { success }, 'unknown'],
			['SMS.by bulk', { uuid: UUID, success }, `unknown ${UUID}`],
			['SMS.by bulk', { success }, 'unknown'],
		]),
		['SMS.by bulk', { uuid: UUID, success: 'LATER' }, `unknown ${UUID}`],
		['RocketSMS bulk', [{ phone: B, id: 1 }, { phone: B, id: 2 }], 'unknown 1, accepted'],
		['RocketSMS bulk', [{ phone: '', id: 1 }, { to: 'Shop', id: 2 }], 'accepted, accepted'],
		['RocketSMS bulk', [{ phone: `8${A.slice(1)}`, id: 1 }, { phone: '7925***0603', id: 2 }], 'accepted, accepted'],
	])('%s %j: %s', (name, answer, outcome) => {
		expect(told(name, 200, answer)).toBe(outcome);
	});
});

describe('what has failed by the time of the answer is refused', () => {
	test.each<[name: string, answer: unknown, outcome: string]>([
		['RocketSMS send', { id: 5, status: 'EXPIRED' }, 'refused EXPIRED 5'],
		['SMSC send to one', { id: 5, phones: [smscRow(A, '24', '')] }, 'refused 24 5'],
		['SMS.by send', { sms_id: 5, status: 'UNDELIVERED' }, 'refused UNDELIVERED 5'],
		['SMS.by send', { sms_id: 5, status: 'REJECTED' }, 'refused REJECTED 5'],
		['SMS.by send', { sms_id: 5, status: 'EXPIRED' }, 'refused EXPIRED 5'],
		['SMS.by send', { sms_id: 5, status: 'FAILED' }, 'refused FAILED 5'],
		['SMS.by send', { sms_id: 5, status: 'error' }, 'unknown 5'],
		['SMS.by send', { status: 'FAILED' }, 'refused'],
		['SMS.by send', { result: { sms_id: 5, status: 'FAILED' } }, 'refused FAILED 5'],
	])('%s %j: %s', (name, answer, outcome) => {
		expect(told(name, 200, answer)).toBe(outcome);
	});
});

describe('a no to a whole request is surely meant only where one entry went in it', () => {
	test.each<[name: string, answer: unknown]>([
		['RocketSMS bulk', { error: 'BAD_PHONE' }],
		['SMSC send', { error: 'invalid number', error_code: 7, id: 5 }],
		['SMSPILOT send', { error: { code: '111', description: 'Incorrect number' } }],
		['SMS.ru send', { status: 'ERROR', status_code: 205 }],
	])('%s %j', (name, answer) => {
		const { operation, entries } = OPERATIONS[name];
		const refused = (some: Entry[]) =>
			operation.unpack({ status: 200, headers: {}, body: JSON.stringify(answer) }, some).map((verdict) => {
				if (verdict.outcome !== 'refused') throw new Error(verdict.outcome);
				return verdict.problem;
			});
		const [alone] = refused(entries.slice(0, 1));
		expect(alone.isPermanent).toBe(true);
		const together = refused(entries);
		expect(together).toHaveLength(2);
		for (const problem of together) {
			expect(problem.isPermanent).toBeUndefined();
			expect(problem.meaning).toMatch(/of 2 recipients at once/);
			expect(problem.meaning).toContain(alone.meaning);
		}
	});
});

describe('a yes under an HTTP status that says no', () => {
	const asked = async (name: string, status: number, answer: unknown) => {
		const { operation, entries } = OPERATIONS[name];
		const transport = async () => await Promise.resolve({ status, headers: {}, body: JSON.stringify(answer) });
		const outcomes = await ask({ ...operation, pack: () => ({ path: '/' }) }, entries, { transport, redact: (value) => value, dropsRaw: true });
		return outcomes.map((outcome) => (outcome.outcome === 'not tried' ? outcome.outcome : inShort(outcome))).join(', ');
	};

	const YES = {
		'RocketSMS send': [{ id: 5, status: 'SENT' }, 'unknown 5'],
		'RocketSMS bulk': [[{ id: 5 }, { error: 'BAD_PHONE' }], 'unknown 5, unknown'],
		'SMSPILOT send': [{ send: [pilotItem(A, '1'), pilotItem(B, '2')] }, 'unknown 901, unknown 902'],
		'SMSC send to one': [{ id: 5, cnt: 1 }, 'unknown 5'],
		'SMS.by send': [{ sms_id: 5, status: 'NEW' }, 'unknown 5'],
		'SMS.ru send': [ruAnswer({ [A]: { status: 'OK', status_code: 100, sms_id: '1-1' } }), 'unknown 1-1, unknown'],
	} as const;

	test.each(Object.entries(YES))('%s, HTTP 429: unclear, with the ID', async (name, [answer, outcome]) => {
		expect(await asked(name, 429, answer)).toBe(outcome);
	});

	test('an ID of a server in between that asks to wait is no yes: it goes out later', async () => {
		for (const id of ['req-77', '550e8400-e29b-41d4-a716-446655440000']) expect(await asked('SMSC send to one', 429, { message: 'too many', id })).toMatch(/^refused/);
	});

	test.each([301, 404, 410, 500, 502])('SMS.by, HTTP %i: unclear, with the ID', async (status) => {
		expect(await asked('SMS.by send', status, YES['SMS.by send'][0])).toBe('unknown 5');
	});

	test('an ID that was only asked about is no yes', async () => {
		expect(await asked('SMS.by confirm', 429, { message_id: 7, status: 'OK' })).toMatch(/^refused/);
	});
});
