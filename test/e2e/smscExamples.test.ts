/** The examples that live by what SMSC tells later, in a real n8n: STOP, and Viber before SMS. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsc, type SmscSimulator } from '../simulators/smsc/index.ts';
import { smsc } from '../support/vendors/smsc.ts';
import type { StoredWorkflow } from './support/client.ts';
import { example } from './support/example.ts';
import type { Execution } from './support/execution.ts';
import { until } from './support/poll.ts';
import { setStage, type Stage } from './support/stage.ts';
import type { Json, Workflow } from './support/workflow.ts';

let simulator: SmscSimulator;
let stage: Stage;

beforeAll(async () => {
	simulator = await createSmsc();
	stage = await setStage(simulator, smsc.credentialType, smsc.credential(simulator.account));
	await stage.sms.set({ steps: { sent: 0, delivered: 0, undelivered: 0, read: 0 } });
});
beforeEach(async () => {
	await stage.sms.reset();
	simulator.settings.blacklist = {};
});
afterAll(async () => {
	await stage?.close();
});

const imported = (file: string) => example(file, [stage.credential]);

async function publish(flow: Workflow): Promise<StoredWorkflow> {
	const stored = await stage.client.createWorkflow(flow);
	await stage.client.activate(stored);
	return stored;
}

/** The runs of a published workflow, the newest first, once all are over and are enough. */
async function runsOf({ id }: StoredWorkflow, areEnough: (runs: Execution[]) => boolean): Promise<Execution[]> {
	const look = async () => {
		const all = await stage.client.executionsOf(id);
		if (all.some(({ status }) => status !== 'success')) return undefined;
		const runs = await Promise.all(all.map((one) => stage.client.execution(one.id)));
		return areEnough(runs) ? runs : undefined;
	};
	return await until(look, { for: 'enough runs', longest: 90_000, every: 500 });
}

const jsonOf = (run: Execution, name: string): Json[] => run.items(name).map(({ json }) => json);

describe('smsc-stop', () => {
	const write = async (phone: string, mes: string) => {
		await fetch(`${stage.sms.url}/__inbound`, { method: 'POST', body: new URLSearchParams({ phone, mes }) });
	};
	const blacklist = () => Object.keys(simulator.settings.blacklist);

	test('whoever writes STOP is answered once and gets nothing more; everything else is left to a person', async () => {
		const flow = await publish(imported('smsc-stop'));
		await write('79037672215', 'Стоп!');
		await write('79037672215', ' СТОП ');
		await write('79999999999', 'Отписаться.');
		await write('79261112233', 'Не стоп, а старт');
		const runs = await runsOf(flow, (all) => all.flatMap((run) => run.items('New SMS')).length === 4);
		expect(blacklist()).toEqual(['79037672215', '79999999999']);
		expect(await stage.sms.perPhone()).toEqual({ 79037672215: 1, 79999999999: 1 });
		expect(runs.flatMap((run) => jsonOf(run, 'For a person to read'))).toEqual([{ phone: '79261112233', text: 'Не стоп, а старт' }]);
		await stage.client.deactivate(flow);
	});

	test('a number is blocked without the answer, too; and a person is told what could not be blocked', async () => {
		const { id } = await stage.client.createWorkflow(imported('smsc-stop'));
		const byHand = async () => await stage.client.runWorkflow(id, { trigger: 'New SMS' });
		await write('79261112234', 'stop');
		await stage.sms.fault({ fault: 'reply', path: '/sys/send.php', body: '{"error":"no money","error_code":3}', times: 0 });
		expect(jsonOf(await byHand(), 'Gets nothing more')).toEqual([{ phone: '79261112234' }]);
		expect(blacklist()).toContain('79261112234');

		await write('79261112235', 'STOP');
		await stage.sms.fault({ fault: 'reply', path: '/sys/phones.php', body: '{"error":"operation failed","error_code":5}', times: 0 });
		expect(jsonOf(await byHand(), 'Put on the list by hand')).toEqual([{ phone: '79261112235', why: expect.stringContaining('could not be done') }]);
	});
});

describe('smsc-viber-then-sms', () => {
	let flow: StoredWorkflow;
	let calls = 0;

	beforeAll(async () => {
		const hasty = imported('smsc-viber-then-sms');
		for (const { name, parameters } of hasty.nodes) {
			if (name === '20 minutes') Object.assign(parameters, { amount: 1, unit: 'seconds' });
			if (name === 'Has it arrived?') parameters.options = { waitUntilFinal: true, longestWait: 0.01 };
		}
		flow = await publish(hasty);
	});

	/** The shop calls; the run's ends. */
	async function ready(order: string, phone: string): Promise<Json[]> {
		const body = JSON.stringify({ name: 'Анна', phone, order });
		await fetch(`${stage.n8n.url}/webhook/order-ready-viber`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
		calls += 1;
		const [run] = await runsOf(flow, ({ length }) => length === calls);
		return ['Reached by Viber', 'Reached by SMS', 'Call this customer'].flatMap((end) => jsonOf(run, end));
	}

	/** What a phone has got, in its order. */
	const channels = async (phone: string) =>
		(await stage.sms.messages()).filter(({ to }) => to === phone).map(({ channel = 'sms' }) => channel);

	test.each([
		['arrives', '79999999999', 'Viber', ['viber']],
		['is read', '70000000002', 'Viber', ['viber']],
		['is not delivered in its time', '70000000003', 'SMS', ['viber', 'sms']],
		['cannot be delivered', '70000000001', 'SMS', ['viber', 'sms']],
	])('a message that %s', async (_what, phone, by, got) => {
		expect(await ready(phone, phone)).toEqual([{ order: phone, by }]);
		expect(await channels(phone)).toEqual(got);
		const [{ text, params }] = await stage.sms.messages();
		expect([text, params]).toMatchObject([`Анна, ваш заказ ${phone} готов. Ждём вас!`, { valid: '00:15' }]);
	});

	test.each([
		['of which nothing is heard within a day', '70000000245', 'Viber: unknown'],
		['that is still under way', '70000000101', 'Viber: sent'],
	])('a message %s is followed by no SMS', async (_what, phone, why) => {
		expect(await ready(phone, phone)).toEqual([{ order: phone, phone, why }]);
		expect(await channels(phone)).toEqual(['viber']);
	});

	test('what SMSC refuses in Viber goes by SMS at once', async () => {
		await stage.sms.fault({ fault: 'reply', path: '/sys/send.php', body: '{"error":"cannot deliver","error_code":8,"id":1}' });
		expect(await ready('1', '79999999998')).toEqual([{ order: '1', by: 'SMS' }]);
		expect(await channels('79999999998')).toEqual(['sms']);
	});

	test('what may be on its way is left to a person', async () => {
		await stage.sms.fault({ fault: 'resetAfterRead', path: '/sys/', times: 0 });
		expect(await ready('2', '79999999997')).toEqual([{ order: '2', phone: '79999999997', why: expect.stringContaining('It is unclear whether SMSC took') }]);
		expect(await channels('79999999997')).toEqual(['viber']);
	});

	test('a call that is made again sends nothing again', async () => {
		await ready('3', '70000000003');
		expect(await ready('3', '70000000003')).toEqual([{ order: '3', by: 'an earlier run' }]);
		expect(await channels('70000000003')).toEqual(['viber', 'sms']);
	});
});
