/** An execution was stopped after its message and before its wait, and is retried: what comes back would go to the first one. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { VENDORS } from '../support/vendors/index.ts';
import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { nodeTypes, retryNode, runNode, type RunOptions } from '../support/workflow.ts';

const CASES = VENDORS.flatMap((vendor) => {
	const properties = nodeTypes.get(vendor.type)!.description.properties;
	const operations = properties.flatMap(({ name, options = [] }) => (name === 'operation' ? options.map((option) => ('value' in option ? option.value : '')) : []));
	return ['sendAndWait', 'sendAndWaitForDelivery'].filter((value) => operations.includes(value)).map((operation) => ({ ...vendor, operation }));
});

describe.each(CASES)('$name, $operation', ({ type, credentialType, credential, numbers, operation }) => {
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulators[type]());
	});
	beforeEach(async () => {
		await sms.reset();
		await sms.set({ balance: 1000, ...(operation === 'sendAndWait' ? {} : { steps: { sent: 0, delivered: 600 } }) });
	});
	afterAll(async () => await sms.close());

	const options = (more: Partial<RunOptions> = {}): RunOptions => ({
		parameters: { resource: 'message', operation, to: numbers[0], message: 'Refund?' },
		credentials: { [credentialType]: { ...credential(sms.account), baseUrl: sms.url } },
		...more,
	});
	const stopped = async () => {
		const first = await runNode(type, options({ execution: '7' }));
		expect(first.status).toBe('waiting');
		delete first.stored.data.waitTill;
		return first;
	};

	test('another execution says so instead of waiting for ever, and sends nothing', async () => {
		const again = await retryNode(type, await stopped(), options({ execution: '8' }));
		expect(again.status).toBe('error');
		expect(again.error?.message).toContain('the message was sent by the execution that this one retries');
		expect(again.error?.description).toContain('Start the workflow anew');
		expect(await sms.perPhone()).toEqual({ [numbers[0]]: 1 });
	});

	test('where it goes on after errors, its item is an error', async () => {
		const { items } = await retryNode(type, await stopped(), options({ execution: '8', onError: 'continueRegularOutput' }));
		expect(items).toMatchObject([{ error: expect.any(String), details: { outcome: 'unknown', id: expect.any(String) } }]);
		expect(await sms.perPhone()).toEqual({ [numbers[0]]: 1 });
	});

	test('the same execution waits on', async () => {
		expect((await retryNode(type, await stopped(), options({ execution: '7' }))).status).toBe('waiting');
		expect(await sms.perPhone()).toEqual({ [numbers[0]]: 1 });
	});
});
