import type { IDataObject } from 'n8n-workflow';

import { asText } from '../../shared/transport/replies';
import { stateResult } from '../../shared/trigger/result';
import type { PushEvent } from '../../shared/trigger/source';
import { isOver, reasonOf, stateOf } from '../resources/message/states';

/**
 * The event of a push: `server_id`, `status` and `error`, in the query or the form (official); newer servers may send more,
 * or call the ID `id` (not certain). Nothing for what names no message or no status.
 */
export function eventOf(fields: IDataObject): PushEvent | undefined {
	const id = asText(fields.server_id) ?? asText(fields.id);
	const error = asText(fields.error) ?? '';
	if (!id || !/^\d+$/.test(id) || !/^-?\d{1,3}$/.test(asText(fields.status) ?? '')) return undefined;
	const state = stateResult({ id, to: asText(fields.phone), ...stateOf(fields) });
	const identity = [id, state.vendorStatus, error].join('\n');
	const result = { ...state, isFinal: isOver(fields), ...reasonOf(fields) };
	return { kind: 'deliveryStatus', identity, isFinal: result.isFinal, result, raw: fields };
}
