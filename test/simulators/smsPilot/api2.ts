import type { Answer, Call } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { callerOf, type Caller } from './auth.ts';
import { Refusal, errorDocument } from './codes.ts';
import { languageOf, readDocument } from './document.ts';
import { inboundSince } from './inbound.ts';
import { accept, priceOf, type Draft, type Sent } from './sending.ts';
import { inKopecks, type Service } from './service.ts';
import { packetIds, statesOf } from './status.ts';
import { UNSET } from './times.ts';
import { inXml } from './words.ts';

type Fields = { [name: string]: unknown };
type Command = (fields: Fields, caller: Caller, service: Service) => { answer: Fields; recipients?: number };

const UNKNOWN_COMMAND = 14;
const NO_LIST = 240;
const TOO_MANY_FOR_TRIAL = 242;
const NO_MONEY = 241;
const NO_IDS = 303;

const FIRST_EMULATED_ID = 10_000;
const EMULATED_BALANCE = 20_006.97;
const EMULATED_PACKET = '123456';

const COMMANDS: { [name: string]: Command } = { send, check, balance, info, inbound };

const HEADERS = { 'access-control-allow-origin': '*', server: 'nginx' };
const TYPES = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' };

/** `/api2.php`: one document in, one document out, HTTP status 200 whatever happens. */
export function api2(call: Call, service: Service): Answer {
	const language = languageOf(call);
	const { answer, recipients } = answerTo(call, service);
	const body = language === 'xml' ? inXml(answer) : JSON.stringify(answer, null, 4);
	return { body, recipients, headers: { ...HEADERS, 'content-type': TYPES[language] } };
}

function answerTo(call: Call, service: Service): ReturnType<Command> {
	try {
		const { fields } = readDocument(call);
		// "?r=51" may be added to any request: it writes the account down as brought by this partner.
		service.settings.partner = textParam(call.query, 'r') || service.settings.partner;
		const caller = callerOf((name) => text(fields[name]), service);
		const name = Object.keys(COMMANDS).find((command) => fields[command] !== undefined);
		if (name === undefined) throw new Refusal(UNKNOWN_COMMAND);
		return COMMANDS[name](fields, caller, service);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { answer: errorDocument(error.code, service.settings.isNew) as Fields };
	}
}

/** A scalar as PHP reads it. */
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const isOn = (value: unknown) => text(value) === '1' || value === true;

function send(fields: Fields, caller: Caller, service: Service): ReturnType<Command> {
	const { settings } = service;
	const list = fields.send;
	if (!Array.isArray(list) || list.length === 0) throw new Refusal(NO_LIST);
	if (settings.trial && list.length > 2) throw new Refusal(TOO_MANY_FOR_TRIAL);
	const drafts = list.map(draftOf);
	if (isOn(fields.cost)) return { answer: quote(drafts, service) };

	const isTest = isOn(fields.test);
	if (settings.balance <= 0 && !caller.isEmulator && !isTest) throw new Refusal(NO_MONEY);
	const sent = drafts.map((draft, place) => accept(draft, { ...caller, isTest }, service, String(FIRST_EMULATED_ID + place)));
	const packet = caller.isEmulator ? EMULATED_PACKET : service.nextPacketId();
	if (!caller.isEmulator && !isTest) service.packets.set(packet, sent.filter(({ error }) => error === 0).map(({ serverId }) => serverId));
	const answer = {
		send: sent.map(itemOf),
		server_packet_id: packet,
		balance: String(caller.isEmulator ? EMULATED_BALANCE : settings.balance),
		cost: sum(sent.map(({ price }) => price)).toFixed(2),
	};
	return { answer: settings.isNew ? withNumbers(answer) : answer, recipients: drafts.length };
}

function draftOf(value: unknown): Draft {
	const item = (typeof value === 'object' && value !== null ? value : {}) as Fields;
	const names = ['id', 'to', 'text', 'from', 'send_datetime', 'ttl', 'callback', 'callback_method'];
	return Object.fromEntries(names.map((name) => [name, text(item[name])])) as unknown as Draft;
}

function itemOf({ draft, serverId, from, to, parts, price, status, error, country, operator }: Sent): Fields {
	return {
		id: draft.id || '0',
		server_id: serverId,
		from,
		to,
		text: draft.text,
		parts: String(parts),
		price: price.toFixed(2),
		status: String(status),
		error: String(error),
		send_datetime: draft.send_datetime || UNSET,
		country,
		operator,
	};
}

/** The price of all messages that could be sent; a question in which none could is refused. */
function quote(drafts: Draft[], service: Service): Fields {
	const quotes = drafts.map((draft) => priceOf(draft, service));
	const [first] = quotes;
	const prices = quotes.flatMap((one) => ('price' in one ? [one.price] : []));
	if (prices.length === 0 && 'refusal' in first) throw new Refusal(first.refusal);
	return { cost: sum(prices).toFixed(2) };
}

const sum = (amounts: number[]): number => inKopecks(amounts.reduce((total, amount) => total + amount, 0));

const NUMBERS = ['id', 'parts', 'price', 'status', 'error'];

/** The answer as pages of 2021 and later print it: numbers where numbers are meant, '' for no date. */
function withNumbers({ send: items, server_packet_id, balance, cost }: Fields & { send: Fields[] }): Fields {
	const asNumber = ([name, value]: [string, unknown]) => [name, NUMBERS.includes(name) ? Number(value) : value];
	const item = (one: Fields) => ({
		...Object.fromEntries(Object.entries(one).map(asNumber)),
		send_datetime: one.send_datetime === UNSET ? '' : one.send_datetime,
	});
	return { send: items.map(item), server_packet_id, balance: Number(balance), cost: Number(cost) };
}

function check(fields: Fields, caller: Caller, service: Service): ReturnType<Command> {
	const states = statesOf(idsAskedFor(fields, service), caller, service);
	const items = states.map(({ clientId, serverId, status, modified }) => ({
		id: clientId,
		server_id: serverId,
		status: String(status),
		modified,
	}));
	return { answer: { check: items }, recipients: items.length };
}

function idsAskedFor({ check: list, server_packet_id: packet }: Fields, service: Service): string[] {
	if (packet !== undefined) return packetIds(text(packet), service);
	if (!Array.isArray(list) || list.length === 0) throw new Refusal(NO_IDS);
	return list.map((item: Fields | null) => text(item?.server_id));
}

function balance({ balance: unit }: Fields, caller: Caller, service: Service): ReturnType<Command> {
	return { answer: { balance: balanceIn(text(unit), caller, service) } };
}

/** Roubles, or about how many messages they are enough for (`sms`). */
export function balanceIn(unit: string, { isEmulator }: Caller, { settings }: Service): number {
	const roubles = isEmulator ? EMULATED_BALANCE : settings.balance;
	return unit === 'sms' ? Math.floor(roubles / settings.prices['']) : roubles;
}

function info(_: Fields, caller: Caller, service: Service): ReturnType<Command> {
	return { answer: { info: userOf(caller, service) } };
}

/** The account; the emulator's user is a made-up one with a name. */
export function userOf({ isEmulator }: Caller, { settings }: Service): Fields {
	const user = { ...settings.info, balance: String(isEmulator ? EMULATED_BALANCE : settings.balance) };
	return isEmulator ? { ...user, id: '0', name: 'Emulator', email: 'test@smspilot.ru' } : user;
}

function inbound({ since }: Fields, caller: Caller, service: Service): ReturnType<Command> {
	return { answer: { inbound: caller.isEmulator ? [] : inboundSince(text(since), service) } };
}
