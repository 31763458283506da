import type { Problem } from '../errors';
import { done, type Verdict } from '../operation';

/** How much of a vendor's words is kept, in characters. */
const LONGEST_WORDS = 500;

/** How much of an answer that failed is kept with each recipient, in characters. */
const LONGEST_ANSWER = 4_000;

/** How long a text within an accepted answer may be, in characters: far above any SMS or field of an account. */
const LONGEST_TEXT = 20_000;

/**
 * Verdicts with what the vendor said cut to size and made safe. What several recipients share is worked on, and kept, once:
 * an error text of a megabyte for a hundred recipients stays one.
 * @param redact blanks out secrets
 * @param dropsRaw whether the vendor's own words on what it took are left out
 */
export function bounded(verdicts: Verdict[], redact: <V>(value: V) => V, dropsRaw = false): Verdict[] {
	const safe = new Map<unknown, unknown>();
	const words = new Map<string, string>();
	const shortened = (text: string): string => {
		if (!words.has(text)) words.set(text, cut(redact(text), LONGEST_WORDS));
		return words.get(text) as string;
	};
	const once = <V>(value: V, work: (value: V) => unknown): V => {
		const known = safe.get(value) ?? work(value);
		safe.set(value, known);
		return known as V;
	};
	return verdicts.map((verdict): Verdict => {
		if (verdict.outcome === 'accepted') {
			const raw = dropsRaw ? undefined : once(verdict.raw, (own) => cutTexts(redact(own)));
			return done(once(verdict.results, (all) => cutTexts(redact(all))), raw);
		}
		const problem = once(verdict.problem, (one) => cutProblem(one, shortened));
		const { id } = verdict;
		return { ...verdict, problem, ...(id === undefined ? {} : { id: shortened(id) }), ...('raw' in verdict ? { raw: once(verdict.raw, (raw) => cutAnswer(redact(raw))) } : {}) };
	});
}

const cut = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text);

function cutProblem(problem: Problem, shortened: (text: string) => string): Problem {
	const { code, meaning, remedy, vendorText } = problem;
	return {
		...problem,
		...(code === undefined ? {} : { code: shortened(code) }),
		meaning: shortened(meaning),
		remedy: shortened(remedy),
		...(vendorText === undefined ? {} : { vendorText: shortened(vendorText) }),
	};
}

/** An answer as it is where it is short, else its beginning as text. */
function cutAnswer(answer: unknown): unknown {
	if (typeof answer === 'string') return cut(answer, LONGEST_ANSWER);
	const text = JSON.stringify(answer) ?? '';
	return text.length > LONGEST_ANSWER ? cut(text, LONGEST_ANSWER) : answer;
}

/** A value with its texts cut, the very same where none is too long. */
function cutTexts(value: unknown): unknown {
	if (typeof value === 'string') return cut(value, LONGEST_TEXT);
	if (typeof value !== 'object' || value === null) return value;
	if (!hasLongText(value)) return value;
	if (Array.isArray(value)) return value.map(cutTexts);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cut(key, LONGEST_WORDS), cutTexts(inner)]));
}

const hasLongText = (value: object): boolean =>
	Object.keys(value).some((key) => {
		const inner: unknown = value[key as keyof typeof value];
		if (typeof inner === 'string') return inner.length > LONGEST_TEXT;
		return key.length > LONGEST_WORDS || (typeof inner === 'object' && inner !== null && hasLongText(inner));
	});
