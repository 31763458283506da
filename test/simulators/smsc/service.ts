import { Phones, type Draft, type Message } from '../kit/phones.ts';
import { defaultSettings, type Settings } from '../kit/settings.ts';
import { Guard } from './guard.ts';

/** What this vendor keeps about a message beside what every phone knows. */
export interface SmscExtras {
	/** The vendor's own running number (`int_id`). */
	number: number;
	/** Status answers' number of the kind; unknown for the newer kinds. */
	type?: number;
	parts: number;
	cost: number;
	/** The parameters of the call that brought it, without the credentials. */
	params: Record<string, string>;
	files: Array<{ field: string; name: string; type: string; size: number }>;
	/** The status and the error that it ends with, where that is no delivery. */
	end?: { status: number; error: number };
	deleted?: true;
}

export type Sms = Message<SmscExtras>;
export type SmsDraft = Draft & SmscExtras;

export type Row = Record<string, string | number>;

/** The account as `POST /__account` can set it. Money is in the account's currency. */
export interface SmscSettings extends Settings {
	balance: number;
	currency: string;
	credit: number;
	/** A text that contains one of these is refused with 6. */
	forbiddenWords: string[];
	/** Whether messages only seem to be sent: status 1 with error 200. */
	isVirtual: boolean;
	/** Code 4 until then, in milliseconds since 1970. */
	blockedUntil: number;
	/** Wrong logins within a minute that lead to code 4. */
	wrongLoginsPerMinute: number;
	identicalSendsPerMinute: number;
	identicalCostsPerMinute: number;
	statusesPerMinute: number;
	massStatusesPerMinute: number;
	balancesPerMinute: number;
	operatorsPerMinute: number;
	identicalListsPerMinute: number;
	/** 9 from this many requests at once on. */
	requestsAtOnce: number;
	/** How long a request is worked on. */
	workMs: number;
	/** Messages to one number less than a minute apart. */
	messagesPerNumber: number;
	/** The address that is told of the news; its query says how. Empty for none. */
	handler: string;
	/** What pushes to the handler are signed with. */
	secretWord: string;
	/** Calls for confirmation per day and number. */
	waitCallsPerDay: number;
	senders: Row[];
	templates: Row[];
	groups: Row[];
	contacts: Row[];
	/** Number to kind of ban. */
	blacklist: Record<string, number>;
	mailings: Row[];
	inbox: Row[];
	operatorTemplates: Row[];
	/** Shortened links with their counters. */
	links: Row[];
	/** The code that is sent to a number that is to be a sender, and the numbers that wait for theirs. */
	senderCode: string;
	askedCodes: Record<string, string>;
}

export interface Service {
	account: { login: string; psw: string; apikey: string };
	settings: SmscSettings;
	phones: Phones<SmscExtras>;
	guard: Guard;
	now: () => number;
	/** The next number of anything that gets one. */
	next: () => number;
	/** Takes money off the balance. */
	charge: (amount: number) => void;
}

const FIRST_NUMBER = 1234;

/** A cleared simulator has no past: what was asked before is no repetition any more. */
class SmscPhones extends Phones<SmscExtras> {
	readonly guard: Guard;

	constructor(settings: SmscSettings, now: () => number) {
		super(settings.steps, now);
		this.guard = new Guard(now);
	}

	override clear(): void {
		super.clear();
		this.guard.clear();
	}
}

export function createService(now: () => number): Service {
	const settings = initialSettings();
	const phones = new SmscPhones(settings, now);
	let issued = FIRST_NUMBER;
	return {
		account: { login: 'alex', psw: '123', apikey: 'SIMULATED-APIKEY-0000000000000000' },
		settings,
		phones,
		guard: phones.guard,
		now,
		next: () => issued++,
		charge: (amount) => {
			settings.balance = inHundredths(settings.balance - amount);
		},
	};
}

/** Rounds away what binary fractions add. */
export const inHundredths = (amount: number): number => Math.round(amount * 100) / 100;

/** Money as answers print it: a text with two digits after the point. */
export const money = (amount: number): string => amount.toFixed(2);

function initialSettings(): SmscSettings {
	return {
		...defaultSettings(),
		balance: 50_000,
		currency: 'RUR',
		credit: 0,
		forbiddenWords: ['казино'],
		isVirtual: false,
		blockedUntil: 0,
		wrongLoginsPerMinute: 20,
		identicalSendsPerMinute: 1,
		identicalCostsPerMinute: 5,
		statusesPerMinute: 5,
		massStatusesPerMinute: 1,
		balancesPerMinute: 10,
		operatorsPerMinute: 100,
		identicalListsPerMinute: 3,
		requestsAtOnce: 15,
		workMs: 5,
		messagesPerNumber: 50,
		handler: '',
		secretWord: 'simulated-secret-word',
		waitCallsPerDay: 10,
		senders: [
			{ id: 1, sender: 'ivan', cmt: '' },
			{ id: 2, sender: 'SMSC.RU', cmt: 'default' },
			{ id: 3, sender: 'MyShop', cmt: 'orders' },
		],
		templates: [{ id: 1, name: 'Ready', format: 'sms', sender: 'MyShop', message: 'Your order is ready' }],
		groups: [{ id: 1, name: 'Customers', num: 1, type: 0 }],
		contacts: [
			{ int_id: 1, phone: '79991110001', name: 'Anna', grp: '1' },
			{ int_id: 2, phone: '79991110002', name: 'Boris', grp: '1' },
		],
		blacklist: {},
		mailings: [],
		inbox: [],
		operatorTemplates: [],
		links: [{ id: 1, link: 'https://example.com/order', cnt: 12, cnt_mon: 7, cnt_day: 2, cnt_yes: 1 }],
		senderCode: '4821',
		askedCodes: {},
	};
}
