import { textParam, type Form } from '../kit/form.ts';
import { countParts } from '../kit/parts.ts';
import { Refusal, type Result } from './answers.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { inKopecks, type Service, type Sms } from './service.ts';

/** Statuses by how far a message has got. */
const STATUSES = { queued: 'QUEUED', sent: 'SENT', delivered: 'DELIVERED', read: 'DELIVERED' };

/** The id that the document asks about, with the status that it prints. */
const PRINTED = { id: 3334, status: 'QUEUED' };

/** Countries whose numbers have one length, country code included. */
const LENGTHS: Array<[code: string, digits: number]> = [['375', 12], ['7', 11]];

/** What all messages of a request have in common. */
interface Manner {
	text: string;
	from: string;
	deliverAt?: number;
	priority?: true;
}

interface Taken {
	id: number;
	status: string;
	cost: { credits: number; money: number };
}

/** `/simple/send`: one message to one number. */
export function send(params: Form, service: Service): Result {
	const phone = textParam(params, 'phone').trim();
	if (phone === '') throw new Refusal('NO_PHONE');
	const priority = ['true', '1'].includes(textParam(params, 'priority')) ? ({ priority: true } as const) : {};
	return { value: accept(phone, { ...readManner(params, service), ...priority }, service), recipients: 1 };
}

/**
 * `/simple/bulkSend`: one text to many numbers; known from public clients alone. They read an array with an id and a
 * status per number, in the order of the numbers. What a refused number looks like in it is not known: here it is what a
 * refused call looks like.
 */
export function bulkSend(params: Form, service: Service): Result {
	const { phones = {} } = params;
	const numbers = typeof phones === 'string' ? [phones] : Object.values(phones).map(String);
	if (numbers.every((number) => number.trim() === '')) throw new Refusal('NO_PHONE');
	const manner = readManner(params, service);
	const value = numbers.map((number) => {
		try {
			const { id, status } = accept(number.trim(), manner, service);
			return { id, status };
		} catch (error) {
			if (error instanceof Refusal) return { error: error.code };
			throw error;
		}
	});
	return { value, recipients: numbers.length };
}

/** `/simple/status`: one id at a time; neither times nor reasons. */
export function status(params: Form, { phones }: Service): Result {
	const id = textParam(params, 'id').trim();
	if (id === String(PRINTED.id)) return { value: PRINTED };
	const sms = phones.get(id);
	if (sms === undefined) throw new Refusal('WRONG_ID');
	return { value: { id: Number(id), status: statusOf(sms) } };
}

function statusOf({ status: stage, failure = 'FAILED' }: Sms): string {
	return stage === 'undelivered' ? failure : STATUSES[stage];
}

/** @throws {Refusal} when there is nothing to send */
function readManner(params: Form, service: Service): Manner {
	const text = readText(textParam(params, 'text'), service);
	const deliverAt = readTimestamp(textParam(params, 'timestamp'), service);
	return { text, from: readSender(textParam(params, 'sender'), service), ...(deliverAt ? { deliverAt } : {}) };
}

// What happens to other encodings than UTF-8, and to a tag without a template, is not documented: there is nothing to
// send either way.
function readText(text: string, { settings }: Service): string {
	const found = /^TPL_ID_\S+$/.test(text) ? settings.templates.find(({ tpl_id: id }) => id === text)?.text : text;
	if (found === undefined || found.trim() === '' || !found.isWellFormed()) throw new Refusal('NO_MESSAGE');
	return found;
}

// Unix seconds. As PHP casts: what is no number is 0, and what is past is now.
function readTimestamp(written: string, { now }: Service): number | undefined {
	const deliverAt = (Number.parseInt(written, 10) || 0) * 1000;
	return deliverAt > now() ? deliverAt : undefined;
}

// A name that is not verified is no error: the account's own name takes its place, or else the service's.
function readSender(sender: string, { settings }: Service): string {
	const isVerified = (name: string) => settings.senders.some((one) => one.sender === name && one.verified);
	return [sender, settings.mainSender].find(isVerified) ?? settings.sharedSender;
}

function accept(phone: string, manner: Manner, { settings, phones, nextId, pay }: Service): Taken {
	const { refusal, fate, failure } = ODD_NUMBERS.get(phone) ?? {};
	if (refusal !== undefined) throw new Refusal(refusal);
	if (!isPhone(phone)) throw new Refusal('BAD_PHONE');

	const parts = countParts(manner.text);
	const money = inKopecks(parts * settings.pricePerPart);
	if (!pay(parts, money)) throw new Refusal(settings.emptyAccountError);

	const id = nextId();
	phones.add({ id: String(id), to: phone, ...manner, parts, money, fate, failure });
	return { id, status: statusOf(phones.get(String(id))!), cost: { credits: parts, money } };
}

// Digits alone: the document asks for the international form without a plus. No country is called by 80.
function isPhone(phone: string): boolean {
	const [, length] = LENGTHS.find(([code]) => phone.startsWith(code)) ?? [];
	return /^(?!80)[1-9]\d{9,14}$/.test(phone) && (length === undefined || phone.length === length);
}
