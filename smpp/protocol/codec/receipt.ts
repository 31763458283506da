import type { DefaultAlphabet } from './dataCoding';
import type { Tlvs } from './tlvs';

/** How far a message has got (5.2.28; the first and the last two are SMPP 5.0's and vendors' own). */
export type State =
	| 'SCHEDULED'
	| 'ENROUTE'
	| 'DELIVERED'
	| 'EXPIRED'
	| 'DELETED'
	| 'UNDELIVERABLE'
	| 'ACCEPTED'
	| 'UNKNOWN'
	| 'REJECTED'
	| 'SKIPPED'
	| 'FAILED';

/** The states by their numbers in message_state. */
const BY_NUMBER: readonly State[] = [
	'SCHEDULED',
	'ENROUTE',
	'DELIVERED',
	'EXPIRED',
	'DELETED',
	'UNDELIVERABLE',
	'ACCEPTED',
	'UNKNOWN',
	'REJECTED',
	'SKIPPED',
];

/** The state behind a number; nothing for one that has no meaning. */
export const stateOf = (number: number): State | undefined => BY_NUMBER[number];

/** The words of the text form (appendix B), and spellings that vendors use in their place. */
const BY_WORD: Readonly<Record<string, State>> = {
	SCHEDLD: 'SCHEDULED',
	SCHEDULED: 'SCHEDULED',
	ENROUTE: 'ENROUTE',
	BUFFERED: 'ENROUTE',
	BUFFRED: 'ENROUTE',
	BUFFERD: 'ENROUTE',
	SENT: 'ENROUTE',
	QUEUED: 'ENROUTE',
	PENDING: 'ENROUTE',
	SUBMITTED: 'ENROUTE',
	DELIVRD: 'DELIVERED',
	DELIVERED: 'DELIVERED',
	DELIVERD: 'DELIVERED',
	EXPIRED: 'EXPIRED',
	DELETED: 'DELETED',
	UNDELIV: 'UNDELIVERABLE',
	UNDELIVERED: 'UNDELIVERABLE',
	UNDELIVERABLE: 'UNDELIVERABLE',
	UNDELIVRD: 'UNDELIVERABLE',
	ACCEPTD: 'ACCEPTED',
	ACCEPTED: 'ACCEPTED',
	UNKNOWN: 'UNKNOWN',
	REJECTD: 'REJECTED',
	REJECTED: 'REJECTED',
	SKIPPED: 'SKIPPED',
	FAILED: 'FAILED',
};

/** What a receipt says. Everything may be missing: the text form is no standard. */
export interface Receipt {
	/** As the SMSC wrote it. */
	id?: string;
	state?: State;
	/** The SMSC's word or number for the state. */
	stateText?: string;
	/** The SMSC's code of the reason; its own, and without meaning when the message was delivered. */
	error?: string;
	/** Wall clock times, `2026-11-27T05:40:00`: the text form names no zone. */
	submitted?: string;
	done?: string;
	/** The beginning of the message, where the SMSC quotes it. */
	text?: string;
}

/** Longest text that is searched for a receipt's fields, in characters: several times the longest that was ever seen. */
const LONGEST_TEXT = 2_000;

const KEYS = /(?:^|[\s,;|])(id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat(?:us)?|err(?:or)?) {0,2}[:=]/gi;
const TEXT = /(?:^|[\s,;|])text {0,2}[:=]/i;

/**
 * Reads the text form: `key:value` anywhere, in any order and any case, up to the first `text:`, behind which anything
 * may stand. Never throws.
 */
export function readReceiptText(whole: string): Receipt {
	const text = whole.slice(0, LONGEST_TEXT);
	const quote = TEXT.exec(text);
	const head = quote ? text.slice(0, quote.index) : text;
	const fields = fieldsIn(head);
	const word = fields.stat ?? bareState(head);
	return withoutEmpty({
		id: fields.id,
		state: word === undefined ? undefined : BY_WORD[word.toUpperCase()],
		stateText: word,
		error: fields.err,
		submitted: wallClock(fields.submitdate),
		done: wallClock(fields.donedate),
		text: quote ? text.slice(quote.index + quote[0].length).trim() : undefined,
	});
}

/** The first value of each key; one that holds several words counts up to the first. */
function fieldsIn(head: string): Record<string, string | undefined> {
	const found = [...head.matchAll(KEYS)];
	const fields: Record<string, string> = {};
	found.forEach((match, index) => {
		const value = head.slice(match.index + match[0].length, found[index + 1]?.index).trim();
		const key = keyOf(match[1]);
		const word = key.endsWith('date') ? value : value.split(/[\s,;|]/, 1)[0];
		if (word !== '' && !Object.hasOwn(fields, key)) fields[key] = word;
	});
	return fields;
}

