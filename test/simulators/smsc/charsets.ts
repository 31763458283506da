/** The encodings that requests and answers may be in; windows-1251 unless the request says otherwise. */
const CHARSETS = ['windows-1251', 'utf-8', 'koi8-r'] as const;

export type Charset = (typeof CHARSETS)[number];

/** The encoding that a request names; undefined for one that the vendor does not know. */
export function charsetNamed(name: string): Charset | undefined {
	return CHARSETS.find((charset) => charset === (name.toLowerCase() || 'windows-1251'));
}

/** The bytes that the kit made a text of: UTF-8, or one lone surrogate for each byte that is none. */
export function bytesOf(text: string): Buffer {
	if (text.isWellFormed()) return Buffer.from(text, 'utf8');
	return Buffer.from(Array.from({ length: text.length }, (_, at) => text.charCodeAt(at) & 0xff));
}

/** A parameter as the vendor reads it: its bytes in the encoding that the request claims, right or wrong. */
export function decoded(text: string, charset: Charset): string {
	if (/^[\x00-\x7f]*$/.test(text)) return text;
	return new TextDecoder(charset, { ignoreBOM: true }).decode(bytesOf(text));
}

/** A text in one of the encodings; what it lacks becomes a question mark. */
export function encoded(text: string, charset: Charset): Buffer {
	if (charset === 'utf-8') return Buffer.from(text, 'utf8');
	const table = tableOf(charset);
	return Buffer.from(Array.from(text, (character) => table.get(character) ?? 0x3f));
}

const tables = new Map<Charset, Map<string, number>>();

function tableOf(charset: Charset): Map<string, number> {
	const present = tables.get(charset);
	if (present) return present;
	const decoder = new TextDecoder(charset);
	const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const));
	tables.set(charset, table);
	return table;
}
