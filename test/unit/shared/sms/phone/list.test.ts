import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { InputError } from '../../../../../nodes/shared/errors.ts';
import { allTyped, listed, typedNumbers } from '../../../../../nodes/shared/sms/phone/list.ts';

describe('typedNumbers', () => {
	test.each<[unknown, string[]]>([
		['79255070602', ['79255070602']],
		[79255070602, ['79255070602']],
		['79255070602, 74993221627;375296890043\r\n+7 926', ['79255070602', '74993221627', '375296890043', '+7 926']],
		[['79255070602', 74993221627, ['a, b']], ['79255070602', '74993221627', 'a', 'b']],
		[7.9255070602e10, ['79255070602']],
		['998901234567,0', ['998901234567,0']],
		['7,92551E+10', ['7,92551E+10']],
		['a，b；c、d\u2028e\u0085f', ['a', 'b', 'c', 'd', 'e', 'f']],
		['8(495)123-45-67, доб. 123', ['8(495)123-45-67;доб. 123']],
		['+74951234567;ext=12', ['+74951234567;ext=12']],
		['\u200b, \u2060', []],
		[' ,;\n, ', []],
		['', []],
		[undefined, []],
		[null, []],
		[[], []],
	])('%j', (value, numbers) => {
		expect(typedNumbers(value)).toEqual(numbers);
	});

	test('any list comes back whole and in its order, whatever separates it', () => {
		const number = fc.stringMatching(/^\+?\d{7,15}$/);
		const separator = fc.constantFrom(',', ';', '\n', '\r\n', ', ', ' ;\n ');
		fc.assert(
			fc.property(fc.array(fc.tuple(number, separator)), (list) => {
				const typed = list.map((pair) => pair.join('')).join('');
				expect(typedNumbers(typed)).toEqual(list.map(([one]) => one));
			}),
		);
	});
});

describe('what stands in a list, but is no number', () => {
	const [path, notNumbers] = [(value: unknown) => /put (\S+) behind/.exec((typedNumbers(value)[0] as InputError).remedy)?.[1], (value: unknown) => typedNumbers(value)];

	test.each<[string, unknown, string]>([
		['Bitrix24', [{ ID: '1234', VALUE_TYPE: 'WORK', VALUE: '+7 925 507-06-02', TYPE_ID: 'PHONE' }], '[0].VALUE'],
		['amoCRM', { value: '+79255070602', enum_code: 'WORK' }, '.value'],
		['amoCRM, a whole contact', { id: 1, custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+79255070602' }] }] }, '.custom_fields_values[0].values[0].value'],
		['a form', { phone: '+79255070602', name: 'Anna' }, '.phone'],
		['a field of another name', { id: 5, contact: '8 925 507-06-02' }, '.contact'],
	])('an object of %s: the error says which field to pick', (_name, value, expected) => {
		expect(path(value)).toBe(expected);
		expect(notNumbers(value)).toHaveLength(1);
	});

	test.each<[unknown, RegExp]>([
		[{}, /an object without a number/],
		[new Date(), /an object without a number/],
		[true, /is true, not a phone number/],
		[false, /is false, not a phone number/],
	])('%j', (value, message) => {
		expect(notNumbers(value)).toMatchObject([{ message: expect.stringMatching(message) }]);
	});

	test.each<[unknown, string[]]>([
		['+91, 9876543210', ['+91;9876543210']],
		['(+380)\n441234567', ['(+380);441234567']],
		['00 48; 291234567', ['00 48;291234567']],
		[['375', '291234567'], ['375;291234567']],
		[['+7 495 123-45-67', 'доб. 12'], ['+7 495 123-45-67;доб. 12']],
		['79255070602, 7, 79255070603', ['79255070602', '7', '79255070603']],
		['12, 9255070602', ['12', '9255070602']],
	])('%j: what a separator has cut from its number is put back', (value, expected) => {
		expect(typedNumbers(value)).toEqual(expected);
	});

	test('an empty entry of an array is somebody who would get nothing: it is an error in its place', () => {
		const [first, second, third] = typedNumbers(['79255070602', null, ' ']);
		expect(first).toBe('79255070602');
		expect(second).toMatchObject({ message: 'To: is a list whose entry 2 is empty' });
		expect(third).toMatchObject({ message: 'To: is a list whose entry 3 is empty' });
	});

	test('where one mistake spoils all, it is thrown', () => {
		expect(() => allTyped(['79255070602', {}], 'Recipients')).toThrow(/^Recipients: is an object/);
		expect(allTyped(['a, b', 3], 'Recipients')).toEqual(['a', 'b', '3']);
	});

	test('IDs are listed as they are', () => {
		expect(listed(['12, 13', 14, null, 'x.0'])).toEqual(['12', '13', '14', 'x.0']);
	});
});
