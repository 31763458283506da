import type { CodeTable } from '../shared/errors';
import type { StatusTable } from '../shared/sms/status';

const ASK = 'Write to the support of SMSPILOT.';
const ID = 'Check the ID that the send returned.';
const IP = 'Allow the address of this n8n in the SMSPILOT account under "Settings", "API".';
const KEY = 'Check the credential: the API key is in the SMSPILOT account under "Settings", "API".';
const NUMBER = 'Check the number.';
const REPORT = 'Report the attached answer to the makers of this node.';
const REQUEST = 'Check the Base URL of the credential; if it is right, report the attached answer to the makers of this node.';
const SENDERS = 'Register the sender at https://www.smspilot.ru/my-sender.php, or leave the sender empty.';
const TEMPLATE = 'Use a text that fits an approved template, or ask SMSPILOT to put the number on the whitelist.';
const TOP_UP = 'Top up the SMSPILOT account at https://www.smspilot.ru/my-order.php, then run again.';

/** The table of errors of the official document (API v2.4.16, 2018-09-06). */
const OFFICIAL: CodeTable = {
	10: { kind: 'address', meaning: 'the request arrived empty', remedy: REQUEST },
	11: { kind: 'address', meaning: 'the request arrived in an unknown format', remedy: REQUEST },
	12: { kind: 'address', meaning: 'the request arrived as broken XML', remedy: REQUEST },
	13: { kind: 'address', meaning: 'the request arrived as broken JSON', remedy: REQUEST },
	14: { kind: 'address', meaning: 'SMSPILOT does not know this command', remedy: REQUEST },
	100: { kind: 'credential', meaning: 'the API key is missing', remedy: KEY },
	101: { kind: 'credential', meaning: 'the API key is wrong', remedy: 'Copy the whole API key, all 64 characters, into the credential.' },
	106: { kind: 'credential', meaning: 'the API key is blocked because of spam', remedy: ASK },
	108: { kind: 'input', isPermanent: true, meaning: 'the phone number is missing', remedy: 'Enter a phone number.' },
	110: { kind: 'temporary', meaning: 'the gateway is not available at the moment', remedy: 'Wait and run again.' },
	111: { kind: 'recipient', isPermanent: true, meaning: 'the phone number is wrong', remedy: NUMBER },
	112: { kind: 'balance', meaning: 'there is not enough money on the account', remedy: TOP_UP },
	113: { kind: 'credential', meaning: 'requests from this IP address are not allowed', remedy: IP },
	115: { kind: 'sender', meaning: 'the sender name is wrong', remedy: 'Use 3 to 11 Latin letters, digits, dashes and dots, or a number of 10 to 16 digits.' },
	204: { kind: 'sender', meaning: 'the sender is not registered', remedy: SENDERS },
	212: { kind: 'account', meaning: 'the number is excluded from sending', remedy: 'Take this number off your list.' },
	213: { kind: 'recipient', meaning: 'its country or operator is not served, or it is a landline', remedy: NUMBER },
	215: { kind: 'recipient', isPermanent: true, meaning: 'the phone number has a wrong length', remedy: NUMBER },
	220: { kind: 'input', isPermanent: true, meaning: 'the message has no text', remedy: 'Enter a text.' },
	221: { kind: 'input', isPermanent: true, meaning: 'the text is too long', remedy: 'Shorten the text.' },
	223: { kind: 'account', meaning: 'the text is taken for advertising', remedy: TEMPLATE },
	230: { kind: 'input', meaning: 'the message ID of yours is not a number', remedy: 'Use a whole number as "Own Message ID".' },
	231: { kind: 'input', meaning: 'the packet ID is wrong', remedy: ID },
	240: { kind: 'address', meaning: 'the list of messages arrived empty', remedy: REQUEST },
	241: { kind: 'balance', meaning: 'there is not enough money on the account', remedy: TOP_UP },
	242: { kind: 'quota', meaning: 'a trial account takes two messages at once', remedy: 'Set "Entries per Request" (option "Batching") to 2, or end the trial.' },
	243: { kind: 'throttle', meaning: 'the number has had this text a short while ago, or it is on the blacklist', remedy: 'Wait a few minutes, or change the protection from duplicates in the settings of the SMSPILOT account.' },
	250: { kind: 'input', meaning: 'the time to send at is wrong', remedy: 'Choose another time.' },
	260: { kind: 'input', meaning: 'the status URL is wrong', remedy: 'Use a full public address. SMSPILOT’s document says that https:// may not be supported: try http:// then.' },
	270: { kind: 'input', meaning: 'the time to live is wrong', remedy: 'Use 10 to 1440 minutes.' },
	300: { kind: 'input', meaning: 'the message ID is missing', remedy: ID },
	301: { kind: 'input', meaning: 'the message ID is wrong', remedy: ID },
	302: { kind: 'input', meaning: 'no message has this ID, or it is older than 40 days', remedy: `${ID} If many were asked for at once, set "Entries per Request" (option "Batching") to 1 to find the wrong one.` },
	303: { kind: 'input', meaning: 'the list of message IDs is empty or wrong', remedy: ID },
	304: { kind: 'input', meaning: 'no packet has this ID', remedy: 'Check the packet ID: it is "packetId" in the output of a send.' },
	400: { kind: 'credential', meaning: 'no account has this API key or login', remedy: KEY },
	401: { kind: 'credential', meaning: 'the login or the password is missing or malformed', remedy: 'The login is the e-mail address of the SMSPILOT account.' },
	500: { kind: 'input', meaning: 'the moment to read from is wrong', remedy: REPORT },
	600: { kind: 'unclear', meaning: 'it was not delivered in time, or the operator gave no answer for a day', remedy: 'It may have arrived or not; ask the recipient.' },
	601: { kind: 'recipient', meaning: 'it cannot be delivered: the number is blocked or takes no SMS', remedy: NUMBER },
	602: { kind: 'recipient', meaning: 'its country or operator is not served', remedy: NUMBER },
	603: { kind: 'recipient', meaning: 'the operator rejected it', remedy: 'Change the text or the sender, or ask SMSPILOT for the reason.' },
};

