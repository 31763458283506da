/** Errors in a format that was not asked for, but that the vendor's document prints: a refusal is a refusal. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { createSmsc } from '../simulators/smsc/index.ts';
import { causeOf } from '../support/abilities.ts';
import { Simulated } from '../support/simulated.ts';
import { runNode } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const PHONE = '79999999999';

let smsc: Simulated;
let smsPilot: Simulated;

beforeAll(async () => {
	[smsc, smsPilot] = [new Simulated(await createSmsc()), new Simulated(await createSmsPilot())];
});
beforeEach(async () => {
	for (const one of [smsc, smsPilot]) await one.reset();
});
afterAll(async () => await Promise.all([smsc.close(), smsPilot.close()]));

const run = (type: 'smsc' | 'smsPilot', operation: string, parameters: Json) => {
	const [resource, value] = operation.split('.');
	const credentials: Record<string, Json> =
		type === 'smsc'
			? { smscApi: { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url } }
			: { smsPilotApi: { authentication: 'apiKey', apiKey: smsPilot.account.apikey, baseUrl: smsPilot.url } };
	return runNode(type, { credentials, parameters: { resource, operation: value, ...parameters } });
};

describe('SMSC', () => {
	const CALLS: Array<[operation: string, parameters: Json]> = [
		['message.send', { to: PHONE, message: 'x' }],
		['message.getCost', { to: PHONE, message: 'x' }],
		['message.getStatus', { ids: '1', to: PHONE }],
		['message.delete', { ids: '1', to: PHONE }],
		['account.getBalance', {}],
		['contact.create', { contact: PHONE }],
		['sender.getAll', { returnAll: true }],
		['number.getOperator', { to: PHONE, phone: PHONE }],
		['mailing.get', { mailingId: '1' }],
	];

	test.each(CALLS)('%s', async (operation, parameters) => {
		for (const body of ['ERROR = 2 (authorise error)', 'ERROR = 2 (неверный логин)\r\n', 'ERROR=2', '0,-2', '<result>\n<error>authorise error</error>\n<error_code>2</error_code>\n</result>']) {
			await smsc.fault({ fault: 'reply', body, contentType: 'text/plain' });
			const { error } = await run('smsc', operation, parameters);
			expect(error?.message).toContain('the login, password or API key is wrong');
			expect(error?.message).not.toContain('unclear');
			expect(error?.failure).toEqual(causeOf('credential-invalid'));
		}
	});

	test.each(['ERROR = 7 (invalid number), ID - 1234', '1234,-7', '<?xml version="1.0"?><result><error>x</error><error_code>7</error_code><id>1234</id></result>'])('%j names the id of what was refused', async (body) => {
		await smsc.fault({ fault: 'reply', body });
		const { error } = await run('smsc', 'message.send', { to: PHONE, message: 'x' });
		expect(error?.message).toContain(`SMSC refused ${PHONE}: the recipient is not a valid number or address (7)`);
	});

	test.each(['ERROR = 0 (no error)', 'ERROR', 'ERROR = two', 'OK - 1 SMS, ID - 1234', '1234,1', '0,-0', '<html>ERROR = 2 (x)</html>'])('%j proves nothing', async (body) => {
		await smsc.fault({ fault: 'reply', body });
		const { error } = await run('smsc', 'message.send', { to: PHONE, message: 'x', options: { checkUnclear: false } });
		expect(error?.message).toContain('It is unclear');
	});
});

describe('SMSPILOT', () => {
	test.each<[operation: string, parameters: Json]>([
		['message.send', { to: PHONE, message: 'x' }],
		['message.getCost', { to: PHONE, message: 'x' }],
		['message.getStatus', { ids: '1' }],
		['account.getBalance', {}],
		['account.get', {}],
		['inbound.getAll', { returnAll: true }],
		['number.lookup', { to: PHONE }],
		['number.getResult', { ids: '1' }],
	])('%s', async (operation, parameters) => {
		for (const body of ['ERROR=102', 'ERROR=102: APIKEY not found', 'ERROR = 102: x\n']) {
			await smsPilot.fault({ fault: 'reply', body, contentType: 'text/plain' });
			const { error } = await run('smsPilot', operation, parameters);
			expect(error?.message).toContain('the API key is not known (102)');
			expect(error?.failure).toEqual(causeOf('credential-invalid'));
		}
	});

	test.each(['ERROR=0', 'ERROR', 'ERROR=x', 'SUCCESS=SMS SENT 1.68/100', '<p>ERROR=102</p>', 'ERROR=600: Expired'])('%j proves nothing', async (body) => {
		await smsPilot.fault({ fault: 'reply', body });
		const { error } = await run('smsPilot', 'message.send', { to: PHONE, message: 'x' });
		expect(error?.message).toContain('It is unclear');
	});
});
