/**
 * The engine reads plain paths and simple formulas by itself; here that is held against n8n's own evaluation of the same.
 * n8n has two engines for expressions, and a process has one of them.
 */
import fc from 'fast-check';
import { createRequire } from 'node:module';
import type * as N8n from 'n8n-workflow';
import { expect, test } from 'vitest';

import { nodeTypes, runNode } from '../support/workflow.ts';

const require = createRequire(import.meta.url);
const { parameterReader } = require('../../dist/nodes/shared/parameters/reader.js') as typeof import('../../nodes/shared/parameters/reader.ts');
const { declare } = require('../../dist/nodes/shared/parameters/parameters.js') as typeof import('../../nodes/shared/parameters/parameters.ts');

/** Undeclared, so that no type changes what is read. */
const DECLARED = declare([]);

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
		const parametersOf = parameterReader(this, DECLARED);
		const rows = this.getInputData().map((_, item) => {
			const attempt = (read: () => unknown) => {
				try {
					return { is: read() ?? 'nothing' };
				} catch (error) {
					return { throws: error instanceof Error };
				}
			};
			return {
				json: {
					ours: [attempt(() => parametersOf(item).get('value')), attempt(() => (parametersOf(item).get('options') as N8n.IDataObject).inner)],
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

nodeTypes.set('probe', probe);

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
const text = fc.constantFrom('', ' ', 'Hi ', ', ', '\n', '{', '}', '{ {', '}}', '\\', '=', '"', '${1}', '{{', '№ ');
const templateOf = (one: fc.Arbitrary<string>) =>
	fc.oneof(one, fc.array(fc.oneof(text, one), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))).map((whole) => `=${whole}`);

const anything = fc.dictionary(key, data, { maxKeys: 5 });

/** What formulas are made for: the fields are there, and hold what people write. */
const words = fc.constantFrom('Анна Петрова', ' a b,c ', '+7 (925) 507-06-02', '10', 'aaa', 'ß İ', '𝒳 y', '$1');
const usual = fc.record({ to: fc.oneof(words, scalar), name: words, $x: fc.oneof(fc.integer(), fc.double({ noNaN: true })), Имя: scalar });
const itemsOf = (one: fc.Arbitrary<object>) => fc.array(one, { minLength: 1, maxLength: 4 });
const near = fc.constantFrom('$json.to', '$json.name', '$json.$x', '$json["Имя"]');


/** Formulas of all that the engine knows, and of what it must leave to n8n. */
const literal = fc.constantFrom('"a"', "' '", '","', '""', '0', '1', '2', '2.5', '10', 'true', 'null', 'undefined', '"№ 7"', '"$&"');
const pattern = fc.constantFrom('/\\D/g', '/\\s+/g', '/[^0-9]/', '/[a-z]+/g', '/a|b/', '/(a+)+/');
const method = fc.oneof(
	fc.constantFrom('trim()', 'toUpperCase()', 'toLowerCase()', 'trimEnd()', 'slice(1)', 'slice(-2)', 'substring(0, 2)', 'charAt(0)'),
	fc.constantFrom('padStart(6, "0")', 'split(" ")[0]', 'split(",").join("; ")', 'toFixed(2)', 'includes("a")', 'concat("!", 1)', 'startsWith("7")'),
	fc.constantFrom('reverse()', 'toString()', 'length', 'toTitleCase()', 'isEmpty()', 'map((one) => one)', 'replaceAll("a", "b")'),
	pattern.map((one) => `replace(${one}, "-")`),
);
const operator = fc.constantFrom('+', '+', '-', '*', '/', '%', '===', '!==', '<', '>', '<=', '>=', '||', '&&', '??', '==', ',');
const { formula } = fc.letrec((tie) => {
	const inner = tie('formula') as fc.Arbitrary<string>;
	return {
		formula: fc.oneof(
			{ maxDepth: 3 },
			fc.oneof({ weight: 4, arbitrary: near }, path, { weight: 2, arbitrary: literal }),
			fc.tuple(fc.oneof(near, inner.map((one) => `(${one})`)), method).map((parts) => parts.join('.')),
			fc.tuple(near, method, method).map((parts) => parts.join('.')),
			fc.tuple(inner, operator, inner).map(([left, sign, right]) => `${left} ${sign} ${right}`),
			fc.tuple(inner, inner, inner).map(([one, two, three]) => `${one} ? ${two} : ${three}`),
			inner.map((one) => `!${one}`),
			inner.map((one) => `- ${one}`),
			inner.map((one) => `(${one})`),
		),
	};
});
/** Registers the tests. @param count how many random cases each property gets */
export function testReading(count: number): void {
	const drawn = (of: fc.Arbitrary<string>, item: fc.Arbitrary<object>) =>
		fc.assert(
			fc.asyncProperty(templateOf(of), itemsOf(item), async (one, some) => await compare(one, some as N8n.IDataObject[])),
			{ numRuns: Number(process.env.RUNS ?? count) },
		);
	const hole = (one: string) => `{{ ${one} }}`;

	test('whatever the path and the data, the engine reads what n8n reads', async () => await drawn(code.map(hole), anything), 180_000);

	test('whatever the formula and the data, too', async () => await drawn((formula as fc.Arbitrary<string>).map(hole), fc.oneof(usual, anything)), 180_000);

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
		['={{ $json.phone.replace(/\\D/g, "") }}', { phone: '+7 (925) 507-06-02' }],
		['={{ $json.name.trim().split(" ")[0] }}, hi', { name: ' Анна Петрова ' }],
		['={{ $json.name.split(" ")[2] }}', { name: 'Анна Петрова' }],
		['={{ "№ " + $json.order + " готов" }}', { order: 1024 }],
		['={{ $json.total.toFixed(2) }} р.', { total: 0.1 }],
		['={{ $json.count > 1 ? "их " + $json.count : "он" }}', { count: 3 }],
		['={{ $json.nick || $json.name || "клиент" }}', { name: 'Анна' }],
		['={{ $json.a - -1 }}{{ $json.a--1 }}', { a: 1 }],
		['={{ $json.a * 0 * -1 }}', { a: 1 }],
		['={{ $json.a === 10 }}', { a: '10' }],
		['={{ 1 / $json.zero }}', { zero: 0 }],
		['={{ $json.name.trim() }}', {}],
		['={{ $json.when.trim() }}', { when: '2026-01-02T03:04:05.678Z' }],
		['={{ $json[00] }}', ['a']],
		['={{ $json.list[01] }}', { list: ['a', 'b'], '01': 'x' }],
		['={{ $json.list["01"] }}', { list: ['a', 'b'] }],
		['={{ $json[0x1] }}{{ $json[1e0] }}{{ $json[ 1_000 ] }}', { 1: 'a', 1000: 'b' }],
		['={{ $json?.$ }}', { $: 'a' }],
		['={{ $json.$ }}!', { $: 'a' }],
		['={{ $json.caller }}', { caller: '79255070602' }],
		['={{ $json["prototype"] }}', { prototype: 'a' }],
		['={{ "\u2028" }}{{ "\u2029" }}', {}],
		['={{ $json["a\u2028b"] }}', { 'a\u2028b': 'a' }],
		['={{ $json.to.replace(/[z-a]/, "") }}', { to: 'a' }],
		['={{ $json.to.replace(/[\\d-z]/g, "") }}', { to: 'a-z1' }],
		['={{ $json.to.replace(/[😀-😂]/, "") }}', { to: '😁' }],
		['={{ $json.a² }}', { 'a²': 1 }],
		['={{ $json.ꟲa }}', { ꟲa: 1 }],
		['=Hi .constructor {{ $json.to }}', { to: 'a' }],
		['={{ ".constructor" }}', {}],
		['={{ "x.first(" + $json.to }}', { to: 'a' }],
		['={{ "$if(" + $json.to }}', { to: 'a' }],
		['={{ "}}" }}', {}],
		['={{ $json.to.replace("a", "$`") }}', { to: 'bac' }],
		['={{ $json.to.replaceAll("a", "[$&$$$1]") }}', { to: 'bac' }],
		['={{ $json.to.padStart(100000, "0") }}', { to: 'a' }],
		['={{ $json.a ?? $json.b || "c" }}', { b: '' }],
		['={{ ($json.a ?? $json.b) || "c" }}', { b: '' }],
		['={{ $json.a?.b.c.trim() }}', {}],
		['={{ 1.toFixed() }}{{ -"1" }}', {}],
		['={{ 0.1 + 0.2 }}; {{ 9007199254740993 }}; {{ -0 }}; {{ 1 / 0 }}; {{ 0 / 0 }}', {}],
		['={{ $json.a || (- -1)[$json.b] }}', { a: 'x', b: 'y' }],
		['={{ $json.list[$json.a] }}{{ "abc"[1] }}', { list: ['x', 'y'], a: 1 }],
		['={{ }}', {}],
	])('%s with %j', async (one, item) => {
		await compare(one, [item as N8n.IDataObject]);
	});

	test.each(['={{ $json.a }}', '=Sum: {{ $json.a }}!', '={{ $json.a }}{{ $json.a }}'])('%s with what JSON cannot hold', async (one) => {
		const values = [NaN, Infinity, -0, undefined, 2 ** 53 + 2, new Date(0)];
		await compare(one, values.map((a) => ({ a }) as unknown as N8n.IDataObject));
	});
}
