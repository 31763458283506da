/**
 * The Russian edition in a real n8n and a real browser: list of nodes, panel, credential, errors, trigger, approval; and
 * workflows that change their edition. `SCREENSHOTS=1` also keeps the pictures of docs/ru/first-sms.md.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsRu } from '../simulators/smsRu/index.ts';
import { Simulated } from '../support/simulated.ts';
import { inEditionOf } from '../../tools/edition.mjs';
import { everyTranslation } from '../../tools/language/catalogues.mjs';
import { Client, type Credential } from './support/client.ts';
import { openEditor, type Editor } from './support/editor.ts';
import { packageRoot } from './support/install.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection, packedEditions } from './support/packed.ts';
import { Panel } from './support/panel.ts';
import { chain, connect, manualTrigger, node, workflow, type Json, type Workflow } from './support/workflow.ts';

const TYPE = 'n8n-nodes-cis-sms-ru.smsRu';
const TO = '79255070602';
const NO_NUMBER = 'а где номер?';

const texts: Record<string, string> = everyTranslation('ru');

/** What the catalogue says for a text. */
function russian(text: string, values: Record<string, string | number> = {}): string {
	expect(texts[text]).toMatch(/\p{Script=Cyrillic}/u);
	return Object.entries(values).reduce((told, [name, value]) => told.replace(`{${name}}`, () => String(value)), texts[text]);
}

let n8n: N8n;
let client: Client;
let editor: Editor;
let panel: Panel;
let sms: Simulated;
let credential: Credential;

const accountOf = () => ({ authentication: 'apiKey', apiKey: sms.account.api_id, baseUrl: sms.url });

beforeAll(async () => {
	sms = new Simulated(await createSmsRu());
	const editions = await packedEditions();
	n8n = await startN8n({ packages: editions.map(({ tarball }) => tarball) });
	client = new Client(n8n.url);
	await client.setUpOwner();
	credential = await client.createCredential('smsRuApi', 'SMS.ru', accountOf());
	editor = await openEditor(n8n.url, { width: 1440, height: 900 });
	editor.page.setDefaultTimeout(15_000);
	panel = new Panel(editor.page, n8n.url);
});
beforeEach(async () => await sms.reset());
afterAll(async () => {
	await editor?.close();
	await n8n?.stop();
	await sms?.close();
});

const send = (parameters: Json = {}, options = {}, type = TYPE) =>
	node('SMS', type, { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: 'Ваш заказ 1024 готов', ...parameters }, {
		credentials: { smsRuApi: { id: credential.id, name: credential.name } },
		...options,
	});

/** Opens the panel of a workflow's node. */
async function open(flow: Workflow, name: string): Promise<string> {
	const { id } = await client.createWorkflow(flow);
	await editor.openWorkflow(id);
	await editor.openNode(name);
	return id;
}

/** Keeps a picture of docs/ru/first-sms.md, when it is asked for. */
async function picture(name: string): Promise<void> {
	if (!process.env.SCREENSHOTS) return;
	await editor.page.waitForTimeout(500);
	await editor.screenshot(join(packageRoot, 'docs', 'ru', 'images', `first-sms-${name}.png`));
}

