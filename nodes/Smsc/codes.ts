import type { StatusTable } from '../shared/sms/status';
import type { CodeTable } from '../shared/errors';

const NUMBER = 'Check the number.';
const LIMITS = 'Wait, or change it under "Limits and Restrictions" in the SMSC account.';
const LATER = 'Try again later.';

/** What the codes of a failed call mean in every script (official for send.php). */
const COMMON: CodeTable = {
	1: { kind: 'input', meaning: 'the parameters are wrong', remedy: 'Check the fields of the node; a value is missing or outside of what SMSC allows.' },
	2: { kind: 'credential', meaning: 'the login, password or API key is wrong, or this IP address is not on the account’s allow list', remedy: 'Check the credential, and the list of allowed IP addresses in the SMSC account.' },
	4: { kind: 'blocked', meaning: 'the IP address of this n8n is blocked for a while after too many wrong requests', remedy: 'Stop the workflows that use SMSC, correct the cause, and wait before you run again.' },
};

/**
 * Codes of send.php and jobs.php, from the vendor's page; 3, 6, 7 and 8 come with an id. Code 9: see `tooOften.ts`. What a
 * contract, a registration or a setting of the account can cure is of kind `account`: a retry asks again.
 */
export const SEND_CODES: CodeTable = {
	...COMMON,
	3: { kind: 'balance', meaning: 'there is not enough money on the account', remedy: 'Top up the SMSC account, then run again.' },
	5: { kind: 'input', meaning: 'the time to send at is wrong', remedy: 'Check "Send At" and the other options about time.' },
	6: { kind: 'account', meaning: 'the text or the sender is forbidden, or the account has no contract for mass or advertising messages', remedy: 'Change the text, register the sender, or sign the contract with SMSC.' },
	7: { kind: 'recipient', isPermanent: true, meaning: 'the recipient is not a valid number or address', remedy: NUMBER },
	8: { kind: 'account', meaning: 'the message cannot be delivered to this recipient', remedy: 'Check the number, and the blacklist and the limits in the SMSC account.' },
};

/** Codes of the other scripts (known from the vendor's pages in public archives). */
export const CALL_CODES: CodeTable = {
	...COMMON,
	3: { kind: 'other', meaning: 'nothing was found', remedy: 'Check the IDs and the filters.' },
	5: { kind: 'other', meaning: 'it could not be done', remedy: 'Check that what you want to change exists.' },
	6: { kind: 'quota', meaning: 'the daily limit of attempts for this number is used up', remedy: 'Try again tomorrow.' },
	7: SEND_CODES[7],
	8: SEND_CODES[8],
};

/** States of a message (known from public libraries). 1 may still become 2 or 4. */
export const STATUSES: StatusTable = {
	'-3': { status: 'unknown', text: 'No message with this ID and recipient' },
	'-2': { status: 'queued', text: 'Its mailing was stopped' },
	'-1': { status: 'queued', text: 'Waiting to be sent' },
	0: { status: 'sent', text: 'Handed to the operator' },
	1: { status: 'delivered', text: 'Delivered' },
	2: { status: 'read', text: 'Read' },
	3: { status: 'expired', text: 'Not delivered: its lifetime is over' },
	4: { status: 'read', text: 'Its link was opened' },
	6: { status: 'failed', text: 'Stopped by the recipient’s spam filter' },
	20: { status: 'failed', text: 'Cannot be delivered' },
	22: { status: 'failed', text: 'Wrong number' },
	23: { status: 'failed', text: 'Forbidden' },
	24: { status: 'failed', text: 'Not enough money' },
	25: { status: 'failed', text: 'No route to this number' },
};