/** Codes that newer public client libraries know from the vendor's own page of errors; not certain. */
const PUBLIC: CodeTable = {
	102: { kind: 'credential', meaning: 'the API key is not known', remedy: KEY },
	105: { kind: 'credential', meaning: 'the account is blocked because of its low balance', remedy: TOP_UP },
	107: { kind: 'credential', meaning: 'the account is blocked because its data are not trusted', remedy: ASK },
	122: { kind: 'credential', meaning: 'the account is blocked for a time because of a dispute', remedy: ASK },
	200: { kind: 'sender', meaning: 'the sender is missing', remedy: SENDERS },
	201: { kind: 'sender', meaning: 'the sender name is wrong', remedy: SENDERS },
	210: { kind: 'recipient', isPermanent: true, meaning: 'the phone number is missing', remedy: NUMBER },
	211: { kind: 'recipient', isPermanent: true, meaning: 'the phone number is wrong', remedy: NUMBER },
	214: { kind: 'recipient', meaning: 'the number occurs twice', remedy: 'Remove one of the two.' },
	224: { kind: 'account', meaning: 'the protection from spam holds it back for its sender', remedy: TEMPLATE },
	225: { kind: 'account', meaning: 'the protection from spam holds it back on the direct channel', remedy: TEMPLATE },
	226: { kind: 'sender', meaning: 'shared senders are switched off', remedy: SENDERS },
	232: { kind: 'account', meaning: 'a voice message needs a number on the whitelist, or a business tariff', remedy: ASK },
	247: { kind: 'content', meaning: 'the text does not pass the filter', remedy: 'Change the text.' },
	248: { kind: 'content', meaning: 'a word mixes Russian and Latin letters', remedy: 'Write each word in one alphabet.' },
	275: { kind: 'input', meaning: 'the list of fields is wrong', remedy: REPORT },
	604: { kind: 'other', meaning: 'it was cancelled', remedy: 'Send again if it is still needed.' },
	605: { kind: 'recipient', meaning: 'the recipient does not take such messages', remedy: 'Do not write to this number.' },
};

/** Codes of refusal, and of delivery that failed (600 to 605). */
export const CODES: CodeTable = { ...OFFICIAL, ...PUBLIC };

/** States of a message, from the official document. */
export const STATUSES: StatusTable = {
	'-2': { status: 'unknown', text: 'SMSPILOT does not know this ID' },
	'-1': { status: 'failed', text: 'Not delivered' },
	0: { status: 'queued', text: 'Accepted' },
	1: { status: 'sent', text: 'At the operator' },
	2: { status: 'delivered', text: 'Delivered' },
	3: { status: 'scheduled', text: 'Waits for its time' },
};
