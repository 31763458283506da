/** More of SMSC's menu, known from its archived pages and public clients: groups, operator templates, short links, senders, mailings. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsc } from '../../simulators/smsc/index.ts';
import { Simulated } from '../../support/simulated.ts';
import { nodeTypes, runNode } from '../../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const ANNA = '79991110001';

let smsc: Simulated;
let account: Json;
let fresh: Json;

beforeAll(async () => {
	const simulator = await createSmsc();
	account = simulator.settings;
	fresh = structuredClone(simulator.settings);
	smsc = new Simulated(simulator);
});
beforeEach(async () => {
	Object.assign(account, structuredClone(fresh));
	await smsc.reset();
});
afterAll(async () => await smsc.close());

const run = (operation: string, parameters: Json = {}) => {
	const [resource, value] = operation.split('.');
	return runNode('smsc', {
		credentials: { smscApi: { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url } },
		parameters: { resource, operation: value, ...parameters },
	});
};

const named = (value: string) => ({ __rl: true, mode: 'name', value });

describe('contacts in and out of groups', () => {
	const groupsOf = () => account.contacts.find(({ phone }: Json) => phone === ANNA).grp;

	test('added, moved, removed', async () => {
		const [{ id }] = (await run('group.create', { name: 'Friends' })).items as Json[];
		const member = { contact: '+7 999 111-00-01', groupId: id };
		expect((await run('contact.addToGroup', member)).items).toEqual([{ contact: ANNA, groupId: id, success: true }]);
		expect(groupsOf()).toBe(`1,${id}`);
		expect((await run('contact.removeFromGroup', { ...member, groupId: '1' })).items).toMatchObject([{ success: true }]);
		expect(groupsOf()).toBe(id);
		await run('contact.moveToGroup', { ...member, groupId: '1' });
		expect(groupsOf()).toBe('1');
	});

	test('a group or a contact that is not there', async () => {
		for (const parameters of [{ contact: ANNA, groupId: '99' }, { contact: '79260000000', groupId: '1' }]) {
			expect((await run('contact.addToGroup', parameters)).error?.message).toContain('it could not be done (5)');
		}
		expect((await run('contact.addToGroup', { contact: 'Anna', groupId: '1' })).error?.message).toContain('Phone');
	});
});

describe('senders', () => {
	test('what is told of a name is changed', async () => {
		expect((await run('sender.update', { name: 'MyShop', options: { cmt: 'reminders', site: 'https://example.com' } })).items).toEqual([{ name: 'MyShop', success: true }]);
		expect(account.senders).toContainEqual({ id: 3, sender: 'MyShop', cmt: 'reminders', site: 'https://example.com' });
		expect((await run('sender.update', { name: 'MyShop' })).error?.message).toContain('holds nothing to change');
		expect((await run('sender.update', { name: 'Nobody', options: { cmt: 'x' } })).error?.message).toContain('(5)');
	});

	test('a phone number becomes a sender by a code', async () => {
		expect((await run('sender.sendCode', { name: '+79999999999' })).items).toEqual([{ name: '79999999999', success: true }]);
		const [{ text }] = await smsc.messages();
		expect((await run('sender.checkCode', { name: '79999999999', code: '0000' })).error?.message).toContain('(5)');
		const code = text.replace(/\D/g, '');
		expect((await run('sender.checkCode', { name: '79999999999', code })).items).toEqual([{ name: '79999999999', success: true }]);
		expect(account.senders).toContainEqual(expect.objectContaining({ sender: '79999999999' }));
	});

	test('a name has no phone, and a code is of digits: told before anything is asked', async () => {
		expect((await run('sender.sendCode', { name: 'MyShop' })).error?.message).toContain('Sender Number: "MyShop" is not a number');
		expect((await run('sender.checkCode', { name: '79999999999', code: 'abc' })).error?.message).toContain('Code: "abc" is not a code');
		expect((await smsc.requests()).count).toBe(0);
	});

	test('a code is asked for once, however the answer gets lost', async () => {
		await smsc.fault({ fault: 'resetAfterRead' });
		expect((await run('sender.sendCode', { name: '79999999999' })).error?.message).toContain('It is unclear');
		expect((await smsc.requests()).count).toBe(1);
	});
});

describe('operator templates', () => {
	const template = { sender: 'MyShop', text: 'Ваш код %d' };

	test('registered with operators, and asked about', async () => {
		const { items } = await run('operatorTemplate.create', { ...template, operators: ['mts_srv', 'tele2_trn'] });
		expect(items).toEqual([
			{ id: expect.stringMatching(/^\d+$/), name: 'mts_srv', success: true },
			{ id: expect.stringMatching(/^\d+$/), name: 'tele2_trn', success: true },
		]);
		const asked = await run('operatorTemplate.getAll', { ...template, returnAll: true });
		expect(asked.items.map(({ id, name }) => ({ id, name }))).toEqual(items.map(({ id, name }) => ({ id, name })));
		expect((await run('operatorTemplate.getAll', { ...template, text: 'x', returnAll: true })).items).toEqual([]);
	});

	test.each([['OK'], [{ id: 77 }], [[{ id: 77, name: 'МТС', status: 'на модерации' }]]])('an answer of %j is a yes; what is not known passes through', async (body) => {
		await smsc.fault({ fault: 'reply', body });
		const { items } = await run('operatorTemplate.create', { ...template, operators: ['mts_srv'] });
		expect(items).toMatchObject([{ success: true, ...(Array.isArray(body) ? { id: '77', name: 'МТС', status: 'на модерации' } : {}) }]);
	});

	test('an operator that gives no ID has not taken it', async () => {
		await smsc.fault({ fault: 'reply', body: [{ name: 'МТС', id: 5 }, { name: 'Tele2', id: '' }] });
		const { items } = await run('operatorTemplate.create', { ...template, operators: ['mts_srv', 'tele2_srv'] });
		expect(items).toEqual([{ id: '5', name: 'МТС', success: true }, { name: 'Tele2', success: false }]);
	});

	test.each([[{}], [[]], [[{}]], [''], ['<html>'], [{ id: '' }]])('an answer of %j is none', async (body) => {
		await smsc.fault({ fault: 'reply', body: typeof body === 'string' ? body : JSON.stringify(body) });
		expect((await run('operatorTemplate.create', { ...template, operators: ['mts_srv'] })).error?.message).toContain('It is unclear');
	});

	test('no operator, or one that nobody knows', async () => {
		expect((await run('operatorTemplate.create', { ...template, operators: '={{ [] }}' })).error?.message).toContain('Operators: is empty');
		expect((await run('operatorTemplate.create', { ...template, operators: '={{ ["mts_srv", "x"] }}' })).error?.message).toContain('"x"');
	});
});

describe('clicks of short links', () => {
	const told = { id: '1', clicks: 12, clicksToday: 2, clicksYesterday: 1, clicksThisMonth: 7 };

	test('by the link, and by its ID', async () => {
		expect((await run('shortLink.get', { by: 'link', link: 'https://example.com/order' })).items).toEqual([told]);
		expect((await run('shortLink.get', { by: 'id', shortLinkId: '1' })).items).toEqual([told]);
	});

	test('an unknown one, one that is none, and an answer without a number', async () => {
		expect((await run('shortLink.get', { by: 'link', link: 'https://example.com/other' })).error?.message).toContain('nothing was found (3)');
		expect((await run('shortLink.get', { by: 'link', link: 'example.com' })).error?.message).toContain('Link: "example.com" is not a full address');
		await smsc.fault({ fault: 'reply', body: { id: 1 }, times: 3 });
		expect((await run('shortLink.get', { by: 'id', shortLinkId: '1' })).error?.message).toContain('holds no number of clicks');
	});
});

describe('mailings on other channels', () => {
	const create = (parameters: Json) => run('mailing.create', { name: 'Sale', to: ANNA, message: 'Скидки', ...parameters });
	const last = () => account.mailings.at(-1) as Json;

	test.each<[channel: string, parameters: Json, stored: Json]>([
		['sms', {}, {}],
		['flash', {}, { flash: '1' }],
		['viber', { options: { fallbackText: 'Скидки в магазине', fallbackSender: 'MyShop' } }, { viber: '1', mes2: 'Скидки в магазине', sender2: 'MyShop' }],
		['call', { voice: 'w', options: { language: 'en', ringing: { rings: { ring: 20, pause: 60, attempts: 2 } } } }, { call: '1', voice: 'w,en', param: '20,60,2' }],
		['email', { to: 'a@example.com', subject: 'Тема', from: named('b@example.com') }, { mail: '1', subj: 'Тема', sender: 'b@example.com', phones: 'a@example.com' }],
		['mms', { subject: 'Тема' }, { mms: '1', subj: 'Тема' }],
		['social', {}, { soc: '1' }],
	])('%s', async (channel, parameters, stored) => {
		const { items } = await create({ channel, ...parameters });
		expect(items).toEqual([{ id: expect.stringMatching(/^\d+$/), name: 'Sale', success: true }]);
		expect(last()).toMatchObject({ name: 'Sale', mes: 'Скидки', ...stored });
		for (const flag of ['flash', 'viber', 'call', 'mail', 'mms', 'soc']) if (!(flag in stored)) expect(last()).not.toHaveProperty(flag);
	});

	test('what a channel needs is told before anything is made', async () => {
		expect((await create({ channel: 'email', to: 'a@example.com', subject: '={{ "" }}', from: named('b@example.com') })).error?.message).toContain('Subject');
		expect((await create({ channel: 'email', to: 'a@example.com', subject: 's', from: named('={{ "" }}') })).error?.message).toContain('Sender');
		expect((await create({ channel: 'email', subject: 's', from: named('b@example.com') })).error?.message).toContain('is not an e-mail address');
		expect((await create({ channel: 'viber', message: '' })).error?.message).toContain('Message: is empty');
		expect((await create({ channel: 'binary' })).error?.message).toContain('Channel: is "binary", which is none of its choices');
		expect((await smsc.requests()).count).toBe(0);
	});

	test('a template stands for the text on each channel', async () => {
		expect((await create({ channel: 'viber', message: '', options: { templateId: '1' } })).items).toMatchObject([{ success: true }]);
		expect(last()).toMatchObject({ tpl: '1', viber: '1' });
		expect(last()).not.toHaveProperty('mes');
	});

	test('mailings of e-mails are spoken of by their option', async () => {
		const [{ id }] = (await create({ channel: 'email', to: 'a@example.com', subject: 's', from: named('b@example.com') })).items as Json[];
		expect((await run('mailing.get', { mailingId: id })).error?.message).toContain('(3)');
		const isEmail = { options: { isEmail: true } };
		expect((await run('mailing.get', { mailingId: id, ...isEmail })).items).toMatchObject([{ id, mail: '1' }]);
		expect((await run('mailing.getAll', { returnAll: true, ...isEmail })).items).toMatchObject([{ id }]);
		expect((await run('mailing.getAll', { returnAll: true })).items).toEqual([]);
		expect((await run('mailing.cancel', { mailingId: id, ...isEmail })).items).toEqual([{ id, success: true }]);
		expect((await run('mailing.delete', { mailingId: id, ...isEmail })).items).toEqual([{ id, success: true }]);
	});
});

test('the panel offers each of them', () => {
	const { properties } = nodeTypes.get('smsc')!.description;
	const operations = properties.filter(({ name }) => name === 'operation').flatMap(({ options = [] }) => options.map((one) => (one as { action?: string }).action));
	for (const action of ['Add a contact to a group', 'Register an operator template', 'Get the clicks of a short link', 'Check the code of a sender number']) {
		expect(operations).toContain(action);
	}
});
