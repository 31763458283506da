/** What people type: the tables of docs/numbers.md, row by row, held against the nodes. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type * as N8n from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

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

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/numbers.md');
const russianPage = read('docs/ru/numbers.md');

/** The rows of a section's table: what is typed, and what each column says of it. */
function table(section: string, columns = COLUMNS, text = page): Array<{ typed: string; cells: string[] }> {
	const lines = text.split(`## ${section}\n`)[1].split('\n## ')[0].split('\n').filter((line) => line.startsWith('|'));
	const [head, , ...rows] = lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
	expect(head.slice(1)).toEqual(columns);
	return rows.map(([typed, ...cells]) => ({ typed, cells }));
}

const unquoted = (cell: string): string => cell.replace(/^`(.*)`$/s, '$1');

/** What a first cell stands for: a text in backquotes, an array, a number, so many of a character, or nothing. */
function valueOf(cell: string): unknown {
	const [, text = '', note] = /^`(.*)`( \((?:a number|числом)\))?$/s.exec(cell) ?? [];
	const [, count, character] = /^([\d,]+) × `(.)`$/u.exec(cell) ?? [];
	if (count) return character.repeat(Number(count.replace(',', '')));
	if (note) return Number(text);
	if (/^[[{]/.test(text) || text === 'true') return JSON.parse(text);
	const plain = text.replaceAll('⏎', '\n').replaceAll('␀', '\0');
	return plain.replace(/\\u([\da-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

const TO: Record<string, string> = { RocketSMS: '375296890043' };
const TO_RUSSIA = '79255070602';

const { defaultTimezone } = getGlobalState();
beforeAll(() => setGlobalState({ defaultTimezone: ZONE }));
afterAll(() => setGlobalState({ defaultTimezone }));

/** Sends one item; tells what the user is told of each recipient, and what has arrived. */
type Send = (item: Json, options?: Json) => Promise<{ told: Json[]; received: Message[] }>;

/** A vendor's node and its simulator, for the tests of the suite that asks for them. */
function node(name: string): Send {
	const vendor = VENDORS.find((one) => one.name === name)!;
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulators[vendor.type]());
	});
	afterAll(async () => await sms.close());

	return async (item, options = {}) => {
		await sms.reset();
		const { items } = await runNode(vendor.type, {
			parameters: { ...vendor.parameters, options },
			items: [{ to: TO[name] ?? TO_RUSSIA, text: 'x', ...item }],
			credentials: { [vendor.credentialType]: { ...vendor.credential(sms.account), baseUrl: sms.url } },
			onError: 'continueRegularOutput',
		});
		return { told: items, received: await sms.messages() };
	};
}

describe.each(COLUMNS)('%s', (name) => {
	const sent = node(name);

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

/** The tables of numbers on the Russian page, by their columns. */
const RUSSIAN_TABLES = [['RocketSMS, SMS.by', 'SMS.ru, SMSC, SMSPILOT'], ['SMSC', 'SMS.ru, SMSPILOT']];

const russianRows = (columns: string[]) => {
	const head = `| набрано | ${columns.join(' | ')} |`;
	return table('', columns, `## \n${head}${russianPage.split(head)[1].split('\n\n')[0]}`);
};

const RUSSIAN_CASES = RUSSIAN_TABLES.flatMap((columns) =>
	columns.flatMap((column, place) => column.split(', ').map((name) => ({ name, place, columns }))),
);

describe.each(RUSSIAN_CASES)('$name, in Russian', ({ name, place, columns }) => {
	const sent = node(name);

	test.each(russianRows(columns).map(({ typed, cells }) => ({ typed, cell: cells[place] })))('to $typed', async ({ typed, cell }) => {
		const { told, received } = await sent({ to: valueOf(typed) });
		expect(told.map(({ error, to }) => (error ? 'ошибка' : to))).toEqual(cell.split(/, (?=\d|ошибка)/).map((one) => (/^ошибка: ./.test(one) ? 'ошибка' : one)));
		expect(received.map(({ to }) => to)).toEqual(told.filter(({ error }) => !error).map(({ to }) => to));
	});
});

/** The tables of dates on both pages, which speak of the same moment: 27 November 2026, 12:00 in Minsk. */
const DATE_TABLES = [
	{ language: 'English', rows: table('Dates, form by form', ['Sent'], page), atOnce: 'at once', months: ['Jan', 'Dec'], isError: (cell: string) => /^Send At: /.test(cell) },
	{ language: 'Russian', rows: table('Даты', ['уйдёт'], russianPage), atOnce: 'сразу', months: ['января', 'декабря'], isError: (cell: string) => /^ошибка: ./.test(cell) },
];
const MINSK = 'Europe/Minsk';
const TODAY = Date.UTC(2026, 10, 27, 9);

describe.each(['RocketSMS', 'SMS.ru', 'SMSC', 'SMSPILOT'])('%s, dates form by form', (name) => {
	const sent = node(name);
	beforeAll(() => {
		setGlobalState({ defaultTimezone: MINSK });
		vi.useFakeTimers({ toFake: ['Date'], now: TODAY });
	});
	afterAll(() => {
		setGlobalState({ defaultTimezone: ZONE });
		vi.useRealTimers();
	});

	describe.each(DATE_TABLES)('in $language', ({ rows, atOnce, months, isError }) => {
		/** The moment that a cell names, e.g. "5 Dec 2026, 10:00". */
		const momentIn = (cell: string): number => {
			const [, day, month, year, time] = /^(\d+) (\S+) (\d{4}), (\d\d:\d\d)$/.exec(cell) ?? [];
			return Date.parse(`${year}-${month === months[0] ? '01' : '12'}-${day.padStart(2, '0')}T${time}:00+03:00`);
		};

		test.each(rows)('send at $typed', async ({ typed, cells: [cell] }) => {
			const { told, received } = await sent({ at: valueOf(typed) }, { sendAt: '={{ $json.at }}' });
			if (isError(cell)) {
				expect(told).toHaveLength(1);
				expect(told[0].error).toMatch(/^Send At: /);
				if (cell.startsWith('Send At')) expect(told[0].error).toBe(cell);
				expect(received).toEqual([]);
				return;
			}
			const [{ deliverAt = TODAY }] = received as Array<{ deliverAt?: number }>;
			expect(new Date(Math.max(deliverAt, TODAY)).toISOString()).toBe(new Date(cell === atOnce ? TODAY : momentIn(cell)).toISOString());
		});
	});
});
