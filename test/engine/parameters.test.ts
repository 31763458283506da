/** The engine reads plain expressions by itself; here it is held against n8n's own evaluation of the same. */
import fc from 'fast-check';
import { createRequire } from 'node:module';
import type * as N8n from 'n8n-workflow';
import { beforeAll, expect, test } from 'vitest';

import { nodeTypes, runNode } from '../support/workflow.ts';

const require = createRequire(import.meta.url);
const { parameterReader } = require('../../dist/nodes/shared/parameters.js') as {
	parameterReader: (context: N8n.IExecuteFunctions) => (item: number) => { get(name: string): unknown; option(name: string): unknown };
};

/** A node that reads its parameters both ways. */
const probe: N8n.INodeType = {
	description: {
		displayName: 'Probe',
		name: 'probe',
		group: ['input'],
		version: 1,
		description: 'Reads its parameters by n8n and by the engine',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [{ displayName: 'Inner', name: 'inner', type: 'string', default: '' }],
			},
		],
	},
	async execute(this: N8n.IExecuteFunctions) {
		const parametersOf = parameterReader(this);
		const rows = this.getInputData().map((_, item) => {
			const attempt = (read: () => unknown) => {
				try {
					return { is: read() ?? 'nothing' };
				} catch (error) {
					return { throws: (error as Error).message };
				}
			};
			return {
				json: {
					ours: [attempt(() => parametersOf(item).get('value')), attempt(() => parametersOf(item).option('inner'))],
					theirs: [
						attempt(() => this.getNodeParameter('value', item)),
						attempt(() => (this.getNodeParameter('options', item) as N8n.IDataObject).inner),
					],
				} as unknown as N8n.IDataObject,
				pairedItem: { item },
			};
		});
		return [rows];
	},
};

beforeAll(() => void nodeTypes.set('probe', probe));

const compare = async (template: string, items: N8n.IDataObject[]) => {
	const { items: rows } = await runNode('probe', {
		parameters: { value: template, options: { inner: template } },
		items,
		credentials: {},
	});
	expect(rows).toHaveLength(items.length);
	for (const { ours, theirs } of rows) expect({ template, read: ours }).toEqual({ template, read: theirs });
};

const keys = ['to', 'name', 'Имя', 'order no', 'a.b', '0', 'length', 'constructor', 'toString', '__proto__', '$x', 'valueOf'];
const key = fc.constantFrom(...keys);
const scalar = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 12 }),
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.boolean(),
	fc.constant(null),
);
const { value: data } = fc.letrec((tie) => ({
	value: fc.oneof({ maxDepth: 3 }, scalar, fc.dictionary(key, tie('value'), { maxKeys: 4 }), fc.array(tie('value'), { maxLength: 3 })),
}));
const step = fc.oneof(
	key.filter((name) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)).map((name) => `.${name}`),
	key.filter((name) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)).map((name) => `?.${name}`),
	key.map((name) => `["${name}"]`),
	key.map((name) => `['${name}']`),
	fc.nat({ max: 2 }).map((index) => `[${index}]`),
);
const path = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => `$json${steps.join('')}`);
const code = fc.oneof(
	{ weight: 5, arbitrary: path },
	{ weight: 1, arbitrary: path.map((one) => `${one} || "none"`) },
	{ weight: 1, arbitrary: fc.constantFrom('$json', '$itemIndex', '1 + 1', '"{{ no }}"', '$json.name.length', 'undefined', '') },
);
const hole = code.map((one) => `{{ ${one} }}`);
const text = fc.constantFrom('', ' ', 'Hi ', ', ', '\n', '{', '}', '{ {', '}}', '\\', '=', '"', '${1}', '{{', '№ ');
const template = fc
	.oneof(hole, fc.array(fc.oneof(text, hole), { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')))
	.map((one) => `=${one}`);

test('whatever the template and the data, the engine reads what n8n reads', async () => {
	await fc.assert(
		fc.asyncProperty(template, fc.array(fc.dictionary(key, data, { maxKeys: 5 }), { minLength: 1, maxLength: 4 }), async (one, items) => {
			await compare(one, items as N8n.IDataObject[]);
		}),
		{ numRuns: 1500 },
	);
}, 120_000);

test.each([
	['={{ $json.to }}', { to: '79255070602' }],
	['={{ $json.to }}', { to: 79255070602 }],
	['={{ $json.to }}', {}],
	['={{ $json.a.b }}', {}],
	['={{ $json.a.b }}', { a: null }],
	['={{ $json.to }}', { to: ['79255070602', '79261112233'] }],
	['=Hi {{ $json.name }}, order {{ $json.order }}!', { name: 'Анна', order: 1024 }],
	['=Hi {{ $json.name }}', { name: null }],
	['=Hi {{ $json.name }}', { name: { first: 'A' } }],
	['=Hi {{ $json.name }}', { name: false }],
	['={{ $json["order no"] }}', { 'order no': 7 }],
	['= {{ $json.to }}', { to: 5 }],
	['={{ $json.to }} ', { to: 5 }],
	['=', {}],
	['={{ $json.name.toUpperCase() }}', { name: 'a' }],
	['={{ $json.list[1] }}', { list: ['a', 'b'] }],
	['={{ $json.name.length }}', { name: 'abc' }],
])('%s with %j', async (one, item) => {
	await compare(one, [item as N8n.IDataObject]);
});
