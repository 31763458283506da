import type { IDataObject } from 'n8n-workflow';

import { messageResult, type MessageState } from '../../../shared/delivery';
import { isObject, textOf } from '../../../shared/replies';
import { timeOf } from '../../times';
import { stateOf } from '../../vendor';

/**
 * The messages of one mailing. `success` holds those that were taken. The document promises errors too, but does not
 * show where: whatever else is a list in a mailing, or a text called `error`, is told as failed.
 */
export function messagesOf(mailing: IDataObject, uuid: string): IDataObject[] {
	const about = { bulkId: uuid, campaignId: textOf(mailing.message_id) ?? '', mailing: textOf(mailing.name) ?? '' };
	return Object.entries(mailing).flatMap(([key, value]) => {
		const rows: unknown[] = Array.isArray(value) ? value : key === 'error' && value ? [value] : [];
		return rows.map((row) => ({ ...messageResult(key === 'success' ? takenState(row) : failedState(row)), ...about }));
	});
}

/** What a row tells of a message that SMS.by took. */
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

function failedState(row: unknown): MessageState {
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
