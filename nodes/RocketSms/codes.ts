import type { StatusTable } from '../shared/sms/status';
import type { CodeTable } from '../shared/errors';

const RULES = 'Use up to 11 Latin letters, digits, dots and hyphens.';

/**
 * Codes of refusal. The vendor's document shows NO_MESSAGE alone; the others are known from public clients, and there are
 * more that nobody has written down.
 */
export const CODES: CodeTable = {
	WRONG_AUTH: { kind: 'credential', meaning: 'the login or the password is wrong', remedy: 'Check the credential: the login and password are those of cab.rocketsms.by.' },
	NO_MESSAGE: { kind: 'input', isPermanent: true, meaning: 'the message has no text', remedy: 'Enter a text, or pick a template that exists.' },
	NO_PHONE: { kind: 'input', isPermanent: true, meaning: 'the phone number is missing', remedy: 'Enter a phone number.' },
	BAD_PHONE: { kind: 'recipient', isPermanent: true, meaning: 'the phone number is wrong', remedy: 'Check the number.' },
	WRONG_ID: { kind: 'input', meaning: 'the account has no message with this ID', remedy: 'Use the ID that a send of this account returned.' },
	SENDER_ALREADY_ADDED: { kind: 'input', meaning: 'the account has this sender name already', remedy: 'See how far its approval is (Sender: Get Many).' },
	SENDER_TOO_LONG: { kind: 'input', meaning: 'the sender name is too long', remedy: RULES },
	SENDER_BAD_FORMAT: { kind: 'input', meaning: 'the sender name contains a forbidden character', remedy: RULES },
};

/** States of a message. The first four are documented, the others are known from a public client. */
export const STATUSES: StatusTable = {
	QUEUED: { status: 'queued', text: 'In the queue of RocketSMS' },
	SENT: { status: 'sent', text: 'Sent to the recipient' },
	DELIVERED: { status: 'delivered', text: 'Delivered' },
	FAILED: { status: 'failed', text: 'Not delivered' },
	EXPIRED: { status: 'expired', text: 'Not delivered: its lifetime is over' },
	REJECTED: { status: 'failed', text: 'Not delivered: rejected' },
	UNKNOWN: { status: 'unknown', text: 'Nothing is known of it' },
};
