import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { redactor } from '../../../../nodes/shared/transport/secrets.ts';
import { RULES, SPELLINGS, partly, readable } from '../../../support/spellings.ts';

const KEY = 'A1B2-/+ж"\\&=я p';
const spellings = Object.entries(SPELLINGS);

describe('keys, tokens and long passwords', () => {
	test('as they are, anywhere in a text', () => {
		const redact = redactor({ api_id: '12345678-ABCD' });
		expect(redact('api_id=12345678-ABCD&to=1, api_id=12345678-ABCD')).toBe('api_id=•••&to=1, api_id=•••');
		expect(redact('id12345678-ABCD0')).toBe('id•••0');
	});

	test.each(spellings)('%s', (_where, spell) => {
		const blanked = redactor({ key: KEY })(`before ${spell(KEY)} after`);
		expect(blanked).toMatch(/^before \S{0,4}•••\S{0,8} after$/);
		expect(readable(blanked, [KEY])).toEqual([]);
	});

	test.each(spellings.flatMap(([first, one]) => spellings.map(([second, two]) => [first, second, (text: string) => two(one(text))] as const)))(
		'%s, and that %s',
		(_first, _second, spell) => {
			expect(readable(redactor({ key: KEY })(`before ${spell(`api_id=${KEY}&to=1`)} after`), [KEY])).toEqual([]);
		},
	);

	test.each([
		['in another case', KEY.toUpperCase()],
		['cut by line breaks', `${KEY.slice(0, 5)}\r\n${KEY.slice(5)}`],
		['in base64 cut by line breaks', Buffer.from(`key=${KEY}`).toString('base64').replace(/.{10}/g, '$&\r\n')],
		['in another normal form', KEY.normalize('NFD')],
		['in JSON thrice', JSON.stringify(JSON.stringify(JSON.stringify({ [KEY]: KEY })))],
		['with the escapes of JavaScript', escape(KEY)],
		['as MD5', createHash('md5').update(KEY).digest('hex').toUpperCase()],
		['as SHA-1', createHash('sha1').update(KEY).digest('hex')],
		['behind a percent sign', `100%${KEY}`],
		['behind the beginning of an entity', `&#x${KEY}`],
	])('%s', (_how, text) => {
		const blanked = redactor({ key: ` ${KEY}\n` })(`before ${text} after`);
		expect(blanked).toContain('•••');
		expect(readable(blanked, [KEY, text])).toEqual([]);
	});

	test('no chain of spellings, in no surroundings, leaves one readable', () => {
		const secret = fc
			.string({ unit: fc.constantFrom(...'abcXYZ019/ +%ж"\\&=<;#x-é'), minLength: 12, maxLength: 24 })
			.filter((text) => text.trim().length >= 10 && /[a-z]/.test(text) && /\d/.test(text));
		const whole = fc.constantFrom(...spellings.map(([, spell]) => spell));
		const part = fc.tuple(fc.constantFrom(...RULES), fc.integer({ min: 1, max: 0xffff })).map(([rule, choice]) => partly(rule, choice));
		const chain = fc.array(fc.oneof(whole, part), { minLength: 1, maxLength: 3 });
		const around = fc.string({ unit: fc.constantFrom(...'ab1 %&#;\\u"=/'), maxLength: 6 });
		fc.assert(
			fc.property(secret, chain, around, around, (key, spells, before, after) => {
				const spelled = spells.reduce((text, spell) => spell(text), key);
				const blanked = redactor({ key })(`${before} ${spelled} ${after}`);
				expect(readable(blanked, [key.trim()]), `${before} ${spelled} ${after} -> ${blanked}`).toEqual([]);
			}),
			{ numRuns: 600 },
		);
	});

	test('regular expression characters and replacement patterns mean nothing', () => {
		expect(redactor({ key: 'a.c$&*[(2' })('abcd a.c$&*[(2 $&')).toBe('abcd ••• $&');
	});

	test('one that begins or overlaps another does not leave the rest of it', () => {
		expect(redactor({ login: 'admin', psw: 'admin2026!' })('admin:admin2026!')).toBe('•••');
		expect(redactor({ key: 'xx-admin-1', psw: 'admin-1-2026' })('xx-admin-1-2026')).toBe('•••');
	});
});

/** A login and a password that are words and numbers, as requests carry them. */
const WEAK = { login: 'info', psw: '2026' };

