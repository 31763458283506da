import { InputError, type Mistake } from '../errors';
import { LANGUAGE } from '../language/catalogue';
import { say, type Text, type Values } from '../language/say';
import { tidied } from './typing';
import { momentsAt, offsetAt, startOfDay, type WallClock } from './zones';

const YEAR_FIRST = 'Write the year first, e.g. 2026-12-05 10:00.';

const MISTAKES = {
	noDate: { what: '"{typed}" is not a date', remedy: 'Write a date such as 2026-12-05 10:00 or 05.12.2026 10:00.' },
	empty: { what: 'is empty', remedy: 'Choose a date, or remove the field.' },
	invalid: { what: 'is a date that does not exist', remedy: 'Look at the expression that makes it.' },
	notOne: { what: 'is {kind}, not a date', remedy: 'Pick the one field that holds the date.' },
	noDay: { what: '"{typed}" names a day that does not exist', remedy: 'Check the day and the month.' },
	noTime: { what: '"{typed}" names a time that does not exist', remedy: 'Use 00:00 to 23:59; midnight is 00:00 of the day that begins.' },
	noYear: { what: '"{typed}" is not within {first} to 9999', remedy: 'Check the year.' },
	twoMeanings: { what: '"{typed}" may mean {one} or {other}', remedy: YEAR_FIRST },
	unsure: { what: '"{typed}" probably means {one}, but days and months are often written the other way round', remedy: YEAR_FIRST },
	skipped: { what: '"{typed}" does not exist in the time zone {zone}: clocks are put forward then', remedy: 'Choose a time before or after it.' },
	twice: { what: '"{typed}" comes twice in the time zone {zone}: clocks are put back then', remedy: 'Add the offset, e.g. 2026-12-31T10:00:00+03:00.' },
	span: {
		what: '"{typed}" may mean a span of hours, or a time with an offset',
		remedy: 'Enter one time; an offset stands behind seconds, e.g. 2026-12-31 10:00:00-05:00.',
	},
	otherZone: { what: '"{typed}" gives an offset that {zone} does not have then', remedy: 'Keep one of the two.' },
	serial: {
		what: '{typed} is how Excel and Google Sheets store a date',
		remedy: 'Turn it into a date: {{ DateTime.local(1899, 12, 30).plus({ days: Number($json.date) }) }}, with your own field for $json.date.',
	},
	year: { what: '{typed} is a year, not a date', remedy: YEAR_FIRST },
	compact: { what: '{typed} looks like a date without separators (YYYYMMDD)', remedy: YEAR_FIRST },
	compactTime: { what: '{typed} looks like a date and time without separators (YYYYMMDDhhmm)', remedy: YEAR_FIRST },
	vendorTime: { what: '{typed} may mean {one}, or the seconds since 1970', remedy: YEAR_FIRST },
	noUnixTime: {
		what: '{typed} is a number that stands for no date from 2015 to 2100',
		remedy: 'Write a date such as 2026-12-05 10:00.',
	},
	unborn: { what: '"{typed}" is still to come', remedy: 'Write the year with four digits, e.g. 31.12.1990.' },
	past: { what: '"{typed}" is more than a day in the past', remedy: 'Choose a later time, or remove the option to send at once.' },
	far: { what: '"{typed}" is after the year 2100', remedy: 'Check the year.' },
} satisfies Record<string, Mistake>;

/** How much of what was typed an error quotes, in characters; nothing longer is a date. */
const LONGEST = 80;

/** Unix times that a message can have: from 2015 to 2100, in milliseconds. */
const EARLIEST_UNIX = Date.UTC(2015, 0, 1);
const LATEST_UNIX = Date.UTC(2100, 0, 1);

const DAY = 86_400_000;

/** A number as spreadsheets show it, in groups of three digits. */
const GROUPED = /^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/;

/** The years in which a moment, or a birthday, may be. */
const FIRST_YEAR = 1970;
const FIRST_BIRTHDAY = 1900;

/** Ends the reading of one value with an error about it. */
type Fail = (mistake: Mistake, values?: Values) => never;

/** A moment as ISO 8601 with an offset. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The end of the year 9999, in seconds since 1970: what is later is no time, and could not be written. */
const LAST_SECOND = 253_402_300_799;

/** Seconds since 1970, as vendors write times, in ISO 8601; nothing for what is none, such as the 0 of what has not happened yet. */
export const isoTimeOfSeconds = (seconds: number | undefined): string | undefined =>
	seconds !== undefined && seconds > 0 && seconds <= LAST_SECOND ? isoTime(seconds * 1000) : undefined;

