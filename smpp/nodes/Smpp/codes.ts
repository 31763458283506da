import { problemOf, type CodeRow, type CodeTable, type Problem } from '../../../nodes/shared/errors';
import type { StatusTable } from '../../../nodes/shared/sms/status';
import type { State } from '../../protocol/codec/receipt';
import { say, type Text } from '../../../nodes/shared/language/say';

const ASK = 'Ask the provider what it means.';
const CHECK = 'Check in your account with the provider whether it was sent before you send it again.';
const LOGIN = 'Check System ID and Password in the credential. Ask the provider whether SMPP is switched on for the account, and whether it has a password of its own.';
const NUMBER = 'Check the number; it needs its country code.';
const OURS = 'Report it to the makers of this node.';
const SENDER = 'Use a sender that the provider has approved for this account. If it has, ask which TON and NPI it wants, and set them in the credential under "Advanced Settings".';
const SLOWER = 'Lower "Messages per Second" in the credential under "Advanced Settings", or ask the provider for more.';
const TLV = 'Remove the option "Extra Parameters", or set "Long Messages" to "Split With Header (UDH)".';

const field = (meaning: Text): CodeRow => ({ kind: 'other', meaning, remedy: OURS });

/**
 * Values of command_status (SMPP 3.4, 5.1.3), and what users have seen behind them. Where too much came at once, the session
 * has been patient already when this is told. Behind a failure of its own, or without a reason, a gateway may have taken the
 * message all the same.
 */
export const CODES: CodeTable = {
	0x01: { kind: 'content', meaning: 'the message is too long for it', remedy: 'Choose another way under "Long Messages", or shorten the text.' },
	0x02: field('it does not accept the length of the message'),
	0x03: { kind: 'other', meaning: 'it does not know this command', remedy: 'The provider does not offer this operation over SMPP.' },
	0x04: { kind: 'temporary', meaning: 'it does not take messages on this connection', remedy: 'Run again. If it happens each time, ask the provider whether this login may send.' },
	0x05: { kind: 'blocked', meaning: 'this login is already connected', remedy: 'A published SMPP Trigger, another worker or other software uses it. Wait two minutes after a crash, or ask the provider to allow a second connection.' },
	0x06: field('it does not accept the priority of the message'),
	0x07: field('it does not accept the request for a receipt'),
	0x08: { kind: 'unclear', meaning: 'its system failed', remedy: CHECK },
	0x0a: { kind: 'sender', meaning: 'the sender is not allowed', remedy: SENDER },
	0x0b: { kind: 'recipient', meaning: 'the number is wrong', remedy: NUMBER },
	0x0c: { kind: 'input', meaning: 'no message has this ID', remedy: 'Use the ID that the send returned, and the same sender. Old messages are forgotten.' },
	0x0d: { kind: 'credential', meaning: 'it does not accept the login', remedy: LOGIN },
	0x0e: { kind: 'credential', meaning: 'the password is wrong', remedy: LOGIN },
	0x0f: { kind: 'credential', meaning: 'the System ID is wrong', remedy: LOGIN },
	0x11: { kind: 'other', meaning: 'the message cannot be cancelled any more', remedy: 'It has been sent already, or the sender is not the one it was sent with.' },
	0x13: field('it does not accept the replace flag of the message'),
	0x14: { kind: 'throttle', meaning: 'its queue is full', remedy: SLOWER },
	0x15: field('it does not accept the service type of the message'),
	0x33: field('it does not accept the number of recipients of the message'),
	0x34: field('it does not accept the distribution list of the message'),
	0x40: field('it does not accept the destination flag of the message'),
	0x42: field('it does not accept the submission mode of the message'),
	0x43: { kind: 'content', meaning: 'it does not take long messages in this form', remedy: 'Choose another way under "Long Messages".' },
	0x44: field('it does not accept the distribution list of the message'),
	0x45: { kind: 'balance', meaning: 'it did not take the message', remedy: 'Usual reasons: no money on the account, no route to this number, or the text is taken for spam. Check your account with the provider.' },
	0x48: { kind: 'sender', meaning: 'the type of the sender (TON) is wrong', remedy: SENDER },
	0x49: { kind: 'sender', meaning: 'the numbering plan of the sender (NPI) is wrong', remedy: SENDER },
	0x50: { kind: 'recipient', meaning: 'the type of the number (TON) is wrong', remedy: NUMBER },
	0x51: { kind: 'recipient', meaning: 'the numbering plan of the number (NPI) is wrong', remedy: NUMBER },
	0x53: { kind: 'credential', meaning: 'the System Type is wrong', remedy: 'Ask the provider for the System Type, or leave it empty.' },
	0x54: field('it does not accept the replace flag of the message'),
	0x55: field('it does not accept the number of messages of the message'),
	0x58: { kind: 'throttle', meaning: 'too many messages came at once', remedy: SLOWER },
	0x61: { kind: 'input', meaning: 'the time to send at is wrong', remedy: 'Choose an earlier time under "Send At", or remove the option.' },
	0x62: { kind: 'input', meaning: 'the time to live is wrong', remedy: 'Choose a shorter "Validity (Minutes)", or remove the option.' },
	0x63: field('it does not accept the predefined text of the message'),
	0x64: { kind: 'temporary', meaning: 'it cannot take the message at the moment', remedy: 'Wait and run again.' },
	0x65: { kind: 'other', meaning: 'it will never take this message', remedy: ASK },
	0x66: { kind: 'other', meaning: 'it rejects this message', remedy: ASK },
	0x67: { kind: 'input', meaning: 'it could not look the message up', remedy: 'Use the ID that the send returned, and the same sender. Many providers offer delivery receipts only: use the SMPP Trigger.' },
	0xc0: { kind: 'input', meaning: 'it does not understand an optional parameter', remedy: TLV },
	0xc1: { kind: 'input', meaning: 'it does not allow an optional parameter', remedy: TLV },
	0xc2: { kind: 'input', meaning: 'an optional parameter has a wrong length', remedy: TLV },
	0xc3: { kind: 'input', meaning: 'it expects an optional parameter that is missing', remedy: 'Ask the provider which one, and add it under "Extra Parameters".' },
	0xc4: { kind: 'input', meaning: 'an optional parameter has a wrong value', remedy: TLV },
	0xfe: { kind: 'other', meaning: 'it could not deliver the message', remedy: ASK },
	0xff: { kind: 'unclear', meaning: 'it gives no reason', remedy: CHECK },
	0x101: { kind: 'other', meaning: 'this is not allowed for the account', remedy: ASK },
	0x104: { kind: 'content', meaning: 'it does not take this encoding', remedy: 'Set "Encoding" to Unicode.' },
};

