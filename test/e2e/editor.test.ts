/**
 * The first steps of somebody who has never seen the package, in n8n's editor and a real browser: search, credential,
 * fields, run, error. `SCREENSHOTS=1` also keeps the pictures of docs/first-sms.md.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client } from './support/client.ts';
import { openEditor, type Editor } from './support/editor.ts';
import { packageRoot } from './support/install.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { Panel } from './support/panel.ts';
import { chain, manualTrigger, node, workflow } from './support/workflow.ts';

type Fields = Record<string, string>;

/** The first action of each vendor's list; SMSC sends more than SMS. */
const SEND = /^Send an SMS( or another message)?$/;

interface Shop {
	node: string;
	simulator: keyof typeof simulators;
	/** What people type who look for this vendor. */
	words: string[];
	/** What its entry in the list of nodes says. */
	says: RegExp;
	/** The fields of the right credential, by the simulator's account. */
	account(account: Fields): Fields;
	/** The field to spoil, and what n8n then says. */
	wrong: [field: string, message: string];
}

const shops: Shop[] = [
	{
		node: 'SMS.ru',
		simulator: 'smsRu',
		words: ['sms.ru', 'sms ru', 'smsru', 'смсру', 'смс ру', 'смс.ру', 'sms-ru'],
		says: /^Send SMS, .*start workflows on delivery reports/,
		account: ({ api_id: apiKey }) => ({ apiKey }),
		wrong: ['apiKey', 'SMS.ru does not know this API key'],
	},
	{
		node: 'RocketSMS',
		simulator: 'rocketSms',
		words: ['rocketsms', 'rocket sms', 'рокетсмс', 'рокет смс', 'ракета смс', 'rokcetsms'],
		says: /^Send SMS/,
		account: ({ username, password }) => ({ username, password }),
		wrong: ['password', 'RocketSMS does not accept this login and password'],
	},
	{
		node: 'SMSPILOT',
		simulator: 'smsPilot',
		words: ['smspilot', 'sms pilot', 'смспилот', 'смс пилот', 'sms-pilot'],
		says: /^Send SMS, .*start workflows on delivery reports/,
		account: ({ apikey: apiKey }) => ({ apiKey }),
		wrong: ['apiKey', 'SMSPILOT: '],
	},
	{
		node: 'SMSC',
		simulator: 'smsc',
		words: ['smsc', 'smsc.ru', 'smsc.kz', 'sms centre', 'смсц', 'смс центр', 'смс-центр', 'sms center'],
		says: /^Send SMS, .*start workflows on delivery reports/,
		account: ({ apikey: apiKey }) => ({ apiKey }),
		wrong: ['apiKey', 'SMSC does not accept this credential'],
	},
	{
		node: 'SMS.by',
		simulator: 'smsBy',
		words: ['sms.by', 'sms by', 'smsby', 'смсбай', 'смс бай', 'смс.бай', 'smsbuy'],
		says: /^Send SMS, .*start workflows on the delivery reports of bulk mailings/,
		account: ({ token }) => ({ token }),
		wrong: ['token', 'SMS.by does not accept this token'],
	},
];

const RUSSIAN = 'Здравствуйте, Анна! Ваш заказ 1024 готов, ждём вас сегодня до 21:00 на Ленина, 5.';

let n8n: N8n;
let client: Client;
let editor: Editor;
let panel: Panel;
const vendors: Partial<Record<Shop['simulator'], Simulated>> = {};

beforeAll(async () => {
	for (const { simulator } of shops) vendors[simulator] = new Simulated(await simulators[simulator]());
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	editor = await openEditor(n8n.url, { width: 1440, height: 900 });
	editor.page.setDefaultTimeout(15_000);
	panel = new Panel(editor.page, n8n.url);
});

afterAll(async () => {
	await editor?.close();
	await n8n?.stop();
	for (const vendor of Object.values(vendors)) await vendor.close();
});

/** Keeps a picture for the docs, when it is asked for. */
async function picture(name: string): Promise<void> {
	if (!process.env.SCREENSHOTS) return;
	await editor.page.waitForTimeout(500);
	await editor.screenshot(join(packageRoot, 'docs', 'images', `first-sms-${name}.png`));
}

