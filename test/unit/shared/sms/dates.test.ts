import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { InputError } from '../../../../nodes/shared/errors.ts';
import { isoTime, readMoment } from '../../../../nodes/shared/sms/dates.ts';

const MINSK = 'Europe/Minsk';
const MOMENT = Date.UTC(2026, 11, 31, 7, 0, 0);

const anything = fc.oneof(
	fc.string(),
	fc.stringMatching(/^[\d T:.+Z-]{1,30}$/),
	fc.double(),
	fc.bigInt(),
	fc.date(),
	fc.constantFrom(null, undefined, true, {}, []),
);

describe('readMoment', () => {
	test.each<[string, unknown]>([
		['ISO 8601 with an offset', '2026-12-31T10:00:00+03:00'],
		['another offset', '2026-12-31T12:00:00+05:00'],
		['UTC', '2026-12-31T07:00:00Z'],
		['no zone: the workflow’s', '2026-12-31T10:00:00'],
		['a date with a space', '2026-12-31 10:00:00'],
		['spaces around', '  2026-12-31T10:00:00+03:00\n'],
		['a Date', new Date(MOMENT)],
		['n8n’s DateTime, which brings its own zone', tryToParseDateTime('2026-12-31T12:00:00', 'Asia/Yekaterinburg')],
		['Unix seconds', MOMENT / 1000],
		['Unix milliseconds', MOMENT],
		['Unix seconds as text', String(MOMENT / 1000)],
		['Unix milliseconds as text', ` ${MOMENT} `],
	])('%s', (_form, value) => {
		expect(readMoment(value, MINSK, 'Send At')).toBe(MOMENT);
	});

	test('the same wall clock in another workflow zone is another moment', () => {
		expect(readMoment('2026-12-31T10:00:00', 'UTC', 'Send At') - MOMENT).toBe(3 * 3_600_000);
	});

	test('a date alone is its midnight in the workflow’s zone', () => {
		expect(isoTime(readMoment('2026-12-31', MINSK, 'Send At'))).toBe('2026-12-30T21:00:00.000Z');
	});

	test.each<[unknown]>([
		['tomorrow'], [''], ['2026-13-45'], ['31.12.2026 10 o’clock'], [NaN], [Infinity], [1e300],
		[null], [undefined], [true], [{}], [new Date(NaN)],
	])('%j is not a date, and the error says which field', (value) => {
		expect(() => readMoment(value, MINSK, 'Send At')).toThrow(InputError);
		expect(() => readMoment(value, MINSK, 'Send At')).toThrow(/^Send At: ".*" is not a date$/);
	});

	test('whatever is given, the answer is a moment that can be written down, or an InputError', () => {
		fc.assert(
			fc.property(anything, (value) => {
				try {
					expect(isoTime(readMoment(value, MINSK, 'Send At'))).toMatch(/^[+-]?\d{4,6}-\d\d-\d\dT[\d:.]+Z$/);
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
				expect(readMoment(isoTime(date.getTime()), MINSK, 'Send At')).toBe(date.getTime());
			}),
		);
	});
});
