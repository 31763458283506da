import type { IDataObject } from 'n8n-workflow';

import { isFinal, type MessageState, type StatusTable } from '../../../shared/sms/status';
import { asText } from '../../../shared/transport/replies';
import { CODES, STATUSES } from '../../codes';
import { say, type Text } from '../../../shared/language/say';

/** Errors that say that the ID is not known, as status -2 does by itself. */
const NOT_KNOWN = ['', '0', '301', '302'];

const NOT_DELIVERED = '-1';

/** "Could not be delivered in time, or no answer from the operator for more than a day" (document, 7.1): it may have arrived. */
const NO_ANSWER = '600';

const UNEXPLAINED: StatusTable[string] = { status: 'unknown', text: 'A status that SMSPILOT does not explain' };

/**
 * What status and error of an item mean together. The official answer has no error; newer ones and API-1 may have one,
 * and it may be a code or words.
 */
export function stateOf(item: IDataObject): Pick<MessageState, 'status' | 'vendorStatus' | 'vendorStatusText'> {
	const vendorStatus = asText(item.status) ?? '';
	const error = asText(item.error) ?? '';
	const known = Object.hasOwn(STATUSES, vendorStatus) ? STATUSES[vendorStatus] : UNEXPLAINED;
	if (vendorStatus === NOT_DELIVERED) {
		const isOpen = error === NO_ANSWER;
		return { status: isOpen ? 'unknown' : 'failed', vendorStatus, vendorStatusText: withReason(isOpen ? 'Not known' : known.text, error) };
	}
	if (vendorStatus === '-2' && !NOT_KNOWN.includes(error)) {
		return { status: 'failed', vendorStatus, vendorStatusText: withReason('Refused', error) };
	}
	return { status: known.status, vendorStatus, vendorStatusText: known.text };
}

/** Whether nothing more will be heard: also where nobody knows how it ended. */
export const isOver = (item: IDataObject): boolean => asText(item.status) === NOT_DELIVERED || isFinal(stateOf(item).status);

/** Why it was not delivered, by the vendor's code and in words; nothing where there is no code. */
export function reasonOf({ error }: IDataObject): IDataObject {
	const code = asText(error)?.trim() ?? '';
	if (!/^[1-9]\d*$/.test(code)) return {};
	return { vendorError: code, vendorErrorText: Object.hasOwn(CODES, code) ? say(CODES[code].meaning) : '' };
}

function withReason(text: Text, error: string): string {
	if (error === '' || error === '0') return text;
	const meaning = Object.hasOwn(CODES, error) ? say(CODES[error].meaning) : error;
	return `${say(text)}: ${meaning}`;
}
