import { createHash } from 'node:crypto';

import { Phones, type Message } from '../kit/phones.ts';
import { defaultSettings, type Settings } from '../kit/settings.ts';

/** What this vendor keeps about a message beside what every phone knows. */
export interface SmsExtras {
	/** SMS taken by the text: what the vendor calls credits. */
	parts: number;
	/** The price as the answer named it. */
	money: number;
	/** It was asked to jump the queue. */
	priority?: true;
	/** The status that an undelivered message ends with; FAILED if absent. */
	failure?: string;
}

export type Sms = Message<SmsExtras>;

/** A sender name as `/simple/senders` shows it. */
export interface Sender {
	sender: string;
	/** Both of the following. */
	verified: boolean;
	/** By the moderators of the service. */
	checked: boolean;
	/** With the operators. */
	registered: boolean;
}

export interface Template {
	tpl_id: string;
	text: string;
}

/** The account as `POST /__account` can set it. */
export interface RocketSmsSettings extends Settings {
	/** Prepaid SMS parts; used up before money is. */
	credits: number;
	balance: number;
	pricePerPart: number;
	senders: Sender[];
	/** The account's own name, for messages whose sender is missing or not verified. */
	mainSender: string;
	/** The service's name, for accounts whose own name is not verified either. */
	sharedSender: string;
	templates: Template[];
	/** A code that every call is refused with; '' = none. */
	refusal: string;
	/** The code for an account without credits and money. None is documented: this one is invented. */
	emptyAccountError: string;
	/** Whether each call is taken by the document's own method alone: GET for what reads, with everything in the address. */
	isStrict: boolean;
	/** What a strict server answers to any other method. */
	wrongMethodStatus: number;
	/** The HTTP status of refusals. Clients that look at nothing else report 200. */
	errorStatus: number;
}

export interface Service {
	/** `username` and the password that people type; on the wire goes its MD5, which is given too. */
	account: { username: string; password: string; passwordMd5: string };
	settings: RocketSmsSettings;
	phones: Phones<SmsExtras>;
	now: () => number;
	nextId: () => number;
	/** Pays for a message if the account can: in credits while they last, then in money. */
	pay: (parts: number, money: number) => boolean;
}

const PASSWORD = 'simulated-password';

/** The document's PHP example signs with the MD5 of this word, and is to work as printed. */
const PRINTED_PASSWORD = 'password';

// The document's first answer has this id.
const FIRST_ID = 8767;

export function createService(now: () => number): Service {
	const settings = initialSettings();
	let issued = 0;
	return {
		account: { username: '123456789', password: PASSWORD, passwordMd5: md5(PASSWORD) },
		settings,
		phones: new Phones<SmsExtras>(settings.steps, now),
		now,
		nextId: () => FIRST_ID + issued++,
		pay: (parts, money) => {
			if (settings.credits >= parts) settings.credits -= parts;
			else if (settings.balance >= money) settings.balance = inKopecks(settings.balance - money);
			else return false;
			return true;
		},
	};
}

/** Whether this is what goes over the wire for the account's password, in small letters or in capitals. */
export const isRightHash = (hash: string): boolean =>
	[PASSWORD, PRINTED_PASSWORD].map(md5).includes(hash.toLowerCase());

/** Rounds away what binary fractions add. */
export const inKopecks = (money: number): number => Math.round(money * 100) / 100;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The lists, the balance and the price are those that the document prints. */
function initialSettings(): RocketSmsSettings {
	const defaults = defaultSettings();
	return {
		...defaults,
		// The answer to the document's first example says SENT already.
		steps: { ...defaults.steps, sent: 0 },
		credits: 4400,
		balance: 22,
		pricePerPart: 0.2,
		senders: [{ sender: 'SHOP', verified: false, checked: true, registered: false }],
		mainSender: 'SHOP',
		sharedSender: 'RocketSMS',
		templates: [{ tpl_id: 'TPL_ID_1', text: 'Hello world' }],
		refusal: '',
		emptyAccountError: 'NOT_ENOUGH_MONEY',
		isStrict: false,
		wrongMethodStatus: 405,
		errorStatus: 200,
	};
}
