/** "Send and Wait for Approval" in a real n8n: the link of the SMS, its page, and what comes out of the node. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsRu } from '../simulators/smsRu/index.ts';
import type { Simulated } from '../support/simulated.ts';
import { ensureChromium } from './support/chromium.ts';
import type { Client } from './support/client.ts';
import type { Execution } from './support/execution.ts';
import { until } from './support/poll.ts';
import { setStage, type Stage } from './support/stage.ts';
import { chain, connect, manualTrigger, node, workflow, type Json, type NodeOptions } from './support/workflow.ts';

const TYPE = 'n8n-nodes-cis-sms.smsRu';
const TO = '79255070602';
const WAITING = ['waiting' as const];

let stage: Stage;
let client: Client;
let sms: Simulated;

beforeAll(async () => {
	const simulator = await createSmsRu();
	stage = await setStage(simulator, 'smsRuApi', { authentication: 'apiKey', apiKey: simulator.account.api_id });
	({ client, sms } = stage);
});
beforeEach(async () => await sms.reset());
afterAll(async () => await stage?.close());

const ask = (parameters: Json = {}, options: NodeOptions = {}) =>
	node(
		'Ask',
		TYPE,
		{ resource: 'message', operation: 'sendAndWait', to: '={{ $json.to }}', message: '={{ $json.text }}', ...parameters },
		{ credentials: stage.credentials, ...options },
	);

const question = { to: TO, text: 'Refund 120 RUB?' };
const both = { approvalOptions: { values: { approvalType: 'double' } } };

/** Starts a run, which comes to wait, and reads the link from the phone. */
async function asked(name: string, asking = ask(both), items: Json[] = [question]) {
	const id = await client.startWorkflow(workflow(name, ...chain(manualTrigger(items), asking, node('After', 'n8n-nodes-base.noOp'))));
	await client.finished(id, 60_000, WAITING);
	return { id, link: linkIn((await sms.messages()).at(-1)!.text) };
}

const linkIn = (text: string): string => /http\S+/.exec(text)![0];

const press = (link: string, decision: string) =>
	fetch(link, { method: 'POST', body: new URLSearchParams({ decision }) });

const statusOf = async (id: string) => (await client.execution(id)).status;

const answerOf = (execution: Execution) => execution.items('After').map(({ json }) => json);

