/** Every row is read under several zones of the server: only the workflow's zone may count. */
import fc from 'fast-check';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { InputError } from '../../../../nodes/shared/errors.ts';
import { isoTime, readBirthday, readMoment, readSendTime } from '../../../../nodes/shared/sms/dates.ts';

const require = createRequire(import.meta.url);
const { DateTime } = require('luxon') as {
	DateTime: {
		fromISO(text: string, options?: object): unknown;
		invalid(reason: string): unknown;
		local(year: number, month: number, day: number, options: object): { plus(duration: object): { toMillis(): number } };
	};
};

const MINSK = 'Europe/Minsk';
const NOW = Date.UTC(2026, 10, 27, 9);
const LABEL = 'Send At';

const SERVERS: Array<[zone: string, hoursInDecember: number]> = [
	['UTC', 0],
	['America/New_York', -5],
	['Asia/Kolkata', 5.5],
	['Pacific/Apia', 13],
];

/** What is read, and the moment it is in the zone of Minsk, three hours ahead of UTC. */
const READ: Array<[value: unknown, moment: string]> = [
	// ISO 8601 without a zone: the workflow's
	['2026-12-05T10:00', '2026-12-05T07:00:00.000Z'],
	['2026-12-05T10:00:00', '2026-12-05T07:00:00.000Z'],
	['2026-12-05T10:00:00.5', '2026-12-05T07:00:00.500Z'],
	['2026-12-05T10:00:00,25', '2026-12-05T07:00:00.250Z'],
	['2026-12-05T10', '2026-12-05T07:00:00.000Z'],
	['2026-12-05t10:00', '2026-12-05T07:00:00.000Z'],
	['20261205T1000', '2026-12-05T07:00:00.000Z'],
	['20261205T100000', '2026-12-05T07:00:00.000Z'],
	['2026-W49-6T10:00', '2026-12-05T07:00:00.000Z'],
	['2026-W49-6', '2026-12-04T21:00:00.000Z'],
	['2026-12-05', '2026-12-04T21:00:00.000Z'],
	['2026-12-5', '2026-12-04T21:00:00.000Z'],
	['2026-12-05 10:00', '2026-12-05T07:00:00.000Z'],
	['2026-12-05 9:30', '2026-12-05T06:30:00.000Z'],
	['2026-12-05 10:00:15', '2026-12-05T07:00:15.000Z'],
	// with a zone
	['2026-12-05T10:00:00Z', '2026-12-05T10:00:00.000Z'],
	['2026-12-05T10:00:00.123456789Z', '2026-12-05T10:00:00.123Z'],
	['2026-12-05T10:00:00+05:00', '2026-12-05T05:00:00.000Z'],
	['2026-12-05T10:00:00+0500', '2026-12-05T05:00:00.000Z'],
	['2026-12-05T10:00+05', '2026-12-05T05:00:00.000Z'],
	['2026-12-05T10:00-03:30', '2026-12-05T13:30:00.000Z'],
	['2026-12-05T10:00\u221203:30', '2026-12-05T13:30:00.000Z'],
	['2026-12-05T10:00+14:00', '2026-12-04T20:00:00.000Z'],
	['20261205T100000Z', '2026-12-05T10:00:00.000Z'],
	['20261205T100000+0300', '2026-12-05T07:00:00.000Z'],
	['2026-12-05 10:00:00+03', '2026-12-05T07:00:00.000Z'],
	['2026-12-05 10:00 +03:00', '2026-12-05T07:00:00.000Z'],
	['2026-12-05 10:00:00 UTC', '2026-12-05T10:00:00.000Z'],
	['2026-12-05T10:00:00.000+03:00[Europe/Minsk]', '2026-12-05T07:00:00.000Z'],
	// as the region writes it
	['05.12.2026 10:00', '2026-12-05T07:00:00.000Z'],
	['5.12.2026 9:05', '2026-12-05T06:05:00.000Z'],
	['12.01.2027 10:00', '2027-01-12T07:00:00.000Z'],
	['13.12.2026 10:00:30', '2026-12-13T07:00:30.000Z'],
	['05.12.2026', '2026-12-04T21:00:00.000Z'],
	['05.12.26', '2026-12-04T21:00:00.000Z'],
	['5.1.27 10:00', '2027-01-05T07:00:00.000Z'],
	['05.12.2026, 10:00:00', '2026-12-05T07:00:00.000Z'],
	['05.12.2026 0:00:00', '2026-12-04T21:00:00.000Z'],
	['05.12.2026 10.30', '2026-12-05T07:30:00.000Z'],
	['05.12.2026 10:00 +05:00', '2026-12-05T05:00:00.000Z'],
	['10:00 05.12.2026', '2026-12-05T07:00:00.000Z'],
	['29.02.2028 10:00', '2028-02-29T07:00:00.000Z'],
	// blanks and invisible characters
	['  2026-12-05T10:00\n', '2026-12-05T07:00:00.000Z'],
	['05.12.2026\u00a010:00', '2026-12-05T07:00:00.000Z'],
	['2026-12-05\u2009\u200910:00', '2026-12-05T07:00:00.000Z'],
	['\u200e05.12.2026 10:00\u200e', '2026-12-05T07:00:00.000Z'],
	['\ufeff2026-12-05T10:00', '2026-12-05T07:00:00.000Z'],
	['2026\u201112\u201105 10:00', '2026-12-05T07:00:00.000Z'],
	['２０２６-12-05 10:00', '2026-12-05T07:00:00.000Z'],
	// Unix times and objects
	[1796454000, '2026-12-05T07:00:00.000Z'],
	[1796454000.25, '2026-12-05T07:00:00.250Z'],
	[1796454000000, '2026-12-05T07:00:00.000Z'],
	['1796454000', '2026-12-05T07:00:00.000Z'],
	['1796454000.5', '2026-12-05T07:00:00.500Z'],
	[' 1796454000000 ', '2026-12-05T07:00:00.000Z'],
	[1807000000, '2027-04-06T08:26:40.000Z'],
	[4102444799, '2099-12-31T23:59:59.000Z'],
	[new Date('2026-12-05T07:00:00Z'), '2026-12-05T07:00:00.000Z'],
	[DateTime.fromISO('2026-12-05T12:00:00', { zone: 'Asia/Yekaterinburg' }), '2026-12-05T07:00:00.000Z'],
	// what is due within the last day goes at once
	['2026-11-26 15:00', '2026-11-26T12:00:00.000Z'],
];

