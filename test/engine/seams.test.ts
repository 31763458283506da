/**
 * Where the node meets n8n and people's hands: retries, error modes, expressions that give nothing or fail, parameters that
 * were edited before a retry. Judged by what the phones have received.
 */
import type * as N8n from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { accountAt } from '../support/account.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { nodeTypes, retryNode, runNode, type RunOptions, type RunResult } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const RETRIES = { maxTries: 3, waitBetweenTries: 0 };
const MODES = ['continueRegularOutput', 'continueErrorOutput'] as const;

/** An expression on a node that has not run. */
const NOT_RUN = "={{ $('Not Run').first().json.x }}";
/** Expressions that give nothing. */
const NOTHING = ['={{ $json.missing }}', '={{ "" }}', '={{ null }}', '={{ "\\u00a0" }}'];

describe.each(VENDORS)('$name', (vendor) => {
	const account = accountAt(vendor);
	const { type, parameters, numbers, refusedNumber, noMoney } = vendor;

	const [A, B, C] = numbers;
	const once = Object.fromEntries(numbers.map((number) => [number, 1]));
	const options = (more: Json, rest: Partial<RunOptions> = {}): RunOptions => ({
		parameters: { ...parameters, ...more },
		items: numbers.map((to) => ({ to, text: `for ${to}` })),
		credentials: account.credentials,
		...rest,
	});
	const run = async (more: Json, rest?: Partial<RunOptions>) => await runNode(type, options(more, rest));
	const told = ({ items, failed }: RunResult) => [...items, ...failed];
	const errors = (result: RunResult) => told(result).map(({ error }) => error);

	describe('Retry On Fail', () => {
		test.each(['raw', 'simplified'])('after everybody was accepted, output %s: nobody is texted twice, and no item looks failed', async (output) => {
			for (const onError of [undefined, ...MODES]) {
				await account.sms.reset();
				const { status, items } = await run({ output }, { onError, retries: RETRIES });
				expect(status).toBe('success');
				expect(items).toHaveLength(numbers.length);
				for (const item of items) expect(item).not.toHaveProperty('error');
				expect(await account.sms.perPhone()).toEqual(once);
			}
		});

		test('an output mode that cannot be worked out: nothing is sent, and nothing is passed on as sent', async () => {
			const stopped = await run({ output: NOT_RUN }, { retries: RETRIES });
			expect(stopped.status).toBe('error');
			for (const onError of MODES) {
				expect(errors(await run({ output: NOT_RUN }, { onError, retries: RETRIES }))).toEqual(numbers.map(() => expect.stringContaining('Output')));
			}
			expect(await account.sms.perPhone()).toEqual({});
		});
	});

	describe('what cannot be worked out', () => {
		const WHERE: Array<[string, Json]> = [
			['To', { to: NOT_RUN }],
			['Message', { message: NOT_RUN }],
			['Sender', { from: { __rl: true, mode: 'name', value: NOT_RUN } }],
			['an option', { options: { timeout: NOT_RUN } }],
			['a group of options', { options: { batching: { batch: { requestsAtOnce: NOT_RUN } } } }],
			['Maximum Parts', { options: { maximumParts: NOT_RUN } }],
		];
		test.each(WHERE)('%s: no item passes on as success, in any mode', async (_where, more) => {
			for (const onError of MODES) {
				const result = await run(more, { onError });
				expect(errors(result)).toEqual(numbers.map(() => expect.any(String)));
				expect(onError === 'continueErrorOutput' ? result.items : []).toEqual([]);
			}
			expect((await run(more)).status).toBe('error');
			expect(await account.sms.perPhone()).toEqual({});
		});

		test('spoils its own item only, the first included', async () => {
			const to = `={{ $itemIndex === 0 ? $('Not Run').first().json.x : $json.to }}`;
			const settings = { timeout: `={{ $itemIndex === 0 ? $('Not Run').first().json.x : 5 }}` };
			for (const more of [{ to }, { options: settings }]) {
				await account.sms.reset();
				const result = await run(more, { onError: 'continueRegularOutput' });
				expect(result.items.map(({ error }) => error !== undefined)).toEqual([true, false, false]);
				expect(await account.sms.perPhone()).toEqual({ [B]: 1, [C]: 1 });
			}
		});

		test('a credential that n8n cannot read: a failed item for each', async () => {
			const broken = { [vendor.credentialType]: undefined as unknown as Json };
			for (const onError of MODES) {
				const result = await run({}, { onError, credentials: broken });
				expect(errors(result)).toEqual(numbers.map(() => expect.any(String)));
			}
		});

		test('an operation that does not exist: a failed item for each', async () => {
			const result = await run({ operation: 'sendd' }, { onError: 'continueRegularOutput' });
			expect(errors(result)).toEqual(numbers.map(() => expect.stringContaining('no operation')));
		});

		test('150,000 numbers in a cell are many, not too many', async () => {
			const many = Array.from({ length: 150_000 }, () => 'x');
			const result = await run({}, { onError: 'continueRegularOutput', items: [{ to: many.map((x, index) => `${x}${index}`), text: 'x' }, { to: A, text: 'x' }] });
			expect(result.items).toHaveLength(150_001);
			expect(await account.sms.perPhone()).toEqual({ [A]: 1 });
		});
	});

	describe('guards', () => {
		const GUARDS = ['oncePerKey', 'maximumParts', 'maximumRecipients', 'timeout'];
		test.each(GUARDS.flatMap((guard) => NOTHING.map((value) => [guard, value])))('%s = %s is an error, not "not added"', async (guard, value) => {
			const { status, error } = await run({ options: { [guard]: value } });
			expect(status).toBe('error');
			expect(error?.message).toMatch(/: is empty/);
			expect(await account.sms.perPhone()).toEqual({});
		});

		test.each(['{{ false }}', '{{ "__UNKNOWN__" }}', 'order {{ "__UNKNOWN__" }}', '{{ 1 / 0 }}', '{{ 12345678901234567 }}', '{{ [1] }}', '{{ ({ a: 1 }) }}'])('Send Once Per Key = %s is no key of one message: nothing is sent', async (value) => {
			const { status, error } = await run({ options: { oncePerKey: `=${value}` } });
			expect(status).toBe('error');
			expect(error?.message).toMatch(/Send Once Per Key: (is|holds) /);
			expect(await account.sms.perPhone()).toEqual({});
		});

		test.each([true, false])('a message that is %s is no text: nothing is sent', async (value) => {
			const { status, error } = await run({ message: `={{ ${value} }}` });
			expect(status).toBe('error');
			expect(error?.message).toMatch(/is (true|false), not a text/);
			expect(await account.sms.perPhone()).toEqual({});
		});

		test('every option that was added, whatever else is set: an expression that gives nothing, or fails, sends nothing', async () => {
			const { properties } = nodeTypes.get(type)!.description;
			const collections = properties.filter(({ name, displayOptions: { show } = {} }) => name === 'options' && show?.operation?.includes('send') && show.resource?.includes('message'));
			const added = collections.flatMap(({ options: all }) => all as N8n.INodeProperties[]).filter(({ type: kind, displayOptions }) => kind !== 'fixedCollection' && !displayOptions);
			expect(added.length).toBeGreaterThan(5);
			for (const { name } of added) {
				for (const value of [NOTHING[0], NOT_RUN]) expect((await run({ options: { [name]: value } })).status, `${name} ${value}`).toBe('error');
			}
			expect(await account.sms.perPhone()).toEqual({});
		});

		test('Send Once Per Key on a field that is missing sends nobody anything', async () => {
			const result = await run({ options: { oncePerKey: '={{ $json.orderNumber }}' } }, { onError: 'continueRegularOutput' });
			expect(errors(result)).toEqual(numbers.map(() => 'Send Once Per Key: is empty'));
			expect(await account.sms.perPhone()).toEqual({});
		});
	});

	describe('a retry after an edit', () => {
		test('two of three accepted, the refused one removed, "Retry with currently saved workflow": nobody twice', async () => {
			const unreachable = refusedNumber;
			const items = [{}];
			const edit = (to: string[]) => ({ to: `={{ ${JSON.stringify(to)} }}`, message: 'x' });
			const first = await run(edit([A, unreachable, C]), { items });
			expect(first.status).toBe('error');
			const texted = await account.sms.perPhone();
			const again = await retryNode(type, first, options(edit([A, C]), { items }));
			expect(again.status).toBe('success');
			expect(await account.sms.perPhone()).toEqual({ ...texted, [A]: 1, [C]: 1 });
		});

		test('another operation was chosen: nobody who was accepted is texted again', async () => {
			const items = [{}];
			const first = await run({ to: `={{ ${JSON.stringify([A, refusedNumber, C])} }}`, message: 'x' }, { items });
			const texted = await account.sms.perPhone();
			const others = nodeTypes.get(type)!.description.properties
				.filter(({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes('message'))
				.flatMap(({ options: all }) => (all as N8n.INodePropertyOptions[]).map(({ value }) => String(value)))
				.filter((value) => value !== 'send' && value.startsWith('send'));
			for (const operation of others) {
				const again = await retryNode(type, first, options({ operation, to: A, message: 'x' }, { items }));
				expect(again.status, operation).toBe(operation.startsWith('sendAndWait') ? 'error' : 'success');
			}
			expect(await account.sms.perPhone()).toEqual(texted);
		});

		test('an empty account that was topped up: the retry asks again', async () => {
			if (noMoney) await account.sms.fault(noMoney);
			else await account.sms.set({ balance: 0 });
			const first = await run({});
			expect(first.status).toBe('error');
			expect(await account.sms.perPhone()).toEqual({});
			await account.sms.set({ balance: 1000 });
			const again = await retryNode(type, first, options({}));
			expect(again.status).toBe('success');
			expect(await account.sms.perPhone()).toEqual(once);
		});
	});
});

/** What a flag may look like; other words are errors. */
describe('Dry Run in whatever spelling', () => {
	const vendor = VENDORS.find(({ type }) => type === 'smsRu')!;
	const account = accountAt(vendor);
	const { type, parameters, numbers } = vendor;

	const run = async (dryRun: unknown) =>
		await runNode(type, {
			parameters: { ...parameters, options: { dryRun: '={{ $json.dry }}' } },
			items: [{ to: numbers[0], text: 'x', dry: dryRun as string }],
			credentials: account.credentials,
		});

	test.each([true, 'true', 'TRUE', ' true ', 1, '1', 'yes', 'on'])('%j rehearses', async (value) => {
		const { items } = await run(value);
		expect(items).toMatchObject([{ vendorStatusText: 'Dry run: nothing was sent' }]);
		expect(await account.sms.perPhone()).toEqual({});
	});

	test.each([false, 'false', 0, '0', 'no', 'off'])('%j sends', async (value) => {
		await run(value);
		expect(await account.sms.perPhone()).toEqual({ [numbers[0]]: 1 });
	});

	test.each([2, 'maybe', 'да?', [], {}, undefined, null, '', 'ja'])('%j is an error, and nothing is sent', async (value) => {
		const { status, error } = await run(value);
		expect(status).toBe('error');
		expect(error?.message).toMatch(/^Dry Run: is/);
		expect(await account.sms.perPhone()).toEqual({});
	});
});
