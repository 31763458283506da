import type { IDataObject } from 'n8n-workflow';

import { tokensOf, type Token } from './tokens';
import { UNSURE, following, isPlain, pathAt, type Reading } from './paths';

type Work = (...operands: unknown[]) => unknown;

const ofNumbers = (work: (a: number, b: number) => unknown): Work => (a, b) =>
	typeof a === 'number' && typeof b === 'number' ? work(a, b) : UNSURE;

/** Of two texts or two numbers: what JavaScript would have to convert first is left to n8n. */
const ofOneKind = (work: (a: string, b: string) => unknown): Work => (a, b) =>
	typeof a === typeof b && isTextOrNumber(a) ? work(a as string, b as string) : UNSURE;

const isTextOrNumber = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** Operators from the loosest to the tightest. */
const LEVELS: Array<Record<string, Work>> = [
	{
		'===': (a, b) => (isPlain(a) && isPlain(b) ? a === b : UNSURE),
		'!==': (a, b) => (isPlain(a) && isPlain(b) ? a !== b : UNSURE),
	},
	{
		'<': ofOneKind((a, b) => a < b),
		'>': ofOneKind((a, b) => a > b),
		'<=': ofOneKind((a, b) => a <= b),
		'>=': ofOneKind((a, b) => a >= b),
	},
	{
		'+': (a, b) => (isTextOrNumber(a) && isTextOrNumber(b) ? (a as string) + (b as string) : UNSURE),
		'-': ofNumbers((a, b) => a - b),
	},
	{ '*': ofNumbers((a, b) => a * b), '/': ofNumbers((a, b) => a / b), '%': ofNumbers((a, b) => a % b) },
];

/** By the kind of value they belong to: methods that change nothing, and whose work is in proportion to the value. */
const METHODS: Record<string, string[]> = {
	text: [
		...['trim', 'trimStart', 'trimEnd', 'toUpperCase', 'toLowerCase', 'slice', 'substring', 'padStart', 'padEnd'],
		...['split', 'replace', 'replaceAll', 'includes', 'startsWith', 'endsWith', 'charAt', 'concat'],
	],
	list: ['join', 'slice'],
	number: ['toFixed'],
};
const KNOWN_METHODS = new Set(Object.values(METHODS).flat());
const PATTERN_METHODS = new Set(['split', 'replace', 'replaceAll']);

/** Larger numbers would pad a text to what nobody sends; longer texts, put in at many places, would make one of huge length. */
const LARGEST_ARGUMENT = 1000;

