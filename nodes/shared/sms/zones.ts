/** A date and time as a clock on the wall shows it, as milliseconds since 1970 by that clock. */
export type WallClock = number;

const DAY = 86_400_000;

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** @throws {RangeError} when there is no such zone */
function formatOf(zone: string): Intl.DateTimeFormat {
	const known = FORMATS.get(zone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	FORMATS.set(zone, format);
	return format;
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(moment: number, zone: string): number {
	const seconds = Math.floor(moment / 1000) * 1000;
	const part = Object.fromEntries(formatOf(zone).formatToParts(seconds).map(({ type, value }) => [type, Number(value)]));
	return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - seconds;
}

/**
 * The moments at which the clocks of a zone show a time, in milliseconds since 1970 and in their order: none where they
 * skip it, two where they show it twice. The server's own zone plays no part.
 */
export function momentsAt(clock: WallClock, zone: string): number[] {
	const offsets = new Set([offsetAt(clock - DAY, zone), offsetAt(clock + DAY, zone)]);
	return [...offsets]
		.map((offset) => ({ moment: clock - offset, offset }))
		.filter(({ moment, offset }) => offsetAt(moment, zone) === offset)
		.map(({ moment }) => moment)
		.sort((one, other) => one - other);
}

/** The first moment of a day in a zone, where clocks may skip midnight; nothing where they skip the whole day. */
export function startOfDay(clock: WallClock, zone: string): number | undefined {
	const [midnight] = momentsAt(clock, zone);
	if (midnight !== undefined) return midnight;
	const start = clock - offsetAt(clock - DAY, zone);
	const shown = start + offsetAt(start, zone);
	return shown > clock && shown < clock + DAY ? start : undefined;
}
