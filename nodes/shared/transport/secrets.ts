import { needlesOf, type Kind, type Needle, type Needles, type Secrets } from './needles';
import { placeOf, readingsOf, unpacked, type Span } from './readings';

export type { Secrets } from './needles';

const BLANK = '•••';

/** What is deeper is blanked out whole: nobody could store it either. */
const DEEPEST = 500;

/** Base64 of base64 is read, and no more. */
const MOST_PACKED = 2;

/** What a field's name says. */
interface Name {
	/** The name without secrets. */
	safe: string;
	/** The kind of secret that it announces, if any. */
	kind?: Kind;
	/** Whether it says nothing but that a value, or a name, follows. */
	isValue: boolean;
	isName: boolean;
}

/** How many names of fields are remembered; a vendor has fewer. */
const MOST_NAMES = 1_000;

/** How many texts are remembered, and up to which length, in characters: answers repeat states, senders and ids. */
const MOST_TEXTS = 1_000;
const LONGEST_TEXT = 200;

/** Most fields are short numbers, dates and phones: these are no secrets outside of a credential's field. */
const NUMBER_LIKE = /^[\d\s.+-]{1,15}$/;

/** Fields that speak of the field around them, or of the name beside them. */
const VALUE_FIELD = /^\W*(?:value|val|text|data|content|\d+)$/i;
const NAME_FIELD = /^\W*(?:name|key|param|parameter|field|attr)$/i;

/**
 * A function that blanks out secrets in any text or structure, in every spelling: a vendor's answer may quote the
 * request that caused it. What counts as secret is explained in docs/architecture.md. A value without secrets comes back
 * as the same object; the time grows with the value's size alone. Never throws.
 */
export function redactor(secrets: Secrets): <V>(value: V) => V {
	const needles = needlesOf(secrets);
	const isIdle = needles.shortest === Infinity;
	const names = new Map<string, Name>();
	const texts = new Map<string, string>();

	const nameOf = (key: string): Name => {
		const known = names.get(key);
		if (known) return known;
		const name: Name = {
			safe: redactText(needles, key, undefined),
			kind: needles.kindOf(key),
			isValue: VALUE_FIELD.test(key),
			isName: NAME_FIELD.test(key),
		};
		if (names.size < MOST_NAMES && key.length < LONGEST_NAME) names.set(key, name);
		return name;
	};
	const safeText = (text: string): string => {
		if (isHarmless(needles, text)) return text;
		const known = texts.get(text);
		if (known !== undefined) return known;
		const safe = redactText(needles, text, undefined);
		if (texts.size >= MOST_TEXTS) texts.clear();
		if (text.length <= LONGEST_TEXT) texts.set(text, safe);
		return safe;
	};
	const redact = (value: unknown, field: Kind | undefined, level: number): unknown => {
		if (typeof value === 'string') return field ? redactText(needles, value, field) : safeText(value);
		if (typeof value === 'number' && field) return redactText(needles, String(value), field) === BLANK ? BLANK : value;
		if (typeof value !== 'object' || value === null) return value;
		if (level > DEEPEST) return BLANK;
		if (Array.isArray(value)) return redactList(value, field, level);
		return isPlain(value) ? redactObject(value, field, level) : value;
	};
	const redactList = (list: unknown[], field: Kind | undefined, level: number): unknown[] => {
		let safe: unknown[] | undefined;
		let named: Kind | undefined;
		for (let index = 0; index < list.length; index++) {
			const value = list[index];
			const redacted = redact(value, field ?? named, level + 1);
			if (redacted !== value) (safe ??= [...list])[index] = redacted;
			named = typeof value === 'string' && value.length < LONGEST_NAME ? needles.kindOf(value) : undefined;
		}
		return safe ?? list;
	};
	const redactObject = (object: Record<string, unknown>, field: Kind | undefined, level: number): unknown => {
		let around = field;
		let entries: Array<[string, unknown]> | undefined;
		const keys = Object.keys(object);
		for (const key of keys) {
			const value = object[key];
			if (typeof value === 'string' && nameOf(key).isName) around ??= needles.kindOf(value);
		}
		for (let index = 0; index < keys.length; index++) {
			const { [index]: key } = keys;
			const { safe, kind, isValue } = nameOf(key);
			const value = redact(object[key], kind ?? (isValue ? around : undefined), level + 1);
			if (safe !== key || value !== object[key]) (entries ??= Object.entries(object))[index] = [safe, value];
		}
		return entries ? Object.fromEntries(withoutClashes(entries)) : object;
	};

	return <V>(value: V): V => (isIdle ? value : (redact(value, undefined, 0) as V));
}

