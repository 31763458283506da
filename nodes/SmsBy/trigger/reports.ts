import type { IDataObject } from 'n8n-workflow';

import { messageResult } from '../../shared/delivery';
import { isObject, textOf } from '../../shared/replies';
import { fieldsOf } from '../../shared/trigger/push';
import type { Push, PushEvent } from '../../shared/trigger/source';
import { messagesOf, takenState } from '../resources/bulk/reports';

/** What may hold the answer that a call brings, besides the whole of it. */
const WRAPPERS = ['result', 'data', 'messages'];

/**
 * The events of a call, whose form SMS.by does not document: a report like that of `statusBulkSms`, with or without
 * something around it, or the fields of a single message. Whatever cannot be read is one event with the whole payload.
 * Nothing for a call without any content.
 */
export function eventsOf(push: Push): PushEvent[] | undefined {
	const payload = Array.isArray(push.body) ? push.body : fieldsOf(push);
	if (Object.keys(payload).length === 0) return undefined;
	const states = statesIn(payload);
	return states.length > 0 ? states.map((state) => stateEvent(state, payload)) : [unread(payload)];
}

function stateEvent(state: IDataObject, payload: unknown): PushEvent {
	const { id, to, bulkId, vendorStatus, deliveredAt, sentAt } = state;
	const told = [id, to, bulkId, vendorStatus, deliveredAt ?? sentAt];
	return {
		kind: 'deliveryStatus',
		...(id || bulkId ? { identity: told.join('\n') } : {}),
		isFinal: state.isFinal === true,
		result: state,
		raw: { payload: payload as IDataObject },
	};
}

function unread(payload: unknown): PushEvent {
	const bulkId = bulkIdOf(payload);
	const result = { ...(bulkId ? { bulkId } : {}), payload: payload as IDataObject };
	return { kind: 'otherCall', ...(bulkId ? { identity: JSON.stringify(payload) } : {}), result, raw: { payload: payload as IDataObject } };
}

/** The states that a payload tells of, as the bulk's "Get Status" shows them. */
function statesIn(payload: unknown): IDataObject[] {
	const uuid = bulkIdOf(payload) ?? '';
	const parts = partsOf(payload);
	const reports = parts.flatMap((mailing) => (Array.isArray(mailing.success) ? messagesOf(mailing, uuid) : []));
	if (reports.length > 0) return reports;
	return parts.filter(isMessage).map((row) => ({ ...messageResult(takenState(named(row))), ...(uuid ? { bulkId: uuid } : {}) }));
}

const isMessage = ({ phone, status }: IDataObject): boolean => textOf(phone) !== undefined && textOf(status) !== undefined;

/** A single message may be numbered as a bulk or as a quick SMS numbers it. */
const named = (row: IDataObject): IDataObject => ({ ...row, delivery_id: row.delivery_id ?? row.sms_id ?? row.id });

/** The objects in which a report may stand: the payload, its rows, and those of what is in it. */
function partsOf(payload: unknown): IDataObject[] {
	const rows = (Array.isArray(payload) ? payload : [payload]).filter(isObject);
	return rows.flatMap((row) => [row, ...WRAPPERS.flatMap((name) => [row[name]].flat().filter(isObject))]);
}

function bulkIdOf(payload: unknown): string | undefined {
	return partsOf(payload)
		.map(({ uuid }) => textOf(uuid))
		.find(Boolean);
}
