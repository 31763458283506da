import type { NumberNote } from '../kit/phonePage.ts';
import { Phones, type Message, type Stage } from '../kit/phones.ts';
import { Reader, Refusal, STATUS } from './octets.ts';
import type { SmppSettings } from './settings.ts';
import { shown, withoutHeader, type Place } from './texts.ts';

/** One submit_sm that was taken. */
export interface Part {
	id: string;
	/** As submitted. */
	from: string;
	to: string;
	wantsReceipt: boolean;
}

export interface SmppExtras {
	parts: Part[];
	isFlash: boolean;
}

export type SmppMessage = Message<SmppExtras>;

/** What a message has come to (5.2.28): number, word in receipts, and the error that the vendor names. */
export interface State {
	number: number;
	word: string;
	error: number;
}

interface OddNumber extends NumberNote {
	refusal?: number;
	fate?: Stage;
	state?: State;
}

// No country has the code 0: these reach nobody.
const ODD_NUMBERS: OddNumber[] = [
	{ number: '375000000001', refusal: STATUS.recipient, note: 'refused: 0x0B' },
	{ number: '375000000002', refusal: 0x410, note: 'refused with a code of its own: 0x410' },
	{ number: '375000000003', fate: 'undelivered', state: { number: 5, word: 'UNDELIV', error: 21 }, note: 'accepted, never arrives: UNDELIV' },
	{ number: '375000000004', fate: 'undelivered', state: { number: 3, word: 'EXPIRED', error: 0 }, note: 'accepted, never arrives: EXPIRED' },
	{ number: '375000000005', fate: 'undelivered', state: { number: 8, word: 'REJECTD', error: 1 }, note: 'accepted, never arrives: REJECTD' },
	{ number: '375000000007', fate: 'sent', note: 'accepted, stays under way for ever' },
];

export const numbers: NumberNote[] = ODD_NUMBERS;

const oddOf = (to: string): OddNumber | undefined => ODD_NUMBERS.find(({ number }) => number === to);

const STATES: Record<Exclude<Stage, 'undelivered'>, State> = {
	queued: { number: 1, word: 'ENROUTE', error: 0 },
	sent: { number: 1, word: 'ENROUTE', error: 0 },
	delivered: { number: 2, word: 'DELIVRD', error: 0 },
	read: { number: 2, word: 'DELIVRD', error: 0 },
};

/** The state of a message. */
export const stateOf = ({ status, to }: SmppMessage): State => (status === 'undelivered' ? oddOf(to)!.state! : STATES[status]);

const DAY = 86_400_000;

/** A moment in SMPP's absolute form, or a time from now on (7.1.1). @returns nothing for none @throws {Refusal} */
function moment(text: string, now: number, status: number): number | undefined {
	if (text === '') return undefined;
	const digits = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d(\d\d)([+\-R])$/.exec(text);
	if (!digits) throw new Refusal(status);
	const [year, month, day, hours, minutes, seconds, quarters] = digits.slice(1, 8).map(Number);
	if (digits[8] === 'R') return now + year * 365 * DAY + month * 30 * DAY + day * DAY + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000;
	const zone = quarters * 15 * 60_000 * (digits[8] === '+' ? 1 : -1);
	const utc = Date.UTC(2000 + year, month - 1, day, hours, minutes, seconds) - zone;
	if (Number.isNaN(utc) || month < 1 || month > 12 || quarters > 48 || utc <= now) throw new Refusal(status);
	return utc;
}

/** The body of a submit_sm, read as strictly as the document has it (4.4.1). */
interface Submit {
	from: string;
	to: string;
	text: Buffer;
	coding: number;
	place?: Place;
	wantsReceipt: boolean;
	deliverAt?: number;
}

const PAYLOAD = 0x424;
const SAR = { reference: 0x20c, total: 0x20e, number: 0x20f };

