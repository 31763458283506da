/** "Send and Wait for Approval" reads all that the page will show before it sends: a link to a page that fails has no answer. */
import { describe, expect, test } from 'vitest';

import { accountAt } from '../support/account.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { runNode } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const NOT_RUN = "={{ $('Not Run').first().json.x }}";
const VALUE = '={{ $json.value }}';

const page = (values: Json): Json => ({ approvalOptions: { values } });

const WRONG: Array<[what: string, more: Json, value: unknown, says: RegExp]> = [
	...['approvalType', 'approveLabel', 'disapproveLabel', 'pageLanguage'].map((name): [string, Json, unknown, RegExp] => [
		`${name} on a node that has not run`, page({ approvalType: 'double', [name]: NOT_RUN }), '', /^Approval Options: cannot be worked out/,
	]),
	['a type that is none', page({ approvalType: VALUE }), 'both', /^Type of Approval: is "both"/],
	['a language that is none', page({ pageLanguage: VALUE }), 'by', /^Page Language: is "by"/],
	['a label that is an object', page({ approveLabel: VALUE }), { en: 'Yes' }, /^Approve Button Label: is not a text/],
	...[[Number.NaN, /^Message: is empty/], [Number.POSITIVE_INFINITY, /^Message: is Infinity/], [1e21, /last digits are lost/], ['\u200b', /^Message: is empty/], [{}, /^Message: is not a text/]].map(
		([value, says]): [string, Json, unknown, RegExp] => [`the text ${String(value)}`, { message: VALUE }, value, says as RegExp],
	),
];

describe.each(VENDORS)('$name', (vendor) => {
	const account = accountAt(vendor);
	const { type, numbers } = vendor;

	const run = async (more: Json, value: unknown = '') =>
		await runNode(type, {
			parameters: { resource: 'message', operation: 'sendAndWait', to: numbers[0], message: 'Refund?', ...more },
			items: [{ value: value as string }],
			credentials: account.credentials,
			onError: 'continueRegularOutput',
		});

	test.each(WRONG)('%s: an error, and nothing is sent', async (_what, more, value, says) => {
		const { items } = await run(more, value);
		expect(items).toEqual([expect.objectContaining({ error: expect.stringMatching(says) })]);
		expect((await account.sms.requests()).count).toBe(0);
	});

	test('what is right is sent, and waited for', async () => {
		const { status } = await run(page({ approvalType: 'double', approveLabel: VALUE, pageLanguage: 'ru' }), 'Да');
		expect(status).toBe('waiting');
		expect(await account.sms.perPhone()).toEqual({ [numbers[0]]: 1 });
	});
});
