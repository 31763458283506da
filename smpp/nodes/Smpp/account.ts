import type { IDataObject } from 'n8n-workflow';

import type { Home } from '../../../nodes/shared/sms/phone/dialling';
import type { DefaultAlphabet } from '../../protocol/codec/dataCoding';
import { TIMEOUTS, type BindMode, type SessionSettings, type TlsSettings } from '../../protocol/session/types';
import { PRESETS, isProvider, type Addressing, type NumberType, type Preset } from './presets';

/** What a credential says, with the provider's own values in the place of what it leaves open. */
export interface Account {
	host: string;
	port: number;
	tls?: TlsSettings;
	systemId: string;
	password: string;
	systemType: string;
	addressing: Addressing;
	defaultAlphabet: DefaultAlphabet;
	window: number;
	perSecond: number;
	/** In milliseconds. */
	enquireAfter: number;
	home?: Home;
}

const ALPHABETS: readonly unknown[] = ['gsm', 'ascii', 'latin1'] satisfies DefaultAlphabet[];

/** A setting as a whole number within bounds; what is none counts as not set. */
function numberIn(value: unknown, least: number, most: number): number | undefined {
	const number = Number(value === '' || value === null || value === undefined ? NaN : value);
	return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

/** A value that people copy with blanks around it. */
const trimmed = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');

/** The account behind the values of a credential. What is wrong with it shows at the first bind. */
export function accountOf(credentials: IDataObject): Account {
	const preset: Preset = PRESETS[isProvider(credentials.provider) ? credentials.provider : 'other'];
	const tls = credentials.useTls === true ? tlsOf(credentials) : undefined;
	const isAdvanced = credentials.advanced === true;
	const more = isAdvanced ? credentials : {};
	return {
		host: trimmed(credentials.host) || preset.host,
		port: numberIn(credentials.port, 1, 65_535) ?? ((tls && preset.tlsPort) || preset.port),
		...(tls ? { tls } : {}),
		systemId: trimmed(credentials.systemId),
		password: typeof credentials.password === 'string' ? credentials.password : '',
		systemType: trimmed(credentials.systemType),
		addressing: addressingOf(more, preset.addressing),
		defaultAlphabet: ALPHABETS.includes(more.defaultAlphabet) ? (more.defaultAlphabet as DefaultAlphabet) : 'gsm',
		window: numberIn(more.window, 1, 1_000) ?? preset.window,
		perSecond: numberIn(more.perSecond, 1, 100_000) ?? preset.perSecond,
		enquireAfter: (numberIn(more.enquireSeconds, 5, 3_600) ?? preset.enquireAfter / 1_000) * 1_000,
		...(preset.home ? { home: preset.home } : {}),
	};
}

function tlsOf({ ca, ignoreSslIssues }: IDataObject): TlsSettings {
	const authority = trimmed(ca);
	return { ...(authority ? { ca: authority } : {}), ...(ignoreSslIssues === true ? { ignoresErrors: true } : {}) };
}

function addressingOf({ senderTon, senderNpi, recipientTon, recipientNpi }: IDataObject, preset: Addressing): Addressing {
	const with_ = ({ ton, npi }: NumberType, ownTon: unknown, ownNpi: unknown): NumberType => ({
		ton: numberIn(ownTon, 0, 255) ?? ton,
		npi: numberIn(ownNpi, 0, 255) ?? npi,
	});
	return {
		name: with_(preset.name, senderTon, senderNpi),
		shortCode: with_(preset.shortCode, senderTon, senderNpi),
		number: with_(preset.number, senderTon, senderNpi),
		recipient: with_(preset.recipient, recipientTon, recipientNpi),
	};
}

const LONGEST_SHORT_CODE = 6;

/** The type of a sender, by its form. */
export function senderType(from: string, { name, shortCode, number }: Addressing): NumberType {
	if (from === '') return { ton: 0, npi: 0 };
	if (!/^\d+$/.test(from)) return name;
	return from.length <= LONGEST_SHORT_CODE ? shortCode : number;
}

/** The settings of a session of this account. */
export const sessionSettings = ({ host, port, tls, systemId, password, systemType, window, perSecond, enquireAfter }: Account, bind: BindMode): SessionSettings => ({
	host,
	port,
	...(tls ? { tls } : {}),
	bind,
	systemId,
	password,
	systemType,
	window,
	perSecond,
	timeouts: { ...TIMEOUTS, enquireAfter },
});
