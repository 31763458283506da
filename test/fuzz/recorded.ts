import { randomUUID } from 'node:crypto';

import type { IAuthenticate, ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Entry, Operation, Parameters, Reply, Transport } from '../../nodes/shared/operation.ts';
import { InputError, credentialOf, dispatch, vendorOf, plainParameters } from './built.ts';
import { transportTo } from './transport.ts';
import type { Json, Sample } from '../support/vendors/answer.ts';
import type { VendorType } from '../support/vendors/index.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

/** A request's entries, and what the vendor answered to it. */
export interface Exchange {
	entries: Entry[];
	reply: Reply;
}

/** One operation with all that was said to and fro. */
export interface Recording {
	/** E.g. `message.send`. */
	name: string;
	operation: Operation;
	exchanges: Exchange[];
	/** The simplified results, those of the right account. */
	results: Json[];
}

const NOW = Date.UTC(2026, 5, 25, 9, 0);

/** One item’s parameters as the node would hand them over. */
export const parametersOf = (operation: Operation, { options = {}, ...fields }: Sample, now = NOW): Parameters =>
	plainParameters(operation, { ...fields, ...options }, { zone: 'Europe/Minsk', now });

/**
 * Carries out every operation of a vendor against its simulator, with the right account and with a wrong one.
 * @throws when an operation has no sample, or a sample is wrong
 */
export async function recorded(vendor: TestVendor): Promise<Recording[]> {
	const { type, fuzz: { samples, arrives } } = vendor;
	const clock = new Clock();
	const simulator = await vendor.simulator({ now: () => clock.now });
	const right = signedTransport(vendor, simulator.url, simulator.account, clock);
	const strange = Object.fromEntries(Object.keys(simulator.account).map((name) => [name, randomUUID()]));
	const wrong = signedTransport(vendor, simulator.url, strange, clock);
	const results: Record<string, Json[]> = {};
	const recordings: Recording[] = [];
	try {
		if (arrives) await fetch(`${simulator.url}/__inbound`, { method: 'POST', body: new URLSearchParams(arrives) });
		for (const [name, operation] of operationsOf(type, Object.keys(samples))) {
			const sample = samples[name];
			const entries = (typeof sample === 'function' ? sample((earlier) => results[earlier]) : sample).flatMap((item) =>
				operation.entries(parametersOf(operation, item)),
			) as Entry[];
			if (entries.some((entry) => entry instanceof InputError)) throw new Error(`${name}: ${JSON.stringify(entries)}`);
			const exchanges: Exchange[] = [];
			results[name] = await carriedOut(operation, entries, right, exchanges);
			recordings.push({ name, operation, exchanges, results: results[name] });
		}
		// After all else: a vendor may lock out an address from which too many wrong calls came.
		for (const { operation, exchanges } of recordings) {
			await carriedOut(operation, exchanges.flatMap(({ entries }) => entries), wrong, exchanges);
		}
	} finally {
		await simulator.close();
	}
	return recordings;
}

/** Goes a second from one request to the next, so that the answers are the same in every run. */
class Clock {
	now = NOW;

	tick(): void {
		this.now += 1000;
	}
}

/**
 * All operations of a vendor in the order of their samples, but for those that are a send with a wait after it.
 * @throws when the two do not match
 */
function operationsOf(type: VendorType, names: string[]): Array<[name: string, operation: Operation]> {
	const all = new Map(
		vendorOf(type).resources.flatMap(({ value, operations }) =>
			operations.filter(({ answerBy }) => !answerBy).map((one): [string, Operation] => [`${value}.${one.value}`, one]),
		),
	);
	const missing = [...all.keys()].filter((name) => !names.includes(name));
	if (missing.length > 0) throw new Error(`${type}: no samples for ${missing.join(', ')}`);
	return names.map((name) => [name, all.get(name)!]);
}

function signedTransport({ type, credential }: TestVendor, url: string, account: Record<string, string>, clock: Clock): Transport {
	const fields = credential(account) as ICredentialDataDecryptedObject;
	const authenticate = credentialOf(type).authenticate as Extract<IAuthenticate, (...all: never[]) => unknown>;
	return transportTo(url, async (request: IHttpRequestOptions) => {
		clock.tick();
		return await authenticate(fields, request);
	});
}

async function carriedOut(operation: Operation, entries: Entry[], transport: Transport, into: Exchange[]): Promise<Json[]> {
	let packed: Entry[] = [];
	const watched: Operation = {
		...operation,
		pack: (some) => operation.pack((packed = some)),
	};
	const outcomes = await dispatch(
		watched,
		entries,
		{
			transport: async (request) => {
				const asked = packed;
				const reply = await transport(request);
				if ('body' in reply) into.push({ entries: asked, reply });
				return reply;
			},
			redact: (value) => value,
		},
		{ concurrency: 1, pause: 0, stopsAtFailure: false },
	);
	return outcomes.flatMap((outcome) => (outcome.outcome === 'accepted' ? outcome.results : []));
}
