/** A vendor may quote the whole request in any field of any answer: nothing that n8n stores of a run shows a secret. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EchoVendor, placesOf, type Place } from '../support/echo.ts';
import { TYPES, accountsOf, inLanes, recordedOperations, runOperation, someSpellings, type Recorded } from '../support/echoVendors.ts';
import { readable } from '../support/spellings.ts';

interface Cell {
	recorded: Recorded;
	answer: 'accepted' | 'refused';
	place: Place;
	output: 'simplified' | 'raw';
}

let echo: EchoVendor;

beforeAll(async () => {
	echo = await EchoVendor.start();
});
afterAll(async () => await echo.close());

const cellsOf = (recorded: Recorded): Cell[] =>
	(['accepted', 'refused'] as const).flatMap((answer) =>
		placesOf(recorded.answers[answer][0]).flatMap((place) =>
			(['simplified', 'raw'] as const).map((output) => ({ recorded, answer, place, output })),
		),
	);

describe.each(TYPES)('%s', (type) => {
	test('every operation, every field of what it is answered, simplified and raw', { timeout: 240_000 }, async () => {
		const cells = (await recordedOperations(type, echo)).flatMap(cellsOf);
		const accounts = accountsOf(type);
		const leaks: string[] = [];
		let asked = 0;
		await inLanes(cells, async ({ recorded, answer, place, output }, index) => {
			const { name, values, secrets } = accounts[index % accounts.length];
			const { baseUrl, isAsked } = echo.playing(recorded.answers[answer], place, someSpellings(index));
			const { stored } = await runOperation(type, recorded, { values, baseUrl, output, stops: index % 5 === 0 });
			if (isAsked()) asked++;
			const found = readable(JSON.stringify(stored), secrets);
			if (found.length > 0) leaks.push(`${recorded.name}, ${answer}, ${JSON.stringify(place)}, ${output}, ${name}: ${found.join(' ')}`);
		});
		expect(leaks).toEqual([]);
		expect(asked).toBe(cells.length);
	});
});
