import type { FastifyInstance } from 'fastify';

import { textOf } from './form.ts';
import type { FaultOrder, Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Phones } from './phones.ts';
import { merge } from './settings.ts';

interface Inspected {
	phones: Phones;
	journal: Journal;
	faults: Faults;
	settings: object;
}

type MessageQuery = { to?: string; last?: string };

/** The back door for tests and people: `/__messages`, `/__requests`, `/__account`, `/__faults`. */
export function addInspection(app: FastifyInstance, { phones, journal, faults, settings }: Inspected): void {
	app.get('/__messages', (request) => {
		const { to, last } = Object.fromEntries(new URL(request.url, 'http://phone').searchParams) as MessageQuery;
		const messages = phones.list(to);
		return { count: messages.length, perNumber: phones.perNumber(), messages: messages.slice(last ? -Number(last) : 0) };
	});
	app.delete('/__messages', () => cleared(phones));

	app.get('/__requests', () => journal.report());
	app.delete('/__requests', () => cleared(journal));

	app.get('/__account', () => settings);
	app.post('/__account', (request) => merge(settings, bodyOf(request.body) as object));

	app.get('/__faults', () => faults.list());
	app.delete('/__faults', () => cleared(faults));
	app.post('/__faults', (request, reply) => {
		const refusal = faults.add(bodyOf(request.body) as FaultOrder);
		return refusal === undefined ? faults.list() : reply.code(400).send({ error: refusal });
	});
}

function bodyOf(body: unknown): unknown {
	return JSON.parse(Buffer.isBuffer(body) ? textOf(body) : '{}');
}

function cleared(store: { clear: () => void }) {
	store.clear();
	return { ok: true };
}
