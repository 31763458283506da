/** Who is measured against whom, as nodes of a workflow. */
import { node, type Json, type WorkflowNode } from '../e2e/support/workflow.ts';
import type { Simulated } from '../support/simulated.ts';
import type { Wording } from './messages.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

export type ContestantKey = 'ours' | 'computed' | 'http' | 'oneByOne' | 'pool' | 'passing';

/** What a contestant is called. */
export const TITLES: Record<ContestantKey, string> = {
	ours: 'this package',
	computed: 'this package, computed texts',
	http: 'n8n’s HTTP Request node',
	oneByOne: 'a node that awaits a request per item',
	pool: 'bare undici pool, our requests',
	passing: 'n8n itself, passing the items on',
};

/** A credential as the contestant's node needs it. */
export interface CredentialPlan {
	type: string;
	data: Json;
}

/** A node with the name {@link SENDER}; the credential that it asks for still has to be made. */
export interface Contestant {
	credential?: CredentialPlan;
	node: (credentials: WorkflowNode['credentials']) => WorkflowNode;
}

export const SENDER = 'Send';

type Maker = (vendor: TestVendor, simulated: Simulated, wording: Wording) => Contestant;

const ours: Maker = (vendor, { account, url }, { to, message }) => ({
	credential: { type: vendor.credentialType, data: ourCredential(vendor, account, url) },
	node: (credentials) => {
		const parameters = { resource: 'message', operation: 'send', to, message, options: vendor.bench.options };
		return node(SENDER, `n8n-nodes-cis-sms.${vendor.type}`, parameters, { credentials });
	},
});

/** The credential of the vendor's own node, for the simulator. */
export const ourCredential = (vendor: TestVendor, account: Record<string, string>, baseUrl: string): Json => ({
	...vendor.credential(account),
	baseUrl,
});

/** As a person sets it: POST, a form, the key as "Query Auth". */
const http: Maker = ({ bench: { oneByOne } }, { account, url }, { to, message }) => {
	const { key, path } = oneByOne;
	const form = { ...oneByOne.form(account), [oneByOne.to]: to, [oneByOne.text]: message };
	const parameters = {
		method: 'POST',
		url: `${url}${path}`,
		...(key ? { authentication: 'genericCredentialType', genericAuthType: 'httpQueryAuth' } : {}),
		sendBody: true,
		contentType: 'form-urlencoded',
		bodyParameters: { parameters: Object.entries(form).map(([name, value]) => ({ name, value })) },
		options: {},
	};
	return {
		...(key ? { credential: { type: 'httpQueryAuth', data: { name: key, value: account[key] } } } : {}),
		node: (credentials) => node(SENDER, 'n8n-nodes-base.httpRequest', parameters, { typeVersion: 4.2, credentials }),
	};
};

const oneByOne: Maker = (_, { account, url }, { to, message }) => ({
	credential: { type: 'oneByOneApi', data: { baseUrl: url, apiKey: account.api_id } },
	node: (credentials) => node(SENDER, 'n8n-nodes-one-by-one.oneByOne', { to, message }, { credentials }),
});

/** What the items cost n8n when nothing is done with them. */
const passing: Maker = () => ({ node: () => node(SENDER, 'n8n-nodes-base.noOp') });

export const MAKERS: Record<Exclude<ContestantKey, 'pool'>, Maker> = { ours, computed: ours, http, oneByOne, passing };
