import type { IDataObject } from 'n8n-workflow';

import type { MessageState } from '../shared/sms/status';
import { isObject, asText } from '../shared/transport/replies';
import { timeOf } from './times';
import { stateOf } from './vendor';

/** What a row under `success` says of its message. */
export function takenState(row: unknown): MessageState {
	const { delivery_id: id, phone, status, status_time: time } = isObject(row) ? row : {};
	const state = stateOf(status);
	const at = timeOf(time);
	return {
		id: asText(id) ?? '',
		to: asText(phone) ?? '',
		...state,
		...(state.status === 'sent' ? { sentAt: at } : {}),
		...(state.status === 'delivered' ? { deliveredAt: at } : {}),
	};
}

/** What a row of failures says of its message: an object with the reason under one of several names, or a text alone. */
export function failedState(row: unknown): MessageState {
	const told: IDataObject = isObject(row) ? row : { error: asText(row) };
	const reason = told.error ?? told.error_message ?? told.message ?? told;
	return {
		id: asText(told.delivery_id) ?? '',
		to: asText(told.phone) ?? '',
		status: 'failed',
		vendorStatus: asText(told.status),
		vendorStatusText: asText(reason) ?? JSON.stringify(reason),
	};
}
