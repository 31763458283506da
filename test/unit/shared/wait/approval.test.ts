/** "Send and Wait for Approval" without n8n: what is made of a vendor's send, the text with its link, the page. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { answerBy } from '../../../../nodes/shared/wait/deadline.ts';
import { unlinked, withLink } from '../../../../nodes/shared/wait/approval/link.ts';
import { HEADERS, answeredPage, questionPage } from '../../../../nodes/shared/wait/approval/page.ts';
import { sendAndWait } from '../../../../nodes/shared/wait/approval/sendAndWait.ts';
import { wordsIn } from '../../../../nodes/shared/wait/approval/words.ts';
import { InputError } from '../../../../nodes/shared/errors.ts';
import type { Operation } from '../../../../nodes/shared/operation.ts';
import { plainParameters, withValues } from '../../../../nodes/shared/parameters/parameters.ts';
import { send as rocketSms } from '../../../../nodes/RocketSms/resources/message/send.ts';
import { send as smsBy } from '../../../../nodes/SmsBy/resources/message/send.ts';
import { send as smsPilot } from '../../../../nodes/SmsPilot/resources/message/send.ts';
import { send as smsRu } from '../../../../nodes/SmsRu/resources/message/send.ts';
import { send as smsc } from '../../../../nodes/Smsc/resources/message/send.ts';

const LINK = `https://n8n.example.com/webhook-waiting/1024/${'a'.repeat(36)}?signature=${'f'.repeat(64)}`;
const NOW = Date.parse('2026-03-01T12:00:00Z');

const parameters = (fields: IDataObject, options: IDataObject = {}, operation: Pick<Operation, 'fields' | 'options'> = sendAndWait(SENDS.smsRu)) =>
	plainParameters(operation, { ...fields, ...options }, { zone: 'Europe/Minsk', now: NOW });

const SENDS = { rocketSms, smsBy, smsc, smsPilot, smsRu } as unknown as Record<string, Operation>;

describe.each(Object.entries(SENDS))('made from the send of %s', (_vendor, send) => {
	const waiting = sendAndWait(send);

	test('it shows recipient, text and sender, whatever else a send has, and the options of the page', () => {
		expect(waiting.fields.map(({ name }) => name)).toEqual(['to', 'message', 'linkNotice', 'from', 'approvalOptions']);
		expect(waiting.fields.some(({ displayOptions }) => displayOptions)).toBe(false);
	});

	test('its options are those of a plain SMS, and a limit of the wait; nothing is rehearsed', () => {
		const names = (waiting.options ?? []).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['maximumParts', 'limitWaitTime']));
		expect(names).not.toContain('dryRun');
		expect(new Set(names).size).toBe(names.length);
	});

	test('its message is the one that the send would make, with the link in it', () => {
		const to = '+375296890043';
		const [own] = waiting.entries(withLink(parameters({ to, message: 'Refund?' }), LINK));
		const [plain] = send.entries(parameters({ to, message: `Refund? ${LINK}` }));
		expect(own).toEqual({ ...plain, ...('id' in plain ? { id: expect.anything() } : {}) });
		expect(JSON.stringify(waiting.pack([own as never]))).toContain('signature=ffff');
	});
});

test('options of other channels are left out, those of the usual one are offered freely', () => {
	const field = (name: string, channel?: string): INodeProperties => ({
		displayName: name, name, type: 'string', default: 'sms', ...(channel ? { displayOptions: { show: { '/channel': [channel] } } } : {}),
	});
	const send = { ...smsRu, fields: [field('channel'), ...smsRu.fields], options: [field('both'), field('text', 'sms'), field('voice', 'call')] };
	const { options = [] } = sendAndWait(send);
	expect(options.map(({ name }) => name)).toEqual(['both', 'text', 'limitWaitTime']);
	expect(options[1].displayOptions).toBeUndefined();
});

describe('the text', () => {
	const textWith = (message: unknown) => withLink(parameters({ message: message as string }), LINK).get('message');

	test.each([
		['at its end', 'Refund?', `Refund? ${LINK}`],
		['after a line break of its own', 'Refund?\n', `Refund? ${LINK}`],
		['in its place', 'Refund? {link} Your shop', `Refund? ${LINK} Your shop`],
		['wherever it is wanted', '{link} {link}', `${LINK} ${LINK}`],
	])('has the link %s', (_where, message, expected) => expect(textWith(message)).toBe(expected));

	test('a link with a $ in it stays whole', () => {
		expect(withLink(parameters({ message: 'a {link}' }), 'http://a/$&').get('message')).toBe('a http://a/$&');
	});

	test.each(['', '  ', undefined])('%j is a mistake, not a bare link', (message) => {
		expect(() => sendAndWait(smsRu).entries(withLink(parameters({ to: '79255070602', message }), LINK))).toThrow('Message: is empty');
	});

	test('is counted with its link', () => {
		const counting = (message: string, maximumParts: number) => () =>
			sendAndWait(smsRu).entries(withLink(parameters({ to: '79255070602', message }, { maximumParts }), LINK));
		expect(counting('Ok?', 1)).not.toThrow();
		expect(counting('Refund?', 1)).toThrow('needs 2 SMS parts (Latin letters)');
		expect(counting('Да?', 2)).toThrow('needs 3 SMS parts (Cyrillic or special characters)');
	});

	test('is shown on the page without the link', () => expect(unlinked('Refund? {link} \nYour shop')).toBe('Refund?\nYour shop'));
});

describe('the limit of the wait', () => {
	const limit = (values?: IDataObject) => parameters({}, values ? { limitWaitTime: { values } } : {});

	test.each([
		['none', undefined, '3000-01-01T00:00:00.000Z'],
		['an emptied one', {}, '3000-01-01T00:00:00.000Z'],
		['minutes', { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' }, '2026-03-01T12:45:00.000Z'],
		['fractions of hours', { limitType: 'afterTimeInterval', resumeAmount: 1.5, resumeUnit: 'hours' }, '2026-03-01T13:30:00.000Z'],
		['days', { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' }, '2026-03-03T12:00:00.000Z'],
		['more days than a calendar has', { limitType: 'afterTimeInterval', resumeAmount: 1e9, resumeUnit: 'days' }, '3000-01-01T00:00:00.000Z'],
		['a date in the zone of the workflow', { limitType: 'atSpecifiedTime', maxDateAndTime: '2026-03-02T10:00:00' }, '2026-03-02T07:00:00.000Z'],
	])('%s', (_name, values, expected) => expect(answerBy(limit(values)).toISOString()).toBe(expected));

	test.each([
		[{ limitType: 'afterTimeInterval', resumeAmount: 0, resumeUnit: 'hours' }, 'Limit Wait Time: is 0'],
		[{ limitType: 'afterTimeInterval', resumeAmount: 'soon', resumeUnit: 'hours' }, 'Amount: is soon'],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-03-01T10:00:00Z' }, 'Limit Wait Time: has passed already'],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: 'Monday' }, 'Max Date and Time: "Monday"'],
	])('%j is a mistake, found before anything is sent', (values, message) => {
		const wrong = withValues(limit(values), { to: '79255070602', message: 'Refund?' });
		expect(() => sendAndWait(smsRu).entries(wrong)).toThrow(message);
		expect(() => sendAndWait(smsRu).entries(wrong)).toThrow(InputError);
	});
});

test.each([
	[undefined, 'Вернуть деньги?', 'ru'], ['text', 'Refund 1024? Да', 'ru'], ['text', 'Refund?', 'en'],
	['en', 'Вернуть деньги?', 'en'], ['ru', 'Refund?', 'ru'], ['constructor', 'Refund?', 'en'],
])('the page in the language %j with the text "%s" speaks %s', (language, text, tag) => {
	expect(wordsIn(language, text).tag).toBe(tag);
});

describe('the page', () => {
	const words = { ...wordsIn('en'), approve: '<img src=x onerror=alert(1)>', decline: '"No" & \'no\'' };
	const page = questionPage({ text: '</p><script>alert(1)</script>', words, hasDecline: true });

	test('shows texts and labels as texts, whatever is in them', () => {
		expect(page).toContain('<p>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>');
		expect(page).toContain('value="approve">&lt;img src=x onerror=alert(1)&gt;</button>');
		expect(page).toContain('value="decline">&quot;No&quot; &amp; &#39;no&#39;</button>');
		expect(page.match(/<script>/g)).toHaveLength(1);
	});

	test('decides by a post to its own address only, and asks nothing of any other', () => {
		expect(page).toMatch(/<form method="post">/);
		expect(page).not.toMatch(/https?:|\/\/|\bsrc=["']|href/);
		expect(HEADERS['Content-Security-Policy']).toMatch(/^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; form-action 'self'/);
	});

	test.each([
		['en', 'You have approved this', 'You have declined this'],
		['ru', 'Вы одобрили', 'Вы отклонили'],
		['eo', 'You have approved this', 'You have declined this'],
	])('says in "%s" what was decided', (language, approved, declined) => {
		expect(answeredPage(wordsIn(language), true)).toContain(approved);
		expect(answeredPage(wordsIn(language), false)).toContain(declined);
		expect(answeredPage(wordsIn(language), true)).not.toContain('<form');
	});
});
