import { createHash } from 'node:crypto';

import { readingsOf } from './readings';

/**
 * The secrets of a credential by the names that they go by on the wire, e.g. `{ login: 'alex', psw: '…' }`. What is
 * neither text nor number, or shorter than three characters, is none.
 */
export type Secrets = Record<string, unknown>;

/** A login names an account; everything else opens it. */
export type Kind = 'login' | 'key';

/** One pattern. Its first group, where it has one, is not part of the secret. */
export interface Needle {
	pattern: RegExp;
	/** A simpler pattern, without which the other cannot match: most texts hold nothing like a secret. */
	guard?: RegExp;
}

/** What is looked for, compiled once per credential. */
export interface Needles {
	/** What a text holds that is worth a closer look: a value, whatever it means there, or a sign of another spelling. */
	trace: RegExp;
	/** Wherever it stands, in whatever is around it. */
	everywhere: Needle[];
	/** Only where the text is known to quote the request: words that also mean other things. */
	inQuotes: Needle[];
	/** In a field with a credential's name. */
	inField: Record<Kind, Needle[]>;
	/** Which kind a field's name speaks of, if any. */
	kindOf(name: string): Kind | undefined;
	/** Logins in small letters that may also be addresses or sender names: a field that holds nothing else may well be one. */
	addresses: Set<string>;
	/** No text that is shorter, in characters, can hold a secret by itself. */
	shortest: number;
}

const SHORTEST = 3;

/** From these lengths on, in characters, a value that is no plain word or number, and any value, occur nowhere by chance. */
const DISTINCTIVE = 8;
const UNMISTAKABLE = 16;

const NUMBER_LIKE = /^[\d\s.,:+\-/()_]*$/;
const WORD_LIKE = /^(?:[\p{Lu}\p{Lt}]?[\p{Ll}\p{Lo}\s]*|[\p{Lu}\s]*)$/u;

/** Whether a value can be told from the words, names, numbers and dates that vendors' answers are full of. */
function isDistinctive(value: string): boolean {
	if (NUMBER_LIKE.test(value)) return value.replace(/\D/g, '').length >= UNMISTAKABLE;
	return value.length >= UNMISTAKABLE || (value.length >= DISTINCTIVE && !WORD_LIKE.test(value));
}

/** A sender name, in characters, at every mobile operator. */
const LONGEST_SENDER = 11;

/** How credentials are called: on the wire, in credentials' forms, and in errors, Russian ones too. */
const NAMES: Record<Kind, string[]> = {
	login: ['login', '(?<!\\p{L})user(?:[ _-]?name)?', '(?<!\\p{L})usr', 'логин\\p{L}{0,2}', 'пользовател\\p{L}{1,3}'],
	key: [
		'passw(?:or)?d', 'passphrase', '(?<!\\p{L})(?:pass|psw|pwd|auth|key|md5|sha1|sha256|hash)', 'парол\\p{L}{1,2}',
		'api[ _-]?(?:key|id)', 'access[ _-]?key', 'token', 'токен\\p{L}{0,2}', 'ключ\\p{L}{0,2}',
		'secret(?:[ _-]?(?:word|key))?', 'authorization', 'bearer', 'кодовое слово', 'секретн\\p{L}{2} слов\\p{L}',
	],
};

/** What may stand between a name and its value beside signs: tags, and the words of PHP's dumps and HTML's forms. */
const TAG = '</?[a-z][^<>]{0,60}>';
const BETWEEN = `(?:${TAG}|(?<!\\p{L})(?:value|string|str|int|s|i)(?!\\p{L})|\\d{1,4}(?=[:)])|[^\\p{L}\\p{N}])`;
const SIGN = `(?:${TAG}|[=:>"'“”„«\`()\\[\\]{}|<])`;
const AFTER_A_SIGN = `\\d{0,2}\\\\?[\\s+]{0,3}${SIGN}${BETWEEN}{0,20}(?<![\\p{L}\\p{N}])`;
const AFTER_A_SPACE = '[\\s+]{1,3}';

/** A secret that is also a word or a number stands alone: not within a word, a number, a date, a time, an address or a path. */
const LEFT = '(?<![\\p{L}\\p{N}@]|[\\p{L}\\p{N}][-.:_/])';
const RIGHT = '(?![\\p{L}\\p{N}]|[-.:_@][\\p{L}\\p{N}]|/\\p{N})';

