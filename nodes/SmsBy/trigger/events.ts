import type { IDataObject } from 'n8n-workflow';

import { isFinal, type MessageState } from '../../shared/sms/status';
import { isObject, asText } from '../../shared/transport/replies';
import { stateResult } from '../../shared/trigger/result';
import { digest } from '../../shared/trigger/signature';
import type { EventKind, PushEvent } from '../../shared/trigger/source';
import { failedState, takenState } from '../bulkStates';
import { timeOf } from '../times';
import type { Payload } from './payload';

/** What a push of SMS.by can be. */
export const KINDS: EventKind[] = [
	{ value: 'deliveryStatus', name: 'Delivery Status', description: 'What became of a message of a bulk mailing', hasStates: true },
	{ value: 'other', name: 'Other Push', description: 'What tells of no single message, passed on as it came' },
];

/** What stands around a row: the bulk and the mailing that it belongs to. */
interface Place {
	bulkId?: string;
	campaignId?: string;
	mailing?: string;
}

/** What a push says of one message. */
interface Row {
	value: unknown;
	hasFailed: boolean;
	place: Place;
}

/** Names of what holds failures; which of them the vendor uses is not documented. */
const FAILURES = /^(errors?|failed|failures?|fails)$/i;

/**
 * The events of a push, one for each message that it tells of, found wherever it stands; else the push as a whole. A
 * message's state is known by what tells it from all others, whatever stands beside it; where nothing does, by the push,
 * repeated word for word.
 */
export function eventsOf(payload: Payload): PushEvent[] {
	const whole = digest('sha256', JSON.stringify(payload));
	const rows = rowsIn(payload, {}, false);
	if (rows.length === 0) return [{ kind: 'other', identity: whole, result: { ...placeIn(payload, {}), payload }, raw: { payload } }];
	const seen = new Map<string, number>();
	return rows.map((row) => {
		const event = eventOf(row);
		const name = JSON.stringify(nameOf(event, row) ?? [whole, event.result]);
		const times = (seen.get(name) ?? 0) + 1;
		seen.set(name, times);
		return { ...event, identity: `${name} ${times}` };
	});
}

/** What tells a state from every other one of the account: the message's own id, or its number within its bulk. */
function nameOf({ result }: Omit<PushEvent, 'identity'>, { place }: Row): unknown[] | undefined {
	const { id, to, status, vendorStatus, vendorStatusText } = result;
	const { bulkId, campaignId } = place;
	const isNamed = Boolean(id) || (Boolean(to) && Boolean(bulkId));
	return isNamed ? [bulkId, campaignId, id, to, status, vendorStatus, vendorStatusText] : undefined;
}

function rowsIn(value: unknown, around: Place, hasFailed: boolean): Row[] {
	if (Array.isArray(value)) return value.flatMap((one) => rowsIn(one, around, hasFailed));
	if (!isObject(value)) return hasFailed && isComplaint(value) ? [{ value, hasFailed, place: around }] : [];
	const place = placeIn(value, around);
	if (asText(value.phone) || asText(value.delivery_id)) {
		return [{ value, place, hasFailed: hasFailed || isComplaint(value.error) || isComplaint(value.error_message) }];
	}
	return Object.entries(value).flatMap(([name, inner]) => rowsIn(inner, place, hasFailed || FAILURES.test(name)));
}

/** Words that say that there is no error. */
const NO_COMPLAINTS = new Set(['', '0', 'no', 'none', 'false', 'null']);

const isComplaint = (value: unknown): boolean =>
	isObject(value) || (typeof value === 'string' && !NO_COMPLAINTS.has(value.trim().toLowerCase()));

/** What stands around many rows is told with each of them: longer texts would grow by their number. In characters. */
const LONGEST_PLACE = 200;

function placeIn(value: unknown, around: Place): Place {
	if (!isObject(value)) return around;
	const found = { bulkId: asText(value.uuid), campaignId: asText(value.message_id), mailing: asText(value.name) };
	const told = Object.entries(found).flatMap(([name, text]) => (text ? [[name, text.slice(0, LONGEST_PLACE)]] : []));
	return { ...around, ...(Object.fromEntries(told) as Place) };
}

function eventOf({ value, hasFailed, place }: Row): Omit<PushEvent, 'identity'> {
	const row: IDataObject = isObject(value) ? value : { error: asText(value) };
	const { id, to, status, vendorStatus, vendorStatusText }: MessageState = hasFailed ? failedState(row) : takenState(row);
	const at = timeOf(row.status_time);
	return {
		kind: 'deliveryStatus',
		// A word that nobody knows may be the last one: it is not kept from the user as "not final".
		...(status === 'unknown' ? {} : { isFinal: isFinal(status) }),
		result: { ...stateResult({ id, to, status, vendorStatus, vendorStatusText, at }), ...place },
		raw: row,
	};
}
