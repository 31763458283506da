/**
 * The engine reads simple templates by itself: here, thousands of them, mostly odd, are held against n8n's own evaluation.
 * n8n has two engines for expressions, and a process has one of them.
 */
import fc from 'fast-check';
import { createRequire } from 'node:module';
import type * as N8n from 'n8n-workflow';
import { expect, test } from 'vitest';

import { nodeTypes, runNode } from '../support/workflow.ts';

const require = createRequire(new URL('../../dist/nodes/shared/parameters/', import.meta.url));
const { reading } = require('./expressions.js') as typeof import('../../nodes/shared/parameters/expressions.ts');
const { UNSURE } = require('./paths.js') as typeof import('../../nodes/shared/parameters/paths.ts');

/** How many different templates, read by the engine itself, are compared with n8n. Those that it leaves to n8n don't count. */
const TEMPLATES = Number(process.env.RUNS ?? 20_000);

/** How many are made for one run of a node, and with how many items each. */
const TOGETHER = 250;
const ITEMS = 2;

/** A template read both ways, where the engine does so at all. */
interface Comparison {
	template: string;
	item: N8n.IDataObject;
	ours: unknown;
	theirs: unknown;
}

let templates: string[] = [];
let found: Comparison[] = [];

/** A node that reads the templates both ways, for each of its items. */
const probe: N8n.INodeType = {
	description: {
		displayName: 'Probe',
		name: 'formulaProbe',
		group: ['input'],
		version: 1,
		description: 'Reads templates by n8n and by the engine',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: N8n.IExecuteFunctions) {
		const items = this.getInputData();
		for (const template of templates) {
			const read = attempt(() => reading(`=${template}`));
			if (read === undefined) continue;
			for (const [index, { json }] of items.entries()) {
				const ours = typeof read === 'function' ? attempt(() => (read as (item: N8n.IDataObject) => unknown)(json)) : read;
				if (ours === UNSURE) continue;
				found.push({ template, item: json, ours, theirs: attempt(() => this.evaluateExpression(template, index)) });
			}
		}
		return [[]];
	},
};
nodeTypes.set('formulaProbe', probe);

class Thrown {
	readonly message: string;
	constructor(error: unknown) {
		this.message = (error as Error).message;
	}
}

function attempt(read: () => unknown): unknown {
	try {
		return read();
	} catch (error) {
		return new Thrown(error);
	}
}

async function compared(some: string[], items: N8n.IDataObject[]): Promise<Comparison[]> {
	templates = some;
	found = [];
	const { status } = await runNode('formulaProbe', { parameters: {}, items, credentials: {} });
	expect(status).toBe('success');
	return found;
}

/** n8n makes no difference between nothing and null in a field. */
const isSame = ({ ours, theirs }: Comparison): boolean => Object.is(ours ?? undefined, theirs ?? undefined);

/** Characters that readers of JavaScript treat in ways of their own, among them some that are not to be seen. */
const ODD = [
	...['\u2028', '\u2029', '\u200d', '\u200c', '\ufeff', '\u00a0', '\u3000', '\u1680', '\u00ad', '\u2060', '\ud83d', '\ude00', '\0', '\x0b', '\f', '\r', '\r\n', '\t', '\n'],
	...['\\', '\\u0061', '\\x61', '\\n', '\\{', '\\}', '\\\\', '\\u{61}', '"', "'", '`', '${', '}}', '{{', '{', '}', ';', '//', '/*', '*/', '<!--', '-->', '#', '@', '~', '^', '&', '|', '=', '=>', '...'],
	...['😀', '𝒳', 'é', 'e\u0301', 'ß', 'İ', '²', 'ª', '٣', 'ꟲ', '\u{1c89}', '\u0870', 'µ', '×', '÷', 'Ωmega', '漢'],
];

/** Words of a kind: those that people write, and odd ones. */
interface Words {
	usual: string[];
	odd: string[];
}