/** Values that the specification leaves to others. */
const RANGES: Array<[from: number, to: number, meaning: Text, remedy: Text]> = [
	[0x100, 0x3ff, 'it gives a code that SMPP 3.4 does not explain', ASK],
	[0x400, 0x4ff, 'it gives a code of its own', 'Look the code up in the provider’s SMPP document.'],
];

/** A status as documents and logs write it: in hexadecimal and in decimal digits. */
export const codeText = (status: number): string => `0x${status.toString(16).toUpperCase().padStart(2, '0')} (${status})`;

/** The problem behind a command_status. */
export function statusProblem(status: number): Problem {
	const known = problemOf(CODES, status);
	const range = RANGES.find(([from, to]) => status >= from && status <= to);
	const words = Object.hasOwn(CODES, status) || !range ? {} : { meaning: range[2], remedy: range[3] };
	return { ...known, ...words, code: codeText(status) };
}

const WAIT = 'Wait a minute and try again. If it stays so, ask the provider.';

/** Statuses of a bind that say nothing against the login: it helps to wait. */
const BUSY: CodeTable = {
	0x08: { kind: 'temporary', meaning: 'its system failed', remedy: WAIT },
	0x14: { kind: 'throttle', meaning: 'its queue is full', remedy: WAIT },
	0x58: {
		kind: 'throttle',
		meaning: 'too many connections or messages came at once',
		remedy: 'Wait a minute and try again. Ask the provider how many connections this login may have, and how often it may connect.',
	},
	0x64: { kind: 'temporary', meaning: 'it cannot take a connection at the moment', remedy: WAIT },
};

/** The problem of a bind that was refused: nothing was sent, and no other request would fare better. */
export function bindProblem(status: number): Problem {
	const problem = statusProblem(status);
	if (problem.kind === 'blocked' || problem.kind === 'credential') return problem;
	const refused = (reason: Text) => say('it refused the connection: {reason}', { reason: say(reason) });
	if (!Object.hasOwn(BUSY, status)) return { ...problem, kind: 'credential', meaning: refused(problem.meaning), remedy: LOGIN };
	const busy = BUSY[status];
	return { ...busy, code: problem.code, meaning: refused(busy.meaning), halts: true };
}

/** States of a message, as numbers and as words, in our words. ACCEPTED is "in the SMSC's hands", not "read". */
export const STATES: Readonly<Record<State, StatusTable[string]>> = {
	SCHEDULED: { status: 'scheduled', text: 'Waits for its time' },
	ENROUTE: { status: 'sent', text: 'On its way' },
	DELIVERED: { status: 'delivered', text: 'Delivered' },
	EXPIRED: { status: 'expired', text: 'Not delivered in time' },
	DELETED: { status: 'failed', text: 'Deleted' },
	UNDELIVERABLE: { status: 'failed', text: 'Cannot be delivered' },
	ACCEPTED: { status: 'sent', text: 'Accepted' },
	UNKNOWN: { status: 'unknown', text: 'The provider does not know' },
	REJECTED: { status: 'failed', text: 'Rejected' },
	SKIPPED: { status: 'failed', text: 'Skipped' },
	FAILED: { status: 'failed', text: 'Failed' },
};

/** A state that is none of these. */
export const UNEXPLAINED: StatusTable[string] = { status: 'unknown', text: 'A state that SMPP does not explain' };
