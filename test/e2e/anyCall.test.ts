/** n8n's HTTP Request node signs with this package's credentials, in every form that a vendor takes: the examples, run as they are. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { simulators } from '../simulators/index.ts';
import { Simulated } from '../support/simulated.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { Client, type Credential } from './support/client.ts';
import { example } from './support/example.ts';
import { leaksIn, secretsIn } from './support/leaks.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import type { Json, Workflow } from './support/workflow.ts';

type Vendor = keyof typeof simulators;

/** What each row of an example is answered, by the name of its HTTP Request. */
const EXAMPLES: Record<string, { vendor: Vendor; answers: Record<string, Json | Json[]> }> = {
	'rocketsms-any-call': {
		vendor: 'rocketSms',
		answers: { 'The balance': { credits: expect.any(Number), balance: expect.any(Number) }, 'One SMS': { id: expect.any(Number), status: 'SENT' } },
	},
	'sms-by-any-call': {
		vendor: 'smsBy',
		answers: {
			'Categories of sender names': { status: 'OK', result: [{ id: 1, name: 'Торговля' }, { id: 2, name: 'Медицина' }] },
			'One e-mail': { status: 'OK', result: { email_id: expect.any(Number) } },
			'How a bulk went': [{ name: 'mailing list 1' }, { name: 'mailing list 2' }],
		},
	},
	'sms-ru-any-call': {
		vendor: 'smsRu',
		answers: { 'The daily limit': { status: 'OK', used_today: expect.any(Number) }, 'One SMS as a test': { status: 'OK', sms: { 79255070602: { status: 'OK' } } } },
	},
	'smsc-any-call': {
		vendor: 'smsc',
		answers: { 'The balance': { balance: '50000.00', currency: 'RUR' }, 'The list of prices': { zones: [] }, 'The price of one SMS': { cost: '1.40', cnt: 1 } },
	},
	'smspilot-any-call': {
		vendor: 'smsPilot',
		answers: { 'The balance': { balance: expect.any(String) }, 'The names of senders': { senders: expect.any(String) }, 'The account': { info: { email: expect.any(String) } } },
	},
};

/** What each vendor's phones have got once the example has been run. */
const SENT: Partial<Record<Vendor, Json[]>> = {
	rocketSms: [{ to: '375296890043', text: 'Hello, World!' }],
	smsBy: [{ to: 'anna@example.com', channel: 'email', text: 'Ваш заказ\nЗаказ 1024 готов.' }],
};

/** Both kinds of a vendor's credential, where it has two. */
const LOGIN: Partial<Record<Vendor, (account: Record<string, string>) => Json>> = {
	smsRu: ({ login, password }) => ({ authentication: 'login', login, password }),
	smsc: ({ login, psw }) => ({ authentication: 'login', login, password: psw }),
	smsPilot: ({ login, password }) => ({ authentication: 'login', login, password }),
};

/** A login is no secret here: SMSPILOT's account is asked for, and tells its own. */
const LOGINS = ['login', 'username'];

/** Short words and numbers might be met by chance: such secrets are marked. */
const isCommon = (secret: string): boolean => secret.length < 8 || /^\d+$/.test(secret);

let n8n: N8n;
let client: Client;
const vendors = {} as Record<Vendor, Simulated>;
const credentials = {} as Record<Vendor, Credential[]>;
const secrets = new Set<string>();

beforeAll(async () => {
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
	for (const { name, type, credentialType, credential } of VENDORS) {
		const sms = new Simulated(await simulators[type]());
		vendors[type] = sms;
		for (const [name, value] of Object.entries(sms.account)) if (isCommon(value)) sms.account[name] = `${value}-marked-secret`;
		const kinds = [credential(sms.account), LOGIN[type]?.(sms.account)].filter((one) => one !== undefined);
		credentials[type] = await Promise.all(kinds.map((fields) => client.createCredential(credentialType, name, { ...fields, baseUrl: sms.url })));
		for (const [field, value] of Object.entries(sms.account)) if (!LOGINS.includes(field)) secrets.add(value);
	}
});
beforeEach(async () => {
	for (const sms of Object.values(vendors)) await sms.reset();
});
afterAll(async () => {
	await n8n?.stop();
	for (const sms of Object.values(vendors)) await sms.close();
});