/**
 * A moment in milliseconds since 1970, from whatever a person, a table or an expression gives: ISO 8601, `D.M.YYYY` and
 * `D.M.YY` with or without a time, n8n's DateTime, a Date, a Unix time from 2015 to 2100. Without an offset, the
 * workflow's zone is meant, wherever the server stands; a date alone is the start of its day there. Nothing is guessed:
 * what could mean two moments is an error.
 * @param zone the workflow's IANA zone
 * @param label the label of the field, for the error
 * @param now milliseconds since 1970; without it, fewer numbers are surely Unix times
 * @throws {InputError} when it is not a date, or more than one
 */
export const readMoment = (value: unknown, zone: string, label: Text, now?: number): number => read(value, zone, label, FIRST_YEAR, now);

function read(value: unknown, zone: string, label: Text, first: number, now?: number): number {
	const fail: Fail = (mistake, values = {}) => {
		throw InputError.of(label, mistake, { typed: quoted(value), zone, first, ...values });
	};
	if (value === undefined || value === null) return fail(MISTAKES.empty);
	if (typeof value === 'number') return fromNumber(value, String(value), fail, now);
	if (typeof value === 'object') return fromObject(value, fail, first);
	if (typeof value !== 'string') return fail(MISTAKES.notOne, { kind: say(KINDS[typeof value] ?? 'something else') });

	const text = tidied(value);
	if (text === '') return fail(MISTAKES.empty);
	if (text.length > LONGEST) return fail(MISTAKES.noDate);
	const bare = GROUPED.test(text) ? text.replaceAll(' ', '') : text;
	if (/^[-+]?\d+(?:[.,]\d+)?$/.test(bare)) return fromNumber(Number(bare.replace(',', '.')), bare, fail, now);
	return fromText(text, zone, fail, first);
}

/**
 * A birthday as `YYYY-MM-DD`: the day that is written, whatever time and offset stand behind it, for it is the same everywhere.
 * @throws {InputError} as `readMoment` does, and for a day that is still to come, e.g. by two digits of its year
 */
export function readBirthday(value: unknown, zone: string, label: Text, now: number): string {
	const moment = read(value, zone, label, FIRST_BIRTHDAY, now);
	if (moment > now) throw InputError.of(label, MISTAKES.unborn, { typed: quoted(value) });
	const written = typeof value === 'string' ? writtenIn(tidied(value)) : undefined;
	return isoTime(written ? dayIn(written, never, FIRST_BIRTHDAY) : moment + offsetAt(moment, zone)).slice(0, 10);
}

/** For what has been read once without a mistake. */
const never: Fail = ({ what }) => {
	throw new Error(what);
};

/**
 * A vendor's wall clock time as ISO 8601; nothing where it is none, or the zone is none.
 * @param zone the IANA zone in which the vendor writes
 */
export function isoTimeOf(wallClock: string, zone: string): string | undefined {
	try {
		return isoTime(readMoment(wallClock, zone, ''));
	} catch {
		return undefined;
	}
}

/**
 * When to send, as `readMoment` reads it. A moment of the last day is fine: the vendors send at once then.
 * @param now milliseconds since 1970
 * @throws {InputError} when it is no date, more than a day ago, or after 2100
 */
export function readSendTime(value: unknown, zone: string, label: Text, now: number): number {
	const moment = readMoment(value, zone, label, now);
	const values = { typed: quoted(value) };
	if (moment < now - DAY) throw InputError.of(label, MISTAKES.past, values);
	if (moment >= LATEST_UNIX) throw InputError.of(label, MISTAKES.far, values);
	return moment;
}

