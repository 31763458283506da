/**
 * A text as it is, or as it reads once its escapes are undone. Each character knows its place in the text that came:
 * `starts[i]` to `ends[i]`. Without the two, the places are the same.
 */
export interface Reading {
	text: string;
	starts?: Int32Array;
	ends?: Int32Array;
}

/** From where to where, the end not included. */
export type Span = [from: number, to: number];

/** More layers of escapes are not taken off; each layer is one pass over the text. */
const MOST_LAYERS = 6;

/** Percent-encoding, JavaScript's `escape`, and HTML entities. */
const OF_PAGES = String.raw`(?:%[\da-f]{2})+|%u[\da-f]{4}|&(?:#x0*[\da-f]{1,6}|#0*\d{1,7}|[a-z]{2,8});`;

/** The backslashes of JSON, JavaScript and PHP. */
const OF_CODE = String.raw`\\(?:u[\da-f]{4}|u\{[\da-f]{1,6}\}|x[\da-f]{2}|[\\/"'nrtbf])`;

/** Escapes, and a sign without which there are none. Both run in linear time. */
interface Escapes {
	sign: RegExp;
	all: RegExp;
}

const ANY: Escapes = { sign: /[%&\\]/, all: new RegExp(`${OF_PAGES}|${OF_CODE}`, 'gi') };
const PAGES: Escapes = { sign: /[%&]/, all: new RegExp(OF_PAGES, 'gi') };
const CODE: Escapes = { sign: /\\/, all: new RegExp(OF_CODE, 'gi') };

const ENTITIES: Record<string, string> = {
	amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', excl: '!', num: '#', dollar: '$', percnt: '%', lpar: '(', rpar: ')',
	ast: '*', plus: '+', comma: ',', hyphen: '-', dash: '-', period: '.', sol: '/', colon: ':', semi: ';', equals: '=', quest: '?',
	commat: '@', lsqb: '[', lbrack: '[', bsol: '\\', rsqb: ']', rbrack: ']', hat: '^', lowbar: '_', grave: '`', lcub: '{', lbrace: '{',
	verbar: '|', vert: '|', rcub: '}', rbrace: '}', tab: '\t', newline: '\n',
};

const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Takes one character of an escape, and its place within the escape. */
type Emit = (character: string, from: number, to: number) => void;

/**
 * The ways in which a text may be read: as it is, with one layer of escapes undone, with two, and so on, in the end
 * without the backslashes that nothing explains; each also without its line breaks. One layer is what one encoder has
 * put on, whichever encoders took turns.
 */
export function readingsOf(text: string): Reading[] {
	const whole: Reading = { text };
	const readings = [whole, ...layersOf(whole, [ANY])];
	// An encoder that touches some characters only leaves backslashes of several layers side by side.
	if (PAGES.sign.test(text) && CODE.sign.test(text)) readings.push(...layersOf(whole, [PAGES, PAGES, PAGES, CODE]));
	for (const reading of [without(/\\+/g, readings[readings.length - 1]), ...readings.map((one) => without(/[\r\n]+/g, one))]) {
		if (reading) readings.push(reading);
	}
	return readings;
}

/** The readings of a text with one layer after another undone, by some kinds of escapes in turn. */
function layersOf(whole: Reading, turns: Escapes[]): Reading[] {
	const readings: Reading[] = [];
	let last: Reading | undefined = whole;
	for (let layer = 0; layer < MOST_LAYERS && last; layer++) {
		const before: Reading = last;
		last = undefined;
		for (const escapes of turns) {
			const next = unescaped(last ?? before, escapes);
			if (next) readings.push((last = next));
		}
	}
	return readings;
}

/** Where a span of a reading stands in the text that came. */
export const placeOf = ({ starts, ends }: Reading, [from, to]: Span): Span =>
	starts && ends ? [starts[from], ends[to - 1]] : [from, to];

