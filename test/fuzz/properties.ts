import { expect } from 'vitest';

import type { Entry, Operation, Reply, Verdict } from '../../nodes/shared/operation.ts';
import { KINDS } from './built.ts';
import type { Recording } from './recorded.ts';
import type { Answer } from '../support/vendors/answer.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

const STATUSES = ['queued', 'scheduled', 'sent', 'delivered', 'read', 'expired', 'failed', 'unknown'];
const ISO_TIME = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** HTTP statuses by which a server says that it did not act. */
export const DECLINED = [301, 307, 308, 401, 403, 404, 405, 407, 429];

export const answersOf = (reply: Reply, entries: Entry[]): Answer[] => {
	const json = parsed(reply.body);
	return entries.map((entry, place) => ({ reply, json, entry, place, entries }));
};

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** A write is accepted only with the vendor's proof, and refused only with its denial. */
export function expectHonest({ fuzz: { proves, denies } }: TestVendor, { name, operation }: Recording, verdict: Verdict, answer: Answer): void {
	if (operation.effect === 'read') return;
	if (verdict.outcome === 'accepted' && !proves[name](answer)) throw new Error(`${name}: accepted without proof`);
	if (verdict.outcome === 'refused' && !denies(answer)) throw new Error(`${name}: refused without a word of the vendor`);
}

/** A verdict says what the rest of the engine and the user rely on. */
export function expectSound({ name, operation }: Recording, verdict: Verdict, entry: Entry): void {
	if (verdict.outcome !== 'accepted') {
		const { kind, meaning, remedy } = verdict.problem;
		expect(Object.keys(KINDS)).toContain(kind);
		expect([typeof meaning, typeof remedy]).toEqual(['string', 'string']);
		expect([meaning, remedy]).not.toContain('');
		if (operation.effect === 'write') expect(verdict.outcome === 'unknown').toBe(kind === 'unclear');
		return;
	}
	for (const result of verdict.results) expectPlain(result, name);
	if (operation.isSend || name === 'message.getStatus') for (const state of verdict.results) expectState(state, operation, entry);
}

/** What n8n would store is what we have said: no holes, nothing that is not a number. */
function expectPlain(value: unknown, name: string): void {
	if (typeof value === 'object' && value !== null) Object.values(value).forEach((inner) => expectPlain(inner, name));
	else if (value === undefined || Number.isNaN(value)) throw new Error(`${name}: ${value} in a result`);
}

/** An entry may be asked for by an id beside its recipient, and a packet holds many. */
type Asked = Entry & { id?: string; isPacket?: true };

/** The simplified result that all message operations promise. */
function expectState(state: Record<string, unknown>, operation: Operation, { to, id = to, isPacket }: Asked): void {
	expect(STATUSES).toContain(state.status);
	expect([typeof state.id, typeof state.isFinal]).toEqual(['string', 'boolean']);
	if (operation.isSend) expect(state.to).toBe(to);
	else {
		if (state.to !== undefined) expect(state.to).toMatch(/\S/);
		if (!isPacket) expect(state.id).toBe(id);
	}
	for (const time of [state.sentAt, state.deliveredAt]) if (time !== undefined) expect(time).toMatch(ISO_TIME);
	for (const number of [state.cost, state.parts]) if (number !== undefined) expect(typeof number).toBe('number');
}