function readSubmit(body: Buffer, now: number): Submit {
	const reader = new Reader(body);
	reader.text(6);
	const [sourceTon] = [reader.byte(), reader.byte()];
	const from = reader.text(21, STATUS.sender);
	const isName = !/^\d*$/.test(from);
	if (isName !== (sourceTon === 5) || (isName && from.length > 11)) throw new Refusal(STATUS.sender);
	if (reader.byte() !== 1) throw new Refusal(STATUS.recipientTon);
	if (reader.byte() !== 1) throw new Refusal(STATUS.recipientNpi);
	const to = reader.text(21, STATUS.recipient);
	if (!/^\d{8,15}$/.test(to)) throw new Refusal(STATUS.recipient);
	const esmClass = reader.byte();
	reader.octets(2);
	const deliverAt = moment(reader.text(17, STATUS.schedule), now, STATUS.schedule);
	moment(reader.text(17, STATUS.validity), now, STATUS.validity);
	const receipt = reader.byte();
	if (reader.byte() !== 0) throw new Refusal(STATUS.replaceFlag);
	const coding = reader.byte();
	reader.byte();
	const length = reader.byte();
	if (length > 254) throw new Refusal(STATUS.tooLong);
	const short = reader.octets(length);
	const tlvs = reader.tlvs();
	const payload = tlvs.get(PAYLOAD);
	if (payload && short.length > 0) throw new Refusal(STATUS.tlvs);
	const data = payload ?? short;
	const common = { from, to, coding, wantsReceipt: (receipt & 3) === 1, ...(deliverAt === undefined ? {} : { deliverAt }) };
	if (esmClass & 0x40) return { ...common, ...withoutHeader(data) };
	const reference = tlvs.get(SAR.reference)?.readUInt16BE();
	const place = reference === undefined ? undefined : { reference, total: tlvs.get(SAR.total)![0], number: tlvs.get(SAR.number)![0] };
	return { ...common, text: data, ...(place ? { place } : {}) };
}

const isSubset = (coding: number): boolean => (coding & 0x10) !== 0;

/** What was submitted: parts wait for the rest of their message, which then is on its way to the phone. */
export class Messages {
	readonly phones: Phones<SmppExtras>;
	readonly #now: () => number;
	readonly #byPart = new Map<string, SmppMessage>();
	readonly #waiting = new Map<string, Array<Submit & { part: Part }>>();
	#count = 0x4c1d0000;

	constructor(settings: SmppSettings, now: () => number) {
		this.#now = now;
		this.phones = new Phones(settings.steps, now);
	}

	/** Takes a submit_sm. @returns its part @throws {Refusal} */
	take(body: Buffer): Part {
		const submit = readSubmit(body, this.#now());
		const { refusal } = oddOf(submit.to) ?? {};
		if (refusal !== undefined) throw new Refusal(refusal);
		// An alphabet that is none is refused at once.
		shown(submit.text, submit.coding);
		const { from, to, wantsReceipt, place } = submit;
		const part: Part = { id: (++this.#count).toString(16).toUpperCase(), from, to, wantsReceipt };
		if (!place || place.total === 1) this.#arrive([{ ...submit, part }]);
		else this.#join({ ...submit, part }, place);
		return part;
	}

	#join(one: Submit & { part: Part }, { reference, total, number }: Place): void {
		const name = [one.from, one.to, reference, total].join('\n');
		const parts = this.#waiting.get(name) ?? [];
		parts[number - 1] = one;
		this.#waiting.set(name, parts);
		if (Object.keys(parts).length < total) return;
		this.#waiting.delete(name);
		this.#arrive(parts);
	}

	#arrive(submits: Array<Submit & { part: Part }>): void {
		const [{ from, to, coding, deliverAt, part }] = submits;
		const { fate } = oddOf(to) ?? {};
		const message = this.phones.add({
			id: part.id,
			to,
			from,
			text: submits.map((one) => shown(one.text, one.coding)).join(''),
			parts: submits.map((one) => one.part),
			isFlash: isSubset(coding),
			...(deliverAt === undefined ? {} : { deliverAt }),
			...(fate ? { fate } : {}),
		});
		for (const { part: one } of submits) this.#byPart.set(one.id, message);
	}

	/** The message that a part belongs to. @throws {Refusal} when there is none with this id and sender */
	find(id: string, from: string): SmppMessage {
		this.phones.advance();
		const message = this.#byPart.get(id.toUpperCase());
		if (!message || (message.from ?? '') !== from) throw new Refusal(STATUS.unknownId);
		return message;
	}

	/** Takes a message back that has not left yet. @throws {Refusal} */
	cancel(id: string, from: string): void {
		const message = this.find(id, from);
		if (message.status !== 'queued') throw new Refusal(STATUS.cancelFailed);
		message.fate = 'queued';
		for (const part of message.parts) this.#byPart.delete(part.id);
	}
}
