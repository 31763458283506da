/** "Maximum Recipients": how many people one item may text, in the nodes of all vendors. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { VENDORS } from '../support/vendors/index.ts';
import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { runNode } from '../support/workflow.ts';

describe.each(VENDORS)('$name', ({ type, credentialType, credential, parameters, numbers }) => {
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulators[type]());
	});
	beforeEach(async () => await sms.reset());
	afterAll(async () => await sms.close());

	const crowd = Array.from({ length: 50 }, (_, index) => String(Number(numbers[0]) + index));

	const send = async (to: Array<string | string[]>, maximumRecipients: string | number, onError?: 'continueRegularOutput') =>
		await runNode(type, {
			parameters: { ...parameters, options: { maximumRecipients } },
			items: to.map((one) => ({ to: one, text: 'Sale' })),
			credentials: { [credentialType]: { ...credential(sms.account), baseUrl: sms.url } },
			onError,
		});

	test('a crowd is refused before anything is sent', async () => {
		const { error } = await send([crowd], 3);
		expect(error?.message).toContain('To: has 50 recipients, the option "Maximum Recipients" allows 3');
		expect(error?.description).toContain('Nothing was sent');
		expect((await sms.requests()).count).toBe(0);
	});

	test('counts each item by itself, and a number that is named twice once', async () => {
		const [first, second] = numbers;
		const { items } = await send([crowd, `${first}, +${first}`, second], 1, 'continueRegularOutput');
		expect(items.map(({ error, to }) => error ?? to)).toEqual([expect.stringContaining('has 50 recipients'), first, second]);
		expect(await sms.perPhone()).toEqual({ [first]: 1, [second]: 1 });
	});

	test.each([0, 'many', ''])('a limit of "%s" is a mistake, not the end of the guard', async (limit) => {
		const { error } = await send([numbers[0]], limit);
		expect(error?.message).toMatch(/^Maximum Recipients: is (0|many|empty)/);
		expect((await sms.requests()).count).toBe(0);
	});
});

describe('SMSC', () => {
	const [smsc] = VENDORS.filter(({ type }) => type === 'smsc');
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulators.smsc());
	});
	afterAll(async () => await sms.close());

	test.each([
		['a group counts as a crowd', 'send', { sendTo: 'groups', groups: '1' }, 'names the group G1'],
		['a group in a mailing is a crowd, too', 'create', { sendTo: 'groups', groups: '1' }, 'names the group G1'],
		['a mailing to many numbers is refused', 'create', { to: '79261112233, 79261112234' }, 'has 2 recipients'],
	])('%s', async (_what, operation, recipients, words) => {
		const resource = operation === 'create' ? 'mailing' : 'message';
		const { error } = await runNode('smsc', {
			parameters: { resource, operation, name: 'Sale', ...recipients, message: 'Sale', options: { maximumRecipients: 1 } },
			credentials: { smscApi: { ...smsc.credential(sms.account), baseUrl: sms.url } },
		});
		expect(error?.message).toContain(words);
		expect((await sms.requests()).count).toBe(0);
	});
});