/** What people type who want to send SMS and know no vendor: English, Russian, colloquial, and on the wrong keyboard. */
const WORDS = [
	'sms', 'SMS', 'send sms', 'text message', 'sms message', 'bulk sms', 'sms reminder', 'reminder', 'notification', 'sms gateway', 'OTP', 'verification code', '2fa',
	'смс', 'СМС', 'смска', 'смски', 'эсэмэс', 'отправить смс', 'отправка смс', 'смс отправить', 'послать смс', 'смс сообщение', 'сообщение', 'отправить сообщение',
	'уведомление', 'уведомления', 'смс уведомление', 'оповещение', 'напоминание', 'смс напоминание', 'рассылка', 'смс рассылка', 'рассылка смс', 'массовая рассылка',
	'доставка смс', 'статус доставки', 'код подтверждения', 'смс код', 'телефон', 'смс шлюз', 'ыьы', 'cvc',
];

/** What only some vendors have, and who they are. */
const CHANNELS: Array<[words: string, nodes: string[]]> = [
	['whatsapp', ['SMS.by', 'SMSC']],
	['ватсап', ['SMS.by', 'SMSC']],
	['viber', ['SMS.by', 'SMSC']],
	['вайбер', ['SMS.by', 'SMSC']],
	['телеграм', ['SMS.by', 'SMSC']],
	['звонок', ['SMS.by', 'SMS.ru', 'SMSC']],
	['смс беларусь', ['RocketSMS', 'SMS.by']],
	['смс россия', ['SMS.ru', 'SMSPILOT', 'SMSC']],
	['входящие смс', ['SMSC Incoming SMS Trigger', 'SMSPILOT Incoming SMS Trigger']],
];

describe('the list of nodes', () => {
	beforeAll(async () => await panel.beginWorkflow());

	test.each(WORDS)('finds all five for "%s"', async (words) => {
		expect(await panel.search(words)).toEqual(expect.arrayContaining(shops.map(({ node }) => node)));
		if (words === 'смс') await picture('1-search');
	});

	test.each(CHANNELS)('finds for "%s": %s', async (words, nodes) => {
		expect(await panel.search(words)).toEqual(expect.arrayContaining(nodes));
	});

	test.each(shops)('says of $node that it sends, and starts workflows where it does', async ({ node, says }) => {
		await panel.search(node);
		expect(await panel.descriptionOf(node)).toMatch(says);
	});

	test.each(shops.flatMap(({ node, words }) => words.map((one) => [one, node])))('finds for "%s": %s', async (words, node) => {
		expect((await panel.search(words))[0]).toBe(node);
	});
});

test.each(shops)('offers first, of all that $node does, to send an SMS', async ({ node }) => {
	await panel.beginWorkflow();
	await panel.search(node);
	const [first, ...others] = await panel.actionsOf(node, 'Get the balance of the account');
	expect(first).toMatch(SEND);
	expect(others).toContain('Get the balance of the account');
});

describe.each(shops)('$node', ({ node, simulator, account, wrong: [field, complaint] }) => {
	test('its credential is refused when wrong, with the reason, and taken when right', async () => {
		const { url: baseUrl, account: known } = vendors[simulator]!;
		const right = { ...account(known), baseUrl };
		await panel.beginWorkflow();
		await panel.search(node);
		await panel.add(node, SEND);
		await panel.newCredential(node);
		if (node === 'SMS.ru') await picture('2-credential');
		await panel.saveCredential({ ...right, [field]: `WRONG${right[field as keyof typeof right]}` });
		await panel.credentialIsRefused(complaint);
		if (node === 'SMS.ru') await picture('3-wrong-key');

		await panel.saveCredential(right);
		await panel.editCredential();
		await panel.credential.getByText('Connection tested successfully').waitFor();
		if (node === 'SMS.ru') await picture('4-right-key');
		await panel.closeCredential();
	});

	test('its panel counts the SMS parts of the text while it is typed', async () => {
		await panel.field('message').fill('Your order 1024 is ready');
		await expectParts(undefined);
		await panel.field('message').fill(RUSSIAN);
		await expectParts('2 SMS, you pay for 2');
		await panel.field('message').fill('€'.repeat(153));
		await expectParts('3 SMS, you pay for 3');
		await panel.field('message').fill('a'.repeat(2000));
		await expectParts('more than 10 SMS, you pay for each');
	});
});

