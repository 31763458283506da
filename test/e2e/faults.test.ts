/** The whole table of faults in a real n8n, with Retry On Fail: what the user is told is true of what the phones have got. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { credentialFor, hurried, itemsFor, judged } from '../faults/cell.ts';
import { FAULTS } from '../faults/faults.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { createSmsRu } from '../simulators/smsRu/index.ts';
import { Simulated } from '../support/simulated.ts';
import { Client } from './support/client.ts';
import { startN8n, type N8n } from './support/n8n.ts';
import { packedCollection } from './support/packed.ts';
import { chain, manualTrigger, node, workflow } from './support/workflow.ts';

const vendor = VENDORS.find(({ type }) => type === 'smsRu')!;
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

let n8n: N8n;
let client: Client;

beforeAll(async () => {
	n8n = await startN8n({ packages: [await packedCollection()] });
	client = new Client(n8n.url);
	await client.setUpOwner();
});
afterAll(async () => await n8n?.stop());

test.concurrent.each(FAULTS)('$name', async (fault) => {
	const simulated = new Simulated(await createSmsRu());
	try {
		if (fault.order) await simulated.fault({ times: 0, ...fault.order });
		const { id, name } = await client.createCredential(vendor.credentialType, fault.name, credentialFor(vendor, fault, simulated));
		const options = { credentials: { [vendor.credentialType]: { id, name } }, onError: 'continueRegularOutput', ...RETRIES } as const;
		const send = node('Send', `n8n-nodes-cis-sms.${vendor.type}`, hurried(vendor), options);
		const run = await client.runWorkflow(workflow(fault.name, ...chain(manualTrigger(itemsFor(vendor)), send)));

		const told = run.items('Send').map(({ json }) => json);
		const secrets = Object.values(simulated.account);
		const { wrong, received } = judged(vendor, fault, { items: told, stored: run.raw }, await simulated.perPhone(), secrets);
		expect(wrong).toEqual([]);
		expect(received > 0).toBe(fault.isTaken);
	} finally {
		await simulated.close();
	}
});
