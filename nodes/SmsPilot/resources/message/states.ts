import type { IDataObject } from 'n8n-workflow';

import type { MessageState, StatusTable } from '../../../shared/sms/status';
import { asText } from '../../../shared/transport/replies';
import { CODES, STATUSES } from '../../codes';

/** Errors that say that the ID is not known, as status -2 does by itself. */
const NOT_KNOWN = ['', '0', '301', '302'];

const EXPIRED = '600';

const UNEXPLAINED: StatusTable[string] = { status: 'unknown', text: 'A status that SMSPILOT does not explain' };

/**
 * What status and error of an item mean together. The official answer has no error; newer ones and API-1 may have one,
 * and it may be a code or words.
 */
export function stateOf(item: IDataObject): Pick<MessageState, 'status' | 'vendorStatus' | 'vendorStatusText'> {
	const vendorStatus = asText(item.status) ?? '';
	const error = asText(item.error) ?? '';
	const known = Object.hasOwn(STATUSES, vendorStatus) ? STATUSES[vendorStatus] : UNEXPLAINED;
	if (vendorStatus === '-1') {
		const status = error === EXPIRED ? 'expired' : 'failed';
		return { status, vendorStatus, vendorStatusText: withReason(known.text, error) };
	}
	if (vendorStatus === '-2' && !NOT_KNOWN.includes(error)) {
		return { status: 'failed', vendorStatus, vendorStatusText: withReason('Refused', error) };
	}
	return { status: known.status, vendorStatus, vendorStatusText: known.text };
}

function withReason(text: string, error: string): string {
	if (error === '' || error === '0') return text;
	const meaning = Object.hasOwn(CODES, error) ? CODES[error].meaning : error;
	return `${text}: ${meaning}`;
}
