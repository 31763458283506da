/** "Keep Input Fields": the item's own fields stand beside what became of it, so that a table can be written back in one step. */
import { describe, expect, test } from 'vitest';

import { detailed } from '../support/abilities.ts';
import { accountAt } from '../support/account.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { runNode, type RunOptions } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const KEPT = { keepInputFields: true };

describe.each(VENDORS)('$name', (vendor) => {
	const account = accountAt(vendor);
	const { type, parameters, numbers, refusedNumber } = vendor;

	const [A, B] = numbers;
	const run = async (items: Json[], more: Json, rest: Partial<RunOptions> = {}) =>
		await runNode(type, {
			parameters: { ...parameters, ...more },
			items,
			credentials: account.credentials,
			...rest,
		});
	const row = (to: string | string[], more: Json = {}) => ({ to, text: 'Ready', row: 7, guest: { name: 'Анна' }, ...more });

	test.each(['simplified', 'raw'])('an accepted item, output %s: the result’s fields, then the item’s own', async (output) => {
		const [bare] = (await run([row(A)], { output })).items;
		await account.sms.reset();
		const [kept] = (await run([row(A)], { output, options: KEPT })).items;
		expect(kept).toMatchObject({ row: 7, text: 'Ready', guest: { name: 'Анна' } });
		expect(Object.keys(kept).slice(0, Object.keys(bare).length)).toEqual(Object.keys(bare));
	});

	test('of fields with the same name, the result’s stays', async () => {
		const { items } = await run([row(A, { id: 'row 7', status: 'new', outcome: 'none' })], { options: KEPT });
		expect(items).toMatchObject([{ to: A, outcome: 'accepted' }]);
		expect([items[0].id, items[0].status]).not.toEqual(['row 7', 'new']);
	});

	test('each recipient of an item has its fields; no other item has them', async () => {
		const { items } = await run([row([A, B]), { to: A, text: 'Else' }], { options: KEPT });
		expect(items.map(({ row: place }) => place)).toEqual([7, 7, undefined]);
	});

	test('an "error" of the input is not taken for a failure', async () => {
		const { items, status } = await run([row(A, { error: 'Not found' })], { options: KEPT }, { retries: { maxTries: 2, waitBetweenTries: 1 }, onError: 'continueErrorOutput' });
		expect(status).toBe('success');
		expect(items).toMatchObject([{ to: A, inputError: 'Not found' }]);
		expect(items[0]).not.toHaveProperty('error');
		expect(await account.sms.perPhone()).toEqual({ [A]: 1 });
	});

	test('a failed item keeps them in the same output, and leaves by the error output with what n8n adds', async () => {
		const failing = [row(refusedNumber), row('12', { error: 'Old' })];
		const regular = await run(failing, { options: KEPT }, { onError: 'continueRegularOutput' });
		const branched = await run(failing, { options: KEPT }, { onError: 'continueErrorOutput' });
		expect(branched.items).toEqual([]);
		const details = { outcome: 'refused' };
		for (const { items, said } of [{ items: regular.items, said: { details } }, { items: branched.failed, said: detailed(details) }]) {
			expect(items).toMatchObject(failing.map(() => ({ row: 7, text: 'Ready', message: expect.any(String), ...said })));
			expect(items.map(({ error }) => error)).not.toContain('Old');
		}
	});

	const unreadable = Object.defineProperty({ ...row(A) }, 'guest', { enumerable: true, get: () => { throw new Error('Gone'); } });
	test.each([
		['no fields at all', undefined, { outcome: 'accepted' }, 2],
		['a field that cannot be read', unreadable, { error: expect.stringContaining('Gone'), details: { outcome: 'refused' } }, 1],
	])('an item with %s spoils nothing of what the others tell', async (_what, item, first, texted) => {
		const parameters = { to: `={{ $itemIndex === 0 ? "${A}" : "${B}" }}`, message: 'Ready', options: KEPT };
		const { items } = await run([item as unknown as Json, row(B)], parameters, { onError: 'continueRegularOutput' });
		expect(items).toMatchObject([first, { to: B, outcome: 'accepted', row: 7 }]);
		expect((await account.sms.messages()).length).toBe(texted);
	});

	test('Get Status: the row, its id and its state in one item', async () => {
		const { items: sent } = await run([row(A)], { options: KEPT });
		const { items } = await run(sent, { operation: 'getStatus', ids: '={{ $json.id }}', to: '={{ $json.to }}', output: 'simplified', options: KEPT });
		expect(items).toMatchObject([{ id: sent[0].id, to: A, status: expect.any(String), row: 7, guest: { name: 'Анна' } }]);
	});

	test('without the option there is nothing of the input', async () => {
		const { items } = await run([row(A)], {});
		expect(items[0]).not.toHaveProperty('row');
	});
});