const NAMES: Words = {
	usual: ['to', 'name', 'a', 'b', 'Имя', '$x', '_', '$$', 'list', 'if', 'class', 'true', 'null', 'undefined', 'NaN', 'this', 'new', 'typeof', 'in', 'let', 'await', 'json', '$json', 'first', 'isEmpty', 'then', 'toJSON', 'é'],
	odd: ['$', '__proto__', 'constructor', 'prototype', 'toString', 'length', 'caller', 'arguments', 'binding', 'a²', 'a\u200db', '\\u0061', 'ꟲa', '𝒳', 'hasOwnProperty', 'e\u0301', '__sanitize', '___n8n_data'],
};
const KEYS: Words = {
	usual: ['order no', 'a.b', '0', '1', '-1', '', ' ', '01', '1.0', '№ 7', ...NAMES.usual],
	odd: ['00', '1e0', 'x"y', "x'y", 'a\u2028b', 'a\\b', '.constructor', 'x.first(', '{{', '}}', '\ud83d', 'a\tb', ...NAMES.odd],
};
const NUMBERS: Words = {
	usual: ['0', '1', '2', '10', '0.1', '0.2', '2.50', '3', '123456789012345', '(1)', '- -1', '-1', '-0', '0.1 + 0.2', '1/0', '0/0', '(1).toFixed(2)', '1.5.toFixed(0)'],
	odd: ['00', '01', '08', '0x1', '0b1', '0o7', '1e0', '1E3', '1_000', '.5', '5.', '1n', '9007199254740993', '1234567890123456', '1e999', '--1', '+1', 'Infinity', 'NaN', '1.toFixed()', '1..toFixed(1)', '1 .toFixed(1)'],
};
const TEXTS: Words = {
	usual: ['""', "''", '"a"', "'a'", '" "', '","', '"№ 7"', '"$&"', '"$1"', '"$$"', '"😀"', '"//"', '"/*"', "'\"'", '"\'"', '"7"', '"aa"', '"-"', '"{"', '"\u00a0"', '"e\u0301"', '"0"', '"b, c"'],
	odd: ['"\u2028"', '"\u2029"', '"\t"', '"a\tb"', '"\\n"', '"\\""', "'\\''", '"}}"', '"{{"', '"$`"', '"$\'"', '".constructor"', '"x.first("', '"$if("', '"\ud83d"', '"\0"', '`a`', '`${1}`', '"a\nb"', '"\u200d"', '"a\u00adb"'],
};
const PATTERNS: Words = {
	usual: ['/\\D/g', '/\\s+/g', '/[^0-9]/', '/[a-z]+/g', '/[\\d-z]/', '/[a-\\d]/g', '/[-a]/', '/[a-]+/g', '/[\\s\\S]/g', '/[.]/g', '/[\u00a0 ]+/g', '/[а-яё]+/g', '/[[]/g', '/[(]/', '/[$]/g', '/[\\w.]+/', '/[+--]/', '/[,-.]+/g', '/[ -~]+/g', '/[ aа]/g', '/[😀]/g', "/[\"']/g", '/[{}]/g', '/\\W+/'],
	odd: ['/[z-a]/', '/[Ё-А]/', '/[😀-😂]/', '/[😀-😂]/u', '/[a-z]+/gi', '/[]/', '/[^]/', '/[^]/g', '/[\u2028]/', '/[\\b]/', '/[\\-]/', '/[\\]]/', '/[/]/', '/\\w/y', '/(a+)+/', '/a|b/', '/a/', '/./g', '/[\0]/', '/[\t]/', '/[a-z]/gg', '/[a]/ g'],
};
const CALLS: Words = {
	usual: [
		...['trim()', 'trimStart()', 'trimEnd()', 'toUpperCase()', 'toLowerCase()', 'slice(1)', 'slice(-2)', 'slice(1, -1)', 'slice()', 'substring(0, 2)', 'substring(2, 0)', 'substring(-1)', 'charAt(0)', 'charAt(-1)', 'charAt(99)', 'trim ()', 'trim\n()'],
		...['padStart(6, "0")', 'padStart(6)', 'padEnd(3, "")', 'padStart(-1, "0")', 'split(" ")[0]', 'split("")', 'split("", 2).join("-")', 'split(",", -1).join(",")', 'split(",").join("; ")', 'split(",").join()', 'split().join("-")', 'split(" ").slice(1).join(" ")', 'split(" ")[9]', 'split(" ")[0][0]'],
		...['toFixed(2)', 'toFixed()', 'includes("a")', 'includes("")', 'concat("!", 1)', 'concat()', 'startsWith("7")', 'startsWith("7", 1)', 'endsWith("2")', 'endsWith("")', 'replaceAll("a", "b")', 'replaceAll("", "-")', 'replaceAll("a", "$&$&")', 'replaceAll("a", "$$")', 'replaceAll("a", "$1")', 'replaceAll(/[a]/g, "$0$1$&")', 'replace("a", 1)', 'replace(1, 2)', "replace(/\\D/g, '')", 'replace("a")'],
	],
	odd: [
		...['slice(0.5)', 'padStart(100000, "0")', 'split(" ")[-1]', 'split(" ")["0"]', 'toFixed(101)', 'toFixed(-1)', 'toFixed("2")', 'includes(/a/)', 'replaceAll(/a/, "b")', 'replaceAll(/[a]/, "b")', 'replace("a", "$`")', 'replace("a", undefined)', 'replace("a", null)', 'replace("a", true)', 'split(/[z-a]/)'],
		...['length', 'length + 1', 'reverse()', 'toString()', 'first()', 'isEmpty()', 'toTitleCase()', 'at(0)', 'indexOf("a")', 'match(/\\d+/)', 'map((x) => x)', 'trim().length', 'trim', '?.trim()', 'trim?.()', '["trim"]()', 'call()', 'constructor', 'normalize()', 'localeCompare("a")', 'join(",")', 'join()', 'trim(,)', 'slice(1,)'],
	],
};
const SIGNS: Words = {
	usual: ['+', '+', '-', '*', '/', '%', '===', '!==', '<', '>', '<=', '>=', '||', '&&', '??', '||', '??'],
	odd: ['==', '!=', ',', '**', '|', '&', '^', '<<', '>>', '?', ':', '?.', '.', 'in', 'instanceof', '=', '+=', '--', '++', '=>', '!', '~', '<!--', '//'],
};
const WORDS: Words = { usual: ['true', 'false', 'null', 'undefined'], odd: ['NaN', 'Infinity', '$itemIndex', 'this', '$json', 'a', '$'] };
const BLANKS: Words = { usual: ['', '', '', ' ', ' ', '\n', '\t', '  ', '\r\n', '\u00a0'], odd: ['\ufeff', '\u2028', '/**/', '\x0b', '\r', '//\n'] };
const MINUS: Words = { usual: ['!', '-', '- ', '!!', '- -'], odd: ['+', '~', 'typeof ', 'void ', '--'] };
const BETWEEN: Words = { usual: ['', ' ', 'Hi ', ', ', '№ ', '\n', '$', '$json.a', '"', '{', '}', '.first(', '{}', '{ {', '} }', '\u2028', '😀'], odd: ['.constructor', '. constructor', '\\', '}}', '{{', '\\{{', ...ODD] };

