/** "Check Before Giving Up": an unclear send that carried an id of ours is settled by asking. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { createSmsc } from '../simulators/smsc/index.ts';
import { Simulated } from '../support/simulated.ts';
import { runNode } from '../support/workflow.ts';

let smsc: Simulated;

beforeAll(async () => {
	smsc = new Simulated(await createSmsc());
});
beforeEach(async () => await smsc.reset());
afterAll(async () => await smsc.close());

const numbers = ['79261112233', '79261112234'];

const send = (options: Record<string, unknown> = {}) =>
	runNode('smsc', {
		credentials: { smscApi: { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url } },
		parameters: { resource: 'message', operation: 'send', to: numbers.join(), message: 'Hello!', options: { timeout: 2, ...options } },
		onError: 'continueRegularOutput',
	});

/** Loses the answer to the send; every later request is answered. */
const loseAnswer = (processed: boolean) => smsc.fault({ fault: 'resetAfterRead', processed });

test('a message that was taken although its answer was lost is told as accepted, with the id', async () => {
	await loseAnswer(true);
	const { items } = await send();
	expect(items).toMatchObject(numbers.map((to) => ({ to, id: expect.stringMatching(/^\d+$/), status: expect.not.stringMatching('unknown') })));
	expect(Object.values(await smsc.perPhone())).toEqual([1, 1]);
});

test('a message that the vendor does not know stays unclear: it may not know it yet', async () => {
	await loseAnswer(false);
	const { items } = await send();
	expect(items).toMatchObject(numbers.map((to) => ({ details: { to, outcome: 'unknown' } })));
	expect(await smsc.messages()).toEqual([]);
});

test('a message under an id of the user’s own is asked about where the user says that it is no other message’s', async () => {
	await loseAnswer(true);
	const { items } = await send({ messageId: 'order-77', messageIdIsUnique: true });
	expect(items).toMatchObject(numbers.map((to) => ({ to, id: 'order-77', outcome: 'accepted' })));
	expect(Object.values(await smsc.perPhone())).toEqual([1, 1]);
});

test('switched off, or with an id of the user’s own, nothing is asked', async () => {
	for (const options of [{ checkUnclear: false }, { messageId: '77' }, { messageId: '77', messageIdIsUnique: false }]) {
		await smsc.reset();
		await loseAnswer(true);
		const { items } = await send(options);
		expect(items).toMatchObject(numbers.map((to) => ({ details: { to, outcome: 'unknown' } })));
		expect((await smsc.requests()).count).toBe(1);
	}
});
