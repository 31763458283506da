/** The speed limit: the node's own requests, made beforehand, through a bare undici pool. */
import { createRequire } from 'node:module';

import type { ICredentialDataDecryptedObject, IHttpRequestOptions, IAuthenticate } from 'n8n-workflow';
import { Pool } from 'undici';

import type { Entry, Operation, Parameters, Request, Vendor } from '../../nodes/shared/operation.ts';
import type { HttpSettings } from '../../nodes/shared/transport/http.ts';
import { credentialTypes } from '../support/workflow.ts';
import type { Message } from './messages.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

const require = createRequire(import.meta.url);
const dist = <T>(path: string): T => require(`../../dist/nodes/${path}.js`) as T;

const { batches } = dist<{ batches: (entries: Entry[], sharing: Pick<Operation, 'batchKey' | 'conflictKey'> & { maxPerRequest: number }) => number[][] }>('shared/engine/batches');
const { httpOptions } = dist<{
	httpOptions: (request: Request, settings: HttpSettings) => IHttpRequestOptions;
}>('shared/transport/http');

const { plainParameters } = dist<typeof import('../../nodes/shared/parameters/parameters.ts')>('shared/parameters/parameters');

type Signing = Exclude<IAuthenticate, { type: 'generic' }>;

/** A request, signed and encoded. */
export interface Prepared {
	path: string;
	headers: Record<string, string>;
	body: string;
}

/** How the package describes the vendor: its operations, and how many requests it has under way at once. */
export const described = ({ folder, type }: TestVendor): Vendor =>
	dist<Record<string, Vendor>>(`${folder}/resources/index`)[type];

/** The very requests that the vendor's node makes of these messages. */
export async function prepared(
	vendor: TestVendor,
	messages: Message[],
	credential: ICredentialDataDecryptedObject,
): Promise<Prepared[]> {
	const sign = credentialTypes.get(vendor.credentialType)!.authenticate as Signing;
	return await Promise.all(
		requestsOf(vendor, messages, String(credential.baseUrl)).map(async (request) => {
			const { url, headers, body } = await sign(credential, request);
			const encoded = body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
			return { path: new URL(url).pathname, headers: headers as Record<string, string>, body: encoded };
		}),
	);
}

/** The same without a signature, in the form of n8n's request helper. */
export function requestsOf(vendor: TestVendor, messages: Message[], baseUrl: string): IHttpRequestOptions[] {
	const send = described(vendor)
		.resources.find(({ value }) => value === 'message')!
		.operations.find(({ value }) => value === 'send')!;
	const entries = messages.flatMap((message) => send.entries(parametersOf(send, message, vendor)) as Entry[]);
	const settings = { credential: vendor.credentialType, baseUrl, timeout: 0 };
	return batches(entries, { ...send, maxPerRequest: send.maxPerRequest ?? 1 }).map((batch) =>
		httpOptions(send.pack(batch.map((index) => entries[index])), settings),
	);
}

const parametersOf = (operation: Operation, { to, text }: Message, { bench: { options } }: TestVendor): Parameters =>
	plainParameters(operation, { to, message: text, ...options });

/** Sends them over connections that are kept, one request at a time on each; every answer is read to its end. */
export async function sendThroughPool(url: string, requests: Prepared[], connections: number): Promise<void> {
	const pool = new Pool(url, { connections });
	const post = async (request: Prepared) => await (await pool.request({ method: 'POST', ...request })).body.text();
	await Promise.all(requests.map(post));
	await pool.close();
}