export function needlesOf(secrets: Secrets): Needles {
	const isLogin = anyOf(NAMES.login);
	const pairs = Object.entries(secrets).flatMap(([name, value]) => {
		const text = ['string', 'number'].includes(typeof value) ? String(value).trim() : '';
		const kind: Kind = isLogin.test(name) ? 'login' : 'key';
		return text.length >= SHORTEST ? [{ name, kind, text }] : [];
	});
	const ofKind = (kind: Kind) => pairs.filter((pair) => pair.kind === kind).map(({ text }) => text);
	const [logins, keys] = [ofKind('login'), ofKind('key')];
	const together = logins.flatMap((login) => keys.map((key) => `${login}:${key}`)).filter(({ length }) => length >= DISTINCTIVE);
	const strong = unique([...keys.filter(isDistinctive), ...together].flatMap(variantsOf).filter(isDistinctiveOr(together)));
	const names = (kind: Kind) => [...NAMES[kind], ...pairs.filter((pair) => pair.kind === kind).map(({ name }) => `(?<!\\p{L})${escaped(name)}`)];
	const fields: Record<Kind, RegExp> = { login: anyOf(names('login'), '\\P{L}*$'), key: anyOf(names('key'), '\\P{L}*$') };
	const values: Record<Kind, string[]> = { login: unique(logins.flatMap(normalForms)), key: unique(keys.flatMap(normalForms)) };
	const all = [...values.login, ...values.key];

	const spelled = inBase64([...strong, ...logins.filter(isDistinctive)], all.filter((value) => !isDistinctive(value)));

	return {
		trace: new RegExp([oneOf([...strong, ...all]), ...spelled.map(({ pattern }) => pattern.source), SPELLED].join('|'), 'i'),
		everywhere: [
			...anywhere([...strong, ...keys.flatMap(digestsOf)]),
			...spelled,
			...alone(values.login.filter(isDistinctive)),
			...(['login', 'key'] as const).flatMap((kind) => named(names(kind), values[kind].filter((value) => !strong.includes(value)))),
		],
		inQuotes: alone(all),
		inField: { login: alone(values.login), key: alone([...values.key, ...values.key.map(inHex)]) },
		kindOf: (name) => (['key', 'login'] as const).find((kind) => fields[kind].test(name)),
		addresses: new Set(logins.filter((login) => login.includes('@') || login.length <= LONGEST_SENDER).map((login) => login.toLowerCase())),
		shortest: Math.min(...[...strong, ...logins.filter(isDistinctive)].map(({ length }) => length), ...all.map(shortestTrace)),
	};
}

/** Escapes, line breaks, and what is long enough to be base64 or a digest. */
const SPELLED = '[%&\\\\\\r\\n]|[a-z\\d+/_-]{12}';

/** The shortest text that gives a secret away: in base64, or after the shortest name and a sign. */
const shortestTrace = ({ length }: string): number => Math.min(Math.ceil((length * 4) / 3), length + SHORTEST + 1);

const isDistinctiveOr = (others: string[]) => (value: string): boolean => others.includes(value) || isDistinctive(value);

const unique = <V>(values: V[]): V[] => [...new Set(values)];

const normalForms = (value: string): string[] => unique([value, ...(['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) => value.normalize(form))]);

/**
 * A value in all normal forms of Unicode, in UTF-8 that was read byte by byte, and as it reads when the signs in it are
 * taken for escapes: a text around it may have to be read so.
 */
const variantsOf = (value: string): string[] =>
	readingsOf(value)
		.flatMap(({ text }) => normalForms(text))
		.flatMap((form) => [form, form.replaceAll('\\', ''), Buffer.from(form).toString('latin1')]);

/** Vendors take and show some secrets as their digests. */
const digestsOf = (value: string): string[] => ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(value).digest('hex'));

const inHex = (value: string): string => Buffer.from(value).toString('hex');

const escaped = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Forms write a space as a plus sign. */
const flexible = (value: string): string => escaped(value).replace(/\\\+|\s/g, '[+\\s]');

/** The longest first: of two that begin alike, the shorter one would leave the rest of the longer. */
const oneOf = (values: string[]): string => [...values].sort((a, b) => b.length - a.length).map(flexible).join('|');

const anyOf = (patterns: string[], end = ''): RegExp => new RegExp(`(?:${patterns.join('|')})${end}`, 'iu');

/** A pattern for some values, if there are any. */
const needle = (values: string[], pattern: (oneOfThem: string) => RegExp): Needle[] =>
	values.length > 0 ? [{ pattern: pattern(`(?:${oneOf(values)})`), guard: new RegExp(oneOf(values), 'iu') }] : [];

const anywhere = (values: string[]): Needle[] => (values.length > 0 ? [{ pattern: new RegExp(oneOf(values), 'gi') }] : []);

const alone = (values: string[]): Needle[] => needle(values, (value) => new RegExp(LEFT + value + RIGHT, 'giu'));

/** Words need a sign after the name ("login info" is none), numbers and mixtures a space ("password 2026"). */
function named(names: string[], values: string[]): Needle[] {
	const isWord = (value: string) => WORD_LIKE.test(value);
	const after = (gap: string) => (value: string) => new RegExp(`((?:${names.join('|')})(?:${gap}))${value}${RIGHT}`, 'giu');
	return [
		...needle(values.filter(isWord), after(AFTER_A_SIGN)),
		...needle(values.filter((value) => !isWord(value)), after(`${AFTER_A_SIGN}|${AFTER_A_SPACE}`)),
	];
}

const SYMBOL = '[A-Za-z\\d+/_-]';

/**
 * Secrets in base64. Within a longer text a secret may begin at any of the three bytes of a group; what depends on its
 * neighbours is left off. A word or number of its own only as a whole.
 */
function inBase64(strong: string[], weak: string[]): Needle[] {
	const cores = strong.flatMap((value) => [0, 1, 2].map((offset) => coreOf(Buffer.from(value), offset)));
	const wholes = weak.map((value) => `(?<!${SYMBOL})${symbols(unpadded(value))}(?!${SYMBOL})`);
	const all = [...unique(cores).map((core) => `${SYMBOL}?${symbols(core)}${SYMBOL}?`), ...wholes];
	return all.length > 0 ? [{ pattern: new RegExp(all.join('|'), 'g') }] : [];
}

const unpadded = (value: string): string => Buffer.from(value).toString('base64').replaceAll('=', '');

function coreOf(bytes: Buffer, offset: number): string {
	const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
	const whole = Math.floor(((offset + bytes.length) * 8) / 6);
	return encoded.slice([0, 2, 3][offset], whole);
}

const symbols = (base64: string): string => base64.replace(/[+]/g, '[+-]').replace(/\//g, '[/_]');