function keyOf(typed: string): string {
	const key = typed.toLowerCase().replace(/[ _]/, '');
	if (key.startsWith('stat')) return 'stat';
	return key.startsWith('err') ? 'err' : key;
}

/** A known state that stands alone, as some gateways write it. */
const bareState = (head: string): string | undefined =>
	head.split(/[\s,;|:]+/).find((word) => Object.hasOwn(BY_WORD, word) && word === word.toUpperCase());

/** Where the digits of a date begin: years of two or of four digits, with or without seconds. */
const DATES: Record<number, Array<[year: number, seconds: boolean]>> = {
	10: [[2, false]],
	12: [
		[2, true],
		[4, false],
	],
	14: [[4, true]],
};

/** `YYMMDDhhmm` and its longer forms as a wall clock time; zeros, and what is no date, as nothing. */
function wallClock(value: string | undefined): string | undefined {
	const digits = value?.replace(/[-/:. T]/g, '') ?? '';
	if (!/^\d+$/.test(digits) || /^0+$/.test(digits)) return undefined;
	for (const [year, hasSeconds] of DATES[digits.length] ?? []) {
		const [yy, mm, dd, hh, mi, ss] = digits.match(new RegExp(`^(.{${year}})(..)(..)(..)(..)(..)?$`))?.slice(1) ?? [];
		const iso = `${year === 2 ? '20' : ''}${yy}-${mm}-${dd}T${hh}:${mi}:${hasSeconds ? ss : '00'}`;
		const at = new Date(`${iso}Z`);
		if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso)) return iso;
	}
	return undefined;
}

/** What some gateways write into message_state where they leave it out: the text may know better. */
const VAGUE: readonly State[] = ['SCHEDULED', 'UNKNOWN'];

/**
 * What the parameters and the text of a receipt say together: parameters come first, since they are standard.
 * @param text the short message or payload, read; empty where there is none
 */
export function readReceipt(tlvs: Tlvs, text: string): Receipt {
	const said = readReceiptText(text);
	const { receipted_message_id: id, message_state: number } = tlvs;
	const told = number === undefined ? undefined : stateOf(number);
	const state = told && VAGUE.includes(told) && said.stateText !== undefined ? undefined : told;
	return withoutEmpty({
		...said,
		...(id ? { id } : {}),
		...(state ? { state, stateText: said.state === state ? said.stateText : state } : {}),
		...(number !== undefined && !state && !said.state ? { stateText: said.stateText ?? String(number) } : {}),
		error: said.error ?? networkError(tlvs.network_error_code),
	});
}

/** Three octets: which network, and its code (5.3.2.31). */
const networkError = (octets: Buffer | undefined): string | undefined =>
	octets?.length === 3 ? String(octets.readUInt16BE(1)) : undefined;

/** What esm_class says of a deliver_sm (5.2.12): other bits than these four may be set too. */
const TYPE = 0x3c;
const RECEIPT = 0x04;
const INTERMEDIATE = 0x20;
const HAS_HEADER = 0x40;

/** Whether user data begin with a header. */
export const hasHeader = (esmClass: number): boolean => (esmClass & HAS_HEADER) !== 0;

/** Whether its class says that a final state is still to come (5.2.12, intermediate delivery notification). */
export const isIntermediate = (esmClass: number): boolean => (esmClass & TYPE) === INTERMEDIATE;

/**
 * Whether a message tells of another one that was sent: by its class, or by the parameter that only receipts have; with
 * `byText` also by a text in the receipts' form.
 */
export function isReceipt(esmClass: number, tlvs: Tlvs, text: string, byText: boolean): boolean {
	const type = esmClass & TYPE;
	if (type === RECEIPT || isIntermediate(esmClass) || tlvs.receipted_message_id !== undefined) return true;
	if (!byText) return false;
	const { id, state } = readReceiptText(text);
	return id !== undefined && state !== undefined;
}

/** The alphabet that the text of a receipt is surely in, whatever its data_coding says: `id:` in ASCII. */
export const receiptAlphabet = (octets: Buffer): DefaultAlphabet | undefined =>
	/^[\s\S]{0,40}\bid {0,2}:/i.test(octets.toString('latin1', 0, 60)) ? 'latin1' : undefined;

const withoutEmpty = (receipt: Receipt): Receipt =>
	Object.fromEntries(Object.entries(receipt).filter(([, value]) => value !== undefined && value !== ''));
