/** The example with a table, in a real n8n: who is due is texted once, and what became of it stands in the table. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { smsPilot } from '../support/vendors/smsPilot.ts';
import { example } from './support/example.ts';
import { setStage, type Stage } from './support/stage.ts';
import { chain, manualTrigger, node, workflow, type Json } from './support/workflow.ts';

const HOUR = 3_600_000;
const MOSCOW = 3 * HOUR;
/** One moment for all that is written and expected: a minute may end in between. */
const NOW = Date.now();

/** A time as people write it into the table, by the clock of the example. */
function inHours(hours: number): string {
	const [year, month, day, time] = new Date(NOW + MOSCOW + hours * HOUR).toISOString().slice(0, 16).split(/[-T]/);
	return `${day}.${month}.${year} ${time}`;
}

let stage: Stage;
let id: string;

beforeAll(async () => {
	const simulator = await createSmsPilot();
	stage = await setStage(simulator, smsPilot.credentialType, smsPilot.credential(simulator.account));
	await stage.sms.set({ steps: { sent: 0, delivered: 0, undelivered: 0 } });
	id = (await stage.client.createWorkflow(example('smspilot-table', [stage.credential]))).id;
	await stage.client.runWorkflow(id, { trigger: 'Once: make the table' });
});
afterAll(async () => {
	await stage?.close();
});

/** A person at the table: new rows, or other words in the rows of somebody. */
async function write(operation: 'insert' | 'update', rows: Json[]): Promise<void> {
	const byName = { conditions: [{ keyName: 'name', condition: 'eq', keyValue: '={{ $json.name }}' }] };
	const table = node('Table', 'n8n-nodes-base.dataTable', {
		resource: 'row',
		operation,
		dataTableId: { __rl: true, mode: 'name', value: 'Visits' },
		columns: { mappingMode: 'autoMapInputData', value: null },
		...(operation === 'update' ? { matchType: 'allConditions', filters: byName } : {}),
	}, { typeVersion: 1.1 });
	const run = await stage.client.runWorkflow(workflow('Table', ...chain(manualTrigger(rows), table)));
	expect(run.status).toBe('success');
}

/** An hour's run, and what stood in the table before it. */
async function hour(): Promise<Record<string, Json>> {
	const run = await stage.client.runWorkflow(id, { trigger: 'Every hour' });
	expect(run.error).toBeUndefined();
	return Object.fromEntries(run.items('All rows').map(({ json: { name, visit: _visit, ...row } }) => [name, row]));
}

test('who is due within a day is texted once, and the table tells what became of it', async () => {
	await write('insert', [
		{ name: 'Борис', phone: '8 (913) 143-73-55', visit: inHours(20) },
		{ name: 'Вера', phone: '70000000213', visit: inHours(10) },
		{ name: 'Глеб', phone: '70000000601', visit: inHours(10) },
		{ name: 'Дина', phone: '79087964782', visit: inHours(30) },
		{ name: 'Егор', phone: '79087964782', visit: inHours(-1) },
		{ name: 'Зоя', phone: '79087964782', visit: 'завтра в 10' },
	]);
	await hour();
	const texts = (await stage.sms.messages()).map(({ to, text }) => [to, text]);
	expect(texts).toEqual([
		['79131437355', `Борис, напоминаем: вы записаны на ${inHours(20)}. Ждём вас!`],
		['70000000601', `Глеб, напоминаем: вы записаны на ${inHours(10)}. Ждём вас!`],
	]);

	const sent = await hour();
	expect(sent).toMatchObject({
		Анна: { state: null },
		Борис: { state: 'queued', smsId: expect.stringMatching(/^\d+$/) },
		Вера: { state: 'refused', note: expect.stringContaining('213') },
		Глеб: { state: 'queued' },
		Дина: { state: null },
		Егор: { state: null },
		Зоя: { state: 'refused', note: 'Write the visit as 05.12.2026 10:00' },
	});

	const known = await hour();
	expect(known).toMatchObject({ Борис: { state: 'delivered' }, Глеб: { state: 'failed' } });
	expect(await stage.sms.messages()).toHaveLength(2);
});

test('an emptied state is tried again, but nobody is texted twice', async () => {
	await write('update', [{ name: 'Борис', state: '' }, { name: 'Вера', state: '', phone: '79037672215' }]);
	await hour();
	expect(await hour()).toMatchObject({ Борис: { state: 'queued', note: expect.stringContaining('sent before') }, Вера: { state: 'queued' } });
	expect(await hour()).toMatchObject({ Борис: { state: 'delivered' }, Вера: { state: 'delivered' } });
	expect(await stage.sms.perPhone()).toEqual({ 79131437355: 1, 70000000601: 1, 79037672215: 1 });
});

test('what may have been sent is not sent again', async () => {
	await write('insert', [{ name: 'Иван', phone: '79087964781', visit: inHours(3) }]);
	await stage.sms.fault({ fault: 'resetAfterRead' });
	await hour();
	expect(await hour()).toMatchObject({ Иван: { state: 'unknown', note: expect.stringContaining('It is unclear whether SMSPILOT took') } });
	expect(await stage.sms.perPhone()).toMatchObject({ 79087964781: 1 });
});

test('whose turn did not come is tried in the next hour', async () => {
	const { nodes } = example('smspilot-table', [stage.credential]);
	Object.assign(nodes.find(({ name }) => name === 'Remind')!.parameters.options as Json, { batching: { batch: { entriesPerRequest: 1 } } });
	await stage.client.updateWorkflow(id, { nodes });
	await write('insert', ['Кира', 'Лев'].map((name, index) => ({ name, phone: `7903767221${index}`, visit: inHours(3) })));
	await stage.sms.reset();
	await stage.sms.set({ refusal: 101 });
	await hour();
	await stage.sms.set({ refusal: 0 });
	expect(await hour()).toMatchObject({ Кира: { state: 'refused', note: expect.stringContaining('API key') }, Лев: { state: '' } });
	expect(await stage.sms.perPhone()).toEqual({ 79037672211: 1 });
});
