import type { Answer, Call } from '../kit/call.ts';
import { textParam, type Form } from '../kit/form.ts';
import { balanceIn, userOf } from './api2.ts';
import { callerOf, type Caller } from './auth.ts';
import { CODE_TEXTS, Refusal, errorDocument } from './codes.ts';
import { inboundSince } from './inbound.ts';
import { accept, priceOf, type Draft, type Sent } from './sending.ts';
import { inKopecks, type Service } from './service.ts';
import { statesOf, type State } from './status.ts';

type Fields = { [name: string]: unknown };

/** An answer in each of the three formats that are known; `text` has the form `SUCCESS=…` or bare lines. */
interface Result {
	json: Fields;
	text: string;
	/** `format=v`: the bare id or status. */
	value: string;
	recipients?: number;
}

type Command = (params: (name: string) => string, caller: Caller, service: Service) => Result;

const NO_TEXT = 220;
const NO_MONEY = 241;
const TOO_MANY_FOR_TRIAL = 242;
const WRONG_FIELDS = 275;

const FIRST_EMULATED_ID = 10_000;
const EMULATED_BALANCE = 20_006.97;

/** The command is told by which parameter is there; none asks for the account. */
const COMMANDS: Array<[parameter: string, command: Command]> = [
	['send', send],
	['check', check],
	['balance', balance],
	['inbound', inbound],
	['list', senders],
];

/**
 * `/api.php`, the older API, known from the vendor's own samples, public pages and client libraries. Parameters in the
 * query or a form; answers as text, `json` or `v`. The shape of its XML is known to nobody, so it is not served.
 */
export function api1({ params }: Call, service: Service): Answer {
	const isOldEncoding = /1251/.test(textParam(params, 'charset'));
	const value = (name: string) => (isOldEncoding ? fromWindows1251 : asItIs)(textParam(params, name));
	const format = value('format');
	try {
		const caller = callerOf(value, service);
		const command = COMMANDS.find(([parameter]) => params[parameter] !== undefined)?.[1] ?? user;
		const { json, text, value: bare, recipients } = command(value, caller, service);
		return { ...words(format, json, format === 'v' ? bare : text), recipients };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const text = format === 'v' ? error.message : `ERROR=${error.code}: ${error.message}`;
		return words(format, errorDocument(error.code, true) as Fields, text);
	}
}

function words(format: string, json: Fields, text: string): Answer {
	const isJson = format === 'json';
	const type = isJson ? 'application/json' : 'text/plain';
	return {
		body: isJson ? JSON.stringify(json) : text,
		headers: { 'access-control-allow-origin': '*', server: 'nginx', 'content-type': `${type}; charset=utf-8` },
	};
}

const asItIs = (text: string) => text;

// The kit keeps each byte that is no UTF-8 as a lone surrogate.
function fromWindows1251(text: string): string {
	const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);
	return new TextDecoder('windows-1251').decode(bytes);
}

const commaList = (value: string): string[] => value.split(',').map((one) => one.trim()).filter((one) => one !== '');

function send(value: (name: string) => string, caller: Caller, service: Service): Result {
	const { settings } = service;
	const numbers = commaList(value('to'));
	if (value('send') === '') throw new Refusal(NO_TEXT);
	if (settings.trial && numbers.length > 2) throw new Refusal(TOO_MANY_FOR_TRIAL);
	const drafts = (numbers.length > 0 ? numbers : ['']).map((to) => draftOf(to, value));
	if (value('cost') === '1') return quote(drafts, service);

	const isTest = value('test') === '1';
	if (settings.balance <= 0 && !caller.isEmulator && !isTest) throw new Refusal(NO_MONEY);
	const sent = drafts.map((draft, place) => accept(draft, { ...caller, isTest }, service, String(FIRST_EMULATED_ID + place)));
	// A single number is refused by an error document, one of a list by its item.
	if (sent.length === 1 && sent[0].error !== 0) throw new Refusal(sent[0].error);
	const ids = sent.map(({ serverId }) => serverId);
	const balance = String(caller.isEmulator ? EMULATED_BALANCE : settings.balance);
	const cost = inKopecks(sent.reduce((sum, { price }) => sum + price, 0)).toFixed(2);
	const packet = caller.isEmulator ? ids[0] : service.nextPacketId();
	if (!caller.isEmulator && !isTest) service.packets.set(packet, ids.filter((id) => id !== '0'));
	const items = sent.map(itemOf);
	return {
		json: { send: items, balance, cost, server_packet_id: packet },
		text: [`SUCCESS=SMS SENT ${cost}/${balance}`, ...items.map(csv)].join('\n'),
		value: ids.join(','),
		recipients: sent.length,
	};
}

