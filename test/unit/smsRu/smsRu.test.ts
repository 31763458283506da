import { describe, expect, test } from 'vitest';

import { UnclearReply } from '../../../nodes/shared/errors.ts';
import type { Accepted } from '../../../nodes/shared/operation.ts';
import { CODES, STATUSES } from '../../../nodes/SmsRu/codes.ts';
import { getCost } from '../../../nodes/SmsRu/resources/message/getCost.ts';
import { getStatus } from '../../../nodes/SmsRu/resources/message/getStatus.ts';
import { send } from '../../../nodes/SmsRu/resources/message/send.ts';
import type { MessageEntry } from '../../../nodes/SmsRu/resources/message/entries.ts';
import { A, B, entry, formOf, http, json, ok } from './smsRu.kit.ts';

describe('the document’s examples', () => {
	test('one text to two numbers', () => {
		const request = send.pack([entry(A), entry(B)]);
		expect(request.path).toBe('/sms/send');
		expect(formOf(request).toString()).toBe('json=1&to=79255070602%2C74993221627&msg=hello+world');
	});

	test('a text to each number', () => {
		expect(send.pack([entry(A, 'Привет 1'), entry(B, 'Привет 2')]).form).toEqual([
			['json', '1'], [`multi[${A}]`, 'Привет 1'], [`multi[${B}]`, 'Привет 2'],
		]);
	});

	test('an answer with one number accepted and one refused', () => {
		const answer = ok({
			sms: {
				[A]: { status: 'OK', status_code: 100, sms_id: '000000-10000000' },
				[B]: { status: 'ERROR', status_code: 207 },
			},
			balance: 4122.56,
		});
		expect(send.unpack(answer, [entry(A), entry(B)])).toMatchObject([
			{
				outcome: 'accepted',
				results: [{ id: '000000-10000000', to: A, status: 'queued', isFinal: false, parts: 1, vendorStatus: '100' }],
			},
			{ outcome: 'refused', problem: { kind: 'recipient', code: '207', meaning: 'there is no route to this number' } },
		]);
	});

	test('a call that failed as a whole is the same refusal for every number', () => {
		const answer = json({ status: 'ERROR', status_code: 200, status_text: 'Неправильный api_id' });
		const problem = { kind: 'credential', code: '200', vendorText: 'Неправильный api_id' };
		const refusal = { outcome: 'refused', problem };
		expect(send.unpack(answer, [entry(A), entry(B)])).toMatchObject([refusal, refusal]);
	});

	test('yes and no in whatever letters', () => {
		const sms = { [A]: { status: 'ok', status_code: '100', sms_id: '000000-10000000' }, [B]: { status: 'Error', status_code: '207' } };
		expect(send.unpack(json({ status: 'Ok', status_code: '100', sms }), [entry(A), entry(B)])).toMatchObject([
			{ outcome: 'accepted' },
			{ outcome: 'refused', problem: { code: '207' } },
		]);
		expect(send.unpack(json({ status: 'error', status_code: 200 }), [entry(A)])).toMatchObject([{ outcome: 'refused', problem: { code: '200' } }]);
	});

	test.each(['201\n', '201', '\r\n 201 \n'])('a failure in plain text: %j', (body) => {
		const [verdict] = send.unpack(http(body), [entry(A)]);
		expect(verdict).toMatchObject({ outcome: 'refused', problem: { kind: 'balance', code: '201' } });
	});

	test.each([
		['a plain success, which tells no number its id', http('100\n000000-10000000\n207\nbalance=4122.56')],
		['a bare 100', http('100\n')],
		['the number of a server in between', http('502', 502)],
		['nothing', http('')],
		['JSON that is no answer', json({ result: true })],
		['an answer without its list', ok()],
		['a list under a status that nobody promised', json({ status: 'x', sms: { [A]: { status: 'ERROR' } } })],
	])('%s is not taken for a refusal', (_what, answer) => {
		expect(() => send.unpack(answer, [entry(A)])).toThrow(UnclearReply);
	});
});

test('only limits that the document calls adjustable send the user to the settings', () => {
	for (const code of [501, 502, 503, 504, 505]) expect(CODES[code]).toMatchObject({ kind: 'throttle', remedy: expect.stringContaining('Settings') });
	expect(CODES[550]).toMatchObject({ kind: 'recipient', remedy: 'Ask SMS.ru to allow this country.' });
});

test('every code of the document’s table is known, with words for the user', () => {
	const table = [
		-1, 100, 101, 102, 103, 104, 105, 106, 107, 108, 110, 150,
		200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 220, 221, 230, 231, 232, 233,
		300, 301, 302, 303, 304, 305, 500, 501, 502, 503, 504, 505, 506, 507, 508, 550, 901, 902,
	].map(String);
	expect([...Object.keys(CODES), ...Object.keys(STATUSES)].sort()).toEqual([...table].sort());
	for (const { meaning, remedy } of Object.values(CODES)) {
		expect(meaning).toMatch(/[^.]$/);
		expect(remedy).toMatch(/\.$/);
	}
});

