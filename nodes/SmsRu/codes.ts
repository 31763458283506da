import type { CodeTable } from '../shared/errors';
import type { Status, StatusTable } from '../shared/sms/status';
import type { Text } from '../shared/language/say';

const TOP_UP = 'Top up the SMS.ru account, then run again.';
const SENDERS = 'Open "Senders" in the SMS.ru account and apply for a sender with this operator.';
const SETTINGS = 'Wait, or change the limit under "Settings" in the SMS.ru account.';
const LATER = 'Wait and run again.';
const KEY = 'Check the credential: the api_id is on the main page of the SMS.ru account.';
const NUMBER = 'Check the number.';

/** Codes of refusal, from the table of sms.ru/api/send (2024-04-05); 400 to 402 are states of a call check, not errors. */
export const CODES: CodeTable = {
	200: { kind: 'credential', meaning: 'the API key (api_id) is wrong', remedy: KEY },
	201: { kind: 'balance', meaning: 'there is not enough money on the account', remedy: TOP_UP },
	202: { kind: 'recipient', meaning: 'the number is wrong or there is no route to it', remedy: NUMBER },
	203: { kind: 'input', isPermanent: true, meaning: 'the message has no text', remedy: 'Enter a text.' },
	204: { kind: 'sender', meaning: 'the recipient’s operator is not enabled for this sender', remedy: SENDERS },
	205: { kind: 'input', isPermanent: true, meaning: 'the text is longer than 8 SMS', remedy: 'Shorten the text.' },
	206: { kind: 'quota', meaning: 'the daily limit of messages is exceeded', remedy: 'Raise the daily limit in the SMS.ru account, or wait until tomorrow.' },
	207: { kind: 'recipient', meaning: 'there is no route to this number', remedy: NUMBER },
	208: { kind: 'input', meaning: 'the time to send at is wrong', remedy: 'Choose a time at most two months ahead.' },
	209: { kind: 'account', meaning: 'the number is on your stop list', remedy: 'Take it off the stop list (Stop List: Delete) if it should get messages.' },
	210: { kind: 'address', meaning: 'the request was changed on its way (GET in place of POST)', remedy: 'Check that the Base URL does not redirect.' },
	211: { kind: 'address', meaning: 'SMS.ru does not know this call', remedy: 'Check the Base URL of the credential.' },
	212: { kind: 'input', meaning: 'the text contains broken characters', remedy: 'Remove them.' },
	213: { kind: 'input', meaning: 'there are too many recipients in one request', remedy: 'Lower "Entries per Request" (option "Batching").' },
	214: { kind: 'account', meaning: 'the number is foreign, and the account sends to Russia only', remedy: 'Allow other countries under "Settings" in the SMS.ru account.' },
	215: { kind: 'recipient', meaning: 'the number is on the stop list of SMS.ru after a complaint', remedy: 'Do not write to this number.' },
	216: { kind: 'content', meaning: 'the text contains a forbidden word', remedy: 'Change the text.' },
	217: { kind: 'content', meaning: 'the text advertises a loan without the phrase that the law asks for', remedy: 'Add the phrase that SMS.ru names in its news.' },
	220: { kind: 'temporary', meaning: 'the service is temporarily unavailable', remedy: LATER },
	221: { kind: 'sender', meaning: 'the account needs an alphabetic sender', remedy: 'Create a sender at https://sms.ru/?panel=senders.' },
	230: { kind: 'throttle', meaning: 'the number has had its daily limit of messages', remedy: 'Wait until tomorrow.' },
	231: { kind: 'throttle', meaning: 'the number has had this text too often within a minute', remedy: 'Wait a minute.' },
	232: { kind: 'throttle', meaning: 'the number has had this text too often today', remedy: 'Wait until tomorrow, or change the text.' },
	233: { kind: 'throttle', meaning: 'codes to this number follow too closely on one another', remedy: SETTINGS },
	300: { kind: 'credential', meaning: 'the token is wrong or has expired', remedy: KEY },
	301: { kind: 'credential', meaning: 'the login and password (or the API key) are wrong', remedy: 'Check the credential.' },
	302: { kind: 'credential', meaning: 'the account is not confirmed', remedy: 'Enter the code from the registration SMS in the SMS.ru account.' },
	303: { kind: 'credential', meaning: 'the confirmation code is wrong', remedy: 'Check the code.' },
	304: { kind: 'throttle', meaning: 'too many confirmation codes were sent', remedy: LATER },
	305: { kind: 'throttle', meaning: 'a wrong code was entered too often', remedy: LATER },
	500: { kind: 'temporary', meaning: 'the server of SMS.ru failed', remedy: LATER },
	501: { kind: 'throttle', meaning: 'too many messages were triggered from the TOR network', remedy: SETTINGS },
	502: { kind: 'throttle', meaning: 'too many messages were triggered from another country than the number’s', remedy: SETTINGS },
	503: { kind: 'throttle', meaning: 'too many messages were sent to this country', remedy: SETTINGS },
	504: { kind: 'throttle', meaning: 'too many login codes were sent abroad', remedy: SETTINGS },
	505: { kind: 'throttle', meaning: 'too many messages were triggered from one IP address', remedy: SETTINGS },
	506: { kind: 'throttle', meaning: 'too many messages were triggered from addresses of hosting companies, probably by bots', remedy: 'Protect your form with a captcha.' },
	507: { kind: 'account', meaning: 'the IP address of the end user is wrong or private', remedy: 'Pass the visitor’s public address, or add an exception under "Settings" in the SMS.ru account.' },
	508: { kind: 'quota', meaning: 'the limit of calls within five minutes is exceeded', remedy: SETTINGS },
	550: { kind: 'recipient', meaning: 'the country is blocked for safety', remedy: 'Ask SMS.ru to allow this country.' },
	901: { kind: 'input', meaning: 'the webhook URL is wrong', remedy: 'Use a full address that begins with http:// or https://.' },
	902: { kind: 'input', meaning: 'this webhook is not registered', remedy: 'Compare it with the list (Webhook: Get Many).' },
};