/** Refusals of a single recipient that name a state only. */
export const STATUS_CODES: CodeTable = {
	3: { kind: 'throttle', meaning: 'the lifetime of the message is over', remedy: LATER },
	20: { kind: 'recipient', meaning: 'the message cannot be delivered', remedy: NUMBER },
	22: { kind: 'recipient', isPermanent: true, meaning: 'the number has a wrong form', remedy: NUMBER },
	23: { kind: 'account', meaning: 'the message is forbidden', remedy: 'Check whether it is a duplicate, and the blacklist, the spam filter and the sender in the SMSC account.' },
	24: { kind: 'balance', meaning: 'there is not enough money on the account', remedy: 'Top up the SMSC account, then run again.' },
	25: { kind: 'recipient', meaning: 'there is no route to this number', remedy: NUMBER },
};

/** Why a message did or will not arrive (`err`, `error`; public sources agree). 0 is none, 200 marks the account's test mode. */
export const ERRORS: CodeTable = {
	0: { kind: 'other', meaning: 'no error', remedy: '' },
	1: { kind: 'recipient', meaning: 'the number does not exist', remedy: NUMBER },
	6: { kind: 'throttle', meaning: 'the phone is off or out of reach', remedy: LATER },
	11: { kind: 'recipient', meaning: 'the number has no SMS service', remedy: 'Reach the person in another way.' },
	12: { kind: 'throttle', meaning: 'the phone or SIM card has a fault', remedy: LATER },
	13: { kind: 'recipient', meaning: 'the number is blocked', remedy: 'Reach the person in another way.' },
	21: { kind: 'recipient', meaning: 'the device does not support this service', remedy: 'Choose another channel.' },
	200: { kind: 'other', meaning: 'the account is in its test mode: nothing was really sent', remedy: 'Turn the test mode off in the SMSC account.' },
	219: { kind: 'throttle', meaning: 'the SIM card was replaced; named senders are blocked for a day', remedy: 'Try again tomorrow.' },
	220: { kind: 'throttle', meaning: 'the operator’s queue is full', remedy: LATER },
	237: { kind: 'throttle', meaning: 'nobody answered the call', remedy: LATER },
	238: { kind: 'sender', meaning: 'the text fits no template registered with the operator', remedy: 'Register a template with SMSC, or change the text.' },
	239: { kind: 'quota', meaning: 'the IP address is forbidden', remedy: LIMITS },
	240: { kind: 'throttle', meaning: 'the line is busy', remedy: LATER },
	241: { kind: 'content', meaning: 'the text or sound could not be converted, or parts of it are missing', remedy: 'Check the text and the file.' },
	242: { kind: 'throttle', meaning: 'an answering machine took the call', remedy: LATER },
	243: { kind: 'quota', meaning: 'there is no contract', remedy: 'Sign the contract with SMSC.' },
	244: { kind: 'quota', meaning: 'mailings are forbidden', remedy: 'Ask SMSC.' },
	245: { kind: 'unclear', meaning: 'the operator gave no status within a day', remedy: 'It may have arrived or not; ask the recipient.' },
	246: { kind: 'quota', meaning: 'it is outside of the allowed hours', remedy: LIMITS },
	247: { kind: 'quota', meaning: 'the daily limit of messages is used up', remedy: LIMITS },
	248: { kind: 'recipient', meaning: 'there is no route to this number', remedy: NUMBER },
	249: { kind: 'recipient', isPermanent: true, meaning: 'the number has a wrong form', remedy: NUMBER },
	250: { kind: 'account', meaning: 'the number is forbidden by the settings of the account', remedy: 'Check the blacklist and "Limits and Restrictions" in the SMSC account.' },
	251: { kind: 'quota', meaning: 'the number has had its limit of messages', remedy: LIMITS },
	252: { kind: 'recipient', meaning: 'the number is forbidden, e.g. a service number', remedy: NUMBER },
	253: { kind: 'account', meaning: 'the spam filter stopped the message', remedy: 'Change the text, or ask SMSC to allow it.' },
	254: { kind: 'sender', meaning: 'the sender is not registered', remedy: 'Register the sender (Sender: Create), or choose another.' },
	255: { kind: 'recipient', meaning: 'the operator rejected the message', remedy: 'Ask SMSC for the reason.' },
};
