/** How texts are told: by the catalogue of the edition, with values and forms of words in their places. */
import { beforeEach, expect, test, vi } from 'vitest';

const ENGLISH = 'has {count} {count|recipient|recipients}, allowed are {allowed}';
const RUSSIAN = { [ENGLISH]: '{count} {count|получатель|получателя|получателей}, разрешено {allowed}', 'is empty': 'не заполнено' };

async function edition(LANGUAGE: string, CATALOGUE: Record<string, string>) {
	vi.doMock('../../../../nodes/shared/language/catalogue.ts', () => ({ LANGUAGE, CATALOGUE }));
	return await import('../../../../nodes/shared/language/say.ts');
}

beforeEach(() => vi.resetModules());

test.each([
	[1, 'has 1 recipient, allowed are 3'],
	[2, 'has 2 recipients, allowed are 3'],
	[0, 'has 0 recipients, allowed are 3'],
])('English, %i', async (count, told) => {
	const { say } = await edition('en-GB', {});
	expect(say(ENGLISH, { count, allowed: 3 })).toBe(told);
});

test.each([
	[1, '1 получатель'],
	[2, '2 получателя'],
	[5, '5 получателей'],
	[11, '11 получателей'],
	[21, '21 получатель'],
	[104, '104 получателя'],
	[0, '0 получателей'],
])('Russian, %i', async (count, told) => {
	const { say } = await edition('ru', RUSSIAN);
	expect(say(ENGLISH, { count, allowed: 3 })).toBe(`${told}, разрешено 3`);
});

test('what has no translation is told as it is, and so is what has been said', async () => {
	const { say } = await edition('ru', RUSSIAN);
	expect(say('is empty')).toBe('не заполнено');
	expect(say(say('is empty'))).toBe('не заполнено');
	expect(['constructor', 'toString', '__proto__', 'any words of a vendor'].map((text) => say(text))).toEqual(['constructor', 'toString', '__proto__', 'any words of a vendor']);
});

test('values are told as they are, whatever stands in them', async () => {
	const { say } = await edition('en-GB', {});
	expect(say('"{typed}" is not {kind}', { typed: '{kind} $& {count|a|b}', kind: 'a number' })).toBe('"{kind} $& {count|a|b}" is not a number');
	expect(say('{{ $json.phone{path} }} {unknown}', { path: '[0]' })).toBe('{{ $json.phone[0] }} {unknown}');
});

test('an error names its field in the language of the edition, and to workflows by its English label', async () => {
	await edition('ru', { To: 'Кому', 'is empty': 'не заполнено', 'Enter a number.': 'Введите номер.' });
	const { InputError } = await import('../../../../nodes/shared/errors.ts');
	const { message, remedy, parameter } = InputError.of('To', { what: 'is empty', remedy: 'Enter a number.' });
	expect({ message, remedy, parameter }).toEqual({ message: 'Кому: не заполнено', remedy: 'Введите номер.', parameter: 'To' });
});