/** What is refused, and a word of the reason. */
const REFUSED: Array<[value: unknown, why: string | RegExp]> = [
	// numbers
	[46361.4166666667, 'Excel'],
	['46361.4166666667', 'Excel'],
	['46361,4166666667', 'Excel'],
	[46361, 'Excel'],
	['46361', 'Excel'],
	[2026, 'a year'],
	['2026', 'a year'],
	[20261205, 'YYYYMMDD'],
	['20261205', 'YYYYMMDD'],
	['202612051000', 'YYYYMMDDhhmm'],
	['20261205100000', 'YYYYMMDDhhmm'],
	['1512261000', '15 December 2026 10:00'],
	[1512261000, '15 December 2026 10:00'],
	['3112261000', '31 December 2026 10:00'],
	['0512261000', '5 December 2026 10:00'],
	[512261000, '5 December 2026 10:00'],
	[1805271030, '18 May 2027 10:30'],
	[0, 'stands for no date'],
	[1, 'stands for no date'],
	[-1796454000, 'stands for no date'],
	['-1796454000', 'stands for no date'],
	[5122026, 'stands for no date'],
	[1420070399, 'stands for no date'],
	[4102444800, 'stands for no date'],
	[1796454000000000, 'stands for no date'],
	[NaN, '"NaN" is not a date'],
	[Infinity, 'is not a date'],
	['1.796454E+09', 'is not a date'],
	// two readings
	['12/5/2026 10:00:00', '12 May 2026 or 5 December 2026'],
	['12/5/26', '12 May 2026 or 5 December 2026'],
	['25/12/2026', '25 December 2026'],
	['12/25/2026 10:00', '25 December 2026'],
	['05-12-2026 10:00', '5 December 2026 or 12 May 2026'],
	['05-12-26', '5 December 2026 or 12 May 2026'],
	['2026/12/05', '12 May 2026 or 5 December 2026'],
	['2026.12.05', '12 May 2026 or 5 December 2026'],
	['40/40/2026', 'does not exist'],
	// days and times that do not exist
	['31.02.2027', 'a day that does not exist'],
	['29.02.2027', 'a day that does not exist'],
	['00.12.2026', 'a day that does not exist'],
	['12.25.2026', 'a day that does not exist'],
	['2026-02-30', 'a day that does not exist'],
	['2026-13-45', 'a day that does not exist'],
	['2026-W54-1', 'a day that does not exist'],
	['2026-12-05T24:00', 'a time that does not exist'],
	['2026-12-05T25:00', 'a time that does not exist'],
	['2026-12-05T10:60', 'a time that does not exist'],
	['2026-12-05T10:00:60', 'a time that does not exist'],
	['2026-12-05T10:00+15:00', 'a time that does not exist'],
	['2026-12-05T10:00+03:00[Asia/Tokyo]', 'an offset that Asia/Tokyo does not have'],
	['2026-12-05T10:00+03:00[Asia/Nowhere]', 'an offset that Asia/Nowhere does not have'],
	['0026-12-05', 'not within 1970'],
	['01.01.1900', 'not within 1970'],
	// hours from and to
	['05.12.2026 10:00-11:00', 'may mean a span of hours'],
	['05.12.2026 9:00 - 10:00', 'may mean a span of hours'],
	['05.12.2026 10:00–12', 'may mean a span of hours'],
	['2026-12-05 10:00-05:00', 'may mean a span of hours'],
	['2026-12-05 10:00 -11:00', 'may mean a span of hours'],
	['10:00-11:00 05.12.2026', 'is not a date'],
	// words and halves
	['tomorrow at 9', 'is not a date'],
	['каб. 12', 'is not a date'],
	['завтра', 'is not a date'],
	['5 декабря 2026', 'is not a date'],
	['December 5, 2026', 'is not a date'],
	['Sat Dec 05 2026 10:00:00 GMT+0300', 'is not a date'],
	['05.12.2026 в 10:00', 'is not a date'],
	['05.12.2026 10:00 PM', 'is not a date'],
	['05.12.2026 10:00 MSK', 'is not a date'],
	['05.12', 'stands for no date'],
	['05.12.202', 'is not a date'],
	['10:00', 'is not a date'],
	['2026-12', 'is not a date'],
	['2026-339', 'is not a date'],
	['2026-12-05T10.30', 'is not a date'],
	['2026-12-05 10', 'is not a date'],
	['[object Object]', 'is not a date'],
	['undefined', 'is not a date'],
	['Invalid DateTime', 'is not a date'],
	['2026-12-05T10:00 2026-12-06T10:00', 'is not a date'],
	['x'.repeat(100_000), 'is not a date'],
	// nothing, and what is no text
	['', 'is empty'],
	[' \u200b ', 'is empty'],
	[null, 'is empty'],
	[undefined, 'is empty'],
	[true, 'a yes or no'],
	[false, 'a yes or no'],
	[[], 'a list'],
	[['2026-12-05'], 'a list'],
	[{}, 'an object'],
	[{ date: '2026-12-05' }, 'an object'],
	[new Date(NaN), 'does not exist'],
	[DateTime.invalid('x'), 'does not exist'],
	// too early, too late
	['26.11.2026', 'more than a day in the past'],
	['05.12.2025 10:00', 'more than a day in the past'],
	['2026-11-26T11:59', 'more than a day in the past'],
	[1420070400, 'more than a day in the past'],
	['2206-12-05', 'after the year 2100'],
];