describe('words and numbers', () => {
	test.each([
		'login=info&psw=2026',
		'https://smsc.ru/sys/send.php?psw=2026&login=info&phones=7',
		'{"login":"info","psw":"2026"}',
		'{"psw":2026,"login":"info"}',
		'{\\"login\\":\\"info\\",\\"psw\\":\\"2026\\"}',
		'Login: info\r\nPassword: 2026\r\n',
		'Login:info; Password:2026.',
		"array ('login' => 'info', 'psw' => '2026')",
		'Array\n(\n    [login] => info\n    [psw] => 2026\n)',
		'a:2:{s:5:"login";s:4:"info";s:3:"psw";s:4:"2026";}',
		'array(2) { ["login"]=> string(4) "info" ["psw"]=> string(4) "2026" }',
		'<request><login>info</login><psw>2026</psw></request>',
		'<input name="login" value="info"><input name="psw" type="text" value="2026">',
		'<tr><td>login</td><td>info</td></tr><tr><td>psw</td><td>2026</td></tr>',
		'Content-Disposition: form-data; name="login"\r\n\r\ninfo\r\n--x\r\nContent-Disposition: form-data; name="psw"\r\n\r\n2026\r\n--x--',
		'Authorization: Basic aW5mbzoyMDI2',
		'https://info:2026@smsc.ru/',
		'wrong password 2026, user "info"',
		'Неверный пароль 2026 пользователя «info»',
		'[["login","info"],["psw","2026"]]',
		'userName=info&PassWord=2026',
	])('are blanked out where the text says what they are: %s', (text) => {
		for (const [name, spell] of spellings) {
			const blanked = redactor(WEAK)(`It was: ${spell(text)}`);
			expect(readable(blanked, ['info', '2026', 'aW5mbzoyMDI2']), name).toEqual([]);
		}
	});

	test.each([
		[{ login: 'info', psw: '2026' }, { request: { login: '•••', psw: '•••' } }],
		[{ psw: 2026, user: ['info'] }, { request: { psw: '•••', user: ['•••'] } }],
		[{ Login: { value: 'info' } }, { request: { Login: { value: '•••' } } }],
		[[['login', 'info'], ['psw', 2026]], { request: [['login', '•••'], ['psw', '•••']] }],
		[[{ name: 'login', value: 'info' }], { request: [{ name: 'login', value: '•••' }] }],
		[{ 'login=info': { 'psw=2026': 1 } }, { request: { 'login=•••': { 'psw=•••': 1 } } }],
		[{ user_login: '%69nfo' }, { request: { user_login: '•••' } }],
	])('are blanked out in fields with such a name: %j', (request, safe) => {
		expect(redactor(WEAK)({ request })).toEqual(safe);
	});

	test('are blanked out in all of a text that quotes a key', () => {
		const redact = redactor({ username: '555666777', password: 'marked-secret-0123' });
		expect(redact('<p>marked-secret-0123 of 555666777: no</p>')).toBe('<p>••• of •••: no</p>');
	});

	test.each([
		'2026-01-01 12:00', '01.01.2026', '2026', '12026', '20261000', '+7 925 507-20-26', 'In 2026 we open at 10:00', '1000 SMS left',
		'information', 'info', 'Info: call us', 'More info at info@shop.by', 'https://shop.by/info/2026?id=1000', 'Your login info was changed',
		'Last login: 2026-01-01', 'token 12026', 'user information', 'Order 2026, key 7', 'INFO', 'id=2026', 'status: info', 'monkey 10000',
		'{"id":"2026","cost":1000,"sender":"info"}', '202626-48053517', 'tel:+79255070602', '79255070602', 'МТС 2026', 'Call 79255070602 now',
	])('stay where they mean something else: %s', (text) => {
		for (const psw of ['2026', '1000']) expect(redactor({ login: 'info', psw })(text)).toBe(text);
		expect(redactor({ login: '79255070602', password: '1000' })(text)).toBe(text);
	});

	test('a field that is called otherwise stays whole, with the same numbers and words in it', () => {
		const answer = { id: 2026, to: '79255070602', sender: 'info', parts: '1000', sms: { '79255070602': { cost: 1000, status: 'info' } }, sentAt: '2026-10-00' };
		for (const secrets of [WEAK, { login: '79255070602', password: '1000' }]) expect(redactor(secrets)(answer)).toBe(answer);
	});
});

describe('a login that is no plain word', () => {
	const redact = redactor({ login: 'my-shop24', password: 'long-Password-1' });

	test('is blanked out within a text, and alone where the field is a credential’s', () => {
		expect(redact('Unknown: my-shop24')).toBe('Unknown: •••');
		expect(redact({ login: 'my-shop24' })).toEqual({ login: '•••' });
		expect(redact('Unknown: my%2Dshop24')).toBe('Unknown: •••');
	});

	test('stays as a recipient, a sender, an address, and a part of another word', () => {
		const answer = { to: 'my-shop24', sms: { 'my-shop24': 1 }, text: 'See https://my-shop24.by, @my-shop24 and info@my-shop24' };
		expect(redact(answer)).toBe(answer);
		const mailed = { to: 'shop-24@example.by', text: 'Write to us!' };
		expect(redactor({ login: 'shop-24@example.by', password: 'long-Password-1' })(mailed)).toBe(mailed);
	});

	test('is no sender name, and blanked out, where it is longer than one', () => {
		expect(redactor({ login: 'my-shop24-in-minsk' })(['my-shop24-in-minsk'])).toEqual(['•••']);
	});
});