describe('sending', () => {
	const part = { status: 'OK', status_code: 100, sms_id: '1-1' };

	test.each<[string, object]>([
		['no id', { status: 'OK', status_code: 100 }],
		['an id that is none', { ...part, sms_id: 'accepted' }],
		['an empty id', { ...part, sms_id: '' }],
		['another code', { ...part, status_code: 101 }],
		['no code', { status: 'OK', sms_id: '1-1' }],
		['no status', { status_code: 100, sms_id: '1-1' }],
		['another status', { ...part, status: 'QUEUED' }],
	])('an answer with %s proves neither acceptance nor refusal', (_what, damaged) => {
		expect(send.unpack(ok({ sms: { [A]: damaged } }), [entry(A)])).toMatchObject([{ outcome: 'unknown' }]);
	});

	test('a refusal may carry an id, and is no acceptance for that', () => {
		const refused = { status: 'ERROR', status_code: 221, status_text: 'текст', sms_id: '202626-1000000' };
		expect(send.unpack(ok({ sms: { [A]: refused } }), [entry(A)])).toMatchObject([
			{ outcome: 'refused', id: '202626-1000000', problem: { kind: 'sender', code: '221', vendorText: 'текст' } },
		]);
	});

	test('a number that the answer leaves out is unknown; PHP writes an empty map as a list', () => {
		const outcomes = send.unpack(ok({ sms: { [A]: part } }), [entry(B), entry(A)]).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['unknown', 'accepted']);
		expect(send.unpack(ok({ sms: [] }), [entry(A)])).toMatchObject([{ outcome: 'unknown' }]);
	});

	test('a number that is written differently is still found, unless two could be meant', () => {
		const eight = `8${A.slice(1)}`;
		expect(send.unpack(ok({ sms: { [eight]: part } }), [entry(A)])).toMatchObject([{ outcome: 'accepted' }]);
		expect(send.unpack(ok({ sms: { [eight]: part, [`+${A}`]: part } }), [entry(A)])).toMatchObject([{ outcome: 'unknown' }]);
	});

	test('a number of another country with the same last ten digits is another number', () => {
		const outcomes = send.unpack(ok({ sms: { [A]: part } }), [entry('19255070602'), entry(A)]).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['unknown', 'accepted']);
	});

	test('the parts are those of the text as it is sent, and a time to come means scheduled', () => {
		const sent = (text: string, settings: MessageEntry['settings']) =>
			(send.unpack(ok({ sms: { [A]: part } }), [entry(A, text, settings)])[0] as Accepted).results[0];
		expect(sent('ж'.repeat(100), [])).toMatchObject({ parts: 2 });
		expect(sent('а'.repeat(100), [['translit', '1']])).toMatchObject({ parts: 1 });
		const inAnHour = String(Math.round(Date.now() / 1000) + 3600);
		expect(sent('x', [['time', inAnHour]])).toMatchObject({ status: 'scheduled', sendAt: new Date(Number(inAnHour) * 1000).toISOString() });
		expect(sent('x', [])).toMatchObject({ status: 'queued' });
		expect(sent('x', [['test', '1']])).toMatchObject({ vendorStatusText: expect.stringContaining('nothing was sent') });
	});
});

describe('status and price', () => {
	const statesOf = (sms: Record<string, object>) =>
		getStatus.unpack(ok({ sms }), Object.keys(sms).map((to) => ({ to }))).map((verdict) => (verdict as Accepted).results[0]);
	const stateOf = (part: object) => statesOf({ '000000-10000000': part })[0];

	test.each([
		[-1, 'unknown', false], [100, 'queued', false], [101, 'queued', false], [102, 'sent', false], [103, 'delivered', true],
		[104, 'expired', true], [105, 'failed', true], [106, 'failed', true], [107, 'failed', true], [108, 'failed', true],
		[110, 'read', true], [150, 'failed', true], [230, 'failed', true],
		[999, 'unknown', false], ['constructor', 'unknown', false],
	])('code %s means %s; a message that was not delivered is still an answer', (code, status, isFinal) => {
		expect(stateOf({ status: 'OK', status_code: code })).toMatchObject({ status, isFinal, vendorStatus: String(code) });
	});

	test('each message has its own state, and a price that was written as a text is a number', () => {
		const sms = { '000000-1': { status_code: 103, cost: '0.50' }, '000000-2': { status_code: 104, cost: 0.4 } };
		expect(statesOf(sms)).toMatchObject([
			{ id: '000000-1', status: 'delivered', cost: 0.5, currency: 'RUB' },
			{ id: '000000-2', status: 'expired', cost: 0.4 },
		]);
	});

	test('times come as ISO 8601, that of the delivery for what was delivered; none where there is none yet', () => {
		const times = { send_time: 1280307978, status_time: '1280307999' };
		const [sentAt, deliveredAt] = ['2010-07-28T09:06:18.000Z', '2010-07-28T09:06:39.000Z'];
		expect(stateOf({ status_code: 103, ...times })).toMatchObject({ sentAt, deliveredAt });
		expect(stateOf({ status_code: 102, ...times })).toMatchObject({ sentAt });
		expect(stateOf({ status_code: 102, ...times })).not.toHaveProperty('deliveredAt');
		for (const none of [0, '', null, 'soon', 1e300, -5]) {
			expect(stateOf({ status_code: 103, send_time: none })).not.toHaveProperty('sentAt');
		}
	});

	test('a price, and a number without one', () => {
		const sms = {
			[A]: { status: 'OK', status_code: 100, cost: '0.50', sms: 1 },
			[B]: { status: 'ERROR', status_code: 207 },
		};
		expect(getCost.unpack(ok({ sms }), [entry(A), entry(B)])).toMatchObject([
			{ outcome: 'accepted', results: [{ to: A, cost: 0.5, parts: 1, currency: 'RUB' }] },
			{ outcome: 'refused', problem: { code: '207' } },
		]);
	});
});