/** A reading with one layer of escapes undone; nothing where there is none. */
function unescaped(reading: Reading, { sign, all }: Escapes): Reading | undefined {
	if (!sign.test(reading.text)) return undefined;
	const writer = new Writer(reading);
	for (const { 0: escape, index } of reading.text.matchAll(all)) {
		writer.copyTo(index);
		undo(escape, (character, from, to) => writer.put(character, index + from, index + to));
		writer.skipTo(index + escape.length);
	}
	return writer.finished();
}

/** A reading without some signs, e.g. line breaks, which mail puts into long words; nothing where there are none. */
function without(signs: RegExp, reading: Reading): Reading | undefined {
	const writer = new Writer(reading);
	for (const { 0: some, index } of reading.text.matchAll(signs)) {
		writer.copyTo(index);
		writer.skipTo(index + some.length);
	}
	return writer.finished();
}

const NO_PLACES = new Int32Array();

/** Writes a shorter reading of a reading, and keeps the places. */
class Writer {
	readonly #source: Reading;
	#starts = NO_PLACES;
	#ends = NO_PLACES;
	readonly #pieces: string[] = [];
	#length = 0;
	#read = 0;

	constructor(source: Reading) {
		this.#source = source;
	}

	/** Takes over what has not been read yet, up to a place in the source. */
	copyTo(end: number): void {
		const { text, starts, ends } = this.#source;
		if (this.#starts === NO_PLACES) this.#open(text.length);
		this.#pieces.push(text.slice(this.#read, end));
		if (starts && ends) {
			this.#starts.set(starts.subarray(this.#read, end), this.#length);
			this.#ends.set(ends.subarray(this.#read, end), this.#length);
			this.#length += end - this.#read;
		} else for (let place = this.#read; place < end; place++) this.#note(place, place + 1);
		this.#read = end;
	}

	/** Writes what stands for a span of the source. */
	put(text: string, from: number, to: number): void {
		this.#pieces.push(text);
		for (let unit = 0; unit < text.length; unit++) this.#note(from, to);
	}

	skipTo(end: number): void {
		this.#read = end;
	}

	/** The new reading; nothing where it says the same as the source. */
	finished(): Reading | undefined {
		const { length } = this.#source.text;
		if (this.#starts === NO_PLACES) return undefined;
		this.copyTo(length);
		if (this.#length === length) return undefined;
		return { text: this.#pieces.join(''), starts: this.#starts, ends: this.#ends };
	}

	/** Only where something is to be written: most texts are read as they are. */
	#open(length: number): void {
		this.#starts = new Int32Array(length);
		this.#ends = new Int32Array(length);
	}

	#note(from: number, to: number): void {
		const { starts, ends } = this.#source;
		this.#starts[this.#length] = starts ? starts[from] : from;
		this.#ends[this.#length] = ends ? ends[to - 1] : to;
		this.#length++;
	}
}

function undo(escape: string, emit: Emit): void {
	if (escape[0] === '%' && !/^%u/i.test(escape)) return undoPercents(escape, emit);
	emit(meaningOf(escape), 0, escape.length);
}

/** What an escape stands for; itself where nobody knows. */
function meaningOf(escape: string): string {
	const [first, second] = [escape[0], escape[1].toLowerCase()];
	if (first === '&') {
		const name = escape.slice(1, -1).toLowerCase();
		if (second !== '#') return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : escape;
		return characterOf(name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10), escape);
	}
	if (escape.length === 2) return CONTROLS[escape[1]] ?? escape[1];
	return characterOf(parseInt(escape.slice(2).replace(/[{}]/g, ''), 16), escape);
}

const characterOf = (code: number, otherwise: string): string => (code <= 0x10ffff ? String.fromCodePoint(code) : otherwise);

/** A run of percent-encoded bytes. What is no UTF-8 stays: the bytes beside it may be under another layer. */
function undoPercents(run: string, emit: Emit): void {
	const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
	for (let place = 0; place < bytes.length; ) {
		const length = sequenceAt(bytes, place);
		const end = place + Math.max(length, 1);
		if (length > 0) emit(bytes.toString('utf8', place, end), 3 * place, 3 * end);
		else for (let unit = 3 * place; unit < 3 * end; unit++) emit(run[unit], unit, unit + 1);
		place = end;
	}
}

/** How many bytes the UTF-8 character at a place takes; 0 where there is none. */
function sequenceAt(bytes: Buffer, place: number): number {
	const lead = bytes[place];
	if (lead < 0x80) return 1;
	const length = LEADS.find(([from, to]) => lead >= from && lead <= to)?.[2] ?? 0;
	const rest = bytes.subarray(place + 1, place + length);
	return rest.length === length - 1 && rest.every((byte) => byte >> 6 === 2) ? length : 0;
}

/** The first bytes of UTF-8's longer characters, and how many bytes these take. */
const LEADS: Array<[from: number, to: number, length: number]> = [
	[0xc2, 0xdf, 2],
	[0xe0, 0xef, 3],
	[0xf0, 0xf4, 4],
];

/** Tokens from this length on are read whatever they look like. */
const SURELY_PACKED = 64;

/** Most words, numbers and ids are not worth the trouble: base64 mixes capitals and small letters. */
const looksLikeBase64 = (token: string): boolean =>
	token.length >= SURELY_PACKED || (/[A-Z]/.test(token) && /[a-z]/.test(token));

/** Texts packed as a whole: how they look, how many characters make whole bytes, and where such a group may begin. */
const PACKINGS = [
	{ token: /[A-Za-z\d+/_-]{12,}(?:[\r\n]+[A-Za-z\d+/_-]+)*/g, isWorthIt: looksLikeBase64, encoding: 'base64', group: 4, bytes: 3, filler: 'A' },
	{ token: /[\da-f]{16,}/gi, isWorthIt: () => true, encoding: 'hex', group: 2, bytes: 1, filler: '0' },
] as const;

/** What the packed texts within a text say, one behind the other; `tokenAt` finds the packed text by a place in it. */
export interface Unpacked {
	text: string;
	tokenAt(place: number): Span;
}

/** Reads base64 of both alphabets and hexadecimal digits, whatever stands in front of them without a space. */
export function* unpacked(text: string): Generator<Unpacked> {
	for (const { token, isWorthIt, encoding, group, bytes, filler } of PACKINGS) {
		const tokens = [...text.matchAll(token)].filter(({ 0: found }) => isWorthIt(found));
		if (tokens.length === 0) continue;
		for (let offset = 0; offset < group; offset++) {
			const parts = tokens.map(({ 0: found }) => {
				const part = found.replace(/[\r\n]+/g, '').slice(offset);
				return part.padEnd(Math.ceil(part.length / group) * group + group, filler);
			});
			yield inOneText(parts, tokens, { encoding, bytesPerSign: bytes / group });
		}
	}
}

/** Decodes all at once: many short buffers would take long. A filler at the end of each keeps neighbours apart. */
function inOneText(
	parts: string[],
	tokens: RegExpExecArray[],
	{ encoding, bytesPerSign }: { encoding: BufferEncoding; bytesPerSign: number },
): Unpacked {
	const bytes = Buffer.from(parts.join(''), encoding);
	const ends: number[] = [];
	let [read, length] = [0, 0];
	const texts = parts.map((part) => {
		const end = read + part.length * bytesPerSign;
		const text = bytes.toString('utf8', read, end);
		read = end;
		ends.push((length += text.length));
		return text;
	});
	return {
		text: texts.join(''),
		tokenAt(place) {
			const { 0: found, index } = tokens[firstAbove(ends, place)];
			return [index, index + found.length];
		},
	};
}

/** The place of the first of some growing numbers that is greater. */
function firstAbove(numbers: number[], wanted: number): number {
	let [low, high] = [0, numbers.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle] > wanted) high = middle;
		else low = middle + 1;
	}
	return low;
}
