/** The credentials' own tests, asked as n8n asks them: only the vendor's own yes passes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { Simulated } from '../support/simulated.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { credentialTypes } from '../support/workflow.ts';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const FORM = 'application/x-www-form-urlencoded';

/** Fields that people paste, with a space or a line end around them. */
const PASTED: Record<string, string[]> = {
	smsRu: ['apiKey'],
	smsPilot: ['apiKey'],
	smsBy: ['token'],
	rocketSms: ['username'],
};

describe.each(VENDORS)('$name', ({ type, credentialType, credential, simulator }) => {
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulator());
	});
	beforeEach(async () => await sms.reset());
	afterAll(async () => await sms.close());

	/** What the user is told: nothing where the credential is right. The first rule that fits is n8n's answer. */
	async function complaint(own: Json = {}): Promise<string | undefined> {
		const { test: check, authenticate } = credentialTypes.get(credentialType)! as Json;
		const { method, url, body, headers = {} } = check.request;
		const values = { ...credential(sms.account), ...own };
		const signed: Json = await authenticate(values, { url, method, body, headers });
		const reply = await fetch(`${sms.url}${signed.url}${signed.qs ? `?${new URLSearchParams(signed.qs)}` : ''}`, {
			method,
			...(method === 'GET' ? {} : written(signed.body, signed.headers)),
		});
		const text = await reply.text();
		const answer = /^[[{]/.test(text) ? JSON.parse(text) : text;
		const valueAt = (path: string) => path.split('.').reduce((value, key) => value?.[key], answer);
		const rule = check.rules.find(({ type: kind, properties: { key, value } }: Json) =>
			kind === 'responseCode' ? reply.status === value : reply.ok && valueAt(key) === value,
		);
		return rule?.properties.message ?? (reply.ok ? undefined : `HTTP ${reply.status}`);
	}

	const written = (body: unknown, headers: Json) =>
		body instanceof URLSearchParams || headers['content-type'] === FORM
			? { body: new URLSearchParams(body as Record<string, string>) }
			: { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };

	test('a right one passes', async () => expect(await complaint()).toBeUndefined());

	test.each(['<html><body>Technical works</body></html>', {}, { ok: true }, { error: 'Invalid token' }])('%j under HTTP 200 does not', async (body) => {
		await sms.fault({ fault: 'reply', body });
		expect(await complaint()).toMatch(/Base URL|token/);
	});

	test.each(PASTED[type] ?? [])('a space around the %s changes nothing', async (field) => {
		const value = credential(sms.account)[field];
		expect(await complaint({ [field]: ` ${String(value)}\n` })).toBeUndefined();
	});
});