/** States of a message, from the same table. */
export const STATUSES: StatusTable = {
	'-1': { status: 'unknown', text: 'Message not found' },
	100: { status: 'queued', text: 'In the queue of SMS.ru' },
	101: { status: 'queued', text: 'Being handed to the operator' },
	102: { status: 'sent', text: 'Sent, on its way' },
	103: { status: 'delivered', text: 'Delivered' },
	104: { status: 'expired', text: 'Not delivered: its lifetime is over' },
	105: { status: 'failed', text: 'Not delivered: removed by the operator' },
	106: { status: 'failed', text: 'Not delivered: failure of the handset' },
	107: { status: 'failed', text: 'Not delivered: reason unknown' },
	108: { status: 'failed', text: 'Not delivered: rejected' },
	110: { status: 'read', text: 'Read' },
	150: { status: 'failed', text: 'Not delivered: no route to this number' },
};

/** A message's state by its code. A code of refusal in the place of a state: the message was refused when it was sent. */
export function messageState(code: string): { status: Status; text?: Text } {
	if (Object.hasOwn(STATUSES, code)) return STATUSES[code];
	return Object.hasOwn(CODES, code) ? { status: 'failed', text: CODES[code].meaning } : { status: 'unknown' };
}

/** States of a call check; 402 stands for a time that is over and for an id that is wrong alike. */
export const CALL_CHECKS: Record<string, { status: string; isFinal: boolean; text: Text }> = {
	400: { status: 'waiting', isFinal: false, text: 'The user has not called yet' },
	401: { status: 'confirmed', isFinal: true, text: 'The user has called' },
	402: { status: 'expired', isFinal: true, text: 'The time for the call is over, or the ID is wrong' },
};
