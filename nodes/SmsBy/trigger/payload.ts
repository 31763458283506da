import type { IDataObject } from 'n8n-workflow';

import { isDeeper } from '../../shared/transport/replies';
import { DEEPEST_PUSH, fieldsOf, hasDeepName } from '../../shared/trigger/push';
import type { Push } from '../../shared/trigger/source';

/** What a push holds: an object of fields, or a list. */
export type Payload = IDataObject | unknown[];

/**
 * What a push holds, whatever form it has: JSON, a form, or the query, which is joined in; fields with brackets in their
 * names (`messages[0][name]`) and fields that hold JSON are opened. Nothing where no field has a value.
 */
export function payloadOf(push: Push): Payload | undefined {
	const fields = fieldsOf(push);
	if (hasDeepName(fields)) return undefined;
	const payload = Array.isArray(push.body) ? push.body : opened(fields);
	return saysNothing(payload) || isDeeper(payload, DEEPEST_PUSH) ? undefined : payload;
}

/** A text without a name, such as "hello", has become a field without a value. */
const saysNothing = (payload: Payload): boolean =>
	!Array.isArray(payload) && Object.values(payload).every((value) => value === '' || value === null || value === undefined);

const BRACKETED = /^([^[\]]+)((?:\[[^[\]]*\])+)$/;

function opened(fields: IDataObject): IDataObject {
	const tree = new Map<string, unknown>();
	for (const [name, value] of Object.entries(fields)) put(tree, pathOf(name), fromJson(value));
	return grown(tree) as IDataObject;
}

function pathOf(name: string): string[] {
	const [, first, rest] = BRACKETED.exec(name) ?? [];
	return first === undefined ? [name] : [first, ...rest.slice(1, -1).split('][')];
}

/** Maps hold the branches: names such as `constructor` mean nothing to them. */
function put(tree: Map<string, unknown>, path: string[], value: unknown): void {
	const last = path.pop()!;
	let branch = tree;
	for (const name of path) {
		const next = branch.get(name);
		const inner = next instanceof Map ? (next as Map<string, unknown>) : new Map<string, unknown>();
		branch.set(name, inner);
		branch = inner;
	}
	branch.set(last === '' ? String(branch.size) : last, value);
}

/** Objects for the branches, lists for those whose names count from 0. */
function grown(value: unknown): unknown {
	if (!(value instanceof Map)) return value;
	const entries = [...(value as Map<string, unknown>)].map(([name, inner]) => [name, grown(inner)] as const);
	const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
	return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function fromJson(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}
