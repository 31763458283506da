import type { IDataObject } from 'n8n-workflow';

import { opened } from '../../shared/trigger/brackets';
import { fieldsOf, hasDeepName, isUnwieldy } from '../../shared/trigger/push';
import type { Push } from '../../shared/trigger/source';

/** What a push holds: an object of fields, or a list. */
export type Payload = IDataObject | unknown[];

/**
 * What a push holds, whatever form it has: JSON, a form, or the query, which is joined in; fields with brackets in their
 * names (`messages[0][name]`) and fields that hold JSON are opened. Nothing where no field has a value.
 */
export function payloadOf(push: Push): Payload | undefined {
	const fields = fieldsOf(push);
	if (hasDeepName(fields)) return undefined;
	const payload = Array.isArray(push.body) ? push.body : opened(fields);
	return saysNothing(payload) || isUnwieldy(payload) ? undefined : payload;
}

/** A text without a name, such as "hello", has become a field without a value. */
const saysNothing = (payload: Payload): boolean =>
	!Array.isArray(payload) && Object.values(payload).every((value) => value === '' || value === null || value === undefined);