const read = (value: unknown, zone = MINSK) => isoTime(readSendTime(value, zone, LABEL, NOW));

describe.each(SERVERS)('on a server in %s', (server, hours) => {
	const { TZ } = process.env;
	beforeAll(() => {
		process.env.TZ = server;
	});
	afterAll(() => {
		if (TZ === undefined) delete process.env.TZ;
		else process.env.TZ = TZ;
	});

	test('the clock of this process is the server’s', () => {
		expect(new Date(Date.UTC(2026, 11, 5)).getTimezoneOffset()).toBe(0 - hours * 60);
	});

	test.each(READ)('%j is read', (value, moment) => {
		expect(read(value)).toBe(moment);
	});

	test.each(REFUSED)('%j is refused', (value, why) => {
		expect(() => read(value)).toThrow(InputError);
		expect(() => read(value)).toThrow(why);
		expect(() => read(value)).toThrow(/^Send At: /);
	});

	test.each([
		['2026-12-05T10:00', 'Asia/Kathmandu', '2026-12-05T04:15:00.000Z'],
		['05.12.2026 10:00', 'America/New_York', '2026-12-05T15:00:00.000Z'],
		['2026-07-05T10:00', 'America/New_York', '2026-07-05T14:00:00.000Z'],
		['2026-03-29T01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59.000Z'],
		['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
		['2026-10-25T02:30+02:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
		// these days have no midnight: the day begins an hour later
		['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
		['24.04.2026', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
		['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
	])('%s by the clock of %s', (value, zone, moment) => {
		expect(isoTime(readMoment(value, zone, LABEL))).toBe(moment);
	});

	test.each([
		['2026-03-29T02:30', 'Europe/Berlin', 'does not exist in the time zone Europe/Berlin'],
		['2026-10-25T02:30', 'Europe/Berlin', 'comes twice in the time zone Europe/Berlin'],
		['01.11.2026 01:30', 'America/New_York', 'comes twice'],
		['2026-03-29T00:30', 'Asia/Beirut', 'does not exist'],
		['2011-12-30', 'Pacific/Apia', 'does not exist'],
		['2011-12-30T10:00', 'Pacific/Apia', 'does not exist'],
	])('%s by the clock of %s is refused', (value, zone, why) => {
		expect(() => readMoment(value, zone, LABEL)).toThrow(why);
	});
});

describe('a birthday', () => {
	test.each<[unknown, string]>([
		['31.12.1990', '1990-12-31'],
		['1.2.05', '2005-02-01'],
		['1965-02-03', '1965-02-03'],
		['1990-12-31T00:00:00+13:00', '1990-12-31'],
		['1990-12-31T23:30:00-10:00', '1990-12-31'],
		['31.12.1990 0:00:00', '1990-12-31'],
		['\u200e31.12.1990', '1990-12-31'],
		[DateTime.fromISO('1990-12-31T00:00:00+03:00'), '1990-12-31'],
		[new Date('1990-12-30T21:00:00Z'), '1990-12-31'],
	])('%j is the day that is written', (value, day) => {
		for (const zone of typeof value === 'string' ? [MINSK, 'America/New_York', 'Pacific/Apia'] : [MINSK]) {
			expect(readBirthday(value, zone, 'Birthday', NOW)).toBe(day);
		}
	});

	test.each<[unknown, string]>([
		['31.12.90', 'is still to come'],
		['28.11.2026', 'is still to come'],
		['31.02.1990', 'a day that does not exist'],
		['12/5/1990', '12 May 1990 or 5 December 1990'],
		['30.12.1899', 'not within 1900'],
		[33238, 'Excel'],
		['31 декабря', 'is not a date'],
		[true, 'is a yes or no'],
	])('%j is none', (value, message) => {
		expect(() => readBirthday(value, MINSK, 'Birthday', NOW)).toThrow(message);
	});
});

test('what the advice about Excel makes of a cell is the time that the cell shows', () => {
	for (const zone of [MINSK, 'America/New_York', 'Asia/Kathmandu']) {
		const advised = DateTime.local(1899, 12, 30, { zone }).plus({ days: 46361.4166666667 });
		expect(Math.abs(readMoment(advised, zone, LABEL) - readMoment('2026-12-05T10:00', zone, LABEL))).toBeLessThan(1000);
	}
});

test('digits that may be a day and a time are no Unix time where that is as likely', () => {
	expect(readSendTime(1812401030, MINSK, LABEL, NOW)).toBe(1812401030000);
	expect(() => readMoment(1812401030, MINSK, LABEL)).toThrow('18 December 2040 10:30');
});

describe('properties', () => {
	const anything = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.stringMatching(/^[\d T:.,/+Z-]{1,30}$/),
		fc.double(),
		fc.bigInt(),
		fc.date(),
		fc.anything(),
		fc.constantFrom(null, undefined, true, {}, []),
	);

	test('whatever is given, the answer is a moment that can be written down, or an InputError', () => {
		fc.assert(
			fc.property(anything, (value) => {
				try {
					expect(isoTime(readMoment(value, MINSK, LABEL))).toMatch(/^[+-]?\d{4,6}-\d\d-\d\dT[\d:.]+Z$/);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
				}
			}),
			{ numRuns: 2000 },
		);
	});

	test('writing a moment down and reading it again loses nothing', () => {
		fc.assert(
			fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
				expect(readMoment(isoTime(date.getTime()), MINSK, LABEL)).toBe(date.getTime());
			}),
		);
	});

	test('a moment as any zone’s clock shows it is that moment, or is refused where the clock shows it twice', () => {
		const zones = fc.constantFrom(MINSK, 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca');
		const moments = fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2037, 0, 1) / 60_000 });
		fc.assert(
			fc.property(moments, zones, (minutes, zone) => {
				const shown = new Date(minutes * 60_000).toLocaleString('sv-SE', { timeZone: zone });
				try {
					expect(readMoment(shown, zone, LABEL)).toBe(minutes * 60_000);
				} catch (error) {
					expect((error as Error).message).toContain('comes twice');
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
