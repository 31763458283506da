import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Parameters } from '../operation';
import { readSendTime } from './dates';
import { say, type Text } from '../language/say';

const NAME = 'sendAt';

const DAY = 24 * 3_600_000;

const MISTAKES = {
	tooFar: { what: 'is more than {days} {days|day|days} ahead', remedy: 'Choose an earlier time.' },
} satisfies Record<string, Mistake>;

/** Whose clock "Send At" goes by, where no offset says so. */
export const CLOCK_HINT = 'By the workflow’s clock: Workflow Settings → Timezone. A new n8n is on New York time.';

/** The option that schedules a message. @param bounds what the vendor makes of the time, as sentences */
export const sendAtOption = (bounds: Text = ''): INodeProperties => ({
	displayName: 'Send At',
	name: NAME,
	type: 'dateTime',
	default: '',
	description: `${say('When to send, by the workflow’s clock.')} ${say(bounds)}`.trim(),
	hint: CLOCK_HINT,
});

/**
 * The moment to send at, in milliseconds since 1970; nothing for "at once", which a time of the last day means too.
 * @param longest how far ahead the vendor takes a message, in milliseconds
 * @throws {InputError} when it is no moment, more than a day ago, or further ahead than the vendor takes it
 */
export function sendAtOf(parameters: Parameters, longest = Infinity): number | undefined {
	const value = parameters.get(NAME);
	if (value === undefined || value === '') return undefined;
	const { now, zone } = parameters;
	const label = parameters.label(NAME);
	const moment = readSendTime(value, zone, label, now);
	if (moment > now + longest) throw InputError.of(label, MISTAKES.tooFar, { days: Math.floor(longest / DAY) });
	return moment > now ? moment : undefined;
}
