/** One message as the document prints it in a list of recipients. */
export interface PrintedRecipient {
	phone: number;
	status: string;
	d_sent: string;
}

/** A text made by createSmsMessage, or a mailing to a contact list. Times are milliseconds since 1970. */
export interface Campaign {
	id: number;
	name: string;
	text: string;
	parts: number;
	alphaname: string;
	createdAt: number;
	deliverAt?: number;
	/** The contact list, and whether the mailing to it has been confirmed. */
	list?: number;
	confirmed?: boolean;
	printed?: PrintedRecipient[];
}

/** One mailing inside a bulk, with the numbers that it did not take. */
export interface Mailing {
	id: number;
	name: string;
	alphaname: number;
	errors: Array<{ phone: string; error: string }>;
}

export interface Bulk {
	mailings: Mailing[];
	/** Answers exactly so, as the document does. */
	printed?: unknown;
}

export interface ContactList {
	name: string;
	contacts: Array<{ [field: string]: string }>;
}

export interface PasswordObject {
	id: number;
	type_id: string;
	len: number;
	d_create: string;
}

export interface FlashCall {
	phone: string;
	code: string;
	attempts: number;
	/** Milliseconds since 1970. */
	validUntil: number;
	activatedAt?: string;
}

/** Everything that the account holds beside messages and settings. */
export interface State {
	campaigns: Map<number, Campaign>;
	bulks: Map<string, Bulk>;
	lists: Map<number, ContactList>;
	passwordObjects: Map<number, PasswordObject>;
	flashCalls: Map<string, FlashCall>;
	/** The next number of each series. */
	next: { sms: number; delivery: number; campaign: number; list: number; passwordObject: number; flashCall: number; viber: number; email: number };
}

const MARCH_22 = Date.UTC(2021, 2, 22, 8, 32, 32);

const moderated = (id: number, text: string, printed?: PrintedRecipient[]): [number, Campaign] => [
	id,
	{ id, name: '', text, parts: 1, alphaname: 'system', createdAt: MARCH_22, printed },
];

const delivered = (delivery_id: number, phone: string, status_time: string) => ({ delivery_id, phone, status: 'DELIVERED', status_time });

/** The ids of the document's samples, with what its answers print; new ids go on from there. */
export function printedState(): State {
	return {
		campaigns: new Map([
			moderated(2564327, '68755', [
				{ phone: 375293332211, status: 'delivered', d_sent: '2021-03-22 11:32:32' },
				{ phone: 375293332212, status: 'sent', d_sent: '2021-03-22 11:32:32' },
			]),
			moderated(2564580, '37271'),
		]),
		bulks: new Map([['cc9c8043-8caf-11ef-b035-9e8f47954dec', { mailings: [], printed: PRINTED_BULK }]]),
		lists: new Map([[3434, { name: 'Clients', contacts: [{ phone: '375293332211' }, { phone: '375293332212' }] }]]),
		passwordObjects: new Map([[243, { id: 243, type_id: 'numbers', len: 6, d_create: '2021-03-22 11:32:32' }]]),
		flashCalls: new Map(),
		next: { sms: 2197871, delivery: 5, campaign: 2604834, list: 3435, passwordObject: 244, flashCall: 1001, viber: 501, email: 701 },
	};
}

/** checkSMS of the document. */
export const PRINTED_SMS: { [id: string]: { sms_id: number; sent: number; delivered: number } } = {
	2637396: { sms_id: 2637396, sent: 1616407661, delivered: 1616407673 },
};

/** getSMSMessages of the document. */
export const PRINTED_HISTORY = {
	id: 1173020,
	name: 'Notification',
	d_create: 1614154034,
	d_schedule: 1645612020,
	type: 'API',
	parts: '27631',
	count_phones: 27631,
	status: 'NEW',
	sms_delivered: '0',
	cost: '718.40600',
	alphaname: 'SMS.by',
};

const PRINTED_BULK = [
	{
		message_id: 1,
		name: 'mailing list 1',
		alphaname_id: 1,
		success: [
			delivered(1, '375291111111', '2024-10-16 22:52:42.497994'),
			delivered(2, '375292222222', '2024-10-16 22:52:43.379779'),
		],
	},
	{
		message_id: 2,
		name: 'mailing list 2',
		alphaname_id: 1,
		success: [
			delivered(3, '375293333333', '2024-10-16 22:52:44.793377'),
			delivered(4, '375294444444', '2024-10-16 22:52:43.008560'),
		],
	},
];
