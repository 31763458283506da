import type { Home } from '../../../nodes/shared/sms/phone/dialling';

/** Type of number and numbering plan of an address (SMPP 3.4, 5.2.5 and 5.2.6). */
export interface NumberType {
	ton: number;
	npi: number;
}

/** How a gateway wants senders of each form, and recipients. */
export interface Addressing {
	/** A sender with letters. */
	name: NumberType;
	/** A sender of up to six digits. */
	shortCode: NumberType;
	/** A longer sender of digits. */
	number: NumberType;
	recipient: NumberType;
}

/** What is known of a provider's SMPP server. Times in milliseconds. */
export interface Preset {
	label: string;
	/** Empty where the provider tells it to each customer. */
	host: string;
	port: number;
	/** Absent where it is not known. */
	tlsPort?: number;
	addressing: Addressing;
	window: number;
	perSecond: number;
	/** Silence after which the provider is asked whether it is there. */
	enquireAfter: number;
	/** Where numbers without a country code are meant. */
	home?: Home;
}

const INTERNATIONAL: NumberType = { ton: 1, npi: 1 };
const NETWORK_SPECIFIC: NumberType = { ton: 3, npi: 0 };
const ALPHANUMERIC: NumberType = { ton: 5, npi: 0 };

const USUAL: Addressing = { name: ALPHANUMERIC, shortCode: NETWORK_SPECIFIC, number: INTERNATIONAL, recipient: INTERNATIONAL };

/**
 * Providers. SMSC: https://smsc.ru/api/smpp, with the TON and NPI of its sample. RocketSMS names SMPP in its documents
 * and gives host and port to each customer. The rest is by convention.
 */
export const PRESETS = {
	smsc: {
		label: 'SMSC',
		host: 'smpp.smsc.ru',
		port: 3700,
		tlsPort: 3443,
		addressing: { ...USUAL, name: { ton: 5, npi: 1 }, shortCode: INTERNATIONAL },
		window: 10,
		perSecond: 30,
		enquireAfter: 60_000,
		home: 'RU',
	},
	rocketSms: { label: 'RocketSMS', host: '', port: 2775, addressing: USUAL, window: 10, perSecond: 10, enquireAfter: 30_000, home: 'BY' },
	other: { label: 'Other', host: '', port: 2775, addressing: USUAL, window: 10, perSecond: 10, enquireAfter: 30_000 },
} as const satisfies Record<string, Preset>;

export type Provider = keyof typeof PRESETS;

export const isProvider = (value: unknown): value is Provider => typeof value === 'string' && Object.hasOwn(PRESETS, value);
