/** The nodes as tools of AI, in a real n8n: its MCP Server Trigger offers them, so that no model is needed. */
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { VENDORS, vendors } from '../support/vendors/index.ts';
import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client, type Credential } from './support/client.ts';
import { example } from './support/example.ts';
import { McpClient } from './support/mcp.ts';
import { startModel, type Model } from './support/model.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { attach, node, workflow, type Json, type Workflow } from './support/workflow.ts';

let n8n: N8n;
let client: Client;
let mcp: McpClient;
const credentials: Credential[] = [];
const phones = new Map<string, Simulated>();

const PHONE = '79255070602';
const TO = 'Phone number of the recipient, digits with the country code';
const TEXT = 'Text of the SMS, at most 70 Cyrillic or 160 Latin characters';

beforeAll(async () => {
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	const path = randomUUID();
	const server = node('SMS', '@n8n/n8n-nodes-langchain.mcpTrigger', { path }, { typeVersion: 2, webhookId: path });
	const perVendor = await Promise.all(
		VENDORS.map(async ({ name, type, credentialType, credential, parameters }) => {
			const sms = new Simulated(await simulators[type]());
			phones.set(type, sms);
			const stored = await client.createCredential(credentialType, name, { ...credential(sms.account), baseUrl: sms.url });
			credentials.push(stored);
			const asked = {
				...parameters,
				to: `={{ $fromAI('to', '${TO}', 'string') }}`,
				message: `={{ $fromAI('message', '${TEXT}', 'string') }}`,
				options: { maximumRecipients: 1, maximumParts: 1 },
			};
			const tool = (title: string, its: Json) =>
				node(`${title} ${name}`, `n8n-nodes-cis-sms.${type}Tool`, its, {
					credentials: { [credentialType]: { id: stored.id, name: stored.name } },
				});
			return [
				tool('Text by', asked),
				tool('Money at', { resource: 'account', operation: 'getBalance' }),
				tool('Ask by', { ...asked, operation: 'sendAndWait' }),
			];
		}),
	);
	await client.activate(await client.createWorkflow(workflow('Tools', ...perVendor.flat().map((tool) => attach(tool, server)))));
	mcp = await McpClient.connect(`${n8n.url}/mcp/${path}`);
});
beforeEach(async () => {
	for (const sms of phones.values()) await sms.reset();
});
afterAll(async () => {
	await n8n?.stop();
	for (const sms of phones.values()) await sms.close();
});

describe.each(VENDORS)('$name', ({ name, type, numbers: [to], refusedNumber }) => {
	const tool = `Text_by_${name.replace('.', '_')}`;
	let sms: Simulated;
	beforeAll(() => {
		sms = phones.get(type)!;
	});

	test('tells the model what it does and what it wants', async () => {
		const { description, inputSchema } = (await mcp.tools()).find((one) => one.name === tool)!;
		expect(description).toMatch(/^Send an SMS/);
		expect(description).toContain(` in ${name}`);
		expect(inputSchema.properties).toMatchObject({
			to: { type: 'string', description: TO },
			message: { type: 'string', description: TEXT },
		});
		expect(inputSchema.required).toEqual(['to', 'message']);
	});

	test('sends one SMS, and answers in few words', async () => {
		const { isError, text } = await mcp.call(tool, { to, message: 'Ваш заказ 1024 готов' });
		expect(isError).toBe(false);
		expect(JSON.parse(text)).toMatchObject([{ id: expect.any(String), to, status: expect.any(String) }]);
		expect(text.length).toBeLessThan(400);
		expect(await sms.messages()).toMatchObject([{ to, text: 'Ваш заказ 1024 готов' }]);
	});

	test('reads the balance without being told anything', async () => {
		const { isError, text } = await mcp.call(tool.replace('Text_by', 'Money_at'), {});
		expect([isError, JSON.parse(text)]).toEqual([false, [expect.objectContaining({ balance: expect.any(Number) })]]);
	});

	test('asks nobody for an approval that it could not wait for', async () => {
		const { isError, text } = await mcp.call(tool.replace('Text_by', 'Ask_by'), { to, message: 'Refund?' });
		expect([isError, text]).toEqual([true, expect.stringContaining('Send and Wait for Approval: cannot wait here')]);
		expect(await sms.messages()).toEqual([]);
	});

	test.each([
		['50 recipients', Array.from({ length: 50 }, (_, index) => Number(to) + index).join(','), 'Sale', '"Maximum Recipients" allows 1'],
		['a long text', to, 'Скидки! '.repeat(20), '"Maximum Parts" allows 1'],
		['a number that is none', 'Anna', 'Sale', '"Anna" is not a phone number'],
	])('sends nothing for %s, and says why', async (_what, recipients, message, words) => {
		const { isError, text } = await mcp.call(tool, { to: recipients, message });
		expect([isError, text]).toEqual([true, expect.stringContaining(words)]);
		expect(text).toContain('Nothing was sent');
		expect((await sms.requests()).count).toBe(0);
	});

	test('says in words why the vendor refused, and serves the next number', async () => {
		const { isError, text } = await mcp.call(tool, { to: refusedNumber, message: 'Sale' });
		expect([isError, text]).toEqual([true, expect.stringContaining(`${name} refused ${refusedNumber}: `)]);
		expect(await sms.messages()).toEqual([]);
		expect((await mcp.call(tool, { to, message: 'Sale' })).isError).toBe(false);
		expect(await sms.perPhone()).toEqual({ [to]: 1 });
	});
});