const NEAR = ['$json.to', '$json.name', '$json.a', '$json.b', '$json["Имя"]', '$json.list[0]', '$json.$x', '$json?.to', '$json.b?.c.d', '$json . a', "$json['name']"];

/** Of code as people write it; with odd words in it where they are wanted. */
function codes(isOdd: boolean) {
	const one = ({ usual, odd }: Words): fc.Arbitrary<string> =>
		isOdd ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...usual) }, fc.constantFrom(...odd)) : fc.constantFrom(...usual);
	const blank = one(BLANKS);
	const near = fc.constantFrom(...NEAR);
	const step = fc.oneof(
		{ weight: 4, arbitrary: one(NAMES).map((name) => `.${name}`) },
		one(NAMES).map((name) => `?.${name}`),
		one(KEYS).map((key) => `["${key}"]`),
		one(KEYS).map((key) => `['${key}']`),
		one(KEYS).map((key) => `?.["${key}"]`),
		fc.nat({ max: 12 }).map((index) => `[${index}]`),
		fc.tuple(blank, one(NAMES)).map(([space, name]) => `${space}.${space}${name}`),
		fc.tuple(blank, fc.nat({ max: 1 })).map(([space, index]) => `${space}[${space}${index}${space}]`),
		...(isOdd ? [one(NUMBERS).map((index) => `[${index}]`)] : []),
	);
	const path = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => `$json${steps.join('')}`);
	const methods: Words = { usual: CALLS.usual.map((call) => call.split('(')[0]), odd: CALLS.odd.map((call) => call.split('(')[0]) };
	const { formula } = fc.letrec<{ formula: string }>((tie) => {
		const inner = tie('formula');
		const inBrackets = inner.map((code) => `(${code})`);
		return {
			formula: fc.oneof(
				{ maxDepth: 4, depthSize: 'small' },
				fc.oneof({ weight: 5, arbitrary: near }, path, { weight: 2, arbitrary: one(TEXTS) }, { weight: 2, arbitrary: one(NUMBERS) }, one(WORDS)),
				{ weight: 3, arbitrary: fc.tuple(fc.oneof(near, one(TEXTS), inBrackets), one(CALLS)).map((parts) => parts.join('.')) },
				{ weight: 2, arbitrary: fc.tuple(near, one(CALLS), one(CALLS)).map((parts) => parts.join('.')) },
				{
					weight: 2,
					arbitrary: fc
						.tuple(near, fc.constantFrom('replace', 'replaceAll'), one(PATTERNS), fc.oneof(one(TEXTS), inner))
						.map(([value, method, pattern, text]) => `${value}.${method}(${pattern}, ${text})`),
				},
				fc.tuple(near, one(PATTERNS), inner).map(([value, pattern, text]) => `${value}.split(${pattern}).join(${text})`),
				{ weight: 2, arbitrary: fc.tuple(near, one(methods), inner, inner).map(([value, method, first, second]) => `${value}.${method}(${first}, ${second})`) },
				{ weight: 4, arbitrary: fc.tuple(inner, blank, one(SIGNS), blank, inner).map((parts) => parts.join('')) },
				fc.tuple(inner, inner, inner).map(([first, second, third]) => `${first} ? ${second} : ${third}`),
				fc.tuple(one(MINUS), inner).map((parts) => parts.join('')),
				inBrackets,
				fc.tuple(inner, inner).map(([value, index]) => `(${value})[${index}]`),
			),
		};
	});
	return { one, blank, near, path, formula };
}

