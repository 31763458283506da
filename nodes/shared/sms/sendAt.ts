import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Parameters } from '../operation';
import { isoTime } from './dates';

const NAME = 'sendAt';

const DAY = 24 * 3_600_000;

const MISTAKES = {
	past: {
		what: 'is {moment}, which is more than a day ago',
		remedy: 'Check the date: without a zone it is meant in the zone of the workflow. Leave the option out to send at once.',
	},
	tooFar: { what: 'is more than {days} days ahead', remedy: 'Choose an earlier time.' },
} satisfies Record<string, Mistake>;

/** The option that schedules a message. @param bounds what the vendor makes of the time, as sentences */
export const sendAtOption = (bounds = ''): INodeProperties => ({
	displayName: 'Send At',
	name: NAME,
	type: 'dateTime',
	default: '',
	description: `When to send. ${bounds}`.trim(),
	hint: 'Without a zone, by the clock of this workflow (Settings → Timezone). A new n8n is on New York time.',
});

/**
 * The moment to send at, in milliseconds since 1970; nothing for "at once", which a time of the last day means too.
 * @param longest how far ahead the vendor takes a message, in milliseconds
 * @throws {InputError} when it is no moment, more than a day ago, or too far ahead
 */
export function sendAtOf(parameters: Parameters, longest = Infinity): number | undefined {
	const moment = parameters.moment(NAME);
	if (moment === undefined) return undefined;
	const { now } = parameters;
	const label = parameters.label(NAME);
	if (moment < now - DAY) throw InputError.of(label, MISTAKES.past, { moment: isoTime(moment) });
	if (moment > now + longest) throw InputError.of(label, MISTAKES.tooFar, { days: Math.floor(longest / DAY) });
	return moment > now ? moment : undefined;
}
