import type { IDataObject } from 'n8n-workflow';

import { fromJson } from './push';

const BRACKETED = /^([^[\]]+)((?:\[[^[\]]*\])+)$/;

/** The fields of a form with names such as `messages[0][name]`, as the tree that they stand for; fields that hold JSON are opened. */
export function opened(fields: IDataObject): IDataObject {
	const tree = new Map<string, unknown>();
	for (const [name, value] of Object.entries(fields)) put(tree, pathOf(name), valueOf(value));
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

const valueOf = (value: unknown): unknown =>
	typeof value === 'string' && /^\s*[[{]/.test(value) ? (fromJson(value) ?? value) : value;
