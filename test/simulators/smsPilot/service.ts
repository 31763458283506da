import { Phones, type Message } from '../kit/phones.ts';
import { defaultSettings, type Settings } from '../kit/settings.ts';

/** What this vendor keeps about a message beside what every phone knows. */
export interface SmsExtras {
	/** The sender's own number for the message; `0` if it gave none. */
	clientId: string;
	parts: number;
	/** Roubles. */
	price: number;
	country: string;
	operator: string;
	/** The code that an undelivered message ends with. */
	failure?: number;
	/** Minutes. */
	ttl?: number;
	callback?: string;
	callbackMethod?: string;
}

export type Sms = Message<SmsExtras>;

export interface Inbound {
	id: string;
	/** Who wrote. */
	phone: string;
	/** The service number written to. */
	num: string;
	text: string;
	/** `YYYY-MM-DD HH:MM` in Moscow. */
	created: string;
	/** Whether a request has returned it already. */
	seen: '0' | '1';
}

/** The account as `POST /__account` can set it. Money is in roubles. */
export interface SmsPilotSettings extends Settings {
	balance: number;
	/** Price of a part by operator; '' for all others. */
	prices: { [operator: string]: number };
	/** Price of one check of a number, HLR or PING. */
	lookupPrice: number;
	info: { [name: string]: string };
	/** Senders that all customers share; 226 when they are switched off. */
	sharedSenders: string[];
	sharedSendersAllowed: boolean;
	/** 212 for these numbers. */
	blacklist: string[];
	/** A text that contains one of these is refused with 223. */
	forbiddenWords: string[];
	/** The same text to the same number is refused with 243 for so long; 0 = never. */
	duplicateMinutes: number;
	/** 242 for more than two messages in a list. */
	trial: boolean;
	/** The contract of the partner who has brought the account (`?r=51`); '' = nobody. */
	partner: string;
	/** 260 for https. The document of 2018 asks for http; later clients pass https and are served. */
	httpsCallbacks: boolean;
	/** 270 below so many minutes: 1 by the parameters of the document, 10 by its table of errors. */
	shortestTtl: number;
	/** A code such as 106, 110 or 113 that every request is refused with; 0 = none. */
	refusal: number;
	/** Unknown ids in a status question: an item with status -2, or 302 for the whole question. Both are reported. */
	unknownIds: 'item' | 'error';
	/** Numbers and `description_ru` where answers since 2021 have them; the document has texts alone. */
	isNew: boolean;
	inbound: Inbound[];
}

export interface Service {
	account: { apikey: string; login: string; password: string };
	settings: SmsPilotSettings;
	phones: Phones<SmsExtras>;
	/** The ids of each packet, in their order. */
	packets: Map<string, string[]>;
	now: () => number;
	nextId: () => string;
	nextPacketId: () => string;
	/** Takes roubles off the balance. */
	charge: (roubles: number) => void;
}

/** The key of the document: nothing is sent, nothing is kept. */
export const EMULATOR_KEY = 'XXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZXXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZ';

/** The key in every example of the document, which must work as printed. */
export const PRINTED_KEY = 'XYZ';

// The first example of the document gets these, and leaves a balance of 10000 after a cost of 0.89.
const FIRST_ID = 10_005;
const FIRST_PACKET = 1234;
const BALANCE_BEFORE_FIRST_EXAMPLE = 10_000.89;

export function createService(now: () => number): Service {
	const settings = initialSettings();
	let ids = FIRST_ID;
	let packets = FIRST_PACKET;
	return {
		account: {
			apikey: 'A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F90',
			login: 'info@smspilot.ru',
			password: '123456',
		},
		settings,
		phones: new Phones<SmsExtras>(settings.steps, now),
		packets: new Map(),
		now,
		nextId: () => String(ids++),
		nextPacketId: () => String(packets++),
		charge: (roubles) => {
			settings.balance = inKopecks(settings.balance - roubles);
		},
	};
}

/** Rounds away what binary fractions add. */
export const inKopecks = (roubles: number): number => Math.round(roubles * 100) / 100;

function initialSettings(): SmsPilotSettings {
	return {
		...defaultSettings(),
		balance: BALANCE_BEFORE_FIRST_EXAMPLE,
		prices: { MTS: 0.29, TELE2: 0.6, '': 0.6 },
		lookupPrice: 0.1,
		info: {
			id: '1',
			tariff_id: '1',
			email: 'info@smspilot.ru',
			phone: '79087964781',
			balance: '',
			date: '2012-01-21 07:25',
			senders: 'mySHOP,SCHOOL,SERVER4,my-site.ru',
			default_sender: 'SERVER4',
			any_sender: '1',
		},
		sharedSenders: ['INFORM', 'INFORM999', 'GOLOS', 'GOLOSM', 'VIBER', 'VIBERSMS', '2WAY'],
		sharedSendersAllowed: true,
		blacklist: [],
		forbiddenWords: ['казино'],
		duplicateMinutes: 5,
		trial: false,
		partner: '',
		httpsCallbacks: true,
		shortestTtl: 1,
		refusal: 0,
		unknownIds: 'item',
		isNew: false,
		inbound: [
			{ id: '12345', phone: '79087964781', num: '79021121075', text: '1234 Ура работает!', created: '2011-09-20 20:15', seen: '0' },
			{ id: '12346', phone: '79087964782', num: '79021121075', text: '1234 Дима Билан!', created: '2011-09-20 21:11', seen: '1' },
		],
	};
}
