import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { redactor } from '../../../../nodes/shared/transport/secrets.ts';

const KEY = 'A1B2-/+ж"\\&=я p';

describe('redactor', () => {
	test('a secret as it is, anywhere in a text', () => {
		const redact = redactor(['12345678-ABCD']);
		expect(redact('api_id=12345678-ABCD&to=1, api_id=12345678-ABCD')).toBe('api_id=•••&to=1, api_id=•••');
	});

	test.each([
		['in a URL', encodeURIComponent(KEY)],
		['in a form', new URLSearchParams({ key: KEY }).toString().slice(4)],
		['in JSON', JSON.stringify(KEY)],
		['in PHP’s JSON, with escaped slashes', JSON.stringify(KEY).replaceAll('/', '\\/')],
		['in PHP’s JSON, in ASCII', String.raw`A1B2-\/+\u0436\"\\&=\u044f p`],
	])('a secret as it is written %s', (_where, written) => {
		const blanked = redactor([KEY])(`before ${written} after`);
		expect(blanked).toMatch(/^before "?•••"? after$/);
	});

	test('in keys and values of nested structures; the rest stays as it is', () => {
		const redact = redactor(['secret']);
		const value = { a: ['my secret', { secret: 'x', n: 5, none: null, yes: true }], plain: 'text' };
		expect(redact(value)).toEqual({ a: ['my •••', { '•••': 'x', n: 5, none: null, yes: true }], plain: 'text' });
		expect(value.a[0]).toBe('my secret');
		expect([redact(5), redact(null), redact(undefined), redact(true)]).toEqual([5, null, undefined, true]);
	});

	test('short values are left alone: they would blank out ordinary words', () => {
		expect(redactor(['', 'OK', 'abc'])('OK, abc')).toBe('OK, abc');
		expect(redactor(['abcd'])('abcd')).toBe('•••');
	});

	test('a secret that begins another does not leave the rest of it, in whichever order they come', () => {
		expect(redactor(['admin', 'admin2026!'])('admin:admin2026!')).toBe('•••:•••');
		expect(redactor(['admin2026!', 'admin'])('admin:admin2026!')).toBe('•••:•••');
	});

	test('regular expression characters and replacement patterns mean nothing', () => {
		expect(redactor(['a.c$&*'])('abcd a.c$&* $&')).toBe('abcd ••• $&');
	});

	test('no secret survives in any text, however often and wherever it stands', () => {
		const secret = fc.string({ unit: fc.constantFrom(...'ab/ +%ж"\\'), minLength: 4, maxLength: 8 });
		fc.assert(
			fc.property(fc.array(secret, { minLength: 1, maxLength: 3 }), fc.array(fc.string()), (secrets, words) => {
				const text = [...words, ...secrets, ...secrets.map(encodeURIComponent)].join('|');
				const blanked = redactor(secrets)(text);
				for (const one of secrets) {
					expect(blanked).not.toContain(one);
					expect(blanked).not.toContain(encodeURIComponent(one));
				}
			}),
		);
	});
});
