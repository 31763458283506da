import { countParts } from '../kit/parts.ts';
import type { Caller } from './auth.ts';
import { ODD_NUMBERS, homeOf, readPhone } from './numbers.ts';
import { inKopecks, type Service, type Sms } from './service.ts';
import { parseSendDatetime } from './times.ts';

/** One message as it was asked for; what was left out is ''. */
export interface Draft {
	id: string;
	to: string;
	text: string;
	from: string;
	send_datetime: string;
	ttl: string;
	callback: string;
	callback_method: string;
}

/** What became of it. `error` is 0 for a message that was taken. */
export interface Sent {
	draft: Draft;
	/** The recipient in digits, as far as it could be read. */
	to: string;
	from: string;
	serverId: string;
	status: -2 | 0 | 3;
	error: number;
	parts: number;
	price: number;
	country: string;
	operator: string;
}

export interface Manner extends Caller {
	isTest: boolean;
}

/** A message on its way through the checks. */
interface Candidate {
	draft: Draft;
	to: string;
	parts: number;
	price: number;
	/** HLR, HLRVIP or PING: no message, but a question about the number. */
	isLookup: boolean;
}

type Check = [code: number, isBroken: (candidate: Candidate, service: Service) => boolean];

const MINUTE = 60_000;
const MAX_PARTS = 10;
const LONGEST_TTL = 1440;
const LOOKUPS = ['HLR', 'HLRVIP', 'PING'];
const SENDER = /^([A-Za-z\d.-]{3,11}|\d{10,16})$/;

// In the order in which a refusal is looked for. Which one wins when several hold is not documented.
const CHECKS: Check[] = [
	[230, ({ draft: { id } }) => !/^\d*$/.test(id)],
	[220, ({ draft: { text } }) => text === ''],
	[221, ({ parts }) => parts > MAX_PARTS],
	[115, ({ draft: { from } }) => from !== '' && !SENDER.test(from)],
	[226, ({ draft: { from } }, { settings }) => !settings.sharedSendersAllowed && settings.sharedSenders.includes(from)],
	[204, ({ draft: { from } }, service) => from !== '' && !isRegistered(from, service)],
	[250, ({ draft }) => draft.send_datetime !== '' && parseSendDatetime(draft.send_datetime) === undefined],
	[260, ({ draft: { callback } }, service) => callback !== '' && !isCallback(callback, service)],
	[270, ({ draft: { ttl } }, { settings }) => ttl !== '' && !isTtl(ttl, settings.shortestTtl)],
	[212, ({ to }, { settings }) => settings.blacklist.includes(to)],
	[223, ({ draft: { text } }, { settings }) => settings.forbiddenWords.some((word) => text.toLowerCase().includes(word))],
	[243, (candidate, service) => isRepeated(candidate, service)],
];

/** Takes one message, or refuses it. Money is counted for those that are really sent. */
export function accept(draft: Draft, manner: Manner, service: Service, emulatedId: string): Sent {
	const weighed = weigh(draft, service);
	const error = weighed.refusal ?? refusalOf(weighed.candidate, manner, service);
	const { to, parts, price } = weighed.candidate;
	const from = draft.from || service.settings.info.default_sender;
	if (error !== 0) {
		return { draft, to, from, serverId: '0', status: -2, error, parts, price: 0, country: '', operator: '' };
	}
	const at = draft.send_datetime === '' ? undefined : parseSendDatetime(draft.send_datetime);
	const deliverAt = at !== undefined && at > service.now() ? at : undefined;
	const serverId = manner.isEmulator ? emulatedId : service.nextId();
	const sent: Sent = { draft, to, from, serverId, status: deliverAt ? 3 : 0, error, parts, price, ...homeOf(to) };
	if (!manner.isEmulator && !manner.isTest) deliver(sent, deliverAt, service);
	return sent;
}

/** What a message would cost, or the code that refuses it. */
export function priceOf(draft: Draft, service: Service): { price: number } | { refusal: number } {
	const { refusal, candidate } = weigh(draft, service);
	const code = refusal ?? firstBroken(candidate, service);
	return code === 0 ? { price: candidate.price } : { refusal: code };
}

function weigh(draft: Draft, { settings }: Service): { refusal?: number; candidate: Candidate } {
	const to = readPhone(draft.to.trim());
	const parts = countParts(draft.text);
	const isLookup = LOOKUPS.includes(draft.text);
	const number = typeof to === 'string' ? to : draft.to;
	const { operator } = homeOf(number);
	const perPart = settings.prices[operator] ?? settings.prices[''];
	const price = isLookup ? settings.lookupPrice : inKopecks(perPart * parts);
	return {
		...(typeof to === 'number' ? { refusal: to } : {}),
		candidate: { draft, to: number, parts, price, isLookup },
	};
}

function refusalOf(candidate: Candidate, { isEmulator, isTest }: Manner, service: Service): number {
	const broken = firstBroken(candidate, service);
	if (broken !== 0 || isEmulator || isTest) return broken;
	return candidate.price > service.settings.balance ? 112 : 0;
}

function firstBroken(candidate: Candidate, service: Service): number {
	const broken = CHECKS.find(([, isBroken]) => isBroken(candidate, service))?.[0];
	return broken ?? ODD_NUMBERS.get(candidate.to)?.refusal ?? 0;
}

function isRegistered(from: string, { settings }: Service): boolean {
	const { any_sender: any, senders, phone } = settings.info;
	return any === '1' || [...senders.split(','), ...settings.sharedSenders, phone].includes(from);
}

function isCallback(url: string, { settings }: Service): boolean {
	return (settings.httpsCallbacks ? /^https?:\/\//i : /^http:\/\//i).test(url) && URL.canParse(url);
}

const isTtl = (ttl: string, shortest: number) =>
	/^\d+$/.test(ttl) && Number(ttl) >= shortest && Number(ttl) <= LONGEST_TTL;

function isRepeated({ draft, to, isLookup }: Candidate, { settings, phones, now }: Service): boolean {
	if (settings.duplicateMinutes === 0 || isLookup) return false;
	return phones.received(to, now() - settings.duplicateMinutes * MINUTE).some(({ text }) => text === draft.text);
}

function deliver(sent: Sent, deliverAt: number | undefined, { phones, charge }: Service): void {
	const { draft, serverId: id, to, from, parts, price, country, operator } = sent;
	const { fate, failure } = ODD_NUMBERS.get(to) ?? {};
	charge(price);
	phones.add({
		id,
		to,
		from,
		text: draft.text,
		clientId: draft.id || '0',
		parts,
		price,
		country,
		operator,
		deliverAt,
		fate,
		failure,
		...(LOOKUPS.includes(draft.text) ? { channel: draft.text } : {}),
		...(draft.ttl ? { ttl: Number(draft.ttl) } : {}),
		...(draft.callback ? { callback: draft.callback, callbackMethod: draft.callback_method || 'get' } : {}),
	});
}

/** The vendor's code for how far a message has got. */
export function statusOf({ status, deliverAt }: Sms, now: number): number {
	if (status === 'queued') return deliverAt !== undefined && deliverAt > now ? 3 : 0;
	return { sent: 1, delivered: 2, read: 2, undelivered: -1 }[status];
}

/** Why it did not arrive; 0 as long as it may. */
export const errorOf = ({ status, failure }: Sms): number => (status === 'undelivered' ? (failure ?? 601) : 0);