describe('a sender of RocketSMS that is not approved', () => {
	test('stands last, says what follows, and leaves a note when it is picked', async () => {
		const name = (sender: string, verified: boolean) => ({ sender, verified, checked: verified, registered: verified });
		await vendors.rocketSms!.set({ senders: [name('NEWNAME', false), name('SHOP', true)] });
		await panel.beginWorkflow();
		await panel.search('RocketSMS');
		await panel.add('RocketSMS', SEND);
		expect(await panel.offers('from')).toEqual(['SHOP', 'NEWNAME (not approved yet: goes out under another name until then)']);
		const note = editor.page.getByText('This name is not approved yet.');
		await panel.pick('SHOP');
		expect(await note.count()).toBe(0);
		await panel.offers('from');
		await panel.pick('NEWNAME (not approved yet: goes out under another name until then)');
		await note.waitFor();
	});
});

describe('the panel of a trigger', () => {
	test.each([
		['smsRuTrigger', 'Nothing to copy: publishing this workflow registers its address'],
		['smscTrigger', 'Step 2. Copy the Production URL'],
		['smscTrigger', '/webhook?charset=utf-8&sha1=sunflower7'],
		['smsByTrigger', 'Reports come for bulk mailings only'],
		['smsPilotTrigger', 'Reports come for the messages that were sent with this address'],
	])('%s says: %s', async (type, words) => {
		const { id } = await client.createWorkflow(workflow(type, node('Trigger', `n8n-nodes-cis-sms.${type}`)));
		await editor.openWorkflow(id);
		await editor.openNode('Trigger');
		await editor.page.getByText(words).first().waitFor();
	});
});

async function expectParts(words: string | undefined): Promise<void> {
	const notice = editor.page.getByText('This text: ');
	if (words === undefined) await notice.waitFor({ state: 'hidden' });
	else await editor.page.getByText(`This text: ${words}.`).waitFor();
}

describe('reading a result', () => {
	test('the number, the state and the fields of the input stand in one row of the table', async () => {
		const { url: baseUrl, account } = vendors.smsRu!;
		const { id, name } = await client.createCredential('smsRuApi', 'SMS.ru', { authentication: 'apiKey', apiKey: account.api_id, baseUrl });
		const credentials = { smsRuApi: { id, name } };
		const order = [{ phone: '+7 925 507-06-02', order: 1024 }];
		const sent = node('Send', 'n8n-nodes-cis-sms.smsRu', { ...MESSAGE, operation: 'send', to: '={{ $json.phone }}', message: RUSSIAN, options: KEEP }, { credentials });
		const status = node('Status', 'n8n-nodes-cis-sms.smsRu', { ...MESSAGE, operation: 'getStatus', ids: '={{ $json.id }}', options: KEEP }, { credentials });
		const flow = await client.createWorkflow(workflow('Result', ...chain(manualTrigger(order), sent, status)));
		await editor.openWorkflow(flow.id);
		await editor.openNode('Status');
		await panel.executeStep();
		expect(await panel.outputRow()).toMatchObject({ to: '79255070602', status: 'queued', phone: '+7 925 507-06-02', order: '1024' });
	});
});

const MESSAGE = { resource: 'message' };
const KEEP = { keepInputFields: true };

describe('the first SMS through SMS.ru', () => {
	beforeAll(async () => {
		await vendors.smsRu!.reset();
		await vendors.smsRu!.set({ senders: ['MyShop', 'MyClinic'] });
		await panel.beginWorkflow();
		await panel.search('смс ру');
		await panel.add('SMS.ru', SEND);
	});

	test('is written, with a sender from the account', async () => {
		await panel.field('to').fill('+7 925 507 06 02');
		await panel.field('message').fill(RUSSIAN);
		expect(await panel.offers('from')).toEqual(['MyShop', 'MyClinic']);
		await picture('5-sender');
		await panel.pick('MyShop');
		await expectParts('2 SMS, you pay for 2');
		await picture('6-fields');
	});

	test('goes out once, and its id, number and status are read in the table', async () => {
		await panel.executeStep();
		expect(await panel.outputRow()).toMatchObject({ to: '79255070602', status: 'queued', parts: '2' });
		await picture('7-result');
		const [message, ...more] = await vendors.smsRu!.messages();
		expect(message).toMatchObject({ to: '79255070602', text: RUSSIAN, from: 'MyShop' });
		expect(more).toEqual([]);
	});

	test('a refused number says why, and what to do', async () => {
		await panel.field('to').fill('74993221627');
		await panel.executeStep();
		await panel.output.getByText('SMS.ru refused 74993221627: there is no route to this number (207)').first().waitFor();
		expect(await panel.output.innerText()).toContain('Check the number.');
		await picture('8-refused');
		expect(await vendors.smsRu!.messages()).toHaveLength(1);
	});
});
