/** No login, password, key or token of any vendor is stored, logged, shown, or sent to a stranger, whatever goes wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { FAULTS, type Fault } from '../faults/faults.ts';
import { VENDORS } from '../support/vendors/index.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';
import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client, type Credential } from './support/client.ts';
import { leaksIn, secretsIn } from './support/leaks.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { startStranger, type Stranger } from './support/stranger.ts';
import { chain, connect, manualTrigger, node, workflow } from './support/workflow.ts';

type Account = Record<string, string>;
type Trouble = Pick<Fault, 'name' | 'order' | 'baseUrl'>;
type TroubleMaker = (account: Account) => Trouble;

/** Each fault is met in both error modes, and by both kinds of credential where a vendor has two. */
const WAYS = [
	{ onError: 'stopWorkflow', authentication: 'apiKey' },
	{ onError: 'continueErrorOutput', authentication: 'login' },
] as const;
const RUNS_AT_ONCE = 8;

/** A short secret could be met by chance, and digits alone too, as in an alphabet; such ones are marked. */
const isCommon = (secret: string): boolean => secret.length < 8 || /^\d+$/.test(secret);
const MARK = 'marked-secret';
const REDIRECTS = [301, 302, 303, 307, 308];

/** A request as a vendor may quote it: as a form, a URL, JSON, and PHP's JSON. */
function quoted(account: Account): string {
	const [form, json] = [new URLSearchParams(account), JSON.stringify(account)];
	const url = Object.entries(account).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
	return [form, url, json, json.replaceAll('/', '\\/'), ...Object.values(account)].join('\n');
}

const replying = (name: string, contentType: string, bodyOf: (account: Account) => unknown): TroubleMaker =>
	(account) => ({ name, order: { fault: 'reply', contentType, body: bodyOf(account) } });

/** Answers that quote the request with the credential that it carried. */
const QUOTES: TroubleMaker[] = [
	replying('a page that quotes the request', 'text/html', (account) => `<html><pre>${quoted(account)}</pre></html>`),
	replying('an error that quotes the request', 'application/json', (account) => ({
		status: 'ERROR',
		status_text: quoted(account),
		error: quoted(account),
	})),
	replying('JSON with the request in it', 'application/json', (account) => ({
		request: account,
		[quoted(account)]: [quoted(account)],
	})),
];

let n8n: N8n;
let client: Client;
let stranger: Stranger;
const opened: Simulated[] = [];
const secrets = new Set<string>();

beforeAll(async () => {
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	stranger = await startStranger();
});
afterAll(async () => {
	await n8n?.stop();
	await stranger?.close();
	await Promise.all(opened.map((one) => one.close()));
});

const redirect = (status: number): TroubleMaker => () => ({
	name: `redirect (${status}) to a stranger`,
	order: { fault: 'redirect', status, to: `${stranger.url}/api` },
});

/** What of an account a request carries: its login with the password, or its key. */
function carried({ login, password, psw, ...others }: Account, authentication: string): Account {
	if (login !== undefined) return authentication === 'login' ? { login, password: password ?? psw } : others;
	return password === undefined ? others : { ...others, password };
}

/** A vendor's server in trouble for good, and a credential for it, with all of the account's secrets in it. */
async function troubled(vendor: TestVendor, maker: TroubleMaker, authentication: string) {
	const simulated = new Simulated(await simulators[vendor.type]());
	opened.push(simulated);
	const { account } = simulated;
	for (const [name, value] of Object.entries(account)) if (isCommon(value)) account[name] = `${value}-${MARK}`;
	Object.values(account).forEach((secret) => secrets.add(secret));

	const { name, order, baseUrl = simulated.url } = maker(carried(account, authentication));
	if (order) await simulated.fault({ ...order, times: 0 });
	const { login, password = account.psw } = account;
	const logins = login === undefined ? {} : { login, password, authentication };
	const data = { ...vendor.credential(account), ...logins, baseUrl };
	return { name, data, credential: await client.createCredential(vendor.credentialType, name, data) };
}

function sending(vendor: TestVendor, { id, name }: Credential, onError: (typeof WAYS)[number]['onError']) {
	const options = { timeout: 1, ...(vendor.parameters.options as object) };
	const credentials = { [vendor.credentialType]: { id, name } };
	const send = node('Send', `n8n-nodes-cis-sms.${vendor.type}`, { ...vendor.parameters, options }, { credentials, onError });
	const items = vendor.numbers.map((to) => ({ to, text: `To ${to}` }));
	const failed = connect(send, node('Failed', 'n8n-nodes-base.noOp'), 1);
	return workflow(`${vendor.name}, ${name}`, ...chain(manualTrigger(items), send), failed);
}

/** Jobs in their order, some at once. */
async function inLanes<J>(jobs: J[], run: (job: J) => Promise<void>): Promise<void> {
	const left = [...jobs];
	const lane = async () => {
		for (let job = left.shift(); job !== undefined; job = left.shift()) await run(job);
	};
	await Promise.all(Array.from({ length: RUNS_AT_ONCE }, lane));
}

/** These point to a port where nobody listens; ours point to somebody who does. */
const withoutRedirects = FAULTS.filter(({ order }) => order?.fault !== 'redirect');

describe.each(VENDORS)('$name', (vendor) => {
	test('every fault, in both error modes: nothing that n8n shows holds a secret, and a stranger hears nothing', async () => {
		const makers = [...withoutRedirects.map((fault) => () => fault), ...REDIRECTS.map(redirect), ...QUOTES];
		const jobs = makers.flatMap((maker) => WAYS.map((way) => ({ maker, way })));
		const [leaks, ended]: string[][] = [[], []];
		await inLanes(jobs, async ({ maker, way: { onError, authentication } }) => {
			const { name, credential } = await troubled(vendor, maker, authentication);
			const execution = await client.runWorkflow(sending(vendor, credential, onError));
			ended.push(execution.status);
			leaks.push(...secretsIn(JSON.stringify(execution.raw), [...secrets]).map((secret) => `${name}, ${onError}: ${secret}`));
		});
		expect(leaks).toEqual([]);
		expect(stranger.heard).toEqual([]);
		expect(ended.filter((status) => status === 'success' || status === 'error')).toHaveLength(jobs.length);
	});

	test('a test of the credential shows nothing, and tells a stranger nothing', async () => {
		const leaks: string[] = [];
		for (const maker of [...REDIRECTS.map(redirect), ...QUOTES]) {
			const { name, credential, data } = await troubled(vendor, maker, 'apiKey');
			const told = await client.testCredential(credential, data);
			leaks.push(...secretsIn(JSON.stringify(told), [...secrets]).map((secret) => `${name}: ${secret}`));
		}
		leaks.push(...secretsIn(stranger.heard.splice(0).join('\n'), [...secrets]).map((secret) => `a stranger: ${secret}`));
		expect(leaks).toEqual([]);
	});
});

test('no file of n8n holds a secret: not its database, not its log', () => {
	const numbers = VENDORS.map(({ numbers: [number] }) => number);
	const seen = leaksIn(n8n.userFolder, numbers).filter((found) => found.includes('database.sqlite'));
	expect(seen.length).toBeGreaterThanOrEqual(new Set(numbers).size);
	expect(leaksIn(n8n.userFolder, [...secrets])).toEqual([]);
});
