/** The triggers that look into an inbox, in a real n8n: its minute, its memory across a restart, a publication that fails. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createSmsPilot } from '../simulators/smsPilot/index.ts';
import { createSmsc } from '../simulators/smsc/index.ts';
import { Simulated } from '../support/simulated.ts';
import type { Credential } from './support/client.ts';
import { TriggerStage, type Published } from './support/triggers.ts';
import { chain, node, workflow, type Json } from './support/workflow.ts';

const CUSTOMER = '79037672215';

/** n8n looks once a minute. */
const LONGEST = 90_000;

interface Shop {
	type: string;
	sms: Simulated;
	credential: Credential;
	wrong: Credential;
	/** What the simulator calls a text. */
	text: string;
	reason: string;
}

let stage: TriggerStage;
const shops: Shop[] = [];

beforeAll(async () => {
	stage = await TriggerStage.open();
	const { client } = stage;
	const credentials = async (type: string, values: Json) => ({
		credential: await client.createCredential(type, type, values),
		wrong: await client.createCredential(type, `${type}, wrong`, { ...values, apiKey: 'wrong-key' }),
	});
	const pilot = new Simulated(await createSmsPilot());
	shops.push({
		type: 'smsPilotInboundTrigger',
		sms: pilot,
		...(await credentials('smsPilotApi', { authentication: 'apiKey', apiKey: pilot.account.apikey, baseUrl: pilot.url })),
		text: 'text',
		reason: 'SMSPILOT refused the request for new messages: the API key is wrong',
	});
	const smsc = new Simulated(await createSmsc());
	shops.push({
		type: 'smscInboundTrigger',
		sms: smsc,
		...(await credentials('smscApi', { authentication: 'apiKey', apiKey: smsc.account.apikey, region: 'baseUrl', baseUrl: smsc.url })),
		text: 'mes',
		reason: 'SMSC refused the request for new messages: the login, password or API key is wrong',
	});
});
afterAll(async () => {
	await stage?.close();
	await Promise.all(shops.map(({ sms }) => sms.close()));
});

const everyMinute: Json = { pollTimes: { item: [{ mode: 'everyMinute' }] } };

const arrive = async (text: string) => {
	for (const { sms, text: name } of shops) {
		await fetch(`${sms.url}/__inbound`, { method: 'POST', body: new URLSearchParams({ phone: CUSTOMER, [name]: text }) });
	}
};

const texts = async (all: Published[], runs: number) =>
	await Promise.all(all.map(async (one) => (await stage.items(one, runs, LONGEST)).map((items) => items.map(({ text }) => text))));

describe('SMSPILOT and SMSC', () => {
	test('old messages start no run, new ones do, and those that come while n8n is down start one when it is back', async () => {
		await arrive('before');
		const all: Published[] = [];
		for (const { type, credential } of shops) all.push(await stage.publish(type, everyMinute, credential));
		await arrive('one');
		await arrive('two');
		expect(await texts(all, 1)).toEqual([[['one', 'two']], [['one', 'two']]]);

		const stop = stage.n8n.restart();
		await arrive('meanwhile');
		await stop;
		const runs = [['one', 'two'], ['meanwhile']];
		expect(await texts(all, 2)).toEqual([runs, runs]);
		await stage.unpublishAll();
	}, 240_000);

	test('a key that is refused keeps the workflow from being published, and n8n says why', async () => {
		const errors = await Promise.all(
			shops.map(async ({ type, wrong }) => await stage.publicationError(await stage.store(type, everyMinute, wrong))),
		);
		expect(errors).toEqual(shops.map(({ reason }) => expect.stringContaining(reason)));
	}, 120_000);

	test('by hand, the newest message is shown', async () => {
		await arrive('the newest');
		for (const { type, credential } of shops) {
			const trigger = node('Trigger', `n8n-nodes-cis-sms.${type}`, everyMinute, { credentials: { [credential.type]: credential } });
			const done = node('Done', 'n8n-nodes-base.noOp');
			const run = await stage.client.runWorkflow(workflow(type, ...chain(trigger, done)), { trigger: 'Trigger' });
			expect(run.items('Done').map(({ json }) => json)).toMatchObject([{ event: 'incomingSms', from: CUSTOMER, text: 'the newest' }]);
		}
	});
});
