/** What a vendor would ignore without a word is an error before sending; what its document warns of is told where the user decides. */
import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createSmsRu } from '../simulators/smsRu/index.ts';
import { createSmsc } from '../simulators/smsc/index.ts';
import { Simulated } from '../support/simulated.ts';
import { nodeTypes, runNode } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

let smsRu: Simulated;
let smsc: Simulated;

beforeAll(async () => {
	[smsRu, smsc] = [new Simulated(await createSmsRu()), new Simulated(await createSmsc())];
});
beforeEach(async () => {
	for (const one of [smsRu, smsc]) await one.reset();
});
afterAll(async () => await Promise.all([smsRu.close(), smsc.close()]));

const send = (type: string, options: Json, operation = 'send') => {
	const credentials: Record<string, Json> = {
		...(type === 'smsRu' ? { smsRuApi: { authentication: 'apiKey', apiKey: smsRu.account.api_id, baseUrl: smsRu.url } } : {}),
		...(type === 'smsc' ? { smscApi: { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url } } : {}),
	};
	return runNode(type, { credentials, parameters: { resource: 'message', operation, to: '79255070602', message: 'x', options } });
};

describe('SMS.ru: "Send At" together with "Only in Daytime"', () => {
	const later = new Date(Date.now() + 3_600_000).toISOString();

	test('is an error, and nothing is sent', async () => {
		for (const sendAt of [later, '2010-07-28T10:00:00Z', Date.now() + 3_600_000]) {
			const { error } = await send('smsRu', { sendAt, daytime: true });
			expect(error?.message).toContain('Send At: is ignored by SMS.ru together with "Only in Daytime"');
			expect(error?.description).toContain('Nothing was sent.');
		}
		expect((await smsRu.requests()).count).toBe(0);
	});

	test.each<Json>([{ daytime: true }, { sendAt: '', daytime: true }, { sendAt: later, daytime: false }])('%j is none', async (options) => {
		expect((await send('smsRu', options)).items).toHaveLength(1);
	});
});

describe('SMSC: "Spread Step" without "Spread Over"', () => {
	test('is an error, and nothing is sent', async () => {
		const { error } = await send('smsc', { frequency: 10 });
		expect(error?.message).toContain('Spread Step (Minutes): is ignored by SMSC without "Spread Over (Hours)"');
		expect((await smsc.requests()).count).toBe(0);
	});

	test.each([{ period: 1 }, { period: 1, frequency: 10 }])('%j is none', async (options) => {
		expect((await send('smsc', options)).items).toMatchObject([{ status: 'queued' }]);
	});
});

describe('warnings of the documents', () => {
	/** What the panel shows of an operation's fields: labels, hints and descriptions. */
	const panel = (type: string, resource: string, operation: string): string => {
		const { properties } = nodeTypes.get(type)!.description;
		const shown = properties.filter(({ displayOptions }) => {
			const { resource: resources = [], operation: operations = [] } = (displayOptions?.show ?? {}) as Record<string, string[]>;
			return resources.includes(resource) && operations.includes(operation);
		});
		return shown.map(({ displayName, hint = '' }) => `${displayName} ${hint}`).join('\n');
	};
	const page = (path: string) => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');

	test.each([['message', 'send'], ['verification', 'callCode']])('SMS.ru, %s.%s: a captcha', (resource, operation) => {
		expect(panel('smsRu', resource, operation)).toMatch(/captcha/);
		expect(page('smsru.md')).toMatch(/captcha/);
		expect(page('ru/smsru.md')).toMatch(/капч/);
	});

	test.each(['send', 'sendBulk', 'sendAndWait'])('RocketSMS, message.%s: the blacklist', (operation) => {
		expect(panel('rocketSms', 'message', operation)).toMatch(/ignores the blacklist/);
		expect(page('rocketsms.md')).toMatch(/ignore the blacklist/);
		expect(page('ru/rocketsms.md')).toMatch(/чёрный список/);
	});
});
