import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { done, type Accepted, type Operation, type Verdict } from '../../../../../nodes/shared/operation';
import { messageField, toField } from '../../../../../nodes/shared/sms/message';
import { counted } from '../../../../../nodes/shared/sms/partsCounter';
import { messageResult, type MessageState } from '../../../../../nodes/shared/sms/status';
import { asText } from '../../../../../nodes/shared/transport/replies';
import { partHeader, type Place } from '../../../../protocol/codec/parts';
import { isoOf } from '../../../../protocol/codec/times';
import { senderType, type Account } from '../../account';
import { failureOf, partly } from '../../vendor';
import { requestOf, resultOf, type CallResult, type PduData } from '../../wire';
import { messageEntries, type MessageEntry } from './entries';
import { sendOptions } from './options';
import { nextReference } from './reference';

/** The sender's field of every operation. */
export const fromField: INodeProperties = {
	displayName: 'Sender',
	name: 'from',
	type: 'string',
	default: '',
	placeholder: 'e.g. MyShop',
	description: 'Name, number or short code that the provider has approved. Empty means the default one of the account.',
};

/** Sends one message per entry, in as many PDUs as it has parts (SMPP 3.4, 4.4). */
export const send = (account: Account): Operation<MessageEntry> => ({
	value: 'send',
	name: 'Send',
	action: 'Send an SMS',
	description: 'Send an SMS to one or more phone numbers',
	effect: 'write',
	isSend: true,
	fields: [toField, ...counted(messageField), fromField],
	options: sendOptions,
	entries: (parameters) => messageEntries(parameters, account),
	pack: ([entry]) => requestOf({ command: 'submit_sm', pdus: pdusOf(entry, account), ...(entry.dryRun ? { dryRun: true } : {}) }),
	unpack: (reply, [entry]) => [verdictOn(resultOf(reply), entry)],
});

/** The PDUs of a message, one for each part. Their reference is no part of the entry, which is the same at each try of a run. */
function pdusOf(entry: MessageEntry, { addressing }: Account): PduData[] {
	const reference = entry.parts.length > 1 ? nextReference() : 0;
	const source = senderType(entry.from, addressing);
	const common: IDataObject = {
		source_addr_ton: source.ton,
		source_addr_npi: source.npi,
		source_addr: entry.from,
		dest_addr_ton: addressing.recipient.ton,
		dest_addr_npi: addressing.recipient.npi,
		destination_addr: entry.to,
		schedule_delivery_time: entry.sendAt,
		validity_period: entry.validity,
		registered_delivery: entry.wantsReceipt ? 1 : 0,
		data_coding: entry.coding,
	};
	return entry.parts.map((octets, index) => ({
		...partOf(entry, octets, { reference, total: entry.parts.length, number: index + 1 }, common),
		...(entry.extra.length > 0 ? { others: entry.extra } : {}),
	}));
}

/** User data that begin with a header (5.2.12). */
const WITH_HEADER = 0x40;

function partOf({ way, parts, count }: MessageEntry, octets: string, place: Place, common: IDataObject): PduData {
	if (way === 'payload' && count > 1) return { body: common, tlvs: { message_payload: octets } };
	if (parts.length === 1 || way === 'payload') return { body: { ...common, short_message: octets } };
	if (way === 'sar') {
		const tlvs = { sar_msg_ref_num: place.reference, sar_total_segments: place.total, sar_segment_seqnum: place.number };
		return { body: { ...common, short_message: octets }, tlvs };
	}
	return { body: { ...common, esm_class: WITH_HEADER, short_message: partHeader(place, way).toString('hex') + octets } };
}

/** Accepted when every part was; a message of which only some were is never sent again. */
function verdictOn(result: CallResult, entry: MessageEntry): Verdict {
	const ids = result.answers.filter(({ status }) => status === 0).map(({ body }) => asText(body.message_id) ?? '');
	const failure = failureOf(result);
	if (failure && failure.outcome !== 'accepted') return ids.length > 0 ? partly(failure, result, ids, entry.parts.length) : failure;
	return taken(ids, entry, result);
}

function taken(ids: string[], { to, count, sendAt, dryRun }: MessageEntry, { answers }: CallResult): Accepted {
	const state: MessageState & { sendAt?: string; partIds?: string[] } = {
		id: ids.find((id) => id !== '') ?? '',
		to,
		status: sendAt === '' ? 'queued' : 'scheduled',
		sendAt: isoOf(sendAt),
		parts: count,
		partIds: ids.length > 1 && ids.some((id) => id !== '') ? ids : undefined,
		vendorStatus: '0',
		vendorStatusText: dryRun ? 'Dry run: nothing was sent' : 'Accepted',
	};
	return done([messageResult(state)], answers.length === 1 ? answers[0] : { answers });
}
