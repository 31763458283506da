/** How a vendor may spell what it quotes, and how a reader gets it back; told apart from the package's own reading. */

type Spell = (text: string) => string;

/** Of a text, only some characters are written by a rule: a number's binary digits say which. */
export const partly =
	(rule: Spell, choice: number): Spell =>
	(text) =>
		[...text].map((character, index) => ((choice >> (index % 16)) & 1 ? rule(character) : character)).join('');

const each = (rule: Spell): Spell => partly(rule, 0xffff);

const bytesOf = (character: string) => [...Buffer.from(character)];
const hexOf = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
const units = (text: string) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

const percents: Spell = (character) => bytesOf(character).map((byte) => `%${hexOf(byte, 2)}`).join('');
const unicode: Spell = (character) => units(character).map((unit) => `\\u${hexOf(unit, 4)}`).join('');
const json: Spell = (text) => JSON.stringify(text).slice(1, -1);

const NAMED: Record<string, string> = {
	'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '/': '&sol;', '+': '&plus;', '=': '&equals;', '@': '&commat;',
	'!': '&excl;', '#': '&num;', '%': '&percnt;', ':': '&colon;', '.': '&period;', '_': '&lowbar;', '\\': '&bsol;', '?': '&quest;',
};

/** Every spelling by its name. */
export const SPELLINGS: Record<string, Spell> = {
	'as it is': (text) => text,
	'in a URL': encodeURIComponent,
	'in a URL, with small digits': (text) => encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
	'in a URL, every byte': each((character) => percents(character).toUpperCase()),
	'in a form': (text) => new URLSearchParams({ '': text }).toString().slice(1),
	'in a page': (text) => text.replace(/[&<>"']/g, (sign) => NAMED[sign]),
	'in a page, by names': (text) => text.replace(/[^\p{L}\p{N}]/gu, (sign) => NAMED[sign] ?? sign),
	'in a page, decimal': each((character) => `&#${character.codePointAt(0)};`),
	'in a page, decimal with zeros': each((character) => `&#${String(character.codePointAt(0)).padStart(7, '0')};`),
	'in a page, hexadecimal': each((character) => `&#x${hexOf(character.codePointAt(0)!, 2)};`),
	'in a page, hexadecimal in capitals': each((character) => `&#X${hexOf(character.codePointAt(0)!, 6).toUpperCase()};`),
	'in JSON': json,
	'in PHP’s JSON': (text) => json(text).replaceAll('/', '\\/'),
	'in ASCII JSON': (text) => json(text).replace(/[^ -~]/g, unicode),
	'in JSON, every character': each(unicode),
	'in JSON, every character in capitals': each((character) => unicode(character).replace(/u..../g, (escape) => `u${escape.slice(1).toUpperCase()}`)),
	'in JavaScript’s bytes': each((character) => bytesOf(character).length > 1 ? unicode(character) : `\\x${hexOf(character.charCodeAt(0), 2)}`),
	'in base64': (text) => Buffer.from(text).toString('base64'),
	'in base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
	'in base64, behind one byte': (text) => Buffer.from(`;${text};`).toString('base64'),
	'in base64, behind two bytes': (text) => Buffer.from(`; ${text} ;`).toString('base64'),
	'in hexadecimal digits': (text) => Buffer.from(text).toString('hex'),
};

/** Rules for single characters, to be used partly. */
export const RULES: Spell[] = [percents, unicode, (character) => `&#${character.codePointAt(0)};`, (character) => NAMED[character] ?? character];

const UNDO: Array<(text: string) => string> = [
	(text) => text.replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString()),
	(text) =>
		text
			.replace(/&#x([\da-f]+);?/gi, (all, code: string) => characterOf(parseInt(code, 16), all))
			.replace(/&#(\d+);?/g, (all, code: string) => characterOf(Number(code), all))
			.replace(/&[a-z]+;/g, (entity) => Object.keys(NAMED).find((sign) => NAMED[sign] === entity) ?? entity),
	(text) =>
		text.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|(["'\\/]))/gi, (_all, four?: string, two?: string, sign?: string) =>
			sign ?? String.fromCharCode(parseInt((four ?? two)!, 16)),
		),
];

const characterOf = (code: number, otherwise: string): string => (code <= 0x10ffff ? String.fromCodePoint(code) : otherwise);

/** What the packed words of a text say, from each place where a group of theirs may begin. */
function unpackedWords(text: string): string[] {
	const base64 = [...text.matchAll(/[\w+/-]{8,}/g)].flatMap(({ 0: word }) => [0, 1, 2, 3].map((skip) => Buffer.from(word.slice(skip), 'base64').toString()));
	const hex = [...text.matchAll(/[\da-f]{8,}/gi)].flatMap(({ 0: word }) => [0, 1].map((skip) => Buffer.from(word.slice(skip), 'hex').toString()));
	return [...base64, ...hex];
}

/** All that a patient reader could make of a text. */
function readings(text: string, layers: number): Set<string> {
	const all = new Set([text]);
	let last = [text];
	for (let layer = 0; layer < layers; layer++) {
		last = last.flatMap((one) => UNDO.map((undo) => undo(one))).filter((one) => !all.has(one));
		last.forEach((one) => all.add(one));
		last = [...new Set(last)];
	}
	return all;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[+\s]/g, ' ');

/** Which of some secrets somebody could read out of a text, however they are spelled. */
export function readable(text: string, secrets: string[], { layers = 4, packed = 2 } = {}): string[] {
	const found = new Set<string>();
	const look = (some: Iterable<string>, left: number) => {
		for (const one of some) {
			const simple = plain(one);
			for (const secret of secrets) if (simple.includes(plain(secret))) found.add(secret);
			if (left > 0) for (const word of unpackedWords(one)) if (/^[\p{L}\p{N}\p{P}\p{S}\p{Z}\s]*$/u.test(word.slice(0, 4))) look(readings(word, 1), left - 1);
		}
	};
	look(readings(text, layers), packed);
	return [...found];
}