describe('the example sms-ru-mcp-server', () => {
	const TOKEN = 'a-long-random-token';
	let url: string;
	beforeAll(async () => {
		const bearer = await client.createCredential('httpBearerAuth', 'Token', { token: TOKEN });
		const server = example('sms-ru-mcp-server', credentials, { 'SMS for AI programs': bearer });
		await client.activate(await client.createWorkflow(server));
		url = `${n8n.url}/mcp/sms`;
	});

	test('answers nobody without the token', async () => {
		await expect(McpClient.connect(url)).rejects.toThrow(/HTTP 40[13]/);
	});

	test('texts one person, tells what became of it, and how much money is left', async () => {
		const sms = phones.get('smsRu')!;
		await sms.set({ steps: { sent: 0, delivered: 0 } });
		const mcp = await McpClient.connect(url, { authorization: `Bearer ${TOKEN}` });
		const tools = await mcp.tools();
		expect(tools.map(({ name }) => name).sort()).toEqual(['Money_left', 'Send_an_SMS', 'What_became_of_an_SMS']);
		const sent = await mcp.call('Send_an_SMS', { to: '+7 925 507-06-02', message: 'Анна, ваш заказ готов' });
		const [{ id }] = JSON.parse(sent.text) as { id: string }[];
		expect(await sms.messages()).toMatchObject([{ id, to: PHONE, text: 'Анна, ваш заказ готов' }]);
		expect((await mcp.call('What_became_of_an_SMS', { id })).text).toContain('"status":"delivered"');
		expect((await mcp.call('Money_left', {})).text).toMatch(/"balance":\d/);
		expect(await mcp.call('Send_an_SMS', { to: `${PHONE}, 79990000001`, message: 'x' })).toMatchObject({
			isError: true,
			text: expect.stringContaining('"Maximum Recipients" allows 1'),
		});
		expect(await sms.messages()).toHaveLength(1);
	});
});

