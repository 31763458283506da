import type { StatusTable } from '../shared/sms/status';
import type { CodeRow } from '../shared/errors';
import type { StatusRows } from '../shared/transport/replies';

const NO_MONEY: CodeRow = { kind: 'balance', meaning: 'there is not enough money on the account', remedy: 'Top up the SMS.by account, then run again.' };

/**
 * What SMS.by says when it refuses: a text, no code, and its wording has changed over the years and differs between
 * methods. So the texts are told apart by the words they have always had (known from public clients), the first
 * match wins. They come with any HTTP status, 500 on older servers.
 */
export const REFUSALS: ReadonlyArray<readonly [says: RegExp, row: CodeRow]> = [
	// Servers that break down speak of tokens, balancers, limits and access, too.
	[
		/unexpected token|unexpected end|unavailable|недоступ|timeout|timed out|time limit|memory limit|memory size|load balanc|gateway|upstream|proxy|sqlstate|denied for user|exception|syntax error|fatal error/i,
		{ kind: 'unclear', meaning: 'its server failed', remedy: 'Check the SMS.by account before you run it again.' },
	],
	[/token|токен|unauthori[sz]ed/i, { kind: 'credential', meaning: 'the token is wrong', remedy: 'Copy the token from the SMS.by account again (Settings, API).' }],
	[/same message exists/i, { kind: 'content', meaning: 'a campaign with the same text exists already', remedy: 'Use that campaign (its ID is in the details), or change the text.' }],
	[/viber ?name/i, { kind: 'sender', meaning: 'the Viber sender is wrong', remedy: 'Pick a sender from the list of your account.' }],
	[/alpha ?name|буквенн/i, { kind: 'sender', meaning: 'the sender (alpha name) is wrong or not approved', remedy: 'Pick a sender from the list of your account; only approved ones work.' }],
	[/too long|слишком длин/i, { kind: 'input', isPermanent: true, meaning: 'the text is longer than 10 SMS', remedy: 'Shorten the text.' }],
	[/len value/i, { kind: 'input', meaning: 'the length of the code is wrong', remedy: 'Choose a length from 1 to 16.' }],
	[/billing|funds|balance|money|баланс|средств|денег|деньг|пополн|оплат|оплач|задолженност/i, NO_MONEY],
	[/limit|лимит/i, { kind: 'throttle', meaning: 'a sending limit is exceeded', remedy: 'Wait and run again, or ask SMS.by to raise the limit.' }],
	[/phone|номер/i, { kind: 'recipient', meaning: 'the number is wrong', remedy: 'Check the number.' }],
	[/access denied|доступ/i, { kind: 'account', meaning: 'SMS.by does not allow this', remedy: 'Check that the campaign has been approved, and ask the support of SMS.by what your account may do.' }],
	[/not found|не найден/i, { kind: 'other', meaning: 'there is nothing with this ID', remedy: 'Check the ID.' }],
	[/undefined error/i, { kind: 'unclear', meaning: 'it met an error that it does not explain', remedy: 'Check the SMS.by account before you run it again.' }],
];

/**
 * HTTP statuses by which SMS.by refuses, whatever comes with them or nothing: from the tables of its document, which shows no
 * body, and, for 401, 403, 421 and 422, public knowledge.
 */
export const HTTP_REFUSALS: StatusRows = {
	400: { kind: 'other', meaning: 'it says that the request is incorrect', remedy: 'Check the fields of this node; the vendor’s own words are in the details.' },
	401: { isCertain: true, kind: 'credential', meaning: 'the token is wrong', remedy: 'Copy the token from the SMS.by account again (Settings, API).' },
	403: { isCertain: true, kind: 'credential', meaning: 'the token is wrong, or the account may not use the API', remedy: 'Copy the token from the SMS.by account again (Settings, API).' },
	406: { kind: 'other', meaning: 'it has found nothing', remedy: 'Check what you asked for.' },
	421: { kind: 'other', meaning: 'the data could not be verified', remedy: 'Check the fields of this node; the vendor’s own words are in the details.' },
	422: { kind: 'other', meaning: 'it says that the request is incorrect', remedy: 'Check the fields of this node; the vendor’s own words are in the details.' },
};

/** The one call whose document gives 400 a meaning of its own: "Insufficient funds to continue" (confirmSendMessageByList). */
export const CONFIRM_REFUSALS: StatusRows = { ...HTTP_REFUSALS, 400: { isCertain: true, ...NO_MONEY } };

/**
 * States of a message, in capitals. NEW, SENT and DELIVERED are documented, UNDELIVERED and FAILED have been met, OK
 * stands for NEW where a code is sent; the others have not, but could mean nothing else.
 */
export const STATUSES: StatusTable = {
	NEW: { status: 'queued', text: 'Accepted by SMS.by' },
	OK: { status: 'queued', text: 'Accepted by SMS.by' },
	SENT: { status: 'sent', text: 'Sent, on its way' },
	DELIVERED: { status: 'delivered', text: 'Delivered' },
	READ: { status: 'read', text: 'Read' },
	UNDELIVERED: { status: 'failed', text: 'Not delivered' },
	FAILED: { status: 'failed', text: 'Not delivered' },
	REJECTED: { status: 'failed', text: 'Not delivered: rejected' },
	EXPIRED: { status: 'expired', text: 'Not delivered: its lifetime is over' },
};
