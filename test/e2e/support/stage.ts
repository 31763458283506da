import type { Simulator } from '../../simulators/kit/simulator.ts';
import { Simulated } from '../../support/simulated.ts';
import { Client, type Credential } from './client.ts';
import { startN8n, type N8n } from './n8n.ts';
import { packedCollection } from './packed.ts';
import type { Json, NodeOptions } from './workflow.ts';

/** A real n8n with the packed package, a vendor's simulator, and a credential that connects the two. */
export interface Stage {
	n8n: N8n;
	client: Client;
	sms: Simulated;
	credential: Credential;
	/** The credential's fields. */
	account: Json;
	/** The credential as a node refers to it. */
	credentials: NonNullable<NodeOptions['credentials']>;
	close(): Promise<void>;
}

/**
 * Sets a stage up.
 *
 * @param simulator a running simulator
 * @param credentialType e.g. `smsRuApi`
 * @param fields the credential's fields for the simulator's account, without the base URL
 * @param env added to n8n's environment
 */
export async function setStage(
	simulator: Pick<Simulator, 'url' | 'account' | 'close'>,
	credentialType: string,
	fields: Json,
	env?: Record<string, string>,
): Promise<Stage> {
	const sms = new Simulated(simulator);
	const n8n = await startN8n({ packages: [await packedCollection()], env });
	const client = new Client(n8n.url);
	await client.setUpOwner();
	const account = { ...fields, baseUrl: sms.url };
	const credential = await client.createCredential(credentialType, credentialType, account);
	return {
		n8n,
		client,
		sms,
		credential,
		account,
		credentials: { [credentialType]: { id: credential.id, name: credential.name } },
		async close() {
			await n8n.stop();
			await sms.close();
		},
	};
}