/** In a replacement, all that stands before or after the place: at many places, huge again. */
const SURROUNDINGS = /\$[`']/;

/** How deep brackets, choices and signs may stand in each other. */
const DEEPEST = 50;

const WORDS: Record<string, unknown> = { true: true, false: false, null: null, undefined };

/**
 * An expression over the item's data that needs nothing of n8n: texts, numbers, plain paths, operators, and methods such
 * as `trim` and `replace`, with JavaScript's own meaning. Returns nothing for code that has anything else in it; the
 * reading itself is `UNSURE` where a value is of another kind than the code expects.
 */
export function formula(code: string): Reading | undefined {
	const tokens = tokensOf(code);
	if (!tokens || tokens.length === 0 || mixesFallbacks(tokens)) return undefined;
	const alone = tokens[0].text === '$json' ? pathAt(tokens, 0) : undefined;
	if (alone?.end === tokens.length) return following(alone.keys, undefined);
	const parser = new Parser(tokens);
	const read = parser.choice();
	return parser.isDone ? (json) => certain(read(json)) : undefined;
}

/** JavaScript refuses `??` beside `||` or `&&`, unless brackets tell which comes first. */
const mixesFallbacks = (tokens: Token[]): boolean =>
	tokens.some(({ text }) => text === '??') && tokens.some(({ text }) => text === '||' || text === '&&');

const certain = (value: unknown): unknown =>
	isPlain(value) && (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) ? value : UNSURE;

/** Makes a reading of the words, operators by their precedence; what it cannot place makes it fail. */
class Parser {
	private readonly tokens: Token[];
	private next = 0;
	private depth = 0;
	private hasFailed = false;

	constructor(tokens: Token[]) {
		this.tokens = tokens;
	}

	get isDone(): boolean {
		return !this.hasFailed && this.next === this.tokens.length;
	}

	/** `a ? b : c` */
	choice(): Reading {
		return this.deeper(() => this.anyChoice());
	}

	private anyChoice(): Reading {
		const condition = this.fallback();
		if (!this.take('?')) return condition;
		const then = this.choice();
		this.expect(':');
		const otherwise = this.choice();
		return after(condition, (value, json) => (value ? then(json) : otherwise(json)));
	}

	/** `a || b`, `a ?? b` */
	private fallback(): Reading {
		let left = this.both();
		while (this.sees('||') || this.sees('??')) {
			const isNullish = this.tokens[this.next++].text === '??';
			const [first, second] = [left, this.both()];
			left = after(first, (value, json) => ((isNullish ? value != null : value) ? value : second(json)));
		}
		return left;
	}

	/** `a && b` */
	private both(): Reading {
		let left = this.level(0);
		while (this.take('&&')) {
			const [first, second] = [left, this.level(0)];
			left = after(first, (value, json) => (value ? second(json) : value));
		}
		return left;
	}

	private level(depth: number): Reading {
		if (depth === LEVELS.length) return this.negation();
		let left = this.level(depth + 1);
		while (this.tokens[this.next]?.kind === 'sign' && Object.hasOwn(LEVELS[depth], this.tokens[this.next].text)) {
			const work = LEVELS[depth][this.tokens[this.next++].text];
			left = ofAll([left, this.level(depth + 1)], work);
		}
		return left;
	}

	private negation(): Reading {
		if (this.take('!')) return ofAll([this.negated()], (value) => !value);
		// Where n8n writes such code anew, two signs become one.
		if (this.take('-')) return this.sees('-') ? this.fail() : ofAll([this.negated()], (value) => (typeof value === 'number' ? -value : UNSURE));
		return this.calls(this.operand());
	}

	private negated(): Reading {
		return this.deeper(() => this.negation());
	}

	private deeper(read: () => Reading): Reading {
		if (this.depth === DEEPEST) return this.fail();
		this.depth++;
		const inner = read();
		this.depth--;
		return inner;
	}

	private calls(first: Reading): Reading {
		let read = first;
		while (!this.hasFailed) {
			if (this.take('[')) {
				const { value: index } = this.taken('number');
				this.expect(']');
				read = ofAll([read], (value) => elementOf(value, index));
			} else if (this.take('.')) {
				const { text } = this.taken('name');
				if (!KNOWN_METHODS.has(text)) this.fail();
				read = ofAll([read, ...this.arguments()], (value, ...rest) => called(value, text, rest));
			} else break;
		}
		return read;
	}

	private arguments(): Reading[] {
		this.expect('(');
		const all: Reading[] = [];
		while (!this.hasFailed && !this.take(')')) {
			if (all.length > 0) this.expect(',');
			all.push(this.choice());
		}
		return all;
	}

	private operand(): Reading {
		if (this.take('(')) {
			const inner = this.choice();
			this.expect(')');
			return inner;
		}
		const token = this.tokens[this.next++];
		if (token?.kind === 'name' && token.text === '$json') return this.path();
		if (token?.kind === 'name' && Object.hasOwn(WORDS, token.text)) return () => WORDS[token.text];
		if (token && 'value' in token) return () => token.value;
		return this.fail();
	}

	private path(): Reading {
		const path = pathAt(this.tokens, this.next - 1);
		if (!path) return this.fail();
		this.next = path.end;
		return following(path.keys, UNSURE);
	}

	private sees(text: string): boolean {
		return this.tokens[this.next]?.kind === 'sign' && this.tokens[this.next].text === text;
	}

	private take(text: string): boolean {
		if (!this.sees(text)) return false;
		this.next++;
		return true;
	}

	private taken(kind: Token['kind']): Token {
		const token = this.tokens[this.next++];
		if (token?.kind !== kind) this.fail();
		return token ?? NO_TOKEN;
	}

	private expect(text: string): void {
		if (!this.take(text)) this.fail();
	}

	private fail(): Reading {
		this.hasFailed = true;
		return () => UNSURE;
	}
}

const NO_TOKEN: Token = { kind: 'sign', text: '' };

/** Goes on from a value that is certain. */
const after =
	(first: Reading, go: (value: unknown, json: IDataObject) => unknown): Reading =>
	(json) => {
		const value = first(json);
		return value === UNSURE ? UNSURE : go(value, json);
	};

const ofAll =
	(reads: Reading[], work: Work): Reading =>
	(json) => {
		const values = reads.map((read) => read(json));
		return values.includes(UNSURE) ? UNSURE : work(...values);
	};

const elementOf = (value: unknown, index: unknown): unknown =>
	(typeof value === 'string' || Array.isArray(value)) && Number.isInteger(index) ? value[index as number] : UNSURE;

function called(value: unknown, method: string, values: unknown[]): unknown {
	const kind = Array.isArray(value) ? 'list' : typeof value === 'string' ? 'text' : typeof value;
	if (!METHODS[kind]?.includes(method) || !values.every((one) => isFit(one, method))) return UNSURE;
	try {
		return (value as Record<string, Work>)[method](...values);
	} catch {
		return UNSURE;
	}
}

function isFit(value: unknown, method: string): boolean {
	if (value instanceof RegExp) return PATTERN_METHODS.has(method);
	if (typeof value === 'string') return value.length <= LARGEST_ARGUMENT && !(PATTERN_METHODS.has(method) && SURROUNDINGS.test(value));
	return Number.isInteger(value) && Math.abs(value as number) <= LARGEST_ARGUMENT;
}