describe('in the editor', () => {
	test.each(['sms', 'смс', 'sms.ru', 'смс ру'])('"%s" finds the nodes, which say in Russian what they do', async (words) => {
		await panel.beginWorkflow();
		expect(await panel.search(words)).toContain('SMS.ru');
		expect(await panel.descriptionOf('SMS.ru')).toMatch(/\p{Script=Cyrillic}/u);
	});

	test('a node offers its actions in Russian, to send an SMS first', async () => {
		await panel.beginWorkflow();
		await panel.search('sms.ru');
		const [first, ...others] = await panel.actionsOf('SMS.ru', russian('Send an SMS'));
		expect(first).toBe(russian('Send an SMS'));
		expect(others).toContain(russian('Get the balance of the account'));
		expect(others.filter((action) => Object.hasOwn(texts, action) && texts[action] !== action)).toEqual([]);
	});

	test('the panel asks in Russian, and counts the parts in Russian', async () => {
		await open(workflow('Panel', ...chain(manualTrigger([{ to: TO }]), send())), 'SMS');
		for (const label of ['Resource', 'Operation', 'To', 'Message', 'Sender']) await editor.page.getByText(russian(label), { exact: true }).first().waitFor();
		await panel.field('message').fill('Здравствуйте, Анна! Ваш заказ 1024 готов, ждём вас сегодня до 21:00 на Ленина, 5.');
		await editor.page.getByText(russian('This text: {parts} SMS, you pay for {parts}.', { parts: 2 }).replace('{parts}', '2')).waitFor();
	});

	test('the canvas says below the node what it does', async () => {
		await editor.openWorkflow((await client.createWorkflow(workflow('Canvas', ...chain(manualTrigger([{ to: TO }]), send())))).id);
		await editor.page.getByText(`${russian('Message')}: ${russian('Send')}`).first().waitFor();
	});

	test('a trigger waits in Russian', async () => {
		await open(workflow('Trigger', node('Trigger', 'n8n-nodes-cis-sms-ru.smsRuTrigger')), 'Trigger');
		await editor.page.getByText(russian('Trigger On'), { exact: true }).first().waitFor();
		await editor.page.getByText(russian('Final Statuses Only'), { exact: true }).first().waitFor();
	});

	test('SMPP speaks Russian, too', async () => {
		await open(workflow('SMPP', ...chain(manualTrigger(), node('SMPP', 'n8n-nodes-smpp-ru.smpp'))), 'SMPP');
		for (const label of ['Resource', 'To', 'Sender']) await editor.page.getByText(russian(label), { exact: true }).first().waitFor();
	});
});

describe('the first SMS, step by step', () => {
	const TEXT = 'Здравствуйте, Анна! Ваш заказ 1024 готов, ждём вас сегодня до 21:00 на Ленина, 5.';
	const UNKNOWN_KEY = 'SMS.ru does not know this API key. Copy the api_id again from the main page of your SMS.ru account.';

	beforeAll(async () => {
		await panel.beginWorkflow();
		await panel.search('смс');
		await picture('1-search');
		await panel.add('SMS.ru', new RegExp(`^${russian('Send an SMS')}$`));
	});
	beforeEach(async () => await sms.set({ senders: ['MyShop', 'MyClinic'] }));

	test('a wrong credential says why, a right one is taken', async () => {
		await panel.editCredential();
		await panel.credential.getByText(new RegExp(`^${russian('API Key')}`)).first().waitFor();
		await picture('2-credential');
		await panel.saveCredential({ apiKey: 'WRONG' });
		await panel.credentialIsRefused(russian(UNKNOWN_KEY));
		await picture('3-wrong-key');
		await panel.saveCredential({ apiKey: sms.account.api_id });
		await panel.credential.getByText('Connection tested successfully').waitFor();
		await picture('4-right-key');
		await panel.closeCredential();
	});

	test('the fields are filled, and the parts are counted', async () => {
		await panel.field('to').fill('+7 925 507 06 02');
		await panel.field('message').fill(TEXT);
		expect(await panel.offers('from')).toEqual(['MyShop', 'MyClinic']);
		await picture('5-sender');
		await panel.pick('MyShop');
		await editor.page.getByText(russian('This text: {parts} SMS, you pay for {parts}.', { parts: 2 }).replace('{parts}', '2')).waitFor();
		await picture('6-fields');
	});

	test('it goes out once', async () => {
		await panel.executeStep();
		expect(await panel.outputRow()).toMatchObject({ to: TO, status: 'queued', parts: '2' });
		await picture('7-result');
		expect(await sms.messages()).toMatchObject([{ to: TO, text: TEXT, from: 'MyShop' }]);
	});

	test('a refused number says what happened and what to do', async () => {
		await panel.field('to').fill('74993221627');
		await panel.executeStep();
		const meaning = `${russian('there is no route to this number')} (207)`;
		await panel.output.getByText(russian('{vendor} refused {who}: {meaning}', { vendor: 'SMS.ru', who: '74993221627', meaning })).first().waitFor();
		expect(await panel.output.innerText()).toContain(russian('Check the number.'));
		await picture('8-refused');
	});
});