describe('the example smsc-ai-agent', () => {
	let model: Model;
	let key: Credential;
	let hook: string;
	let sms: Simulated;
	beforeAll(async () => {
		sms = phones.get('smsc')!;
		const text = (to: string, message = 'Ваш заказ готов') => ({ name: 'Text_a_customer', arguments: { to, message } });
		model = await startModel((written) => {
			const to = /\d[\d, ]*\d/.exec(written)![0];
			const { name, arguments: toolParameters } = text(to);
			if (written.includes('reviewed')) return [{ name, arguments: { toolParameters, hitlParameters: {} } }];
			if (written.includes('twice')) return [text(to, 'Раз'), text(to, 'Два')];
			return [text(to)];
		});
		key = await client.createCredential('openAiApi', 'Model', { apiKey: 'none', url: model.url });
		const agent = example('smsc-ai-agent', credentials, { 'Your model': key });
		const chat = agent.nodes.find(({ name }) => name === 'Chat')!;
		chat.parameters.public = true;
		hook = `${n8n.url}/webhook/${chat.webhookId}/chat`;
		await client.activate(await client.createWorkflow(agent));
	});
	afterAll(async () => await model?.close());

	/** Writes into the chat; returns what the agent says in the end. */
	async function write(chatInput: string): Promise<string> {
		const body = JSON.stringify({ action: 'sendMessage', sessionId: 'shop', chatInput });
		const response = await fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
		return ((await response.json()) as { output: string }).output;
	}

	test('texts the customer', async () => {
		expect(await write('Text 79999999999 that the order is ready')).toContain('"status":"queued"');
		expect(model.tools.sort()).toEqual(['Money_left', 'Text_a_customer']);
		expect(await sms.messages()).toMatchObject([{ to: '79999999999', text: 'Ваш заказ готов' }]);
	});

	test('a model that uses the tool twice texts once for each request', async () => {
		expect(await write('Text 79999999998 twice')).toContain('"skipped":true');
		expect(await sms.perPhone()).toEqual({ 79999999998: 1 });
		expect(await write('Text 79999999998 again')).toContain('"status":"queued"');
		expect(await sms.perPhone()).toEqual({ 79999999998: 2 });
	});

	test.each([
		['Text 79999999999, 79999999998, all of them', 'Name fewer recipients.'],
		[`Text ${vendors.smsc.refusedNumber}`, 'Check the number'],
	])('"%s": the model reads what to do', async (written, words) => {
		expect(await write(written)).toContain(words);
		expect(await sms.messages()).toEqual([]);
	});

	test.each([
		['approve', 1],
		['decline', 0],
	])('a person reviews the text by SMS: with "%s", the customer gets %i', async (decision, count) => {
		const owner = phones.get('smsRu')!;
		const { id } = await client.createWorkflow(reviewed());
		const text = 'Text 79999999999 reviewed';
		const execution = await client.startWorkflow(id, { trigger: 'Chat', input: { chatInput: text, sessionId: 'shop' } });
		await client.finished(execution, 60_000, ['waiting']);
		const [question] = await owner.messages();
		expect(question).toMatchObject({ to: PHONE, text: expect.stringContaining('79999999999: Ваш заказ готов') });
		expect(await sms.messages()).toEqual([]);

		await fetch(/http\S+/.exec(question.text)![0], { method: 'POST', body: new URLSearchParams({ decision }) });
		expect((await client.finished(execution)).status).toBe('success');
		expect(await sms.messages()).toHaveLength(count);
	});

	/** The example with SMS.ru's node as n8n's "human review" between the agent and its tool. */
	function reviewed(): Workflow {
		const flow = example('smsc-ai-agent', credentials, { 'Your model': key });
		const [{ id, name }] = credentials.filter(({ type }) => type === 'smsRuApi');
		const parameters = {
			resource: 'message',
			operation: 'sendAndWait',
			to: PHONE,
			message: '={{ $tool.parameters.to }}: {{ $tool.parameters.message }}',
			approvalOptions: { values: { approvalType: 'double' } },
		};
		const options = { credentials: { smsRuApi: { id, name } }, webhookId: randomUUID() };
		flow.nodes.push(node('Review', 'n8n-nodes-cis-sms.smsRuHitlTool', parameters, options));
		flow.connections['Text a customer'] = { ai_tool: [[{ node: 'Review', type: 'ai_tool', index: 0 }]] };
		flow.connections.Review = { ai_tool: [[{ node: 'Assistant', type: 'ai_tool', index: 0 }]] };
		return flow;
	}
});