const draftOf = (to: string, value: (name: string) => string): Draft => ({
	id: '',
	to: to.replace(/[+\s()-]/g, ''),
	text: value('send'),
	from: value('from'),
	send_datetime: value('send_datetime'),
	ttl: value('ttl'),
	callback: value('callback'),
	callback_method: value('callback_method'),
});

const itemOf = ({ serverId, to, price, status, error }: Sent): Fields => ({
	server_id: serverId,
	phone: to,
	price: price.toFixed(2),
	status: String(status),
	...(error === 0 ? {} : { error: String(error) }),
});

const csv = ({ server_id, phone, price, status }: Fields): string => [server_id, phone, price, status].join();

function quote(drafts: Draft[], service: Service): Result {
	const quotes = drafts.map((draft) => priceOf(draft, service));
	const [first] = quotes;
	const prices = quotes.flatMap((one) => ('price' in one ? [one.price] : []));
	if (prices.length === 0 && 'refusal' in first) throw new Refusal(first.refusal);
	const cost = inKopecks(prices.reduce((sum, price) => sum + price, 0)).toFixed(2);
	return { json: { cost }, text: cost, value: cost };
}

const SHORT = ['server_id', 'phone', 'price', 'status'];

/** What `fields` may ask for; `message` is where the finding of an HLR request stands. */
const FIELDS: { [name: string]: (state: State) => string } = {
	server_id: ({ serverId }) => serverId,
	phone: ({ sms }) => sms?.to ?? '',
	price: ({ sms }) => (sms?.price ?? 0).toFixed(2),
	status: ({ status }) => String(status),
	sender: ({ sms }) => sms?.from ?? '',
	sender_orig: ({ sms }) => sms?.from ?? '',
	created: ({ modified }) => modified,
	modified: ({ modified }) => modified,
	parts: ({ sms }) => String(sms?.parts ?? 0),
	country: ({ sms }) => sms?.country ?? '',
	operator: ({ sms }) => sms?.operator ?? '',
	error: ({ error }) => String(error),
	error_en: ({ error }) => CODE_TEXTS[error] ?? '',
	error_ru: ({ error }) => CODE_TEXTS[error] ?? '',
	message: messageOf,
};

function messageOf({ sms, status }: State): string {
	if (sms?.channel === undefined) return sms?.text ?? '';
	if (status !== 2 && status !== -1) return '';
	return `${sms.channel}: ${status === 2 ? 'available' : 'unavailable'}, ${sms.country} ${sms.operator}`.trim();
}

function check(value: (name: string) => string, caller: Caller, service: Service): Result {
	const states = statesOf(commaList(value('check')), caller, service);
	const wanted = fieldsOf(value('fields'));
	const items = states.map((state) => Object.fromEntries(wanted.map((name) => [name, FIELDS[name](state)])));
	const short = states.map((state) => Object.fromEntries(SHORT.map((name) => [name, FIELDS[name](state)])));
	return {
		json: { check: items },
		text: short.map(csv).join('\n'),
		value: states.map(({ status }) => status).join(),
		recipients: items.length,
	};
}

function fieldsOf(list: string): string[] {
	if (list === '') return SHORT;
	if (list === 'all') return Object.keys(FIELDS);
	const names = commaList(list);
	if (names.some((name) => !Object.hasOwn(FIELDS, name))) throw new Refusal(WRONG_FIELDS);
	return names;
}

function balance(value: (name: string) => string, caller: Caller, service: Service): Result {
	const amount = String(balanceIn(value('balance'), caller, service));
	return { json: { balance: amount }, text: amount, value: amount };
}

function inbound(value: (name: string) => string, _: Caller, service: Service): Result {
	const since = value('inbound');
	const messages = inboundSince(since === 'all' ? '' : since, service);
	const lines = messages.map(({ id, phone, num, text, created }) => [id, phone, num, created, text].join());
	return { json: { inbound: messages }, text: lines.join('\n'), value: lines.join('\n') };
}

function senders(_value: unknown, _caller: Caller, { settings }: Service): Result {
	const { senders: names } = settings.info;
	return { json: { senders: names }, text: names, value: names };
}

/** The account: not under `info` here, but flat. */
function user(_value: unknown, caller: Caller, service: Service): Result {
	const facts: Form = userOf(caller, service) as Form;
	const lines = Object.entries(facts).map(([name, fact]) => `${name}=${String(fact)}`);
	return { json: facts, text: ['SUCCESS=USER INFO', ...lines].join('\n'), value: String(facts.balance) };
}