const usual = codes(false);
const odd = codes(true);

/** Words in any order. */
const soup = fc
	.array(fc.oneof(odd.one(SIGNS), odd.near, odd.one(TEXTS), odd.one(NUMBERS), odd.one(PATTERNS), odd.one(NAMES), fc.constantFrom('(', ')', '[', ']', '.', ',', ' ', '\n'), fc.constantFrom(...ODD)), { minLength: 1, maxLength: 7 })
	.map((parts) => parts.join(''));

/** Something right, with something odd in the middle of it, or a piece of it gone. */
const broken = fc
	.tuple(fc.oneof(usual.formula, usual.path), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 2 }), fc.oneof(fc.constant(''), fc.constantFrom(...ODD), odd.one(NUMBERS), odd.one(SIGNS)))
	.map(([code, at, gone, sign]) => {
		const place = Math.floor(at * code.length);
		return code.slice(0, place) + sign + code.slice(place + gone);
	});

const templateOf = (code: fc.Arbitrary<string>, { blank, one }: ReturnType<typeof codes>): fc.Arbitrary<string> => {
	const hole = fc.tuple(blank, code, blank).map(([before, inner, after]) => `{{${before}${inner}${after}}}`);
	return fc.oneof({ weight: 2, arbitrary: hole }, fc.array(fc.oneof(one(BETWEEN), hole), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')));
};

const template = fc.oneof(
	{ weight: 6, arbitrary: templateOf(fc.oneof(usual.path, { weight: 4, arbitrary: usual.formula }), usual) },
	{ weight: 2, arbitrary: templateOf(fc.oneof(odd.path, { weight: 3, arbitrary: odd.formula }), odd) },
	{ weight: 1, arbitrary: templateOf(fc.oneof({ weight: 3, arbitrary: broken }, soup), usual) },
);

const words = fc.constantFrom('Анна Петрова', ' a b,c ', '+7 (925) 507-06-02', '10', 'aaa', 'ß İ', '𝒳 y', '$1', '', 'a\u2028b', '\ud83d', '\u00a0x\ufeff', 'e\u0301', '2026-01-02T03:04:05.678Z', 'true', 'null', '-0', '1e3', 'Infinity');
const scalar = fc.oneof(
	{ weight: 3, arbitrary: words },
	fc.string({ unit: 'binary', maxLength: 6 }),
	fc.constantFrom(0, -0, 1, -1, 0.1, 1.005, 1e21, 1e-7, 2 ** 53, 2 ** 53 + 2, NaN, Infinity, -Infinity, true, false, null, undefined),
	fc.integer(),
	fc.double(),
);
const key = odd.one(KEYS);
const { value: data } = fc.letrec((tie) => ({
	value: fc.oneof({ maxDepth: 3 }, { weight: 3, arbitrary: scalar }, fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }), fc.array(tie('value'), { maxLength: 3 })),
})) as { value: fc.Arbitrary<unknown> };
const any = fc.oneof({ weight: 12, arbitrary: data }, fc.constantFrom<unknown>(new Date(0), /a/g, new Map([['a', 1]]), 10n, Symbol.iterator, () => 'a'));
const item = fc
	.tuple(fc.record({ to: any, name: words, a: fc.oneof(data, fc.integer()), b: any, Имя: scalar, $x: scalar, list: fc.array(scalar, { maxLength: 2 }) }, { requiredKeys: ['name'] }), fc.dictionary(key, any, { maxKeys: 3, noNullPrototype: true }))
	.map(([usual, more]) => ({ ...more, ...usual }) as N8n.IDataObject);

/** Registers the tests. @param engine how n8n calls its engine for expressions */
export function testFormulas(engine: string): void {
	test(`${engine}: whatever the template, the engine reads what n8n reads`, async () => {
		const seed = Math.imul(Number(process.env.SEED ?? 20_261_121), 1_000_003);
		const taken = new Set<string>();
		const wrong: Comparison[] = [];
		let made = 0;
		let readings = 0;
		for (let batch = 0; taken.size < TEMPLATES; batch++) {
			const some = fc.sample(template, { numRuns: TOGETHER, seed: seed + batch });
			made += some.length;
			for (const comparison of await compared(some, fc.sample(item, { numRuns: ITEMS, seed: seed + batch }))) {
				readings++;
				taken.add(comparison.template);
				if (!isSame(comparison)) wrong.push(comparison);
			}
		}
		console.info(`${engine}: ${made} templates, ${taken.size} of them read by the engine itself and compared with n8n in ${readings} readings; ${wrong.length} differ`);
		wrong.sort((one, two) => one.template.length - two.template.length);
		expect(wrong.slice(0, 20)).toEqual([]);
	}, 600_000);
}
