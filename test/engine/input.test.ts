/** What people type: the tables of docs/numbers.md, row by row, held against the nodes. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type * as N8n from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { VENDORS } from '../support/vendors/index.ts';
import { simulators } from '../simulators/index.ts';
import { Simulated, type Message } from '../support/simulated.ts';
import { runNode } from '../support/workflow.ts';

const require = createRequire(import.meta.url);
const { DateTime } = require('luxon') as {
	DateTime: { fromMillis(at: number, options: object): { toISO(options?: object): string } };
};
const { getGlobalState, setGlobalState } = require('n8n-workflow') as typeof N8n;

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** The columns of the tables, and their nodes. */
const COLUMNS = ['RocketSMS', 'SMS.ru'];

/** A zone that neither the machine nor a vendor lives in. */
const ZONE = 'Asia/Kathmandu';

const HOUR = 3_600_000;

const page = readFileSync(new URL('../../docs/numbers.md', import.meta.url), 'utf8');

/** The rows of a section's table: what is typed, and what each column says of it. */
function table(section: string): Array<{ typed: string; cells: string[] }> {
	const lines = page.split(`## ${section}\n`)[1].split('\n## ')[0].split('\n').filter((line) => line.startsWith('|'));
	const [head, , ...rows] = lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
	expect(head.slice(1)).toEqual(COLUMNS);
	return rows.map(([typed, ...cells]) => ({ typed, cells }));
}

const unquoted = (cell: string): string => cell.replace(/^`(.*)`$/s, '$1');

/** What a first cell stands for: a text in backquotes, an array, a number, so many of a character, or nothing. */
function valueOf(cell: string): unknown {
	const [, text = '', note] = /^`(.*)`( \(a number\))?$/s.exec(cell) ?? [];
	const [, count, character] = /^([\d,]+) × `(.)`$/u.exec(cell) ?? [];
	if (count) return character.repeat(Number(count.replace(',', '')));
	if (note) return Number(text);
	return text.startsWith('[') ? JSON.parse(text) : text.replaceAll('⏎', '\n').replaceAll('␀', '\0');
}

const TO: Record<string, string> = { RocketSMS: '375296890043', 'SMS.ru': '79255070602' };

const { defaultTimezone } = getGlobalState();
beforeAll(() => setGlobalState({ defaultTimezone: ZONE }));
afterAll(() => setGlobalState({ defaultTimezone }));

describe.each(COLUMNS)('%s', (name) => {
	const vendor = VENDORS.find((one) => one.name === name)!;
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulators[vendor.type]());
	});
	afterAll(async () => await sms.close());

	/** Sends one item; tells what the user is told of each recipient, and what has arrived. */
	async function sent(item: Json, options: Json = {}): Promise<{ told: Json[]; received: Message[] }> {
		await sms.reset();
		const { items } = await runNode(vendor.type, {
			parameters: { ...vendor.parameters, options },
			items: [{ to: TO[name], text: 'x', ...item }],
			credentials: { [vendor.credentialType]: { ...vendor.credential(sms.account), baseUrl: sms.url } },
			onError: 'continueRegularOutput',
		});
		return { told: items, received: await sms.messages() };
	}

	const rowsOf = (section: string) => table(section).map(({ typed, cells }) => ({ typed, cell: cells[COLUMNS.indexOf(name)] }));

	test.each(rowsOf('Numbers'))('to $typed', async ({ typed, cell }) => {
		const { told, received } = await sent({ to: valueOf(typed) });
		expect(told.map(({ error, to }) => error ?? `\`${to}\``).join('<br>')).toBe(cell);
		expect(received.map(({ to }) => to)).toEqual([...cell.matchAll(/`(\d+)`/g)].map(([, number]) => number));
	});

	test.each(rowsOf('Texts'))('the text $typed', async ({ typed, cell }) => {
		const text = valueOf(typed);
		const { told, received } = await sent({ text });
		expect(told.map(({ error, parts }) => error ?? `${parts} part${parts === 1 ? '' : 's'}`)).toEqual([cell]);
		expect(received.map((message) => message.text)).toEqual(/parts?$/.test(cell) ? [String(text)] : []);
	});

	test.each(rowsOf('Dates'))('send at $typed', async ({ typed, cell }) => {
		const now = Date.now();
		const { told, received } = await sent({ at: dateOf(typed, now) }, { sendAt: expressionIn(typed) ?? '={{ $json.at }}' });
		if (!/^(then|at once)/.test(cell)) {
			expect(told).toMatchObject([{ error: cell }]);
			expect(received).toEqual([]);
			return;
		}
		const isLater = cell.startsWith('then');
		expect(told).toMatchObject([{ status: isLater ? 'scheduled' : expect.stringMatching(/queued|sent/) }]);
		const [{ deliverAt = now }] = received as Array<{ deliverAt?: number }>;
		const expected = isLater ? now + (typed.startsWith('in 90 days') ? 90 * 24 : 1) * HOUR : now;
		expect(Math.abs(Math.max(deliverAt, now) - expected)).toBeLessThan(5_000);
	});
});

const expressionIn = (typed: string): string | undefined => {
	const code = /`(\$.*)`/.exec(typed)?.[1];
	return code && `={{ ${code} }}`;
};

/** The rows of the dates' table that are not dates by themselves. */
const DATES: Record<string, (now: number) => unknown> = {
	'in an hour, with an offset': (now) => DateTime.fromMillis(now + HOUR, { zone: 'Europe/Minsk' }).toISO(),
	'in an hour, without a zone': (now) => DateTime.fromMillis(now + HOUR, { zone: ZONE }).toISO({ includeOffset: false }),
	'in an hour, as a Unix time in seconds': (now) => Math.floor((now + HOUR) / 1000),
	'in an hour, as a Unix time in milliseconds': (now) => now + HOUR,
	'an hour ago': (now) => new Date(now - HOUR).toISOString(),
	'in 90 days': (now) => new Date(now + 90 * 24 * HOUR).toISOString(),
};

function dateOf(typed: string, now: number): unknown {
	if (typed.startsWith('`') || expressionIn(typed)) return unquoted(typed);
	expect(Object.keys(DATES)).toContain(typed);
	return DATES[typed](now);
}