describe('structures', () => {
	const redact = redactor({ key: 'secret-0123' });

	test('keys and values; the rest stays as it is', () => {
		const value = { a: ['my secret-0123', { 'secret-0123': 'x', n: 5, none: null, yes: true }], plain: 'text' };
		expect(redact(value)).toEqual({ a: ['my •••', { '•••': 'x', n: 5, none: null, yes: true }], plain: 'text' });
		expect(value.a[0]).toBe('my secret-0123');
		expect([redact(5), redact(null), redact(undefined), redact(true), redact(10n)]).toEqual([5, null, undefined, true, 10n]);
	});

	test('no value is lost where two keys are blanked out', () => {
		expect(redact({ 'secret-0123': 1, 'secret%2D0123': 2 })).toEqual({ '•••': 1, '••• (2)': 2 });
	});

	test('what holds no secret is the same object', () => {
		const rows = Array.from({ length: 1000 }, (_, id) => ({ id, to: '79255070602', text: 'Заказ & <готов> 100%' }));
		const date = new Date(0);
		for (const value of [rows, date, Buffer.from('secret-0123'), [], {}, '']) expect(redact(value)).toBe(value);
		expect(redact([rows, 'secret-0123'])[0]).toBe(rows);
	});

	test('keys such as __proto__ stay keys', () => {
		const value = JSON.parse('{"__proto__":"secret-0123","constructor":"x"}') as object;
		expect(JSON.stringify(redact(value))).toBe('{"__proto__":"•••","constructor":"x"}');
	});

	test('anything can be handed in, however deep', () => {
		let deep: unknown = 'secret-0123';
		for (let level = 0; level < 20_000; level++) deep = level % 2 ? [deep] : { deep };
		expect(() => redact(deep)).not.toThrow();
		fc.assert(fc.property(fc.anything({ withDate: true, withNullPrototype: true, withMap: true, withTypedArray: true }), (value) => void redact(value)));
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void redact(text)));
	});

	/** What begins like something that is looked for, again and again: the test ends only if the time grows with the length alone. */
	const HOSTILE = [
		'%', '%2', '%25', '%D0', '%u0', '&', '&#', '&#0', '&#x0', '&amp', '&amp;', '\\', '\\u', '\\u005c', '\\\\n', '\n', 'a\n', ' ', '+', '=', '"', '<', '<a ', '<td',
		'login', 'login=', 'login"', 'login   ', 'login<a<', 'login: ', 'login=value=', 'login=inf', 'info', 'info:', 'info@', 'login=info&', '2026.', '2026 2026-',
		'пользовател', 'парол', 'api_', 'api key ', 'key: ', 'password password ', 'a', 'A', 'aA', 'aZ9+/xY1', 'aZ9+/xY1\n', 'aZ9/xY1bC2dE ', 'deadbeef01', 'secret-012', 'secret-0123', 'c2VjcmV0',
	];

	test.each(HOSTILE)('100,000 characters of %j', (piece) => {
		const text = piece.repeat(Math.ceil(100_000 / piece.length));
		for (const hostile of [text, `%${text}`, `&#${text}`, Buffer.from(text).toString('base64')]) {
			redactor({ apikey: 'secret-0123', login: 'info', psw: '2026' })(hostile);
			redactor({ login: 'shop@example.by', psw: 'aaaaaaaaaaaaaaaaaab' })(hostile);
		}
	});

	test('a megabyte of quotes, and a hundred thousand rows', () => {
		const quotes = 'apikey=secret-0123&login=info '.repeat(35_000);
		expect(redactor({ apikey: 'secret-0123', login: 'info' })(quotes)).toBe('apikey=•••&login=••• '.repeat(35_000));
		const rows = Array.from({ length: 100_000 }, (_, id) => ({ id: `202647-${id}`, status: 'OK', text: id === 99_999 ? 'secret-0123' : 'Ready' }));
		const safe = redact(rows);
		expect(safe[99_999].text).toBe('•••');
		expect(safe[99_998]).toBe(rows[99_998]);
	});

	test('no secrets, nothing to do', () => {
		for (const secrets of [{}, { login: '', key: undefined, token: null, psw: 'ab' }]) expect(redactor(secrets)('login=ab&psw=ab')).toBe('login=ab&psw=ab');
	});
});
