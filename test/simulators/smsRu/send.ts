import type { Call } from '../kit/call.ts';
import { textParam, type Form } from '../kit/form.ts';
import { envelope, phpMap, refused, type Result } from './answers.ts';
import { isNewToday, refuseSending, weigh, type Candidate } from './checks.ts';
import { OK } from './codes.ts';
import { isPublicIp } from './ip.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { readEntries } from './recipients.ts';
import { readSchedule } from './schedule.ts';
import type { Service } from './service.ts';
import { transliterate } from './translit.ts';

const NO_SENDER = 221;
const WRONG_IP = 507;
const MAX_TTL = 1440;

interface Outcome {
	key: string;
	code: number;
	id?: string;
}

/** What all messages of one request have in common. */
interface Manner {
	from: string | undefined;
	isTest: boolean;
	deliverAt?: number;
	ttl?: number;
}

/** `/sms/send`: what concerns the request as a whole refuses it as a whole, everything else refuses one message. */
export function send({ params }: Call, service: Service): Result {
	const { settings, now } = service;
	if (settings.refusal !== 0) return refused(settings.refusal);
	const entries = readEntries(params);
	if (typeof entries === 'number') return refused(entries);
	const schedule = readSchedule(params, now());
	if ('refusal' in schedule) return refused(schedule.refusal);
	const ip = textParam(params, 'ip');
	if (ip !== '' && !isPublicIp(ip)) return refused(WRONG_IP);

	const manner: Manner = { ...schedule, from: readFrom(params), ttl: readTtl(params), isTest: params.test === '1' };
	const isTranslit = params.translit === '1';
	const outcomes = entries
		.map((entry) => (isTranslit ? { ...entry, text: transliterate(entry.text) } : entry))
		.map((entry) => accept(weigh(entry, manner.from, service), manner, service));
	return {
		code: OK,
		json: { sms: phpMap(outcomes.map(describe)), balance: settings.balance },
		lines: [...outcomes.map(({ code, id }) => (code === OK ? id! : code)), `balance=${settings.balance}`],
		recipients: entries.length,
	};
}

/** The sender asked for; undefined = the account's default. */
export function readFrom(params: Form): string | undefined {
	return textParam(params, 'from') || undefined;
}

// No code is documented for a lifetime out of range, so it is passed over.
function readTtl(params: Form): number | undefined {
	const ttl = Number(textParam(params, 'ttl'));
	return Number.isInteger(ttl) && ttl >= 1 && ttl <= MAX_TTL ? ttl : undefined;
}

function accept(candidate: Candidate, manner: Manner, service: Service): Outcome {
	const { key } = candidate;
	const refusal = refuseSending(candidate, service);
	// Recorded: a message refused for want of any sender has an id all the same.
	if (refusal !== undefined) return { key, code: refusal, id: refusal === NO_SENDER ? service.nextId() : undefined };
	const id = service.nextId();
	if (!manner.isTest) deliver(id, candidate, manner, service);
	return { key, code: OK, id };
}

function deliver(id: string, candidate: Candidate, { from, deliverAt, ttl }: Manner, service: Service): void {
	const { phones, settings, charge } = service;
	const to = candidate.phone!;
	const { fate, failure } = ODD_NUMBERS.get(to) ?? {};
	if (isNewToday(to, service)) settings.usedToday += 1;
	charge(candidate.cost);
	const { text, parts, cost } = candidate;
	phones.add({ id, to, text, from: from ?? settings.senders[0], parts, cost, deliverAt, ttl, fate, failure });
}

function describe({ key, code, id }: Outcome): [string, object] {
	return [key, { ...envelope(code), ...(id === undefined ? {} : { sms_id: id }) }];
}
