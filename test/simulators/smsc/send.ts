import { createHash } from 'node:crypto';

import type { Call } from '../kit/call.ts';
import { countParts } from '../kit/parts.ts';
import { FORBIDDEN, NO_MONEY, PARAMETERS_ERROR, Refusal, type Result } from './answers.ts';
import { checkContent, checkParameters } from './checks.ts';
import { kindOf, type Kind } from './kinds.ts';
import { checkLength, readOrders } from './messages.ts';
import { ODD_NUMBERS } from './numbers.ts';
import type { Params } from './params.ts';
import type { Recipient } from './recipients.ts';
import { inHundredths, money, type Service } from './service.ts';
import { checkPace, isFullTime, readTime, readZone } from './times.ts';

const MINUTE = 60_000;
const FLOOD = { code: 8, status: 23, error: 251 };
const SPAM = { code: FORBIDDEN, status: 23, error: 253 };
const STRANGE_SENDER = { code: FORBIDDEN, status: 23, error: 254 };

/** One text on its way to one recipient. */
interface Candidate extends Recipient {
	text: string;
	sender: string;
	parts: number;
	cost: number;
	deliverAt?: number;
}

/** `send.php`: messages of every kind, their price, HLR and ping. One call has one id, however many messages it brings. */
export function send(call: Call, params: Params, service: Service): Result {
	const { settings, guard } = service;
	checkParameters(params);
	const kind = kindOf(params);
	if (!params.has('list') && !params.has('phones')) throw new Refusal(PARAMETERS_ERROR);
	checkContent(params, kind, call);
	checkPace(params);
	const isPriceOnly = params.get('cost') === '1';
	const candidates = candidatesOf(params, kind, service);
	const print = fingerprint(call, params);
	if (isPriceOnly) guard.pass(`cost ${print}`, settings.identicalCostsPerMinute);
	else guard.check(`send ${print}`, settings.identicalSendsPerMinute);

	const number = service.next();
	const id = !params.has('id') ? number : /^\d+$/.test(params.get('id')) ? Number(params.get('id')) : params.get('id');
	const good = candidates.filter(({ refusal }) => refusal === undefined);
	if (good.length === 0) throw new Refusal(candidates[0].refusal!.code, { id });
	const cost = inHundredths(good.reduce((sum, one) => sum + one.cost, 0));
	const count = good.reduce((sum, { parts }) => sum + parts, 0);
	if (isPriceOnly) return described(params, candidates, { cost: money(cost), cnt: count }, `${money(cost)} (${count} SMS)`);

	if (cost > settings.balance + settings.credit) throw new Refusal(NO_MONEY, { id });
	// The document says that one such request is accepted: what was refused does not count.
	guard.note(`send ${print}`);
	service.charge(cost);
	good.forEach((one) => deliver(one, String(id), kind, call, params, service));
	const code = kind.name === 'call' && params.get('mes') === 'code' ? secretCode(number) : undefined;
	const answer = {
		id,
		cnt: count,
		...(['2', '3'].includes(params.get('cost')) ? { cost: money(cost) } : {}),
		...(params.get('cost') === '3' ? { balance: money(settings.balance) } : {}),
		...(code === undefined ? {} : { code }),
	};
	return described(params, candidates, answer, sentence(answer));
}

function candidatesOf(params: Params, kind: Kind, service: Service): Candidate[] {
	const now = service.now();
	const time = params.get('time');
	return readOrders(params, kind, service).flatMap((order) => {
		checkLength(order, kind);
		const ownZone = order.tz !== undefined && isFullTime(time);
		const deliverAt = readTime(time, readZone(ownZone ? order.tz! : params.get('tz')), now);
		const parts = kind.hasParts ? countParts(order.text) : 1;
		const cost = inHundredths(parts * kind.price);
		return order.recipients.map((recipient) => ({
			...recipient,
			text: order.text,
			sender: order.sender,
			parts,
			cost,
			deliverAt,
			refusal: recipient.refusal ?? refusalOf(order.text, order.sender, recipient.to, kind, service),
		}));
	});
}

function refusalOf(text: string, sender: string, to: string, kind: Kind, { settings, phones, now }: Service) {
	if (settings.forbiddenWords.some((word) => text.toLowerCase().includes(word))) return SPAM;
	const isNamed = kind.recipients === 'phone' && kind.name !== 'call' && !['', '.'].includes(sender);
	if (isNamed && !settings.senders.some((known) => known.sender === sender)) return STRANGE_SENDER;
	return phones.received(to, now() - MINUTE).length >= settings.messagesPerNumber ? FLOOD : undefined;
}

function deliver(one: Candidate, id: string, kind: Kind, call: Call, params: Params, service: Service): void {
	const { settings, phones, next } = service;
	const number = next();
	const { to, text, sender, parts, cost, deliverAt } = one;
	const { fate, end } = settings.isVirtual ? { end: { status: 1, error: 200 } } : { fate: undefined, end: undefined, ...ODD_NUMBERS.get(to) };
	phones.add({
		id,
		key: String(number),
		number,
		to,
		text,
		from: sender || String(settings.senders.find(({ cmt }) => cmt === 'default')?.sender ?? 'SMSC.RU'),
		...(kind.name === 'sms' ? {} : { channel: kind.name }),
		type: kind.type,
		parts,
		cost,
		deliverAt,
		fate: fate as never,
		end,
		params: params.rest(),
		files: Object.entries(call.files).map(([field, { name, type, bytes }]) => ({ field, name, type, size: bytes.length })),
	});
}

/** The answer with what `op` and `err` add: a row for each number, a list of the wrong ones. */
function described(params: Params, candidates: Candidate[], answer: object, text: string): Result {
	const rows = candidates.map(({ to, cost, refusal }) => ({
		phone: to,
		mccmnc: refusal === undefined ? '25001' : '0',
		cost: money(refusal === undefined ? cost : 0),
		status: String(refusal?.status ?? -1),
		error: String(refusal?.error ?? 0),
	}));
	// The name of this list is not documented.
	const errors = candidates.flatMap(({ to, refusal }) => (refusal ? [{ phone: to, status: String(refusal.status), error: String(refusal.error) }] : []));
	const lines = params.flag('op') ? rows.map((row) => Object.values(row).join(',')) : [];
	return {
		json: {
			...answer,
			...(params.flag('op') ? { phones: rows } : {}),
			...(params.flag('err') && errors.length > 0 ? { errors } : {}),
		},
		text: [text, ...lines].join('\n'),
		numbers: [numbersOf(answer), ...lines].join('\n'),
		recipients: candidates.length,
	};
}

function sentence({ id, cnt, cost, balance, code }: { id: string | number; cnt: number; cost?: string; balance?: string; code?: string }) {
	const more = Object.entries({ COST: cost, BALANCE: balance, CODE: code }).filter(([, value]) => value !== undefined);
	return [`OK - ${cnt} SMS`, `ID - ${id}`, ...more.map(([name, value]) => `${name} - ${value}`)].join(', ');
}

const numbersOf = (answer: object) => Object.values(answer).join(',');

const secretCode = (number: number) => String((number * 7919) % 10_000).padStart(4, '0');

/** "Identical requests" are the same in everything that they hold: the document excepts nothing, not the id either. */
function fingerprint(call: Call, params: Params): string {
	const files = Object.values(call.files).map(({ bytes }) => createHash('sha1').update(bytes).digest('hex'));
	return createHash('sha1').update(JSON.stringify([Object.entries(params.rest()).sort(), files])).digest('hex');
}
