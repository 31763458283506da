import { Phones, type Draft, type Message } from '../kit/phones.ts';
import { defaultSettings, type Settings } from '../kit/settings.ts';
import { printedState, type State } from './state.ts';

/** What this vendor keeps about a message beside what every phone knows. */
export interface SmsExtras {
	parts: number;
	/** In the account's currency. */
	cost: number;
	/** The campaign (`message_id`) that it belongs to. */
	campaign?: number;
	/** The uuid of the bulk that it belongs to. */
	bulk?: string;
	/** Minutes until an undelivered SMS goes out over Viber, and from which Viber name. */
	forwardingTime?: number;
	vibername?: string;
}

export type Sms = Message<SmsExtras>;
export type SmsDraft = Draft & SmsExtras;

/** Names by their ids; a list counts from 0, as in PHP. */
export type Names = { [id: string]: string } | string[];

/** The account as `POST /__account` can set it. */
export interface SmsBySettings extends Settings {
	balance: number;
	viberBalance: number;
	currency: string;
	pricePerPart: number;
	/** Approved names by their ids; 0 is the system's own. */
	alphanames: Names;
	vibernames: Names;
	/** The HTTP status of business errors: 400 as documented, 500 on old servers, 200 for the careless. */
	errorStatus: number;
	/** The document marks `alphaname_id` of sendQuickSMS as required; the vendor's own libraries leave it out. */
	requiresAlphaname: boolean;
	/** createSmsMessage refuses a text that it has already (public knowledge). */
	refusesSameText: boolean;
	/** How long a new campaign waits for the moderator. */
	moderationSeconds: number;
	/** checkSMS as documented, with a status beside the times, or with the known times alone: all have been seen. */
	checkShape: 'document' | 'status' | 'sparse';
	/** Old servers answered with the object inside a list. */
	oldLists: boolean;
	/** How a bulk's callback URL is called: none of it is documented. */
	callbackForm: CallbackForm;
}

export type CallbackForm = 'json' | 'form' | 'get';

export interface Service {
	account: { token: string };
	settings: SmsBySettings;
	phones: Phones<SmsExtras>;
	state: State;
	now: () => number;
	/** Takes money off the balance (or, below zero, gives it back). */
	charge: (amount: number) => void;
}

// The document's 27631 parts for 718.406.
const PRICE_PER_PART = 0.026;

export function createService(now: () => number): Service {
	const settings = initialSettings();
	return {
		// Laravel's encrypted tokens look so; `+`, `/` and `=` must survive the way.
		account: { token: 'eyJpdiI6IjJzOFlFcXBmOUZEcGJlYzlzeFJValE9PSIsInZhbHVlIjoi+c2ltdWxh/dGVk+dG9rZW4/In0==' },
		settings,
		phones: new Phones<SmsExtras>(settings.steps, now),
		state: printedState(),
		now,
		charge: (amount) => {
			settings.balance = rounded(settings.balance - amount);
		},
	};
}

/** The name with this id, if there is one. */
export const nameIn = (names: Names, id: string): string | undefined => new Map(Object.entries(names)).get(id);

/** Rounds away what binary fractions add. */
export const rounded = (amount: number): number => Math.round(amount * 100_000) / 100_000;

function initialSettings(): SmsBySettings {
	return {
		...defaultSettings(),
		balance: 1000,
		viberBalance: 10,
		currency: 'BYN',
		pricePerPart: PRICE_PER_PART,
		alphanames: { 0: 'System name (SMS.by)', 1: 'MySalon', 123: 'MyShop', 234: 'MyClinic', 1363: 'VasheImya' },
		vibernames: { 17: 'MyShop', 18: 'MyClinic' },
		errorStatus: 400,
		requiresAlphaname: false,
		refusesSameText: true,
		moderationSeconds: 0,
		checkShape: 'document',
		oldLists: false,
		callbackForm: 'json',
	};
}
