import { countParts } from '../kit/parts.ts';
import { ODD_NUMBERS } from './numbers.ts';
import type { Entry } from './recipients.ts';
import type { Service, Sms } from './service.ts';

/** A message on its way through the checks. */
export interface Candidate extends Entry {
	from: string | undefined;
	parts: number;
	cost: number;
}

type Check = [code: number, isBroken: (candidate: Candidate, service: Service) => boolean];

const WRONG_PHONE = 202;
const MAX_PARTS = 8;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CREDIT_WARNING = 'Оцените свои финансовые возможности и риски';

// In the order in which a refusal is looked for. Which one wins when several hold is not documented.
const ROUTE_CHECKS: Check[] = [
	[203, ({ text }) => text === ''],
	[205, ({ parts }) => parts > MAX_PARTS],
	[221, (_, { settings }) => settings.senders.length === 0],
	[204, ({ from }, { settings }) => from !== undefined && !settings.senders.includes(from)],
	[214, ({ phone }, { settings }) => settings.russiaOnly && !phone!.startsWith('7')],
];

const SENDING_CHECKS: Check[] = [
	[209, ({ phone }, { settings }) => Object.hasOwn(settings.stoplist, phone!)],
	[216, ({ text }, { settings }) => settings.forbiddenWords.some((word) => text.toLowerCase().includes(word.toLowerCase()))],
	[217, ({ text }) => /кредит/i.test(text) && !text.includes(CREDIT_WARNING)],
	[231, (candidate, service) => sameText(candidate, service, MINUTE) >= service.settings.sameTextPerMinute],
	[232, (candidate, service) => sameText(candidate, service, DAY) >= service.settings.sameTextPerDay],
	[230, ({ phone }, service) => recent(phone!, service, DAY).length >= service.settings.messagesPerNumberPerDay],
	[206, (_, { settings }) => settings.usedToday >= settings.totalLimit],
	[201, ({ cost }, { settings }) => cost > settings.balance],
];

/** Adds what a message takes and costs. */
export function weigh(entry: Entry, from: string | undefined, { settings }: Service): Candidate {
	const parts = countParts(entry.text);
	return { ...entry, from, parts, cost: Math.round(parts * settings.pricePerPart * 100) / 100 };
}

/** Why no such message can go to this number at all, if so. */
export function refuseRoute(candidate: Candidate, service: Service): number | undefined {
	if (candidate.phone === undefined) return WRONG_PHONE;
	return ODD_NUMBERS.get(candidate.phone)?.refusal ?? firstBroken(ROUTE_CHECKS, candidate, service);
}

/** Why this message can't be sent now, if so. */
export function refuseSending(candidate: Candidate, service: Service): number | undefined {
	return refuseRoute(candidate, service) ?? firstBroken(SENDING_CHECKS, candidate, service);
}

/** Whether the number has got nothing yet within a day: the daily limit counts numbers, not messages. */
export function isNewToday(phone: string, service: Service): boolean {
	return recent(phone, service, DAY).length === 0;
}

function firstBroken(checks: Check[], candidate: Candidate, service: Service): number | undefined {
	return checks.find(([, isBroken]) => isBroken(candidate, service))?.[0];
}

function sameText({ phone, text }: Candidate, service: Service, span: number): number {
	return recent(phone!, service, span).filter((message) => message.text === text).length;
}

function recent(phone: string, { phones, now }: Service, span: number): Sms[] {
	return phones.received(phone, now() - span).filter(({ channel }) => channel === undefined);
}
