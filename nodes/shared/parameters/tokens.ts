/** A word of an expression's code. */
export interface Token {
	kind: 'text' | 'number' | 'pattern' | 'name' | 'sign';
	text: string;
	/** Its place in the code. */
	start: number;
	end: number;
	/** Of texts, numbers and patterns. */
	value?: unknown;
}

/** One class of characters with an optional `+`: a pattern that cannot run away, as a freer one could. */
const PATTERN = String.raw`\/((?:\\[dDsSwW]|\[\^?(?:\\[dDsSwW]|[^\]\\\/\n^])+\])\+?)\/(g?)(?![\p{L}\w$])`;

const KINDS: Array<[kind: Token['kind'], form: string, value?: (text: string) => unknown]> = [
	['text', String.raw`"[^"\\\n]*"|'[^'\\\n]*'`, (text) => text.slice(1, -1)],
	['number', String.raw`(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?![\p{L}\w$.])`, Number],
	['pattern', PATTERN, (text) => new RegExp(text.slice(1, text.lastIndexOf('/')), text.endsWith('g') ? 'g' : '')],
	['name', String.raw`[\p{L}_$][\p{L}\p{N}_$]*`],
	['sign', String.raw`===|!==|<=|>=|\|\||&&|\?\?|\?\.(?!\d)|-(?!-)|[+*\/%<>!?:.,()[\]]`],
];
const FORMS = KINDS.map(([kind, form, value]) => ({ kind, form: new RegExp(form, 'uy'), value }));
const SPACE = /\s*/y;

/** The words of a code; nothing if it has anything that formulas don't know. */
export function tokensOf(code: string): Token[] | undefined {
	const tokens: Token[] = [];
	let place = spaceAfter(code, 0);
	while (place < code.length) {
		const token = tokenAt(code, place, tokens.at(-1));
		if (!token) return undefined;
		tokens.push(token);
		place = spaceAfter(code, token.end);
	}
	return tokens;
}

function tokenAt(code: string, start: number, before: Token | undefined): Token | undefined {
	for (const { kind, form, value } of FORMS) {
		// Elsewhere a slash divides.
		if (kind === 'pattern' && !['(', ','].includes(before?.text ?? '')) continue;
		form.lastIndex = start;
		const text = form.exec(code)?.[0];
		if (text) return { kind, text, start, end: start + text.length, ...(value ? { value: value(text) } : {}) };
	}
	return undefined;
}

function spaceAfter(code: string, place: number): number {
	SPACE.lastIndex = place;
	SPACE.exec(code);
	return SPACE.lastIndex;
}
