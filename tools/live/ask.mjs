/** Asks a vendor through the package's own operations, and compares what comes out with what the editor promises of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { InputError, baseUrlOf, connectionProblem, credentialOf, dispatch, redactor, vendorOf, withFallback } from '../../test/fuzz/built.ts';
import { parametersOf } from '../../test/fuzz/recorded.ts';
import { transportTo } from '../../test/fuzz/transport.ts';
import { misfits } from '../schemas/schema.mjs';

/**
 * One question and what came of it; `kind` is "not asked" when the vendor had not been reached before.
 * @typedef {{ question: string, kind: 'as expected' | 'different' | 'refused' | 'unreadable' | 'unreachable' | 'not asked', words: string }} Row
 */

const nodes = fileURLToPath(new URL('../../nodes', import.meta.url));

/**
 * @param {import('../../test/support/vendors/vendor.ts').TestVendor} testVendor
 * @param {Record<string, unknown>} values the credential's fields
 * @returns {Promise<{ name: string, url: string, rows: Row[] }>} without any secret of the credential
 */
export async function ask({ type, folder, live: { questions } }, values) {
	const vendor = vendorOf(type);
	const url = baseUrlOf(vendor, values);
	const direct = transportTo(url, async (request) => await credentialOf(type).authenticate(values, request));
	const transport = withFallback(reaching(direct), vendor.fallback);
	/** @type {Row[]} */
	const rows = [];
	for (const [name, parameters = {}] of questions) {
		const { question, operation, path } = found(folder, vendor, name, parameters);
		const isLost = rows.some(({ kind }) => kind === 'unreachable');
		rows.push({ question, ...(isLost ? NOT_ASKED : await answered(operation, parameters, path, transport)) });
	}
	return redactor(vendor.secrets(values))({ name: vendor.name, url, rows });
}

const NOT_ASKED = /** @type {const} */ ({ kind: 'not asked', words: '' });

/** A question in the words of the node's panel, its operation, and the schema of its output. */
function found(folder, vendor, name, { options, unit }) {
	const [resource, operation] = name.split('.');
	const inside = vendor.resources.find(({ value }) => value === resource);
	const one = inside.operations.find(({ value }) => value === operation);
	const aside = options?.dryRun ? ' (dry run)' : unit ? ` (${unit})` : '';
	return {
		question: `${inside.name}: ${one.name}${aside}`,
		operation: one,
		path: join(nodes, folder, '__schema__', 'v1.0.0', resource, `${operation}.json`),
	};
}

/** @returns {Promise<Omit<Row, 'question'>>} */
async function answered(operation, parameters, path, transport) {
	const entries = operation.entries(parametersOf(operation, parameters, Date.now()));
	const costs = operation.effect === 'write' && !entries.every(({ dryRun }) => dryRun);
	if (costs || entries.some((entry) => entry instanceof InputError)) throw new Error(`"${operation.action}" is not a free question`);
	const [outcome] = await dispatch(operation, entries, { transport, redact: (value) => value }, { concurrency: 1, pause: 0, stopsAtFailure: true });
	return outcome.outcome === 'accepted' ? compared(outcome.results, JSON.parse(readFileSync(path, 'utf8'))) : failed(outcome);
}

/**
 * Holds results against their schema. A vendor may add fields, so these are only told. Fields are named and values kept
 * out: the table is made to be shown to others.
 */
function compared(results, { properties }) {
	const fields = [...new Set(results.flatMap((result) => Object.keys(result)))];
	const [told, added] = [true, false].map((isTold) => fields.filter((name) => Object.hasOwn(properties, name) === isTold));
	const wrong = told.flatMap((name) => results.flatMap((result) => misfits(result[name] ?? null, properties[name], name)));
	if (wrong.length > 0) return { kind: 'different', words: [...new Set(wrong)].join('; ') };
	const count = results.length === 1 ? '1 result' : `${results.length} results`;
	const words = [told.length > 0 && `: ${told.join(', ')}`, added.length > 0 && `; new: ${added.join(', ')}`].filter(Boolean);
	return { kind: 'as expected', words: count + words.join('') };
}

const KINDS = { unreachable: 'unreachable', address: 'unreachable', unclear: 'unreadable' };

function failed({ problem: { kind, code, meaning, vendorText } }) {
	const words = [meaning, code && `(${code})`, vendorText && `"${vendorText}"`].filter(Boolean).join(' ');
	return { kind: KINDS[kind] ?? 'refused', words };
}

/** A transport never rejects: what goes wrong on the way becomes a problem, as in n8n. */
const reaching = (transport) => async (request) => {
	try {
		return await transport(request);
	} catch (error) {
		return { problem: connectionProblem(error) };
	}
};
