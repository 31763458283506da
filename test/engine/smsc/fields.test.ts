/** Fields of SMSC's lists and contacts, as tables fill them: what is certain is put into the vendor's form, the rest is an error. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { runNode } from '../../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '79999999999';

let server: Server;
let baseUrl: string;
/** The forms that have come, in their order. */
let forms: URLSearchParams[];

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
			forms.push(new URLSearchParams(Buffer.concat(chunks).toString()));
			response.end(request.url!.includes('send.php') || request.url!.includes('phones.php') ? '{"id":1,"cnt":1}' : '[]');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
	forms = [];
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

/** Fields and options of an operation; VALUE stands where the value goes. */
type Case = [operation: string, parameters: Json];

const VALUE = '={{ $json.value }}';

const run = ([operation, parameters]: Case, value: Json[string]) => {
	const [resource, name] = operation.split('.');
	return runNode('smsc', {
		credentials: { smscApi: { authentication: 'apiKey', apiKey: 'a key of the account', region: 'baseUrl', baseUrl } },
		items: [{ value: value as string }],
		parameters: { resource, operation: name, ...parameters },
	});
};

const BIRTHDAY: Case = ['contact.create', { contact: PHONE, options: { bd: VALUE } }];
const CONTACT: Case = ['contact.create', { contact: VALUE }];
const GROUPS: Case = ['contact.create', { contact: PHONE, options: { grp: VALUE } }];
const AFTER: Case = ['inbound.getAll', { options: { afterId: VALUE } }];
const OWN_NUMBER: Case = ['inbound.getAll', { options: { ownNumber: VALUE } }];
const HISTORY: Case = ['message.getAll', { options: { recipients: VALUE } }];
const STATUS: Case = ['message.getStatus', { ids: '1', to: VALUE }];
const TEMPLATE: Case = ['mailing.create', { name: 'Sale', to: PHONE, options: { templateId: VALUE } }];
const LIFE: Case = ['message.send', { to: PHONE, message: 'x', options: { validity: VALUE } }];
const SUBJECT: Case = ['message.send', { to: 'anna@example.com', message: 'x', channel: 'email', from: { __rl: true, mode: 'name', value: 'shop@example.com' }, subject: VALUE }];
const FALLBACK: Case = ['mailing.create', { name: 'Sale', to: PHONE, message: 'x', channel: 'viber', options: { fallbackText: VALUE } }];
const FILE: Case = ['message.send', { to: PHONE, message: 'x', channel: 'viber', options: { fileUrl: VALUE } }];
const CALL: Case = ['message.send', { to: PHONE, message: 'x', channel: 'call', options: { ringing: { rings: { attempts: VALUE, pause: 60, ring: 25 } } } }];

describe('what the vendor gets', () => {
	test.each<[Case, value: unknown, field: string, text: string]>([
		[BIRTHDAY, '1990-12-31', 'bd', '31.12.1990'],
		[BIRTHDAY, '1990-12-31T00:00:00+03:00', 'bd', '31.12.1990'],
		[BIRTHDAY, '1.2.1965', 'bd', '01.02.1965'],
		[CONTACT, '8 999 999 99 99', 'phone', PHONE],
		[CONTACT, ' anna@example.com\u200b', 'mail', 'anna@example.com'],
		[GROUPS, '1', 'grp', '1'],
		[GROUPS, '1, 2', 'grp', '1,2'],
		[AFTER, ' 7 ', 'after_id', '7'],
		[OWN_NUMBER, '8 (999) 999-99-99', 'to_phone', PHONE],
		[OWN_NUMBER, '2320', 'to_phone', '2320'],
		[HISTORY, '8 999 999 99 99', 'phone', PHONE],
		[LIFE, '１２', 'valid', '12'],
		[LIFE, '1:30', 'valid', '01:30'],
		[LIFE, '24:00', 'valid', '24:00'],
		[SUBJECT, 'Заказ 7', 'subj', 'Заказ 7'],
		[FALLBACK, 'Заказ 7', 'mes2', 'Заказ 7'],
		[CALL, '3', 'param', '25,60,3'],
	])('%j of %j: %s=%s', async ([operation, parameters], value, field, text) => {
		await run([operation, parameters], value);
		expect(forms.map((form) => form.get(field))).toEqual([text]);
	});
});

describe('what is an error, with nothing sent', () => {
	test.each<[Case, value: unknown, message: string]>([
		[BIRTHDAY, 33238, 'Birthday: 33238 is how Excel and Google Sheets store a date'],
		[BIRTHDAY, '12/5/1990', 'Birthday: "12/5/1990" may mean 12 May 1990 or 5 December 1990'],
		[BIRTHDAY, '31.12.90', 'Birthday: "31.12.90" is still to come'],
		[BIRTHDAY, '31.02.1990', 'Birthday: "31.02.1990" names a day that does not exist'],
		[BIRTHDAY, '31 декабря', 'Birthday: "31 декабря" is not a date'],
		[CONTACT, 'anna@', 'Phone or Email: "anna@" is not an e-mail address'],
		[CONTACT, 'anna@example.com, boris@example.com', 'Phone or Email: "anna@example.com, boris@example.com" is not an e-mail address'],
		[GROUPS, 'a/b', 'Group ID: "a/b" is not an ID'],
		[GROUPS, { id: 1 }, 'Group ID: is not a text'],
		[AFTER, '5,6', 'After ID: "5,6" is not an ID'],
		[OWN_NUMBER, 'shop', 'Own Number: "shop" is not a phone number'],
		[HISTORY, '123', 'Recipients: "123" is too short'],
		[STATUS, '123', 'Recipients: "123" is too short'],
		[TEMPLATE, '1;2', 'Template ID: "1;2" is not an ID'],
		[SUBJECT, 'Order\nBcc: boris@example.com', 'Subject: has a line break'],
		[FALLBACK, '__CALL__ x', 'Fallback Text: begins with __CALL__'],
		[FALLBACK, 'x\n~~~\npid: 1', 'Fallback Text: has a line of three tildes'],
		[FILE, 'https://example.com/a.jpg https://example.com/b.jpg', 'is not a full address'],
		[CALL, null, 'Attempts: is empty'],
		[CALL, '', 'Attempts: is empty'],
		[CALL, true, 'Attempts: is true'],
		[CALL, 0, 'Attempts: is 0'],
	])('%j of %j: %s', async (fields, value, message) => {
		expect((await run(fields, value)).error?.message).toContain(message);
		expect(forms).toEqual([]);
	});

	test.each(['message.getAll', 'account.getStatistics', 'mailing.getAll'])('%s to a day before the first', async (operation) => {
		const days = { startDate: '06.12.2026', endDate: '05.12.2026' };
		expect((await run([operation, { options: days }], 1)).error?.message).toContain('End Date: is before the start date');
		expect(forms).toEqual([]);
		expect((await run([operation, { options: { ...days, endDate: '06.12.2026' } }], 1)).error).toBeUndefined();
	});
});