/** Names of credentials are short, in characters; sentences end in such a word, too. */
const LONGEST_NAME = 32;

const isPlain = (value: object): value is Record<string, unknown> => {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
};

/** Two keys may be blanked out to the same: neither value is lost. */
function withoutClashes(entries: Array<[string, unknown]>): Array<[string, unknown]> {
	const taken = new Map<string, number>();
	return entries.map(([key, value]) => {
		const times = (taken.get(key) ?? 0) + 1;
		taken.set(key, times);
		return [times > 1 ? `${key} (${times})` : key, value];
	});
}

/** Whether a text outside of a credential's field is too short, or too plain, for a secret. */
const isHarmless = ({ shortest }: Needles, text: string): boolean => text.length < shortest || NUMBER_LIKE.test(text);

/** @param field what the text's field speaks of, if its name is a credential's */
function redactText(needles: Needles, text: string, field: Kind | undefined): string {
	if (!field) {
		if (isHarmless(needles, text)) return text;
		if (!needles.trace.test(text) || needles.addresses.has(text.trim().toLowerCase())) return text;
	}
	const readings = readingsOf(text);
	const wanted = field ? [...needles.everywhere, ...needles.inField[field]] : needles.everywhere;
	const found = (some: Needle[]): Span[] =>
		readings.flatMap((reading) => spansIn(reading.text, some).map((span) => placeOf(reading, span)));
	const spans = [...found(wanted), ...readings.flatMap((reading) => packedSpans(needles, reading.text, MOST_PACKED).map((span) => placeOf(reading, span)))];
	if (spans.length === 0) return text;
	// What quotes the request quotes all of it.
	return blanked(text, [...spans, ...found(needles.inQuotes)]);
}

function spansIn(text: string, needles: Needle[]): Span[] {
	const spans: Span[] = [];
	for (const { pattern, guard } of needles) {
		if (guard && !guard.test(text)) continue;
		pattern.lastIndex = 0;
		for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
			spans.push([match.index + (match[1]?.length ?? 0), match.index + match[0].length]);
			// The next may begin within this one.
			pattern.lastIndex = match.index + 1;
		}
	}
	return spans;
}

/** The packed texts (base64, hexadecimal) within a text that hold a secret. */
function packedSpans(needles: Needles, text: string, levels: number): Span[] {
	const spans: Span[] = [];
	if (levels === 0 || text.length < needles.shortest) return spans;
	for (const { text: inner, tokenAt } of unpacked(text)) {
		for (const reading of readingsOf(inner)) {
			for (const span of spansIn(reading.text, needles.everywhere)) spans.push(tokenAt(placeOf(reading, span)[0]));
			for (const span of packedSpans(needles, reading.text, levels - 1)) spans.push(tokenAt(placeOf(reading, span)[0]));
		}
	}
	return spans;
}

/** A text with spans of it blanked out; those that touch become one. */
function blanked(text: string, spans: Span[]): string {
	const pieces: string[] = [];
	let end = 0;
	for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
		if (from > end || end === 0) pieces.push(text.slice(end, from), BLANK);
		end = Math.max(end, to);
	}
	return pieces.join('') + text.slice(end);
}
