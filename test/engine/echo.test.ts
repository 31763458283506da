/** A vendor may quote the whole request in any field of a refusal: nothing that n8n stores of it shows a secret. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EchoVendor, ordinaryWords } from '../support/echo.ts';
import { expectNoLeak } from '../support/echoCells.ts';
import { TYPES, inLanes, recordedOperations, runOperation, type Recorded, type Type } from '../support/echoVendors.ts';

let echo: EchoVendor;

beforeAll(async () => {
	echo = await EchoVendor.start();
});
afterAll(async () => await echo.close());

/** A credential that has one word for its login, and another for what opens the account. */
function credentialOf(type: Type, login: string, word: string): Record<string, string> {
	if (type === 'smsBy') return { token: word };
	if (type === 'rocketSms') return { username: login, password: word };
	return { authentication: 'login', login, password: word };
}

async function told(type: Type, recorded: Recorded, output: string, login: string, word: string) {
	const { baseUrl } = echo.playing(recorded.answers.accepted, 'nowhere', []);
	const { items } = await runOperation(type, recorded, { values: credentialOf(type, login, word), baseUrl, output });
	return JSON.stringify(items);
}

describe.each(TYPES)('%s', { concurrent: true }, (type) => {
	test('every operation, every field of a refusal', { timeout: 240_000 }, async () => await expectNoLeak(type, echo, 'refused'));

	test('an honest answer stays whole, whatever words and numbers of it are login and password', { timeout: 240_000 }, async () => {
		const recordings = await recordedOperations(type, echo);
		const cells = recordings.flatMap((recorded) => {
			const words = [...recorded.answers.accepted.flatMap(ordinaryWords).slice(0, 24), 'info', '2026', '1000'];
			return words.flatMap((word, index) => (['simplified', 'raw'] as const).map((output) => ({ recorded, output, login: word, word: words[(index + 1) % words.length] })));
		});
		const [damaged, expected]: [string[], Map<string, string>] = [[], new Map()];
		await inLanes(recordings, async (recorded) => {
			for (const output of ['simplified', 'raw']) {
				const [once, twice] = [await told(type, recorded, output, 'nobodyelse', 'nothingelse'), await told(type, recorded, output, 'nobodyelse', 'nothingelse')];
				// Some messages carry a number of ours, which is another each time.
				if (once === twice) expected.set(`${recorded.name} ${output}`, once);
			}
		});
		await inLanes(cells, async ({ recorded, output, login, word }) => {
			const whole = expected.get(`${recorded.name} ${output}`);
			if (whole === undefined) return;
			const found = await told(type, recorded, output, login, word);
			if (found !== whole) damaged.push(`${recorded.name}, ${output}, ${login} and ${word}: ${found}`);
		});
		expect(damaged).toEqual([]);
		expect(expected.size).toBeGreaterThan(recordings.length);
	});
});
