/** Who is measured against whom, as nodes of a workflow. */
import { node, type Json, type WorkflowNode } from '../e2e/support/workflow.ts';
import type { Simulated } from '../support/simulated.ts';
import { messageOf, type Item, type Wording } from './messages.ts';
import { described, requestsOf } from './pool.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

export type ContestantKey = 'ours' | 'computed' | 'http' | 'oneByOne' | 'helper' | 'pool' | 'passing';

/** What a contestant is called. */
export const TITLES: Record<ContestantKey, string> = {
	ours: 'this package',
	computed: 'this package, computed texts',
	http: 'n8n’s HTTP Request node',
	oneByOne: 'a node that awaits a request per item',
	helper: 'n8n’s request helper, our requests',
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
	/** What the node is given in the place of the items. */
	given?: (items: Item[]) => Json[];
}

export const SENDER = 'Send';

type Maker = (vendor: TestVendor, simulated: Simulated, wording: Wording) => Contestant;

const ours: Maker = (vendor, { account, url }, { to, message }) => ({
	credential: ourCredentialPlan(vendor, account, url),
	node: (credentials) => {
		const parameters = { resource: 'message', operation: 'send', to, message, options: vendor.bench.options };
		return node(SENDER, `n8n-nodes-cis-sms.${vendor.type}`, parameters, { credentials });
	},
});

const ourCredentialPlan = (vendor: TestVendor, account: Record<string, string>, url: string): CredentialPlan => ({
	type: vendor.credentialType,
	data: ourCredential(vendor, account, url),
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
	node: (credentials) => node(SENDER, 'n8n-nodes-for-comparison.oneByOne', { to, message }, { credentials }),
});

/** What our requests cost in n8n when somebody else has made them and nobody reads the answers. */
const helper: Maker = (vendor, { account, url }) => ({
	credential: ourCredentialPlan(vendor, account, url),
	given: (items) => requestsOf(vendor, items.map(messageOf), url).map(({ url: address, body }) => ({ url: address, ...bodyOf(body) })),
	node: (credentials) => {
		const parameters = { credential: vendor.credentialType, atOnce: described(vendor).concurrency };
		return node(SENDER, 'n8n-nodes-for-comparison.requests', parameters, { credentials });
	},
});

const bodyOf = (body: unknown): Json => (body instanceof URLSearchParams ? { form: body.toString() } : { json: body });

/** What the items cost n8n when nothing is done with them. */
const passing: Maker = () => ({ node: () => node(SENDER, 'n8n-nodes-base.noOp') });

export const MAKERS: Record<Exclude<ContestantKey, 'pool'>, Maker> = { ours, computed: ours, http, oneByOne, helper, passing };
