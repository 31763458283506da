import { InputError, type Mistake } from '../../../shared/errors';
import { sendAtOf } from '../../../shared/sms/sendAt';
import { tidied } from '../../../shared/sms/typing';
import type { FormFields, Parameters } from '../../../shared/operation';
import { pair } from '../../vendor';
import type { Text } from '../../../shared/language/say';

/** When to send: a moment, which a `list` may vary from line to line, or a window or delay in the vendor's own form. */
export interface Schedule {
	/** Milliseconds since 1970; what is sent of it is `fixed`, where that is there. */
	moment?: number;
	/** `time` and `tz` as they are. */
	fixed?: FormFields;
}

const MISTAKES = {
	noZone: { what: 'is {value}', remedy: 'Enter hours from -15 to 15, in quarters if need be, e.g. 2.5; Moscow is 0.' },
	severalTimes: { what: 'is one of several times', remedy: 'Keep one of "Send At", "Send Within Hours" and "Send After (Minutes)".' },
	notWindow: { what: '"{text}" is not a window of hours', remedy: 'Enter two hours of the day, e.g. 10-20.' },
	dayOrHours: { what: '"{text}" may mean hours, or a day and a month', remedy: 'Use "Send Within Hours" for hours, or write a date with its year.' },
	noDelay: { what: 'is {minutes}', remedy: 'Enter a whole number of minutes, 1 or more.' },
} satisfies Record<string, Mistake>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOSCOW_OFFSET = 3 * HOUR;
const WINDOW = /^(\d{1,2})\s*-\s*(\d{1,2})$/;
const DELAY = /^\+\d{1,6}$/;

/**
 * Reads "Send At" and its sisters. All four forms of `time` come from them: `h1-h2`, `+m`, and a moment, which goes as
 * Unix time or, in lists with moments of their own, as date and hour.
 * @throws {InputError} for what is no time, or two times at once
 */
export function scheduleOf(parameters: Parameters): Schedule {
	const given = ['sendAt', 'sendWithin', 'sendAfter'].filter((name) => !isUnset(parameters.get(name)));
	if (given.length === 0) return {};
	if (given.length > 1) throw InputError.of('Send At', MISTAKES.severalTimes);
	return READERS[given[0]](parameters);
}

const READERS: Record<string, (parameters: Parameters) => Schedule> = {
	sendWithin: (parameters) => ({ fixed: windowOf(tidied(parameters.text('sendWithin')), 'Send Within Hours', parameters) }),
	sendAfter: (parameters) => ({ fixed: delayOf(`+${String(parameters.get('sendAfter')).trim()}`, 'Send After (Minutes)') }),
	sendAt: (parameters) => {
		const value = parameters.get('sendAt');
		const text = tidied(String(value));
		if (WINDOW.test(text)) {
			const fixed = windowOf(text, 'Send At', parameters);
			if (isDayAndMonth(text)) throw InputError.of('Send At', MISTAKES.dayOrHours, { text });
			return { fixed };
		}
		if (DELAY.test(text)) return { fixed: delayOf(text, 'Send At') };
		const moment = sendAtOf(parameters);
		if (moment === undefined) return {};
		const zone = zoneOf(parameters);
		return zone === undefined ? { moment } : inZone(Math.ceil(moment / MINUTE) * MINUTE, zone);
	},
};

const isUnset = (value: unknown) => value === undefined || value === null || value === '';

function isDayAndMonth(text: string): boolean {
	const [, day, month] = WINDOW.exec(text) ?? [];
	return Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
}

function windowOf(text: string, label: Text, parameters: Parameters): FormFields {
	const [, from, to] = WINDOW.exec(text) ?? [];
	const isRight = from !== undefined && Number(from) < Number(to) && Number(to) <= 24;
	if (!isRight) throw InputError.of(label, MISTAKES.notWindow, { text });
	const zone = zoneOf(parameters);
	return [['time', `${Number(from)}-${Number(to)}`], ...pair('tz', zone === undefined ? undefined : String(zone))];
}

function delayOf(text: string, label: Text): FormFields {
	if (!DELAY.test(text) || Number(text) < 1) throw InputError.of(label, MISTAKES.noDelay, { minutes: text.slice(1) });
	return [['time', text]];
}

/** Hours from Moscow, in quarters, as the world's zones are. @throws {InputError} when they are none */
function zoneOf(parameters: Parameters): number | undefined {
	const value = parameters.get('timeZone');
	if (isUnset(value)) return undefined;
	const hours = Number(value);
	if (Math.abs(hours) <= 15 && Number.isInteger(hours * 4)) return hours;
	throw InputError.of('Time Zone (Hours From Moscow)', MISTAKES.noZone, { value: String(value) });
}

const inZone = (moment: number, zone: number): Schedule => ({ moment, fixed: [['time', wallClock(moment, zone)], ['tz', String(zone)]] });

/** `DDMMYYhhmm` by a clock some hours from Moscow; whole minutes. */
export function wallClock(moment: number, zone: number): string {
	const [date, time] = new Date(moment + MOSCOW_OFFSET + zone * HOUR).toISOString().split('T');
	const [year, month, day] = date.split('-');
	return `${day}${month}${year.slice(-2)}${time.slice(0, 2)}${time.slice(3, 5)}`;
}

/** `time` as Unix seconds. */
const unixTime = (moment: number): string => `0${Math.round(moment / 1000)}`;

/** A schedule as parameters; none for at once. */
export const timeForm = ({ moment, fixed }: Schedule): FormFields => fixed ?? (moment === undefined ? [] : [['time', unixTime(moment)]]);