describe('in a run', () => {
	test('mistakes stop it with an error in Russian, before anything is sent', async () => {
		const numbers = [{ to: TO }, { to: NO_NUMBER }];
		const { error } = await client.runWorkflow(workflow('Mistake', ...chain(manualTrigger(numbers), send())));
		expect(error!.message).toContain(`${russian('To')}: ${russian('"{typed}" is not a phone number', { typed: NO_NUMBER })}`);
		expect(error!.description).toContain(russian('Nothing was sent.'));
		expect(await sms.messages()).toEqual([]);
	});

	test('the error branch gets Russian words, and values that a workflow can test', async () => {
		const failed = node('Failed', 'n8n-nodes-base.noOp');
		const sending = send({}, { onError: 'continueErrorOutput' });
		const run = await client.runWorkflow(workflow('Branch', ...chain(manualTrigger([{ to: TO }, { to: NO_NUMBER }]), sending), connect(sending, failed, 1)));
		expect(run.items('SMS').map(({ json }) => json)).toMatchObject([{ to: TO, status: 'queued', outcome: 'accepted', vendorStatusText: expect.stringMatching(/\p{Script=Cyrillic}/u) }]);
		const [{ json }] = run.items('Failed');
		expect(json).toMatchObject({ error: expect.stringContaining(russian('"{typed}" is not a phone number', { typed: NO_NUMBER })), details: { parameter: 'To', outcome: 'refused' } });
	});

	test('an approval asks in Russian and goes on', async () => {
		const asking = send({ operation: 'sendAndWait', message: 'Вернуть деньги за заказ 1024?' });
		const id = await client.startWorkflow(workflow('Approval', ...chain(manualTrigger([{ to: TO }]), asking, node('After', 'n8n-nodes-base.noOp'))));
		await client.finished(id, 60_000, ['waiting']);
		const [link] = /http\S+/.exec((await sms.messages())[0].text)!;
		expect(await (await fetch(link)).text()).toMatch(/<html lang="ru">[^]*Вернуть деньги за заказ 1024\?[^]*>Одобрить</);
		await fetch(link, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) });
		const run = await client.finished(id);
		expect(run.items('After').map(({ json }) => json)).toMatchObject([{ data: { approved: true }, to: TO }]);
	});
});

describe('beside the English edition', () => {
	let both: N8n;
	let owner: Client;

	beforeAll(async () => {
		const editions = await packedEditions();
		both = await startN8n({ packages: [await packedCollection(), editions[0].tarball] });
		owner = new Client(both.url);
		await owner.setUpOwner();
	});
	afterAll(async () => await both?.stop());

	test('a workflow changes its edition and does the same', async () => {
		const { id, name } = await owner.createCredential('smsRuApi', 'SMS.ru', accountOf());
		const sending = send({}, { credentials: { smsRuApi: { id, name } }, onError: 'continueRegularOutput' }, 'n8n-nodes-cis-sms.smsRu');
		const english = workflow('English', ...chain(manualTrigger([{ to: TO }, { to: NO_NUMBER }]), sending));
		const told = [english, JSON.parse(inEditionOf(JSON.stringify(english), 'ru')) as Workflow].map(async (flow) => {
			const run = await owner.runWorkflow(flow);
			return run.items('SMS').map(({ json }) => json);
		});
		const [before, after] = await Promise.all(told);
		const tested = (items: Json[]) => items.map(({ to, status, outcome, parts, details }) => ({ to, status, outcome, parts, parameter: (details as Json | undefined)?.parameter }));
		expect(tested(after)).toEqual(tested(before));
		expect(before[1].error).toContain('is not a phone number');
		expect(after[1].error).toContain(russian('"{typed}" is not a phone number', { typed: NO_NUMBER }));
		expect(await sms.messages()).toHaveLength(2);
	});
});
