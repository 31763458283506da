import type { StatusTable } from '../shared/sms/status';
import { doubt, type CodeRow } from '../shared/errors';
import type { StatusRows } from '../shared/transport/replies';

const NO_MONEY: CodeRow = { kind: 'balance', meaning: 'there is not enough money on the account', remedy: 'Top up the SMS.by account, then run again.' };

/** What SMS.by says when it refuses, and what it means. `*` stands for any ending. */
export interface Refusal {
	/** Whole texts that are known, or how they begin: from its document, its libraries and public clients. */
	texts?: string[];
	/** Words, whole, that tell it in texts that nobody has met yet. */
	words: string[];
	/** The ID that comes with it is that of an earlier one, and no sign that this one was taken. */
	hasEarlierId?: true;
	row: CodeRow;
}

/**
 * SMS.by refuses by a text, without a code, and its wording has changed over the years and differs between methods. The known
 * texts come with any HTTP status, 500 on older servers. Words count only where the server has not failed: what a failing
 * server says may be anything, e.g. "Сервер недоступен". The first match wins.
 */
export const REFUSALS: readonly Refusal[] = [
	{
		words: [
			...['invalid token', 'wrong token', 'bad token', 'incorrect token', 'expired token', 'no token', 'token is invalid', 'token is wrong', 'token is incorrect'],
			...['token is not*', 'token is required', 'token is expired', 'token has expired', 'token expired', 'token not found', 'token field'],
			...['неверный токен', 'неправильный токен', 'недействительный токен', 'токен не*', 'токен истек', 'токен истёк', 'токен устарел'],
			'unauthorized',
			'unauthorised',
		],
		row: { kind: 'credential', meaning: 'the token is wrong', remedy: 'Copy the token from the SMS.by account again (Settings, API).' },
	},
	{
		texts: ['the same message exists*'],
		words: ['same message exists'],
		hasEarlierId: true,
		row: { kind: 'content', meaning: 'a campaign with the same text exists already', remedy: 'Use that campaign (its ID is in the details), or change the text.' },
	},
	{
		words: ['vibername*', 'viber name*'],
		row: { kind: 'sender', meaning: 'the Viber sender is wrong', remedy: 'Pick a sender from the list of your account.' },
	},
	{
		texts: ['wrong alphaname*', 'alphaname is error', 'ошибка в буквенном имени'],
		words: ['alphaname*', 'alpha name*', 'буквенн*'],
		row: { kind: 'sender', meaning: 'the sender (alpha name) is wrong or not approved', remedy: 'Pick a sender from the list of your account; only approved ones work.' },
	},
	{
		texts: ['message is too long*'],
		words: ['message is too long', 'message too long', 'text is too long', 'text too long', 'слишком длинное сообщение', 'слишком длинный текст', 'сообщение слишком длинное', 'текст слишком длинный'],
		row: { kind: 'input', isPermanent: true, meaning: 'the text is longer than 10 SMS', remedy: 'Shorten the text.' },
	},
	{
		texts: ['len value must be*'],
		words: ['len value'],
		row: { kind: 'input', meaning: 'the length of the code is wrong', remedy: 'Choose a length from 1 to 16.' },
	},
	{
		texts: ['billing error', 'insufficient funds*'],
		words: ['billing', 'funds', 'balance', 'money', 'баланс', 'баланса', 'балансе', 'средств', 'средства', 'денег', 'деньги', 'пополн*', 'оплат*', 'оплач*', 'неоплач*', 'задолженност*'],
		row: NO_MONEY,
	},
	{
		texts: ['limit exceeded'],
		words: ['limit', 'limits', 'лимит', 'лимита', 'лимиты'],
		row: { kind: 'throttle', meaning: 'a sending limit is exceeded', remedy: 'Wait and run again, or ask SMS.by to raise the limit.' },
	},
	{
		texts: ['incorrect phone number'],
		words: ['phone', 'phones', 'telephone', 'номер', 'номера', 'номере'],
		row: { kind: 'recipient', meaning: 'the number is wrong', remedy: 'Check the number.' },
	},
	{
		texts: ['access denied'],
		words: ['access denied', 'доступ', 'доступа'],
		row: { kind: 'account', meaning: 'SMS.by does not allow this', remedy: 'Check that the campaign has been approved, and ask the support of SMS.by what your account may do.' },
	},
	{
		texts: ['not found'],
		words: ['not found', 'не найден*'],
		row: { kind: 'other', meaning: 'there is nothing with this ID', remedy: 'Check the ID.' },
	},
	{
		texts: ['undefined error'],
		words: ['undefined error'],
		row: doubt('SMS.by', 'it met an error that it does not explain'),
	},
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