describe('the link of the SMS', () => {
	test('shows the question and decides nothing, whoever looks at it and however often', async () => {
		const { id, link } = await asked('Looking');
		for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) {
			await fetch(link, { method, headers: { 'user-agent': 'TelegramBot (like TwitterBot)' } });
		}
		const page = await fetch(link);
		expect(page.status).toBe(200);
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(page.headers.get('cache-control')).toBe('no-store');
		expect(await page.text()).toMatch(/Refund 120 RUB\?[\s\S]*>Approve<[\s\S]*>Decline</);
		expect(await statusOf(id)).toBe('waiting');

		const wrongBodies = [{}, { decision: 'maybe' }, { decision: 'toString' }];
		for (const body of wrongBodies) {
			expect((await fetch(link, { method: 'POST', body: new URLSearchParams(body as never) })).status).toBe(400);
		}
		expect(await statusOf(id)).toBe('waiting');
		expect(await sms.messages()).toHaveLength(1);
	});

	test.each([
		['approve', true],
		['decline', false],
	])('with "%s" the run goes on, with the answer and the message', async (button, approved) => {
		const { id, link } = await asked(`Pressing ${button}`);
		const [message] = await sms.messages();
		const page = await press(link, button);
		expect(page.status).toBe(200);
		expect(await page.text()).toContain(approved ? 'You have approved this' : 'You have declined this');
		const execution = await client.finished(id);
		expect(execution.status).toBe('success');
		expect(answerOf(execution)).toEqual([
			{ data: { approved, respondedAt: expect.stringMatching(/^\d{4}-.*Z$/) }, id: message.id, to: TO, parts: 2 },
		]);

		const again = await press(link, 'approve');
		expect(await again.text()).toContain('No action required');
		expect(answerOf(await client.execution(id))[0].data.approved).toBe(approved);
	});

	test('stands where {link} is, and "Approve Only" has no other button, in the labels and the language of the node', async () => {
		const values = { approveLabel: 'Да & <b>', pageLanguage: 'ru' };
		const { id, link } = await asked('Labels', ask({ message: 'Возврат? {link} Ваш магазин', approvalOptions: { values } }));
		expect((await sms.messages())[0].text).toBe(`Возврат? ${link} Ваш магазин`);
		const page = await (await fetch(link)).text();
		expect(page).toContain('<html lang="ru">');
		expect(page).toContain('>Да &amp; &lt;b&gt;</button>');
		expect(page).not.toContain('{link}');
		expect(page).not.toContain('value="decline"');
		expect((await press(link, 'decline')).status).toBe(400);
		expect(await statusOf(id)).toBe('waiting');
		await press(link, 'approve');
		expect(answerOf(await client.finished(id))[0].data.approved).toBe(true);
	});

	test('is refused when forged, and cannot answer another question', async () => {
		const { id, link } = await asked('Forged');
		const other = await asked('Other');
		const forged = new URL(link);
		const signature = forged.searchParams.get('signature')!;
		forged.searchParams.set('signature', signature.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')));
		const swapped = link.replace(`/${id}/`, `/${other.id}/`);
		const bare = link.replace(/\?.*/, '');
		for (const wrong of [forged.href, swapped, bare, `${bare}?signature=`, `${link}&run=1`]) {
			expect((await press(wrong, 'approve')).status).toBe(401);
		}
		expect([await statusOf(id), await statusOf(other.id)]).toEqual(['waiting', 'waiting']);
	});

	test('of one pass of a loop does not answer the question of the next', async () => {
		const loop = node('Loop', 'n8n-nodes-base.splitInBatches', {}, { typeVersion: 3 });
		const asking = ask(both);
		const done = node('After', 'n8n-nodes-base.noOp');
		const start = manualTrigger([{ to: TO, text: 'First?' }, { to: TO, text: 'Second?' }]);
		const id = await client.startWorkflow(
			workflow('Loop', connect(start, loop), connect(loop, done, 0), connect(loop, asking, 1), connect(asking, loop)),
		);
		await client.finished(id, 60_000, WAITING);
		const first = linkIn((await sms.messages())[0].text);
		await press(first, 'approve');
		const second = linkIn(await until(async () => (await sms.messages())[1]?.text, { for: 'the second SMS' }));
		await client.finished(id, 60_000, WAITING);

		expect((await press(first, 'approve')).status).toBe(410);
		expect(await statusOf(id)).toBe('waiting');
		await press(second, 'decline');
		expect(answerOf(await client.finished(id)).map(({ data }) => data.approved)).toEqual([true, false]);
	});
});

