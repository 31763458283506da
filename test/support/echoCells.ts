/** The echo test itself, for some kinds of answers. */
import { expect } from 'vitest';

import { placesOf, type EchoVendor, type Place } from './echo.ts';
import { accountsOf, inLanes, recordedOperations, runOperation, someSpellings, type Recorded, type Type } from './echoVendors.ts';
import { readable } from './spellings.ts';

interface Cell {
	recorded: Recorded;
	place: Place;
	output: 'simplified' | 'raw';
}

/** What n8n notes of the time of a run: its digits may happen to be those of a short password. */
const CLOCK = ['startTime', 'executionTime', 'startedAt', 'stoppedAt'];

const withoutClock = (name: string, value: unknown): unknown => (CLOCK.includes(name) ? undefined : value);

/**
 * Has every operation of a vendor answered with the request quoted in each place in turn, by each of the vendor's kinds of
 * credential in turn; then nothing that n8n stores may show a secret.
 */
export async function expectNoLeak(type: Type, echo: EchoVendor, kind: 'accepted' | 'refused'): Promise<void> {
	const outputs = kind === 'accepted' ? (['simplified', 'raw'] as const) : (['simplified'] as const);
	const cells = (await recordedOperations(type, echo)).flatMap((recorded): Cell[] =>
		placesOf(recorded.answers[kind][0]).flatMap((place) => outputs.map((output) => ({ recorded, place, output }))),
	);
	const accounts = accountsOf(type);
	const leaks: string[] = [];
	let asked = 0;
	await inLanes(cells, async ({ recorded, place, output }, index) => {
		const { name, values, secrets } = accounts[index % accounts.length];
		const { baseUrl, isAsked } = echo.playing(recorded.answers[kind], place, someSpellings(index));
		const { stored } = await runOperation(type, recorded, { values, baseUrl, output, stops: index % 5 === 0 });
		if (isAsked()) asked++;
		const found = readable(JSON.stringify(stored, withoutClock), secrets);
		if (found.length > 0) leaks.push(`${recorded.name}, ${JSON.stringify(place)}, ${output}, ${name}: ${found.join(' ')}`);
	});
	expect(leaks).toEqual([]);
	expect(asked).toBe(cells.length);
}
