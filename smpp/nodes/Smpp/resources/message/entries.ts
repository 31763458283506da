import type { InputError, Mistake } from '../../../../../nodes/shared/errors';
import type { Entry, Parameters } from '../../../../../nodes/shared/operation';
import { eachRecipient, rehearsed } from '../../../../../nodes/shared/sms/message';
import { sendAtOf } from '../../../../../nodes/shared/sms/sendAt';
import { absoluteTime, relativeTime } from '../../../../protocol/codec/times';
import type { Account } from '../../account';
import { extraOf, type ExtraData } from './extra';
import { LONGEST_SCHEDULE, validityOption } from './options';
import { recipientOf, senderOf } from './sender';
import { writtenText, type WrittenText } from './text';

/** One text to one number, as it will travel. */
export interface MessageEntry extends Entry, WrittenText {
	to: string;
	from: string;
	/** Times as SMPP writes them; empty for the SMSC's own. */
	sendAt: string;
	validity: string;
	wantsReceipt: boolean;
	extra: ExtraData[];
}

const NOBODY: Mistake = { what: 'is empty', remedy: 'Enter at least one phone number.' };

/** The entries of one item: its text to each of its numbers. */
export function messageEntries(parameters: Parameters, { defaultAlphabet, home }: Account): Array<MessageEntry | InputError> {
	const text = writtenText(parameters, defaultAlphabet);
	const from = senderOf(parameters);
	const settings = { ...timesOf(parameters), wantsReceipt: parameters.flag('requestReceipt') !== false, extra: extraOf(parameters) };
	const entries = eachRecipient(parameters, (typed) => recipientOf(typed, home), NOBODY).map((to) =>
		typeof to === 'string' ? { to, from, ...text, ...settings } : to,
	);
	return rehearsed(entries, parameters);
}

/** When to send and until when to try. A moment in UTC for the first; for the second the SMSC's own clock counts where it can. */
function timesOf(parameters: Parameters): Pick<MessageEntry, 'sendAt' | 'validity'> {
	const at = sendAtOf(parameters, LONGEST_SCHEDULE);
	const minutes = parameters.number(validityOption.name);
	return {
		sendAt: at === undefined ? '' : absoluteTime(at),
		validity: minutes === undefined ? '' : at === undefined ? relativeTime(minutes) : absoluteTime(at + minutes * 60_000),
	};
}
