import type { IDataObject } from 'n8n-workflow';

import type { MessageState } from '../shared/sms/status';
import { isObject, textOf } from '../shared/transport/replies';
import { timeOf } from './times';
import { stateOf } from './vendor';

/** What a row under `success` says of its message. */
export function takenState(row: unknown): MessageState {
	const { delivery_id: id, phone, status, status_time: time } = isObject(row) ? row : {};
	const state = stateOf(status);
	const at = timeOf(time);
	return {
		id: textOf(id) ?? '',
		to: textOf(phone) ?? '',
		...state,
		...(state.status === 'sent' ? { sentAt: at } : {}),
		...(state.status === 'delivered' ? { deliveredAt: at } : {}),
	};
}

/** What a row of failures says of its message: an object with the reason under one of several names, or a text alone. */
export function failedState(row: unknown): MessageState {
	const told: IDataObject = isObject(row) ? row : { error: textOf(row) };
	const reason = told.error ?? told.error_message ?? told.message ?? told;
	return {
		id: textOf(told.delivery_id) ?? '',
		to: textOf(told.phone) ?? '',
		status: 'failed',
		vendorStatus: textOf(told.status),
		vendorStatusText: textOf(reason) ?? JSON.stringify(reason),
	};
}
