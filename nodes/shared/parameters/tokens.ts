/** A word of an expression's code. */
export interface Token {
	kind: 'text' | 'number' | 'pattern' | 'name' | 'sign';
	text: string;
	/** Of texts, numbers and patterns. */
	value?: unknown;
}

/** Longer code is left to n8n; nobody types it into a field. In characters. */
const LONGEST_CODE = 1_000;

interface Form {
	kind: Token['kind'];
	form: RegExp;
	/** What the word stands for, of kinds that stand for a value; nothing where only n8n knows. */
	value?: (text: string) => unknown;
}

/**
 * Each takes less than JavaScript does, and nothing that JavaScript's readers disagree about: texts without escapes and
 * invisible characters, numbers as people write them, names of Latin and Cyrillic letters. A pattern is one class of
 * characters with an optional `+`: it cannot run away, as a freer one could.
 */
const FORMS: Form[] = [
	{ kind: 'text', form: /"[^"\\\p{C}\p{Zl}\p{Zp}]*"|'[^'\\\p{C}\p{Zl}\p{Zp}]*'/uy, value: quoted },
	{ kind: 'number', form: /(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?![\p{L}\w$.])/uy, value: Number },
	{ kind: 'pattern', form: /\/(?:\\[dDsSwW]|\[\^?(?:\\[dDsSwW]|[^\]\\/^\p{C}\p{Zl}\p{Zp}])+\])\+?\/g?(?![\p{L}\w$])/uy, value: pattern },
	{ kind: 'name', form: /[A-Za-z_$À-ÖØ-öø-ɏЀ-ҁҊ-ԯ][\dA-Za-z_$À-ÖØ-öø-ɏЀ-ҁҊ-ԯ]*/uy },
	{ kind: 'sign', form: /===|!==|<=|>=|\|\||&&|\?\?|\?\.(?!\d)|-(?!-)|[+*/%<>!?:.,()[\]]/uy },
];

const SPACE = /[ \t\r\n\u00a0]*/y;

/** The words of a code; nothing if it has anything that formulas don't know. */
export function tokensOf(code: string): Token[] | undefined {
	if (code.length > LONGEST_CODE) return undefined;
	const tokens: Token[] = [];
	let place = spaceAfter(code, 0);
	while (place < code.length) {
		const token = tokenAt(code, place, tokens.at(-1));
		if (!token) return undefined;
		tokens.push(token);
		place = spaceAfter(code, place + token.text.length);
	}
	return tokens;
}

function tokenAt(code: string, start: number, before: Token | undefined): Token | undefined {
	for (const { kind, form, value: valueOf } of FORMS) {
		// Elsewhere a slash divides.
		if (kind === 'pattern' && !['(', ','].includes(before?.text ?? '')) continue;
		form.lastIndex = start;
		const text = form.exec(code)?.[0];
		if (!text) continue;
		if (!valueOf) return { kind, text };
		const value = valueOf(text);
		return value === undefined ? undefined : { kind, text, value };
	}
	return undefined;
}

/** n8n looks for calls of its own functions even in quotes, and rewrites code that has any. */
const CALL = /(?:\.\w+|\$if)[\s?.]*\(/;

function quoted(text: string): string | undefined {
	return CALL.test(text) ? undefined : text.slice(1, -1);
}

function pattern(text: string): RegExp | undefined {
	try {
		return new RegExp(text.slice(1, text.lastIndexOf('/')), text.endsWith('g') ? 'g' : '');
	} catch {
		return undefined;
	}
}

function spaceAfter(code: string, place: number): number {
	SPACE.lastIndex = place;
	SPACE.exec(code);
	return SPACE.lastIndex;
}