function quoted(value: unknown): string {
	const text = typeof value === 'string' ? tidied(value) : isDate(value) || typeof value !== 'object' ? String(value) : isoOf(value);
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const KINDS: Record<string, Text> = { boolean: 'a yes or no', bigint: 'a large number', array: 'a list', object: 'an object' };

/** n8n's DateTime (luxon), as far as it is needed here; it comes from another realm than ours. */
interface DateTimeLike {
	toMillis(): number;
}

const isDateTime = (value: object): value is DateTimeLike => 'toMillis' in value && typeof value.toMillis === 'function';

const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

const isoOf = (value: object | null): string => {
	const moment = value !== null && isDateTime(value) ? value.toMillis() : NaN;
	return Number.isFinite(moment) && Math.abs(moment) <= 8.64e15 ? isoTime(moment) : say('an object');
};

function fromObject(value: object, fail: Fail, first: number): number {
	if (!isDate(value) && !isDateTime(value)) return fail(MISTAKES.notOne, { kind: say(KINDS[Array.isArray(value) ? 'array' : 'object']) });
	const moment = Number(isDate(value) ? value.getTime() : value.toMillis());
	return Number.isFinite(moment) ? within(moment, fail, first) : fail(MISTAKES.invalid);
}

const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const within = (moment: number, fail: Fail, first: number): number =>
	moment >= Date.UTC(first, 0, 1) - DAY && moment <= LAST + DAY ? moment : fail(MISTAKES.noYear);

/** Numbers that are dates to people or programs, but no Unix times. */
const LOOKS: Array<[is: (number: number, digits: string) => boolean, Mistake]> = [
	[(number) => Number.isInteger(number) && number >= 1900 && number <= 2199, MISTAKES.year],
	[(number, digits) => number >= 20_000 && number < 100_000 && !digits.startsWith('0'), MISTAKES.serial],
	[(_, digits) => /^(19|20|21)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(digits), MISTAKES.compact],
	[(_, digits) => /^(19|20|21)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/.test(digits), MISTAKES.compactTime],
];

function fromNumber(number: number, typed: string, fail: Fail, now?: number): number {
	if (!Number.isFinite(number)) return fail(MISTAKES.noDate);
	const isUnsigned = /^[1-9]/.test(typed);
	const moment = [number * 1000, number].find((one) => isUnsigned && one >= EARLIEST_UNIX && one < LATEST_UNIX);
	const vendorTime = vendorTimeIn(typed, yearsAround(moment, now));
	if (vendorTime) return fail(MISTAKES.vendorTime, { one: vendorTime });
	if (moment !== undefined) return Math.round(moment);
	const look = LOOKS.find(([is]) => is(number, typed));
	return fail(look?.[1] ?? MISTAKES.noUnixTime);
}

/** Years of `DDMMYYhhmm` that somebody may mean. */
const VENDOR_YEARS = [2015, 2049];

/** How near a Unix time must be to be believed, where the digits may be `DDMMYYhhmm` as well. */
const NEAR = 2 * 366 * DAY;

/** Beside a Unix time of these years, only a `DDMMYYhhmm` of these years is as likely. */
function yearsAround(moment: number | undefined, now: number | undefined): number[] {
	if (moment === undefined || now === undefined || Math.abs(moment - now) > NEAR) return VENDOR_YEARS;
	const year = new Date(now).getUTCFullYear();
	return [year - 1, year + 2];
}

/** A number as `DDMMYYhhmm`, which a vendor knows, whose leading 0 a spreadsheet may have dropped; nothing where it cannot be one. */
function vendorTimeIn(typed: string, [least, most]: number[]): string | undefined {
	const [, day, month, year, hour, minute] = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(/^\d{9}$/.test(typed) ? `0${typed}` : typed) ?? [];
	const full = 2000 + Number(year);
	const isTime = full >= least && full <= most && Number(hour) < 24 && Number(minute) < 60;
	const date = isTime ? dayOf(full, Number(month), Number(day)) : undefined;
	return date === undefined ? undefined : `${spoken(date)} ${hour}:${minute}`;
}

/** Forms of a date, each with the names of its parts. */
const DATES: RegExp[] = [
	/^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:(?:[Tt]| )(?<time>.+))?$/,
	/^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)[Tt](?<basic>.+)$/,
	/^(?<year>\d{4})-W(?<week>\d\d)-(?<weekday>[1-7])(?:[Tt](?<time>.+))?$/,
	/^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4}|\d\d)(?:,? (?<time>.+))?$/,
	/^(?<before>\d{1,2}[:.]\d\d(?::\d\d)?),? (?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4}|\d\d)$/,
];

