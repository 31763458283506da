import { createHash } from 'node:crypto';

import { InputError, type Mistake } from '../../../../../nodes/shared/errors';
import type { Entry, Parameters } from '../../../../../nodes/shared/operation';
import { momentOf } from '../../../../../nodes/shared/sms/dates';
import { eachRecipient, rehearsed } from '../../../../../nodes/shared/sms/message';
import { LONGEST_RELATIVE, absoluteTime, relativeTime } from '../../../../protocol/codec/times';
import type { Account } from '../../account';
import { extraOf, type ExtraData } from './extra';
import { sendAtOption, validityOption } from './options';
import { recipientOf, senderOf } from './sender';
import { writtenText, type WrittenText } from './text';

/** One text to one number, as it will travel. */
export interface MessageEntry extends Entry, WrittenText {
	to: string;
	from: string;
	/** What joins the parts at the phone; 16 bits, of which the short header carries the lower eight. */
	reference: number;
	/** Times as SMPP writes them; empty for the SMSC's own. */
	sendAt: string;
	validity: string;
	wantsReceipt: boolean;
	extra: ExtraData[];
}

const MISTAKES = {
	past: { what: '{time} is past', remedy: 'Choose a later time, or remove the option to send at once.' },
	far: { what: '{time} is more than a year away', remedy: 'Choose an earlier time.' },
	validity: { what: 'is {value}', remedy: `Enter a whole number of minutes from 1 to ${LONGEST_RELATIVE}.` },
} satisfies Record<string, Mistake>;

const HOUR = 3_600_000;
const YEAR = 366 * 24 * HOUR;

/** The entries of one item: its text to each of its numbers. */
export function messageEntries(parameters: Parameters, { defaultAlphabet, home }: Account): Array<MessageEntry | InputError> {
	const text = writtenText(parameters, defaultAlphabet);
	const from = senderOf(parameters);
	const settings = { ...timesOf(parameters), wantsReceipt: parameters.option('requestReceipt') !== false, extra: extraOf(parameters) };
	const hour = Math.floor(parameters.now / HOUR);
	const entries = eachRecipient(parameters, (typed) => recipientOf(typed, home), 'Enter at least one phone number.').map((to) =>
		typeof to === 'string' ? { to, from, ...text, reference: text.parts.length > 1 ? referenceFor([to, from, text.parts, hour]) : 0, ...settings } : to,
	);
	return rehearsed(entries, parameters);
}

/**
 * A number that tells the long messages to one phone apart. Made of the message, so that another try of the run makes
 * the same one, and messages with the same number and another text are rare.
 */
const referenceFor = (message: unknown): number => createHash('sha256').update(JSON.stringify(message)).digest().readUInt16BE();

/** When to send and until when to try. A moment in UTC for the first; for the second the SMSC's own clock counts where it can. */
function timesOf(parameters: Parameters): Pick<MessageEntry, 'sendAt' | 'validity'> {
	const at = sendAtOf(parameters);
	const minutes = validityOf(parameters);
	return {
		sendAt: at === undefined ? '' : absoluteTime(at),
		validity: minutes === undefined ? '' : at === undefined ? relativeTime(minutes) : absoluteTime(at + minutes * 60_000),
	};
}

function sendAtOf(parameters: Parameters): number | undefined {
	const value = parameters.option(sendAtOption.name);
	if (value === undefined || value === null || value === '') return undefined;
	const moment = momentOf(value, parameters.zone, sendAtOption.displayName);
	if (moment <= parameters.now) throw InputError.of(sendAtOption.displayName, MISTAKES.past, { time: String(value) });
	if (moment > parameters.now + YEAR) throw InputError.of(sendAtOption.displayName, MISTAKES.far, { time: String(value) });
	return moment;
}

function validityOf(parameters: Parameters): number | undefined {
	const value = parameters.option(validityOption.name);
	if (value === undefined || value === null || value === '') return undefined;
	const minutes = Number(value);
	if (Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST_RELATIVE) return minutes;
	throw InputError.of(validityOption.displayName, MISTAKES.validity, { value: String(value) });
}
