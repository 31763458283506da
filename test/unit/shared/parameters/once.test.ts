import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { expect, test } from 'vitest';

import type { Parameters } from '../../../../nodes/shared/operation.ts';
import { declare, typedReader } from '../../../../nodes/shared/parameters/parameters.ts';

const text = (name: string): INodeProperties => ({ displayName: name, name, type: 'string', default: '' });

/** What is made of two items whose texts are "first" and "second" where an expression says so. */
function made(entered: IDataObject, options: IDataObject, make: (parameters: Parameters) => unknown): unknown[] {
	const reader = typedReader(declare([text('from')], [text('note')]), { field: (name) => entered[name], options });
	const evaluated = (values: IDataObject, word: string) =>
		Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value).startsWith('=') ? word : value])) as IDataObject;
	return ['first', 'second'].map((word) => {
		const values = { field: (name: string) => evaluated(entered, word)[name], options: () => evaluated(options, word) };
		const file = () => ({ key: word, name: word, type: 'text/plain', read: async () => Buffer.from(word) });
		return reader(values, { zone: 'UTC', now: 0, triggers: () => [], file }).once(make);
	});
}

const both = (parameters: Parameters) => [parameters.text('from'), parameters.text('note')];

test('what no expression changes is made once', () => {
	const [first, second] = made({ from: 'MyShop' }, { note: 'x' }, both);
	expect(first).toEqual(['MyShop', 'x']);
	expect(second).toBe(first);
});

test.each([
	['a field', { from: '={{ $json.word }}' }, { note: 'x' }, [['first', 'x'], ['second', 'x']]],
	['an option', { from: 'MyShop' }, { note: '={{ $json.word }}' }, [['MyShop', 'first'], ['MyShop', 'second']]],
])('%s with an expression is read for each item', (_, entered, options, expected) => {
	expect(made(entered, options, both)).toEqual(expected);
	// Also where one thing is made of another.
	expect(made(entered, options, (parameters) => parameters.once(both))).toEqual(expected);
});

test('a file is that of its own item', () => {
	expect(made({}, {}, (parameters) => parameters.file('data')?.name)).toEqual(['first', 'second']);
});

test('a mistake is met by each item', () => {
	let times = 0;
	const fail = () => {
		times++;
		throw new Error('mistake');
	};
	const reader = typedReader(declare([]), { field: () => undefined, options: {} });
	const parameters = () => reader({ field: () => undefined, options: () => ({}) }, { zone: 'UTC', now: 0, triggers: () => [], file: () => undefined });
	expect(() => parameters().once(fail)).toThrow('mistake');
	expect(() => parameters().once(fail)).toThrow('mistake');
	expect(times).toBe(2);
});
