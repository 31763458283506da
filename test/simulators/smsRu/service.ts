import { Phones, type Draft, type Message } from '../kit/phones.ts';
import { defaultSettings, type Settings } from '../kit/settings.ts';

/** What this vendor keeps about a message beside what every phone knows. */
export interface SmsExtras {
	/** SMS taken by the text. */
	parts: number;
	/** Roubles. */
	cost: number;
	/** The code that an undelivered message ends with. */
	failure?: number;
	/** Minutes. */
	ttl?: number;
}

export type Sms = Message<SmsExtras>;
export type SmsDraft = Draft & SmsExtras;

/** The account as `POST /__account` can set it. Money is in roubles. */
export interface SmsRuSettings extends Settings {
	balance: number;
	pricePerPart: number;
	callPrice: number;
	/** Approved sender names; the first is the default one. */
	senders: string[];
	/** Numbers per day, and how many of them are used up. */
	totalLimit: number;
	usedToday: number;
	/** Free messages to one's own number; null = none used, as recorded. */
	totalFree: number;
	freeUsedToday: number | null;
	/** Number to note. */
	stoplist: { [phone: string]: string };
	callbacks: string[];
	/** A text that contains one of these is refused with 216. */
	forbiddenWords: string[];
	/** 214 for numbers outside Russia. */
	russiaOnly: boolean;
	/** 302 for everything while false. */
	confirmed: boolean;
	/** A code such as 220 or 500 that every send is refused with as a whole; 0 = none. */
	refusal: number;
	/** Caps to one number: 231, 232 and 230. */
	sameTextPerMinute: number;
	sameTextPerDay: number;
	messagesPerNumberPerDay: number;
	/** 508 beyond so many calls in five minutes. */
	callsPerFiveMinutes: number;
	/** How long a call check waits for its call. */
	callCheckSeconds: number;
	/** How long a push waits before it is tried again. */
	pushRetrySeconds: number;
	/** Whether `data[…]` is counted from 1, as documented, or from 0, as seen in use. */
	pushFirstIndex: number;
}

export interface Service {
	account: { api_id: string; login: string; password: string };
	settings: SmsRuSettings;
	phones: Phones<SmsExtras>;
	now: () => number;
	/** The next id of a message, a call or a check: year and week, then a running number. */
	nextId: () => string;
	/** Takes roubles off the balance (or, below zero, gives them back). */
	charge: (roubles: number) => void;
}

const FIRST_NUMBER = 10_000_000;

// 40 kopecks leave the document's printed balance, 4122.56, after its first example, and still pay for 10,000 messages.
const PRICE_PER_PART = 0.4;
const BALANCE_AFTER_FIRST_EXAMPLE = 4122.56;

export function createService(now: () => number): Service {
	const settings = initialSettings();
	let issued = 0;
	return {
		account: { api_id: '5C1A0B7E-3D42-4F60-9A11-000000000000', login: '79255070602', password: 'simulated-password' },
		settings,
		phones: new Phones<SmsExtras>(settings.steps, now),
		now,
		nextId: () => `${yearAndWeek(new Date(now()))}-${FIRST_NUMBER + issued++}`,
		charge: (roubles) => {
			settings.balance = inKopecks(settings.balance - roubles);
		},
	};
}

/** Rounds away what binary fractions add. */
export function inKopecks(roubles: number): number {
	return Math.round(roubles * 100) / 100;
}

export function unixSeconds(milliseconds: number): number {
	return Math.floor(milliseconds / 1000);
}

function initialSettings(): SmsRuSettings {
	return {
		...defaultSettings(),
		balance: inKopecks(BALANCE_AFTER_FIRST_EXAMPLE + PRICE_PER_PART),
		pricePerPart: PRICE_PER_PART,
		callPrice: 0.4,
		senders: ['MyShop', 'MyClinic'],
		totalLimit: 100_000,
		usedToday: 0,
		totalFree: 5,
		freeUsedToday: null,
		stoplist: {},
		callbacks: [],
		forbiddenWords: ['казино'],
		russiaOnly: false,
		confirmed: true,
		refusal: 0,
		sameTextPerMinute: 5,
		sameTextPerDay: 100,
		messagesPerNumberPerDay: 1000,
		callsPerFiveMinutes: 100,
		callCheckSeconds: 300,
		pushRetrySeconds: 60,
		pushFirstIndex: 1,
	};
}

// ISO 8601 week: it belongs to the year that its Thursday is in.
function yearAndWeek(date: Date): string {
	const thursday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
	thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
	const year = thursday.getUTCFullYear();
	const week = Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
	return `${year}${String(week).padStart(2, '0')}`;
}
