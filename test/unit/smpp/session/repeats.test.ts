import { expect, test } from 'vitest';

import { Repeats } from '../../../../smpp/protocol/session/repeats.ts';

const HOUR = 3_600_000;
const taken = async () => await Promise.resolve();

test('each repetition is known once, however often the message was taken', async () => {
	const repeats = new Repeats();
	repeats.expect('a', taken());
	repeats.expect('a', taken());
	const seen = [await repeats.isRepeated('a'), await repeats.isRepeated('b'), await repeats.isRepeated('a'), await repeats.isRepeated('a')];
	expect(seen).toEqual([true, false, true, false]);
	expect(repeats.areExpected).toBe(false);
});

test('what could not be taken after all is new when it comes again', async () => {
	const repeats = new Repeats();
	repeats.expect('a', Promise.reject(new Error('no run')));
	expect(await repeats.isRepeated('a')).toBe(false);
	expect(repeats.areExpected).toBe(false);
});

test('after an hour the same text is a new message', async () => {
	let time = 0;
	const repeats = new Repeats(() => time);
	repeats.expect('a', taken());
	time = HOUR - 1;
	repeats.expect('b', taken());
	time = HOUR;
	expect(await repeats.isRepeated('a')).toBe(false);
	expect(await repeats.isRepeated('b')).toBe(true);
});
