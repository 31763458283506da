/** Code 9 by what was asked for, and what a retry remembers of a refusal. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsc } from '../../simulators/smsc/index.ts';
import { Simulated } from '../../support/simulated.ts';
import { runNode, type RunOptions } from '../../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '79999999999';

let smsc: Simulated;

beforeAll(async () => {
	smsc = new Simulated(await createSmsc());
});
beforeEach(async () => await smsc.reset());
afterAll(async () => await smsc.close());

const run = (operation: string, parameters: Json = {}, options: Partial<RunOptions> = {}) => {
	const [resource, value] = operation.split('.');
	return runNode('smsc', {
		credentials: { smscApi: { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url } },
		onError: 'continueRegularOutput',
		...options,
		parameters: { resource, operation: value, ...parameters },
	});
};

/** What is said of code 9, whatever the vendor's words are. */
const told = async (operation: string, parameters: Json, words: string) => {
	await smsc.fault({ fault: 'reply', body: { error: words, error_code: 9 }, times: 0 });
	const { items: [item] } = await run(operation, parameters);
	await smsc.reset();
	return JSON.stringify(item);
};

const QUESTIONS: Array<[operation: string, parameters: Json]> = [
	['account.getBalance', {}],
	['account.getStatistics', {}],
	['inbound.getAll', { returnAll: true }],
	['message.getAll', { returnAll: true }],
	['message.getCost', { to: PHONE, message: 'x' }],
	['message.send', { to: PHONE, message: 'x', options: { dryRun: true } }],
	['number.getOperator', { to: PHONE, phone: PHONE }],
	['sender.getAll', { returnAll: true }],
	['template.getAll', { returnAll: true }],
	['contact.getAll', { returnAll: true }],
	['group.getAll', { returnAll: true }],
	['mailing.getAll', { returnAll: true }],
	['mailing.get', { mailingId: '1' }],
];

describe.each(['duplicate request', 'too often', ''])('code 9 with the words %j', (words) => {
	test.each(QUESTIONS)('of %s speaks of no message that may have been sent', async (operation, parameters) => {
		const item = await told(operation, parameters, words);
		expect(item).toContain('it was asked too often within a minute');
		expect(item).not.toMatch(/sent|history|sending/);
	});

	test.each([
		['message.send', { to: PHONE, message: 'x' }],
		['number.ping', { to: PHONE }],
		['verification.callCode', { phone: PHONE }],
	])('of %s does', async (operation, parameters) => {
		expect(await told(operation, parameters, words)).toContain('Check the history of the SMSC account for the message');
	});

	test.each([
		['contact.create', { contact: PHONE }],
		['template.create', { name: 'n', message: 'x', text: 'x' }],
		['blacklist.delete', { phone: PHONE }],
	])('of %s speaks of a change', async (operation, parameters) => {
		expect(await told(operation, parameters, words)).toContain('Check the SMSC account for the change');
	});
});

describe('what a retry does about a refusal', () => {
	/** How many requests for the one recipient three tries make. */
	const asked = async (body: Json) => {
		await smsc.fault({ fault: 'reply', body, times: 0 });
		await run('message.send', { to: PHONE, message: 'x' }, { retries: { maxTries: 3, waitBetweenTries: 0 } });
		return (await smsc.requests()).count;
	};
	const row = (error: number, status: number) => ({ id: 5, cnt: 0, phones: [{ phone: PHONE, status: String(status), error: String(error), cost: '0' }] });

	test.each([
		['a text that needs a contract (6)', { error: 'denied', error_code: 6, id: 1 }],
		['no money (3)', { error: 'no money', error_code: 3, id: 1 }],
		['what cannot be delivered now (8)', { error: "can't to deliver", error_code: 8, id: 1 }],
		['a number that the account forbids (250)', row(250, 23)],
		['a sender that waits for approval (254)', row(254, 23)],
		['a text without an operator’s template (238)', row(238, 23)],
		['the spam filter (253)', row(253, 23)],
		['the account’s hours (246)', row(246, 23)],
		['a missing contract (243)', row(243, 23)],
	])('%s is asked again: the account can cure it', async (_what, body) => {
		expect(await asked(body)).toBe(3);
	});

	test.each([
		['a wrong number (7)', { error: 'invalid number', error_code: 7, id: 1 }],
		['a number of a wrong form (249)', row(249, 22)],
	])('%s is remembered', async (_what, body) => {
		expect(await asked(body)).toBe(1);
	});
});
