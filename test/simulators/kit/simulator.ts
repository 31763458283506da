import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { readCall, type Handler } from './call.ts';
import { Faults, type ClaimedFault } from './faults.ts';
import { addInspection } from './inspection.ts';
import { Journal, pathOf } from './journal.ts';
import { phonePage, type NumberNote } from './phonePage.ts';
import type { Phones } from './phones.ts';
import type { Settings } from './settings.ts';

export interface SimulatorOptions {
	/** A free one if absent. */
	port?: number;
	/** The phones' clock in milliseconds since 1970; a test may bring its own. */
	now?: () => number;
}

/** What a vendor brings along. Paths are exact, without a slash at the end. */
export interface VendorPlan<S extends Settings, Extras extends object> {
	/** The vendor's name, for people. */
	name: string;
	/** The accepted credentials under the vendor's own parameter names. */
	account: { [parameter: string]: string };
	/** The account's state, which `POST /__account` changes in place. */
	settings: S;
	phones: Phones<Extras>;
	routes: { [path: string]: Handler };
	/** Answers every path that has no route. */
	otherwise: Handler;
	/** Further back-door paths; they begin with `/__`. */
	controls?: { [path: string]: Handler };
	/** Numbers that behave oddly on purpose, shown on the phone page. */
	numbers?: NumberNote[];
	/** Called once at the end. */
	release?: () => void;
}

export interface Simulator<S extends Settings = Settings, Extras extends object = object> {
	url: string;
	account: { [parameter: string]: string };
	settings: S;
	phones: Phones<Extras>;
	close: () => Promise<void>;
}

/** How a vendor's simulator is started. */
export type SimulatorMaker = (options?: SimulatorOptions) => Promise<Omit<Simulator, 'settings' | 'phones'>>;

const LOOPBACK = '127.0.0.1';
const BODY_LIMIT = 64 * 1024 * 1024;
// Stands in for the answer of a request that a fault keeps from being processed.
const UNPROCESSED = '{}';

/** Starts a vendor's server on loopback, with its back door and its phone page. */
export async function createSimulator<S extends Settings, Extras extends object>(
	plan: VendorPlan<S, Extras>,
	{ port = 0 }: SimulatorOptions = {},
): Promise<Simulator<S, Extras>> {
	const { account, settings, phones } = plan;
	const journal = new Journal();
	const faults = new Faults();
	const app = fastify({
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
		routerOptions: { querystringParser: () => ({}) },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

	app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(phonePage(plan.name, plan.numbers ?? [])));
	addInspection(app, { phones: phones as unknown as Phones, journal, faults, settings });
	addControls(app, plan.controls ?? {});
	await app.register(async (scope) => addVendor(scope, plan, journal, faults));

	await app.listen({ host: LOOPBACK, port });
	const { port: bound } = app.server.address() as AddressInfo;
	const close = async () => {
		plan.release?.();
		phones.clear();
		await app.close();
	};
	return { url: `http://${LOOPBACK}:${bound}`, account, settings, phones, close };
}

function addControls(app: FastifyInstance, controls: { [path: string]: Handler }): void {
	for (const [path, handler] of Object.entries(controls)) {
		app.all(path, async (request, reply) => {
			const { body, status = 200 } = await handler(await readCall(request));
			return reply.code(status).type('application/json; charset=utf-8').send(body);
		});
	}
}

function addVendor<S extends Settings, Extras extends object>(
	app: FastifyInstance,
	{ routes, otherwise, settings }: VendorPlan<S, Extras>,
	journal: Journal,
	faults: Faults,
): void {
	const struck = new WeakMap<FastifyRequest, ClaimedFault>();

	app.addHook('onRequest', async (request, reply) => {
		journal.begin(request, reply);
		const fault = faults.claim(pathOf(request));
		if (fault === undefined) return;
		struck.set(request, fault);
		if (fault.unread) {
			reply.hijack();
			void fault.spoil(request, reply, UNPROCESSED);
		}
	});

	app.addHook('onSend', async (request, reply, payload) => {
		if (settings.delayMs > 0) await sleep(settings.delayMs, undefined, { ref: false });
		return struck.get(request)?.spoil(request, reply, String(payload ?? '')) ?? payload;
	});

	app.all('/*', async (request, reply) => {
		if (struck.get(request)?.processed === false) return reply.type('application/json; charset=utf-8').send(UNPROCESSED);
		const call = await readCall(request);
		const handler = Object.hasOwn(routes, call.path) ? routes[call.path] : otherwise;
		const answer = await handler(call);
		journal.noteRecipients(request, answer.recipients);
		return reply.code(answer.status ?? 200).headers(answer.headers ?? {}).send(answer.body);
	});
}