describe('a run that must not wait', () => {
	test('sends nothing for several items or several numbers, unless it executes once', async () => {
		const items = [question, { ...question, to: '79255070603' }];
		const several = await client.runWorkflow(workflow('Several', ...chain(manualTrigger(items), ask())));
		expect(several.error?.message).toContain('has 2 messages to send, but one run waits for what becomes of one');
		expect(several.error?.description).toContain('Execute Once');
		const numbers = await client.runWorkflow(workflow('Numbers', ...chain(manualTrigger(), ask({ to: `${TO}, 79255070603`, message: 'x' }))));
		expect(numbers.error?.message).toContain('has 2 messages to send');
		expect(await sms.messages()).toEqual([]);

		await asked('Execute once', ask(both, { executeOnce: true }), items);
		expect((await sms.messages()).map(({ to }) => to)).toEqual([TO]);
	});

	test.each([
		['refused', { to: '74993221627' }, undefined, /^SMS\.ru refused 74993221627/, 3],
		['unclear', question, { fault: 'resetAfterRead', path: '/sms/send' }, /^It is unclear whether SMS\.ru took 79255070602/, 1],
	])('fails when the message is %s; a retry asks again only where nothing can have been sent', async (name, item, fault, words, asked) => {
		if (fault) await sms.fault(fault);
		const retrying = ask({}, { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
		const run = await client.runWorkflow(workflow(name, ...chain(manualTrigger([{ ...question, ...item }]), retrying)));
		expect(run.status).toBe('error');
		expect(run.error?.message).toMatch(words);
		const { requests } = await sms.requests();
		expect(requests.filter(({ path }) => path === '/sms/send')).toHaveLength(asked);
	});

	test('gives an error item where it goes on after errors, and does not wait', async () => {
		const going = ask({}, { onError: 'continueErrorOutput' });
		const failed = node('Failed', 'n8n-nodes-base.noOp');
		const run = await client.runWorkflow(
			workflow('Goes on', ...chain(manualTrigger([{ ...question, to: '74993221627' }]), going), connect(going, failed, 1)),
		);
		expect(run.status).toBe('success');
		expect(run.items('Failed')[0].json).toMatchObject({ error: expect.stringContaining('refused'), details: { code: '207' } });
	});
});

test('on a phone, a second tap on a button is no second answer, and the page breaks none of its own rules', async () => {
	const { id, link } = await asked('On a phone');
	const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
	try {
		const page = await browser.newPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
		const complaints: string[] = [];
		page.on('console', (message) => complaints.push(message.text()));
		let posts = 0;
		await page.route(link, async (route) => {
			if (route.request().method() === 'POST' && ++posts) await pause(500);
			await route.continue().catch(() => undefined);
		});
		await page.goto(link);
		const { x, y } = (await page.getByRole('button', { name: 'Approve' }).boundingBox())!;
		for (const delay of [0, 150]) {
			await pause(delay);
			await page.touchscreen.tap(x + 20, y + 20);
		}
		await page.getByText('You have approved this').waitFor();
		expect(posts).toBe(1);
		expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
	} finally {
		await browser.close();
	}
	expect(answerOf(await client.finished(id))[0].data.approved).toBe(true);
});

test.each([
	['approve', 'Pay the money back'],
	['decline', 'Tell the customer no'],
])('the example workflow goes the way of "%s"', async (button, way) => {
	const example = JSON.parse(readFileSync(new URL('../../examples/approval-by-sms.json', import.meta.url), 'utf8'));
	for (const one of example.nodes) if (one.type === TYPE) one.credentials = stage.credentials;
	example.nodes[0].parameters.path = `refund-${button}`;
	const stored = await client.createWorkflow(example);
	await client.activate(stored);
	const order = { owner: TO, amount: 120, order: '1024' };
	await fetch(`${stage.n8n.url}/webhook/refund-${button}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(order),
	});
	const text = await until(async () => (await sms.messages())[0]?.text, { for: 'the SMS' });
	expect(text).toMatch(/^Возврат 120 ₽ за заказ 1024\? http/);
	const [{ id }] = await client.executionsOf(stored.id);
	await client.finished(id, 60_000, WAITING);
	await press(linkIn(text), button);
	expect((await client.finished(id)).runs(way)).toHaveLength(1);
});

test('Retry On Fail sends once, even if the input item carries an error of its own', async () => {
	const retrying = ask(both, { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
	const { id, link } = await asked('Retry', retrying, [{ ...question, error: 'of an earlier node' }]);
	expect(await sms.messages()).toHaveLength(1);
	await press(link, 'approve');
	expect(answerOf(await client.finished(id))[0].data.approved).toBe(true);
});

test('when the time is over, the input is passed on, and the link says that nothing is to be done', async () => {
	const values = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
	const { id, link } = await asked('Time-out', ask({ ...both, options: { limitWaitTime: { values } } }));
	const execution = await client.finished(id, 100_000);
	expect(answerOf(execution)).toEqual([question]);
	expect(await (await fetch(link)).text()).toContain('No action required');
	expect(await sms.messages()).toHaveLength(1);
});