/** The example with the simulator in the vendor's place. */
function imported(file: string, sms: Simulated, credential: Credential): Workflow {
	const workflow = example(file, [credential]);
	for (const { parameters } of workflow.nodes) {
		if (parameters.url) parameters.url = String(parameters.url).replace(/^https:\/\/[^/]+/, sms.url);
	}
	return workflow;
}

/** The HTTP Requests of a workflow, each with the button before it. */
const rowsOf = ({ connections }: Workflow): Array<[button: string, request: string]> =>
	Object.entries(connections).map(([button, { main }]) => [button, main![0][0].node]);

describe.each(Object.entries(EXAMPLES))('%s', (file, { vendor, answers }) => {
	test('every row is signed, with every kind of credential', async () => {
		const sms = vendors[vendor];
		for (const credential of credentials[vendor]) {
			await sms.reset();
			const workflow = imported(file, sms, credential);
			expect(rowsOf(workflow).map(([, request]) => request)).toEqual(Object.keys(answers));
			const { id } = await client.createWorkflow(workflow);
			for (const [trigger, request] of rowsOf(workflow)) {
				const run = await client.runWorkflow(id, { trigger });
				const got = run.items(request).map(({ json }) => json);
				expect(got, request).toMatchObject([answers[request]].flat());
				expect(secretsIn(JSON.stringify(run.raw), [...secrets]), request).toEqual([]);
			}
			expect(await sms.messages()).toMatchObject(SENT[vendor] ?? []);
		}
	});

	test('a call that fails shows no key', async () => {
		const sms = vendors[vendor];
		await sms.fault({ fault: 'reply', status: 500, body: 'broken', times: 0 });
		for (const credential of credentials[vendor]) {
			const workflow = imported(file, sms, credential);
			const { id } = await client.createWorkflow(workflow);
			for (const [trigger, request] of rowsOf(workflow)) {
				const run = await client.runWorkflow(id, { trigger });
				expect(run.status, request).toBe('error');
				expect(secretsIn(JSON.stringify(run.raw), [...secrets]), request).toEqual([]);
			}
		}
	});
});

describe('other bodies', () => {
	/** The row with a form, its body in another form. */
	async function asking(body: Json) {
		const workflow = imported('smsc-any-call', vendors.smsc, credentials.smsc[0]);
		Object.assign(workflow.nodes.find(({ name }) => name === 'The list of prices')!.parameters, body);
		return await client.runWorkflow(workflow, { trigger: 'Try: the list of prices' });
	}

	test('multipart is signed, too', async () => {
		const run = await asking({ contentType: 'multipart-form-data' });
		expect(run.items('The list of prices').map(({ json }) => json)).toEqual([{ zones: [] }]);
	});

	test('what has no place for the key is not sent', async () => {
		const run = await asking({ contentType: 'raw', rawContentType: 'text/xml', body: '<sms/>' });
		expect(run.error?.message).toBe('This body has no place for the credential. Send a form, multipart, or a JSON object.');
		expect((await vendors.smsc.requests()).count).toBe(0);
	});
});

test('a credential may be held to the vendor’s own address', async () => {
	const [{ name }] = VENDORS.filter(({ type }) => type === 'smsc');
	const { url, account } = vendors.smsc;
	const held = { authentication: 'apiKey', apiKey: account.apikey, baseUrl: url, allowedHttpRequestDomains: 'domains', allowedDomains: 'smsc.ru' };
	const workflow = imported('smsc-any-call', vendors.smsc, await client.createCredential('smscApi', name, held));
	const run = await client.runWorkflow(workflow, { trigger: 'Try: the list of prices' });
	expect(run.error?.message).toContain('Domain not allowed');
	expect((await vendors.smsc.requests()).count).toBe(0);
});

test('a key goes nowhere else when the vendor’s address has moved', async () => {
	const moved = new Simulated(await simulators.smsc());
	const sms = vendors.smsc;
	await sms.fault({ fault: 'redirect', status: 307, to: `${moved.url}/sys/get.php`, times: 0 });
	const workflow = imported('smsc-any-call', sms, credentials.smsc[0]);
	const { id } = await client.createWorkflow(workflow);
	for (const [trigger] of rowsOf(workflow)) await client.runWorkflow(id, { trigger });
	expect((await moved.requests()).count).toBe(0);
	await moved.close();
});

test('n8n has kept no key in its files', () => {
	expect(leaksIn(n8n.userFolder, [...secrets])).toEqual([]);
});
