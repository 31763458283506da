/** `npm run check:live`, pointed at the simulated vendors: the real ones are asked by people with keys of their own. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ask } from '../../tools/live/ask.mjs';
import { Simulated } from '../support/simulated.ts';
import { VENDORS, vendors, type VendorType } from '../support/vendors/index.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Variables = Record<string, string>;

/** The variables for a simulator's account. */
function variablesFor({ live, credential }: TestVendor, account: Variables): Variables {
	const fields = credential(account);
	return Object.fromEntries(Object.entries(live.variables).flatMap(([variable, field]) => (field in fields ? [[variable, String(fields[field])]] : [])));
}

const addressOf = (name: string, url: string): Variables => ({ [`${name.toUpperCase()}_BASE_URL`]: url });

/** Where nobody answers: a vendor that a test is not about must never be asked for real. */
const NOWHERE = 'http://127.0.0.1:9';

const nobody = Object.assign({}, ...VENDORS.map(({ type }) => addressOf(type, NOWHERE))) as Variables;

const running = {} as Record<VendorType, Simulated>;

beforeAll(async () => {
	for (const { type, simulator } of VENDORS) running[type] = new Simulated(await simulator());
});
afterAll(() => Promise.all(Object.values(running).map((one) => one.close())));

/** Runs the script as a user would. */
function check(variables: Variables): Promise<{ code: number; said: string }> {
	const env = { PATH: process.env.PATH, ...nobody, ...variables };
	const args = ['--disable-warning=ExperimentalWarning', 'tools/check-live.mjs', '--no-build'];
	return new Promise((resolve) => {
		execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) => {
			resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
		});
	});
}

const closing = (said: string): string => said.trim().split('\n').at(-1)!;

/** The lines about one vendor. */
const about = (vendor: string, said: string): string => said.split('\n\n').find((part) => part.trim().startsWith(vendor)) ?? '';

const balanceAt = async ({ type }: TestVendor): Promise<unknown> =>
	((await (await fetch(`${running[type].url}/__account`)).json()) as { balance: unknown }).balance;

const forAll = (): Variables =>
	Object.assign({}, ...VENDORS.map((vendor) => {
		const { account, url } = running[vendor.type];
		return { ...variablesFor(vendor, account), ...addressOf(vendor.type, url) };
	}));

describe('with keys for every vendor', () => {
	test('everything is as expected, nothing is sent, nothing is paid, no key is shown', async () => {
		const before = await Promise.all(VENDORS.map(balanceAt));
		const { code, said } = await check(forAll());

		expect(closing(said)).toBe('35 as expected, 0 not as expected, 0 without an answer');
		expect(code).toBe(0);
		expect(about('SMS.ru', said)).toMatch(/Message: Send \(dry run\) +as expected +1 result: id, to, status/);
		for (const vendor of VENDORS) {
			const sms = running[vendor.type];
			expect(await sms.messages()).toEqual([]);
			for (const secret of Object.values(variablesFor(vendor, sms.account))) expect(said).not.toContain(secret);
		}
		expect(await Promise.all(VENDORS.map(balanceAt))).toEqual(before);
	});

	test('an answer that cannot be read, and a field of another type, are told', async () => {
		await running.smsRu.fault({ fault: 'wrongShape', path: '/my/limit', times: 3 });
		await running.smsBy.fault({ fault: 'reply', path: '/api/v2/getSubscriberLists', times: 1, body: [{ list_id: '3434', name: 'Clients' }] });
		const { code, said } = await check(forAll());
		expect(about('SMS.ru', said)).toMatch(/Account: Get Daily Limit +unreadable /);
		expect(about('SMS.by', said)).toMatch(/Contact List: Get Many +different +list_id is string, not number/);
		expect(closing(said)).toBe('33 as expected, 2 not as expected, 0 without an answer');
		expect(code).toBe(1);
	});

	test('a wrong key is refused in the vendor’s words, and not shown even where these quote it', async () => {
		const wrong = '00000000-AAAA-BBBB-CCCC-000000000000';
		await running.smsRu.fault({ fault: 'reply', path: '/my/limit', times: 1, body: { status: 'ERROR', status_code: 999, status_text: `no ${wrong}!` } });
		const { code, said } = await check({ SMSRU_API_ID: wrong, ...addressOf('smsRu', running.smsRu.url) });
		expect(about('SMS.ru', said)).toMatch(/Account: Get Balance +refused .*\(200\)/);
		expect(about('SMS.ru', said)).toMatch(/Account: Get Daily Limit +refused .*"no [^ ]+!"/);
		expect(said).not.toContain(wrong);
		expect(code).toBe(1);
	});
});

test('what would cost is not asked, even if somebody adds it to the questions', async () => {
	const { url, account } = running.smsRu;
	const { live } = vendors.smsRu;
	const added: TestVendor['live']['questions'] = [['message.send', { to: '79255070602', message: 'x' }]];
	const costly: TestVendor = { ...vendors.smsRu, live: { ...live, questions: [...live.questions, ...added] } };
	const asked = ask(costly, { authentication: 'apiKey', apiKey: account.api_id, baseUrl: url });
	await expect(asked).rejects.toThrow('"Send an SMS" is not a free question');
	expect(await running.smsRu.messages()).toEqual([]);
});

describe('without keys', () => {
	test('SMSPILOT’s emulator is asked, and every other vendor says which variables it wants', async () => {
		const { code, said } = await check(addressOf('smsPilot', running.smsPilot.url));
		expect(said).toContain('SMS.ru: not asked, for want of SMSRU_API_ID, or SMSRU_LOGIN and SMSRU_PASSWORD');
		expect(said).toContain('SMS.by: not asked, for want of SMSBY_TOKEN\n');
		expect(about('SMSPILOT', said)).toMatch(/Account: Get +as expected .*; new: name\n/);
		expect(closing(said)).toBe('6 as expected, 0 not as expected, 0 without an answer');
		expect(code).toBe(0);
	});

	test('half a login is none', async () => {
		const { said } = await check({ SMSC_LOGIN: 'alex' });
		expect(said).toContain('SMSC: not asked, for want of SMSC_API_KEY, or SMSC_LOGIN and SMSC_PASSWORD');
	});

	test('where nobody answers, it says that nothing was checked', async () => {
		const { code, said } = await check({});
		expect(about('SMSPILOT', said)).toMatch(/Account: Get Balance \(rur\) +unreachable +nobody answers at its address/);
		expect(said).toContain('No vendor could be reached. Is this machine connected to the internet? Nothing was checked.');
		expect(closing(said)).toBe('0 as expected, 0 not as expected, 6 without an answer');
		expect(code).toBe(1);
	});
});
