import { isUtf8 } from 'node:buffer';

/** A form value as PHP sees it: a text, or an array whose keys came in brackets (`to[79255070602]=hi`). */
export type FormValue = string | { [key: string]: FormValue };
export type Form = { [key: string]: FormValue };

const MAX_DEPTH = 16;
const NAME = /^([^[]+)((?:\[[^\]]*\])*)/;

/**
 * Reads `application/x-www-form-urlencoded` the way PHP does: brackets nest, `[]` appends, the last of equal names wins.
 * `encoded` holds one character per byte (latin1), because the bytes need not be UTF-8.
 */
export function parseForm(encoded: string): Form {
	const form = emptyForm();
	for (const pair of encoded.split('&')) {
		if (pair === '') continue;
		const [name, value = ''] = splitOnce(pair, '=');
		put(form, decode(name), decode(value));
	}
	return form;
}

/** Builds a form of decoded pairs, such as the text fields of a multipart body. */
export function formOf(pairs: Iterable<[string, string]>): Form {
	const form = emptyForm();
	for (const [name, value] of pairs) put(form, name, value);
	return form;
}

/** Later forms win over earlier ones, name by name. */
export function mergeForms(...forms: Form[]): Form {
	return Object.assign(emptyForm(), ...forms);
}

/** The parameter as text; '' when it is missing or an array. */
export function textParam(form: Form, name: string): string {
	const value = form[name];
	return typeof value === 'string' ? value : '';
}

/**
 * Decodes bytes as UTF-8. If they are none, every byte above ASCII becomes the lone surrogate U+DC00 + byte,
 * which no UTF-8 text can contain: `isWellFormed()` tells the two apart, and no byte is lost.
 */
export function textOf(bytes: Buffer): string {
	if (isUtf8(bytes)) return bytes.toString('utf8');
	return bytes.toString('latin1').replace(/[\x80-\xff]/g, (char) => String.fromCharCode(0xdc00 + char.charCodeAt(0)));
}

// No prototype: a form is the sender's own set of names, `constructor` among them.
function emptyForm(): Form {
	return Object.create(null) as Form;
}

function put(form: Form, name: string, value: string) {
	const [, first, brackets] = NAME.exec(name) ?? [];
	if (first === undefined) return;
	const keys = [first, ...Array.from(brackets.matchAll(/\[([^\]]*)\]/g), ([, key]) => key)].slice(0, MAX_DEPTH);
	const last = keys.pop() as string;
	let target = form;
	for (const key of keys) target = nested(target, key);
	target[last === '' ? nextIndex(target) : last] = value;
}

function nested(form: Form, key: string): Form {
	const name = key === '' ? nextIndex(form) : key;
	const present = form[name];
	if (typeof present === 'object') return present;
	const fresh = emptyForm();
	form[name] = fresh;
	return fresh;
}

const nextIndexes = new WeakMap<Form, number>();

function nextIndex(form: Form): string {
	const index = nextIndexes.get(form) ?? 0;
	nextIndexes.set(form, index + 1);
	return String(index);
}

function splitOnce(text: string, separator: string): string[] {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(encoded: string): string {
	const spaced = encoded.replaceAll('+', ' ');
	if (/^[^%\x80-\xff]*$/.test(spaced)) return spaced;
	const bytes = spaced.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return textOf(Buffer.from(bytes, 'latin1'));
}
