/** A refusal is sent again by a retry of the run, so only the vendor's own, uncontradicted no is one. */
import { describe, expect, test } from 'vitest';

import { UnclearReply } from '../../nodes/shared/errors.ts';
import type { Entry, Operation, Verdict } from '../../nodes/shared/operation.ts';
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

const OPERATIONS = {
	'RocketSMS send': { operation: rocketSend, entries: [rocket(A)] },
	'RocketSMS bulk': { operation: sendBulk, entries: [rocket(A), rocket(B)] },
	'RocketSMS bulk of one': { operation: sendBulk, entries: [rocket(A)] },
	'SMSPILOT send': { operation: pilotSend, entries: [pilot(A, '1'), pilot(B, '2')] },
	'SMSPILOT lookup': { operation: lookup, entries: [{ to: A, question: 'HLR' }, { to: B, question: 'HLR' }] },
	'SMSPILOT balance': { operation: pilotBalance, entries: [{ unit: 'rur' }] },
	'SMSC send': { operation: smscSend, entries: [smsc(A), smsc(B)] },
	'SMSC contact': { operation: smscContact, entries: [{ to: A }] },
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
		['SMSPILOT lookup', { error: PILOT_ERROR, send: [pilotItem(A, '1'), pilotItem(B, '2')] }, 'unknown 901, unknown 902'],
	])('%s %j: %s', (name, answer, outcome) => {
		expect(told(name, 200, answer)).toBe(outcome);
	});
});