/** `10:00`, `9:30:00.5`, `T10`; then maybe an offset, and the name of a zone. */
const TIME = /^(?<hour>\d{1,2})(?::(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?)?(?<rest>.*)$/;
const BASIC_TIME = /^(?<hour>\d\d)(?:(?<minute>\d\d)(?:(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?)?(?<rest>.*)$/;
/** `10.30`, as the region writes it after a date with dots; after `T` it would be a fraction of an hour. */
const DOTTED_TIME = /^(?<hour>\d{1,2})\.(?<minute>\d\d)(?<rest>)$/;
const OFFSET = /^ ?(?:(?<utc>[Zz]|UTC|GMT)|(?<sign>[+-])(?<hours>\d\d):?(?<minutes>\d\d)?)(?:\[(?<name>[\w/+-]{1,60})\])?$/;

/** The parts of a date, in whatever form. */
const writtenIn = (text: string) => DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);

function fromText(text: string, zone: string, fail: Fail, first: number): number {
	const written = writtenIn(text);
	if (!written) return fail(...reasonFor(text));
	const day = dayIn(written, fail, first);
	const clock = written.time ?? written.basic ?? written.before;
	if (clock === undefined) return startOfDay(day, zone) ?? fail(MISTAKES.skipped);

	const form = text.includes('-') || !DOTTED_TIME.test(clock) ? TIME : DOTTED_TIME;
	const parts = (written.basic === undefined ? form : BASIC_TIME).exec(clock)?.groups;
	if (!parts || (parts.minute === undefined && !/[Tt]\d\d/.test(text))) return fail(MISTAKES.noDate);
	const wall = day + timeIn(parts, fail);
	if (isSpan(text, parts)) return fail(MISTAKES.span);
	return parts.rest === '' ? onlyMoment(wall, zone, fail) : withOffset(wall, parts.rest, fail);
}

/** `10:00-11:00` is how people write when something lasts; programs write an offset behind seconds, or in a date with a T. */
const isSpan = (text: string, { rest, second }: Record<string, string | undefined>): boolean =>
	second === undefined && !/\dT/i.test(text) && /^ ?- ?\d/.test(rest ?? '');

function dayIn({ year, month, day, week, weekday }: Record<string, string>, fail: Fail, first: number): WallClock {
	const full = year.length === 2 ? 2000 + Number(year) : Number(year);
	if (full < first) return fail(MISTAKES.noYear);
	const found = week === undefined ? dayOf(full, Number(month), Number(day)) : dayOfWeek(full, Number(week), Number(weekday));
	return found ?? fail(MISTAKES.noDay);
}

/** The start of a day by the wall clock; nothing where the month has no such day. */
function dayOf(year: number, month: number, day: number): WallClock | undefined {
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** A day of an ISO week: week 1 holds 4 January, and weeks begin on Mondays. */
function dayOfWeek(year: number, week: number, weekday: number): WallClock | undefined {
	const monday = (of: number) => {
		const fourth = Date.UTC(of, 0, 4);
		return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
	};
	const day = monday(year) + (week - 1) * 7 * DAY + (weekday - 1) * DAY;
	return week >= 1 && day < monday(year + 1) ? day : undefined;
}

/** Milliseconds since midnight. 24:00 is refused: some mean the night before, some the night after. */
function timeIn({ hour, minute = '0', second = '0', fraction = '' }: Record<string, string | undefined>, fail: Fail): number {
	if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return fail(MISTAKES.noTime);
	return (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function onlyMoment(wall: WallClock, zone: string, fail: Fail): number {
	const [moment, other] = momentsAt(wall, zone);
	if (moment === undefined) return fail(MISTAKES.skipped);
	return other === undefined ? moment : fail(MISTAKES.twice);
}

/** Offsets in use run from -12:00 to +14:00. */
const WIDEST = 14 * 60;

function withOffset(wall: WallClock, written: string, fail: Fail): number {
	const { utc, sign, hours, minutes = '0', name } = OFFSET.exec(written)?.groups ?? {};
	if (utc === undefined && sign === undefined) return fail(MISTAKES.noDate);
	const ahead = utc ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
	if (Number(minutes) > 59 || Math.abs(ahead) > WIDEST) return fail(MISTAKES.noTime);
	const moment = wall - ahead * 60_000;
	return name === undefined || isOffsetOf(name, moment, ahead) ? moment : fail(MISTAKES.otherZone, { zone: name });
}

function isOffsetOf(name: string, moment: number, ahead: number): boolean {
	try {
		return offsetAt(moment, name) === ahead * 60_000;
	} catch {
		return false;
	}
}

const SPOKEN = new Intl.DateTimeFormat(LANGUAGE, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** E.g. "5 December 2026". */
const spoken = (day: WallClock): string => SPOKEN.format(day);

/** Dates whose order of day and month nobody knows: with slashes, or with dashes and the year last. */
const UNORDERED: RegExp[] = [
	/^(?<first>\d{1,2})[/-](?<second>\d{1,2})[/-](?<year>\d{4}|\d\d)(?!\d)/,
	/^(?<year>\d{4})[/.](?<first>\d{1,2})[/.](?<second>\d{1,2})(?!\d)/,
];

/** Why a text is no date; names what it may mean where it is one with two readings. */
function reasonFor(text: string): [Mistake, Values?] {
	const { first, second, year = '' } = UNORDERED.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined) ?? {};
	if (first === undefined) return [MISTAKES.noDate];
	const full = year.length === 2 ? 2000 + Number(year) : Number(year);
	const days = [dayOf(full, Number(second), Number(first)), dayOf(full, Number(first), Number(second))];
	const [one, other] = [...new Set(days.filter((day) => day !== undefined))].map((day) => spoken(day as number));
	if (one === undefined) return [MISTAKES.noDay];
	return other === undefined ? [MISTAKES.unsure, { one }] : [MISTAKES.twoMeanings, { one, other }];
}
