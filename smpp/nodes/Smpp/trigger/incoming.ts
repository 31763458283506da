import type { IDataObject } from 'n8n-workflow';

import { hasFailed, isFinal } from '../../../../nodes/shared/sms/status';
import type { EventKind, PushEvent } from '../../../../nodes/shared/trigger/source';
import type { Joined, Part } from '../../../protocol/codec/assembly';
import { readingOf, textOf, type DefaultAlphabet } from '../../../protocol/codec/dataCoding';
import { convertId, idAlternatives, type IdFormat } from '../../../protocol/codec/messageIds';
import { validPlace, withoutHeader } from '../../../protocol/codec/parts';
import type { Pdu } from '../../../protocol/codec/pdu';
import { hasHeader, isIntermediate, isReceipt, readReceipt, receiptAlphabet, type Receipt } from '../../../protocol/codec/receipt';
import { STATES, UNEXPLAINED } from '../codes';
import { answerData } from '../wire';
import { say } from '../../../../nodes/shared/language/say';

/** What comes over a session by itself. */
export type Incoming = Pdu<'deliver_sm'> | Pdu<'data_sm'>;

export const KINDS: EventKind[] = [
	{ value: 'deliveryStatus', name: 'Delivery Status', description: 'A message was delivered, has expired, …', hasStates: true },
	{ value: 'incomingSms', name: 'Incoming SMS', description: 'Somebody wrote to a number of the account' },
];

/** How incoming messages are read. */
export interface ReadSettings {
	defaultAlphabet: DefaultAlphabet;
	idFormat: IdFormat;
	/** Whether a text in the receipts' form is a receipt, although its class does not say so. */
	byText: boolean;
	/** The moment of a wall clock time of the provider, as ISO 8601. */
	momentOf(wallClock: string): string | undefined;
	/** The moment that it came, as ISO 8601. */
	receivedAt: string;
}

/** One event, or a part of a message whose other parts may follow. */
export type ReadIncoming = { event: PushEvent } | { part: Part<PushEvent> };

/** What an incoming message tells. Never throws. */
export function readIncoming(pdu: Incoming, settings: ReadSettings): ReadIncoming {
	const { esm_class: esmClass, data_coding: coding } = pdu.body;
	const short = 'short_message' in pdu.body ? pdu.body.short_message : Buffer.alloc(0);
	const whole = short.length > 0 ? short : (pdu.tlvs.message_payload ?? short);
	const { text: octets, place } = hasHeader(esmClass) ? withoutHeader(whole) : { text: whole };
	const plain = textOf(octets, receiptAlphabet(octets) ?? readingOf(coding, settings.defaultAlphabet));
	if (isReceipt(esmClass, pdu.tlvs, plain, settings.byText)) return { event: statusEvent(pdu, readReceipt(pdu.tlvs, plain), settings) };

	const text = textOf(octets, readingOf(coding, settings.defaultAlphabet));
	const event = smsEvent(pdu, text, settings);
	const { sar_msg_ref_num: reference, sar_total_segments: total, sar_segment_seqnum: number } = pdu.tlvs;
	const bySar = reference === undefined ? undefined : validPlace(reference, total ?? 0, number ?? 0);
	const part = place ?? bySar;
	if (!part || part.total === 1) return { event };
	const { source_addr: from, destination_addr: to } = pdu.body;
	return { part: { key: JSON.stringify([from, to, place ? 'udh' : 'sar']), place: part, text, about: event } };
}

/** SMSC tells the price of a message in its receipt (https://smsc.ru/api/smpp/status). */
const COST = 0x2000;

/** A receipt goes from the phone to the sender: whom it is about is its source. */
function statusEvent(pdu: Incoming, receipt: Receipt, { idFormat, momentOf }: ReadSettings): PushEvent {
	const { source_addr: to, destination_addr: from } = pdu.body;
	const id = convertId(receipt.id ?? '', idFormat);
	const { status, text } = receipt.state ? STATES[receipt.state] : UNEXPLAINED;
	const over = isFinal(status);
	// A receipt for a state that nobody knows may be all that will ever be heard of the message.
	const isKnownToGoOn = !over && (status !== 'unknown' || isIntermediate(pdu.body.esm_class));
	const cost = Number(pdu.others.find(({ tag }) => tag === COST)?.value.toString('latin1').replace('\0', '') || NaN);
	const done = receipt.done && momentOf(receipt.done);
	const failed = hasFailed(status);
	const result = given({
		id,
		idAlternatives: idAlternatives(id).length > 0 ? idAlternatives(id) : undefined,
		to,
		from,
		status,
		isFinal: over,
		cost: cost >= 0 ? cost : undefined,
		vendorStatus: receipt.stateText,
		vendorStatusText: say(text),
		errorCode: failed ? receipt.error : undefined,
		sentAt: receipt.submitted && momentOf(receipt.submitted),
		deliveredAt: status === 'delivered' ? done : undefined,
		at: done,
	});
	const identity = ['status', id, to, from, receipt.stateText, receipt.done, receipt.error].join('\n');
	return { kind: 'deliveryStatus', ...(id ? { identity } : {}), isFinal: !isKnownToGoOn, result, raw: rawOf(pdu) };
}

/** Nothing tells an incoming message that comes again from one that was written twice, so none is dropped. */
const smsEvent = (pdu: Incoming, text: string, { receivedAt }: ReadSettings): PushEvent => ({
	kind: 'incomingSms',
	result: { ...given({ from: pdu.body.source_addr, to: pdu.body.destination_addr }), text, receivedAt, parts: 1, complete: true },
	raw: rawOf(pdu),
});

/** A message that was put together, or as much of it as came. */
export const joinedEvent = ({ text, parts, complete, about }: Joined<PushEvent>): PushEvent => ({
	...about,
	result: { ...about.result, text, parts, complete },
});

function rawOf(pdu: Incoming): IDataObject {
	const { command, body, tlvs } = answerData(pdu);
	return { command, ...body, ...tlvs };
}

const given = (fields: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
